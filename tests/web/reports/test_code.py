import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marsad.web.reports import limits

TEXT = "قصف الجيش بلدة دوما أمس فقتل ثلاثة مدنيين، واعتقلت قوات النظام الشاب فادي نجار في حماة."
PAGE = (
    "<html><head><title>عنوان الصفحة</title></head><body><article><h1>عنوان</h1>"
    f"<p>{TEXT}</p><p>وقال ناشطون إن القصف مستمر.</p></article></body></html>"
)


def send(client, **data):
    return client.post("/en/code/", data)


def upload(client, name, raw):
    return send(client, file=SimpleUploadedFile(name, raw))


def told(response):
    return response.content.decode()


def test_the_form(client):
    page = told(client.get("/en/code/"))
    assert "Paste the Arabic text" in page
    assert "data-report" not in page


def test_a_text_shows_its_claims_at_once(client):
    response = send(client, text=TEXT, title="قصف دوما", outlet="شبكة المثال", day="2016-06-12")
    page = told(response)
    assert response.status_code == 200
    assert len(re.findall(r'<li class="claim ', page)) == 2
    assert "11 June 2016" in page
    assert "شبكة المثال" in page
    assert "قصف دوما" in page


def test_nothing_is_kept(client, ledger):
    before = list(ledger.store.reports.ids())
    assert "Nothing of this is kept" in told(send(client, text=TEXT))
    assert list(ledger.store.reports.ids()) == before


def test_who_brings_a_text_sees_its_names(client):
    assert "فادي نجار" in re.sub("<[^>]+>", "", told(send(client, text=TEXT)))


def test_a_page_is_read_for_its_article(client):
    page = told(send(client, text=PAGE))
    assert '<li class="claim ' in page
    assert "&lt;article" not in page


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("report.txt", TEXT.encode()),
        ("report.html", PAGE.encode()),
        ("report.json", json.dumps({"id": "j1", "text": TEXT}).encode()),
        (
            "reports.jsonl",
            (json.dumps({"id": "j1", "text": TEXT}) + "\n" + json.dumps({"id": "j2", "text": TEXT})).encode(),
        ),
    ],
)
def test_files(client, name, raw):
    assert '<li class="claim ' in told(upload(client, name, raw))


def test_several_reports_stand_one_after_the_other(client):
    lines = "\n".join(json.dumps({"id": f"j{n}", "title": f"تقرير {n}", "text": TEXT}) for n in range(12))
    page = told(upload(client, "reports.jsonl", lines.encode()))
    assert page.count("data-report") == 10
    assert "The file holds more reports" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_faults_that_keep_nothing_from_being_read_are_told(client):
    lines = json.dumps({"id": "j1", "text": TEXT, "published": "soon"}) + "\nno json\n"
    page = told(upload(client, "reports.jsonl", lines.encode()))
    assert "A day in it is no date" in page
    assert "Line 2: The JSON in it is broken." in page
    assert '<li class="claim ' in page


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({}, "Paste a text or choose a file."),
        ({"text": "  \n "}, "Paste a text or choose a file."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
        ({"text": TEXT, "day": "soon"}, "Enter a valid date."),
        ({"text": "<p></p>"}, "No article could be found"),
        ({"text": "{}"}, "A report must be an object"),
        ({"text": "[]"}, "It is empty."),
        ({"text": "{"}, "The JSON in it is broken."),
        ({"text": "ا" * 1_000_000}, "A text has more than 100000 letters"),
        ({"text": "قصف الجيش " + "ا" * 5_000}, "A word has more than 1000 letters, from letter 11 on"),
        ({"text": TEXT * 2_000}, "A text has more than 100000 letters"),
        ({"text": "<div>" * 50_000}, "be found"),
    ],
    ids=[
        "nothing",
        "blank",
        "nul",
        "day",
        "no article",
        "no report",
        "empty list",
        "no json",
        "word",
        "long word",
        "long",
        "nested",
    ],
)
def test_texts_that_cannot_be_read(client, data, fault):
    response = send(client, **data)
    assert response.status_code == 400
    assert fault in told(response)


@pytest.mark.parametrize(
    ("name", "raw", "fault"),
    [
        ("a.docx", b"PK\x03\x04", "only files ending in"),
        ("a.txt", b"PK\x03\x04", "It is no text."),
        ("a.txt", b"\0\1\2" * 99, "It is no text."),
        ("a.txt", TEXT.encode("windows-1256"), "It is not in UTF-8 but in windows-1256"),
        ("a.txt", b" ", "It is empty."),
        ("a.txt", b"a" * 4_000_001, "more than 4 MB"),
        ("a.jsonl", b'{"id": "1", "text": ""}', "A report in it has no text."),
        ("a.html", b"<div>" * 50_000, "be found"),
    ],
)
def test_files_that_cannot_be_read(client, name, raw, fault):
    response = upload(client, name, raw)
    assert response.status_code == 400
    assert fault in told(response)


