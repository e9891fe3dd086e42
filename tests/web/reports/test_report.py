import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from marsad import code
from marsad.ledger.judgements.desk import Desk
from marsad.model import ClaimType, Report
from marsad.model.judgement import Field, Judgement

KEY = "sample-01"
MASSACRE = "قُتل الطفل سامر العلي برصاص قناص في حي الوعر بحمص، واعتقلت قوات النظام الشاب فادي نجار في حماة."


def judge(ledger, act, why="رأيت الصور"):
    return ledger.judge(Judgement(act, "هدى", "2024-05-01T10:00:00+00:00", why))


def claims(ledger, key=KEY):
    return [entry.id for entry in ledger.store.entries.of([key])[key]]


def add(ledger, report):
    ledger.add(report, code(report), "rules 9")
    with override("ar"):
        return reverse("report", args=[report.id])


def text_of(html):
    """The report's text as a reader sees it."""
    inside = html[html.index('<div class="report-text"') :]
    inside = inside[: inside.index("</div>")]
    return unescape(re.sub(r"<[^>]+>", "", "\n".join(re.findall(r"<p [^>]*>(.*?)</p>", inside, re.S))))


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_text_stands_whole(client, sample_reports):
    assert text_of(get(client, f"/report/{KEY}/")) == sample_reports[0].text


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_text_is_arabic_in_both_languages(client, language):
    assert '<div class="report-text" dir="rtl" lang="ar">' in get(client, f"{language}/report/{KEY}/")


def test_the_first_claim_stands_out_unless_another_is_chosen(client, ledger):
    ids = claims(ledger)
    assert re.findall(r'id="claim-(\w+)"[^>]*aria-current', get(client, f"/report/{KEY}/")) == [ids[0]]
    page = get(client, f"/report/{KEY}/?claim={ids[2]}")
    assert re.findall(r'id="claim-(\w+)"[^>]*aria-current', page) == [ids[2]]
    assert set(re.findall(r'<mark class="\w+ strong" data-claims="([\d ]+)"', page)) <= {"2", "2 3", "1 2", "1 2 3"}


def test_every_mark_leads_to_its_claim(client, ledger):
    ids = claims(ledger)
    page = get(client, f"/report/{KEY}/?claim=none")
    for href, told in re.findall(r'<a class="evidence"[^>]*href="([^"]*)" data-claims="([\d ]+)"', page):
        assert href in {f"?claim={ids[int(n)]}#claim-{ids[int(n)]}" for n in told.split()}


def test_fields_show_their_stretch_and_their_rule(client):
    page = get(client, f"/en/report/{KEY}/")
    assert '<a class="span" href="#at-144"><bdi lang="ar">مدينة معرة النعمان</bdi></a>' in page
    assert 'a phrase that names a place <code dir="ltr">places:class</code>' in page


def test_the_confidence_is_told_in_words_and_per_cent(client):
    assert re.search(r'confidence <bdi class="number" dir="ltr">\d+%</bdi>', get(client, f"/en/report/{KEY}/"))


def test_the_head(client, ledger):
    told = Report("with-link", "عنوان", "قصف الجيش بلدة دوما.", "2016-06-12", "شبكة المثال", "https://example.org/1")
    page = get(client, add(ledger, told).replace("/report", "/en/report"))
    assert '<a href="https://example.org/1" rel="noopener nofollow">' in page
    assert "Sunday 12 June 2016" in page
    assert "rules 9" in page
    assert "شبكة المثال" in page


def test_a_report_of_which_little_is_known(client, ledger):
    page = get(
        client,
        add(ledger, Report("bare", "", "نص بلا وقائع.", url="javascript:alert(1)")).replace("/report", "/en/report"),
    )
    assert "Report without a title" in page
    assert "outlet unknown" in page
    assert "day unknown" in page
    assert "No claim was found" in page
    assert "javascript" not in page


@pytest.mark.parametrize("key", ["نص/عربي", "a?b#c%", "..", "a\nb", "x/"])
def test_any_id_has_a_page(client, ledger, key):
    assert "عنوان غريب" in get(client, add(ledger, Report(key, "عنوان غريب", "قصف الجيش بلدة دوما.")))


def test_there_is_no_such_report(client):
    assert client.get("/report/none/").status_code == 404
    assert client.get("/report-versions/none/").status_code == 404


def test_nothing_is_changed_by_looking(client):
    assert client.post(f"/report/{KEY}/").status_code == 405


def test_the_incident_and_other_reports_of_it(client, ledger):
    shared = next(
        entry
        for key in ledger.store.reports.ids()
        for entry in ledger.store.entries.of([key]).get(key, ())
        if len(
            ledger.store.incidents.get([ledger.store.incidents.of_claims([entry.id])[entry.id]]).popitem()[1].reports
        )
        > 1
    )
    page = get(client, f"/en/report/{shared.report}/?claim={shared.id}")
    home = ledger.store.incidents.of_claims([shared.id])[shared.id]
    others = set(ledger.store.incidents.get([home])[home].reports) - {shared.report}
    assert f'href="/en/incident/{home}/"' in page
    assert any(f'href="/en/report/{other}/?claim=' in page for other in others)


