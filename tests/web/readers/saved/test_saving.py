import pytest

from marsad import Report, code
from marsad.web.ledger import models as ledger_models
from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.keeping import SaveError
from marsad.web.readers.saved.models import Article, Kind


def save_page(client, url):
    return client.post("/saved/add/", {"url": url})


def test_a_page_is_saved_with_its_text(mine, outlet):
    answer = save_page(mine, outlet.url)
    article = Article.objects.get()
    assert answer.url == f"/saved/{article.pk}/"
    assert (article.title, article.fault) == (outlet.title, "")
    text = article.versions.get().text
    assert "الدفاع المدني" in text
    assert "<" not in text
    assert "alert" not in text


def test_a_page_is_saved_once(mine, outlet):
    save_page(mine, outlet.url)
    save_page(mine, outlet.url + "#part")
    assert Article.objects.count() == 1


def test_what_has_changed_becomes_a_version_and_what_was_stays(mine, outlet):
    save_page(mine, outlet.url)
    article = Article.objects.get()
    mine.post(f"/saved/{article.pk}/again/")
    assert article.versions.count() == 1
    before = article.versions.get().text
    outlet.more = "وارتفع عدد المصابين إلى ثلاثة بحسب الطبابة."
    mine.post(f"/saved/{article.pk}/again/")
    texts = list(article.versions.values_list("text", flat=True))
    assert texts[0] == before
    assert "ثلاثة" in texts[1]
    assert "ثلاثة" in mine.get(f"/saved/{article.pk}/").content.decode()
    assert "ثلاثة" not in mine.get(f"/saved/{article.pk}/?version=1").content.decode()


def test_a_page_that_cannot_be_fetched_is_saved_with_the_reason(mine, outlet):
    outlet.status = 503
    save_page(mine, outlet.url)
    article = Article.objects.get()
    assert "503" in article.fault
    assert "503" in mine.get(f"/saved/{article.pk}/").content.decode()
    outlet.status = 200
    mine.post(f"/saved/{article.pk}/again/")
    article.refresh_from_db()
    assert article.fault == ""
    assert article.versions.count() == 1


def test_a_closed_address_is_not_fetched(mine):
    save_page(mine, "http://169.254.169.254/latest/")
    assert Article.objects.get().fault == "العنوان في شبكة مغلقة."


def test_what_is_no_page(mine, outlet):
    outlet.kind = "application/pdf"
    save_page(mine, outlet.url)
    assert "application/pdf" in Article.objects.get().fault


def test_a_page_in_the_encoding_that_its_server_names(mine, outlet):
    outlet.body = outlet.page().decode().replace("utf-8", "windows-1256").encode("windows-1256", "replace")
    outlet.kind = "text/html; charset=windows-1256"
    save_page(mine, outlet.url)
    assert "الدفاع المدني" in Article.objects.get().versions.get().text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "news", "http://"])
def test_what_is_no_web_address(mine, url):
    assert save_page(mine, url).status_code == 400
    assert not Article.objects.exists()


def test_the_bookmark_opens_a_form_and_saves_nothing(mine, outlet):
    answer = mine.get("/saved/add/", {"url": outlet.url})
    assert outlet.url in answer.content.decode()
    assert not Article.objects.exists()


def test_a_report_and_an_incident(mine):
    report, incident = ledger_models.Report.objects.first(), ledger_models.Incident.objects.first()
    mine.post("/saved/keep/", {"kind": "report", "address": report.key, "next": "/today"})
    mine.post("/saved/keep/", {"kind": "incident", "address": incident.key})
    saved = {one.kind: one for one in Article.objects.all()}
    assert saved["report"].versions.get().text[:40] == report.text[:40]
    told = saved["incident"].versions.get()
    assert told.title
    assert len(told.text.splitlines()) > 2


@pytest.mark.parametrize("key", ["no such", "a/b", "\0", "x" * 100_000])
@pytest.mark.parametrize("kind", ["report", "incident"])
def test_what_is_not_in_the_ledger_is_not_saved(mine, kind, key):
    answer = mine.post("/saved/keep/", {"kind": kind, "address": key}, follow=True)
    assert 'class="note warn"' in answer.content.decode()
    assert not Article.objects.exists()


def test_a_report_that_has_left_the_ledger_keeps_its_text(mine, reader):
    article = keeping.save(reader, Kind.REPORT, ledger_models.Report.objects.first().key)
    Article.objects.filter(pk=article.pk).update(address="gone")
    mine.post(f"/saved/{article.pk}/again/")
    article.refresh_from_db()
    assert article.fault == "ليس في السجلّ."
    assert article.versions.count() == 1


def test_what_another_device_does_meanwhile_stays(mine, reader, outlet):
    save_page(mine, outlet.url)
    stale = Article.objects.get()
    labelling.set_state(Article.objects.get(), "archive")
    labelling.set_note(Article.objects.get(), "ملاحظة")
    outlet.more = "وارتفع عدد المصابين إلى ثلاثة."
    assert keeping.take(stale)
    article = Article.objects.get()
    assert (article.archived, article.note) == (True, "ملاحظة")


def test_an_article_deleted_while_it_is_fetched_stays_deleted(mine, outlet):
    save_page(mine, outlet.url)
    stale = Article.objects.get()
    Article.objects.get().delete()
    outlet.more = "وارتفع عدد المصابين إلى ثلاثة."
    assert not keeping.take(stale)
    outlet.status = 503
    assert not keeping.take(stale)
    assert not Article.objects.exists()


def test_private_persons_stay_masked_in_a_saved_report(ledger, reader):
    text = "قتل الطفل سامر العيدان برصاص قناص في حي الزهور في مدينة تعز أمس."
    report = Report("named", "مقتل طفل في تعز", text, "2024-05-15", "وكالة")
    ledger.add(report, code(report), "test")
    kept = keeping.save(reader, Kind.REPORT, "named").versions.get().text
    assert "سامر" not in kept
    assert len(kept) == len(text)


def test_only_reports_and_incidents_are_kept_from_their_pages(mine):
    assert mine.post("/saved/keep/", {"kind": "page", "address": "http://127.0.0.1/"}).status_code == 302
    assert not Article.objects.exists()


def test_a_save_leads_back_to_our_own_pages_alone(mine):
    key = ledger_models.Report.objects.first().key
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1"):
        answer = mine.post("/saved/keep/", {"kind": "report", "address": key, "next": elsewhere})
        assert answer.url == "/saved/"


def test_too_many_pages_in_a_minute(mine, outlet):
    outlet.status = 404
    answers = [save_page(mine, f"{outlet.url}?{n}") for n in range(21)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_version_is_not_added_twice_by_two_at_once(reader):
    article = keeping.put(reader, Kind.PAGE, "https://news.example/1")
    copy = keeping.Copy("عنوان", "نص الخبر")
    assert keeping.keep(article, copy)
    assert not keeping.keep(article, copy)


@pytest.mark.parametrize("address", ["https://news.example/" + "a" * 2000, "https://news.example/" + "أ" * 1500])
def test_an_address_that_is_too_long(reader, address):
    with pytest.raises(SaveError):
        keeping.save(reader, Kind.PAGE, address)