def test_fifty_megabytes_are_refused(client):
    assert upload(client, "a.jsonl", b"x" * 50_000_000).status_code == 400
    assert send(client, text="x" * 50_000_000).status_code == 400


def test_a_text_in_nested_tags_is_read(client):
    assert send(client, text="<div>" * 50_000 + TEXT).status_code in (200, 400)


def test_lone_surrogates_and_direction_signs_are_shown_harmless(client):
    raw = json.dumps({"id": "x\ud800", "title": "\u202eعنوان\ud800", "text": f"\u2066{TEXT}\udfff", "outlet": "\0"})
    response = upload(client, "a.json", raw.encode())
    assert response.status_code == 200
    assert not re.search("[\u202a-\u202e\u2066-\u2069\0]", told(response))


@pytest.mark.parametrize("text", ["نص غير معروف", "This is no Arabic text at all, and it goes on for a while."])
def test_a_text_without_claims(client, text):
    page = told(send(client, text=text))
    assert "No claim was found" in page


def test_a_text_in_another_language_is_read_with_a_warning(client):
    assert "It is not in Arabic." in told(
        send(client, text="This is no Arabic text at all, and it goes on for a while.")
    )


def test_too_many_texts_have_to_wait(client, monkeypatch):
    monkeypatch.setattr(limits, "TIMES", 2)
    assert [send(client, text=TEXT).status_code for _ in range(3)] == [200, 200, 429]
    response = send(client, text=TEXT)
    assert 0 < int(response["Retry-After"]) <= 60
    assert "Too many texts" in told(response)
    assert client.get("/en/code/").status_code == 200


def test_each_account_is_counted_for_itself(client, monkeypatch, django_user):
    monkeypatch.setattr(limits, "TIMES", 1)
    assert send(client, text=TEXT).status_code == 200
    assert send(client, text=TEXT).status_code == 429
    client.force_login(django_user("reader"))
    assert send(client, text=TEXT).status_code == 200


def test_forms_are_protected(ledger):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/en/code/", {"text": TEXT}).status_code == 403
    assert strict.post("/en/code/keep/", {"parcel": "x"}).status_code == 403


# --- keeping -----------------------------------------------------------------------------------------------------


def parcel(response):
    return re.search(r'name="parcel" value="([^"]+)"', told(response))[1]


@pytest.fixture
def reviewer(client, django_user):
    client.force_login(django_user("reviewer"))
    return client


def test_a_reviewer_keeps_what_was_shown(reviewer, ledger):
    shown = send(reviewer, text=TEXT, title="قصف <b>دوما</b>", day="2016-06-12")
    response = reviewer.post("/en/code/keep/", {"parcel": parcel(shown)}, follow=True)
    key = response.redirect_chain[0][0].split("/")[3]
    assert "The report is kept." in told(response)
    assert ledger.store.reports.get([key])[key].title == "قصف دوما"
    assert len(ledger.store.entries.of([key])[key]) == 2


def test_the_same_text_again_would_be_the_same_report(reviewer):
    shown = send(reviewer, text=TEXT)
    reviewer.post("/en/code/keep/", {"parcel": parcel(shown)})
    assert "is kept already" in told(send(reviewer, text=TEXT))


def test_an_administrator_may_keep_too(client, django_user):
    client.force_login(django_user("administrator"))
    assert "Keep this report" in told(send(client, text=TEXT))


@pytest.mark.parametrize("group", [None, "reader"])
def test_others_may_not_keep(client, django_user, ledger, group):
    client.force_login(django_user("reviewer"))
    signed = parcel(send(client, text=TEXT))
    client.force_login(django_user(group)) if group else client.logout()
    assert "parcel" not in told(send(client, text=TEXT))
    assert client.post("/en/code/keep/", {"parcel": signed}).status_code in (302, 403)
    assert not any(key.startswith("text-") for key in ledger.store.reports.ids())


@pytest.mark.parametrize("change", [lambda signed: "", lambda signed: signed[:-2], lambda signed: "e30:" + signed])
def test_a_parcel_that_is_not_ours_is_refused(reviewer, change):
    signed = parcel(send(reviewer, text=TEXT))
    response = reviewer.post("/en/code/keep/", {"parcel": change(signed)})
    assert response.status_code == 400
    assert "Code it again." in told(response)


def test_an_old_parcel_is_refused(reviewer, monkeypatch):
    signed = parcel(send(reviewer, text=TEXT))
    monkeypatch.setattr("marsad.web.reports.coding._DAY", -1)
    assert reviewer.post("/en/code/keep/", {"parcel": signed}).status_code == 400


def test_keeping_is_no_page(reviewer):
    assert reviewer.get("/en/code/keep/").status_code == 405