def test_control_is_told(client):
    pages = [get(client, f"/en/report/sample-{n:02d}/") for n in range(1, 25)]
    assert any("is held by" in page for page in pages)
    assert any("belongs to" in page for page in pages)


def test_a_correction_is_shown_as_one(client, ledger):
    first = claims(ledger)[0]
    judge(ledger, Desk(ledger.store).correct(first, Field.TYPE, ClaimType.SHELLING))
    judge(ledger, Desk(ledger.store).correct(first, Field.TARGETS, ()), "")
    page = get(client, f"/en/report/{KEY}/?claim={first}")
    assert "corrected a claim" in page or "corrected" in page
    assert "هدى" in page
    assert "رأيت الصور" in page
    assert "none, says a person" in page


def test_a_corrected_value_names_no_rule_of_the_coder(client, ledger, sample_reports):
    first = claims(ledger)[0]
    trigger = ledger.store.entries.get([first])[first].claim.trigger
    judge(ledger, Desk(ledger.store).correct(first, Field.TRIGGER, trigger))
    assert "set by a person" in get(client, f"/en/report/{KEY}/?claim={first}")


def test_a_rejected_claim_is_told_apart_until_it_is_confirmed(client, ledger):
    first = claims(ledger)[0]
    judge(ledger, Desk(ledger.store).reject(first))
    page = get(client, f"/en/report/{KEY}/")
    assert "Rejected by people" in page
    assert f"claim-{first}" not in page


def test_private_names_are_masked_for_readers_alone(client, ledger, django_user):
    address = add(ledger, Report("victims", "مقتل الطفل سامر العلي", MASSACRE))
    page = get(client, address)
    assert "سامر" not in page
    assert "فادي" not in page
    assert page.count("▇▇") > 3
    client.force_login(django_user("reviewer"))
    assert "سامر العلي" in get(client, address)


def test_direction_signs_and_markup_from_outside_do_nothing(client, ledger):
    title = "\u202eعنوان\u2066 <script>alert(1)</script>\0\ud800"
    page = get(client, add(ledger, Report("odd", title, f"{title}\nقصف الجيش بلدة دوما.", outlet=title)))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\0]", page)
    assert "<script>alert" not in page


def test_the_page_asks_the_database_few_questions(client, ledger):
    get(client, f"/report/{KEY}/")
    with CaptureQueriesContext(
        connection,
    ) as small:
        get(client, f"/report/{KEY}/")
    add(
        ledger,
        Report(
            "long",
            "",
            "\n".join(
                report.text for report in ledger.store.reports.get([f"sample-{n:02d}" for n in range(1, 7)]).values()
            ),
        ),
    )
    with CaptureQueriesContext(connection) as large:
        get(client, "/report/long/")
    assert len(large) == len(small) <= 10


# --- versions ----------------------------------------------------------------------------------------------------

OLD = Report("changed", "قصف دوما", "مقتل ثلاثة مدنيين في قصف للجيش على بلدة دوما.\nوقال الدفاع المدني إن القصف مستمر.")
NEW = replace(OLD, text="مقتل خمسة مدنيين في قصف للجيش على بلدة دوما.\nواعتقلت قوات النظام عشرين شابا في حماة.")


@pytest.fixture
def changed(ledger):
    add(ledger, OLD)
    add(ledger, NEW)
    return "/en/report-versions/changed/"


def test_a_report_that_changed_says_so(client, changed):
    assert 'href="/en/report-versions/changed/"' in get(client, "/en/report/changed/")


def test_what_changed_is_told_in_words_too(client, changed):
    page = get(client, changed)
    assert '<del><span class="label" lang="en">removed</span>ثلاثة</del>' in page
    assert '<ins><span class="label" lang="en">added</span>خمسة</ins>' in page


def test_claims_that_came_and_went(client, changed):
    page = re.sub(r"<[^>]+>", "", get(client, changed))
    came, went = page[page.index("Came") : page.index("Went")], page[page.index("Went") :]
    assert "Arrest" in came
    assert "5 killed" in came
    assert "3 killed" in went


def test_versions_are_chosen_by_number(client, ledger, changed):
    add(ledger, replace(NEW, title="ثالث"))
    assert "removed" not in get(client, f"{changed}?from=1&to=1")
    assert "ثلاثة</del>" in get(client, f"{changed}?from=1&to=2")
    for odd in ("?from=0&to=9", "?from=x&to=١", "?from=999999999999"):
        assert "ثالث</ins>" in get(client, changed + odd)


def test_a_report_that_never_changed_has_nothing_to_compare(client):
    assert client.get(f"/report-versions/{KEY}/").status_code == 404


def test_names_are_masked_in_versions(client, ledger):
    add(ledger, Report("twice", "مقتل الطفل سامر العلي", MASSACRE))
    add(ledger, Report("twice", "مقتل طفل", MASSACRE + " ودفن سامر العلي."))
    page = get(client, "/report-versions/twice/")
    assert "سامر" not in page
    assert "▇▇" in page
