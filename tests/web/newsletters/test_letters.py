"""What a letter says, and how it is shown: nothing in it can run (row 13 of docs/reference/security.md)."""

import re
from xml.etree import ElementTree

import pytest

from marsad.web.newsletters import marks
from marsad.web.newsletters.issues import Edition, issue
from marsad.web.newsletters.letters import Frequency, Kind, Letter
from marsad.web.newsletters.periods import Period, Rhythm, of_day
from marsad.web.newsletters.rendering import render

from .conftest import DAY, NOW

SYRIA = Letter(Kind.PLACE, "SY-ID")
ATOM = "{http://www.w3.org/2005/Atom}"


def made(letter=SYRIA, often=Frequency.DAILY, language="ar", day=DAY):
    return render(letter, often, of_day(day, Rhythm(often)), language)


def test_a_letter_tells_ranges_with_their_standing(strike):
    found = made()
    assert found.incidents == 1
    assert found.subject == "نشرة إدلب، 3 آذار/مارس 2016: حادثة واحدة، \u20663–7\u2069 قتلى"
    assert (
        found.lead
        == "سُجّلت حادثة واحدة في \u2068إدلب\u2069. حصيلة القتلى بحسب المصادر: \u20663–7\u2069 قتلى، في حادثة واحدة."
    )
    for told in ("3–7", "الخوذ البيضاء", "المرصد السوري لحقوق الإنسان", f"/incident/{strike.id}/"):
        assert told in found.text
        assert told in found.html
    assert "مصدران" in found.html


def test_disputes_are_told_with_who_says_what(tell):
    tell("قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة سراقب وقتلت ثلاثة أشخاص.", "قصفت",
         by=["قوات النظام"], at=["سراقب"], source=["المرصد السوري لحقوق الإنسان"],
         killed=[("ثلاثة أشخاص", None, 3, 3)], outlet="عنب بلدي")  # fmt: skip
    tell("أعلن الدفاع المدني السوري أن قصفاً لقوات النظام على سراقب أودى بحياة ثلاثين شخصاً.", "قصفاً",
         by=["قوات النظام"], at=["سراقب"], source=["الدفاع المدني السوري"],
         killed=[("ثلاثين شخصاً", None, 30, 30)], outlet="جريدة التجربة")  # fmt: skip
    found = made()
    assert "عدد القتلى" in found.text
    for told in ("\u20663\u2069 — المرصد السوري لحقوق الإنسان", "\u206630\u2069 — الخوذ البيضاء"):
        assert told in found.text


def test_english_is_english(strike):
    found = made(language="en")
    assert found.subject == "Letter: Idlib, 3 March 2016: 1 incident, \u20663–7\u2069 killed"
    assert 'dir="ltr"' in found.html
    assert not re.search("[؀-ۿ]", found.lead)


def test_an_incident_is_in_the_letter_of_the_day_it_began_on(strike):
    assert made(day=DAY.replace(day=4)).incidents == 0
    assert made(often=Frequency.WEEKLY).incidents == 1
    assert "الأسبوع السابق" in made(often=Frequency.WEEKLY).text


def test_what_is_told_of_late_is_not_lost(tell):
    tell("قصفت قوات النظام بلدة سراقب.", "قصفت", at=["سراقب"], day="2016-02-20", published="2016-03-03")
    found = made()
    assert not found.empty
    assert found.incidents == 0
    assert "من أيام سابقة" in found.text


def test_private_persons_are_in_no_letter(tell):
    tell("اعتقلت الشرطة رامي الحلبي في سراقب.", "اعتقلت", "arrest", on=["رامي الحلبي"], at=["سراقب"])
    found = made()
    assert found.incidents == 1
    assert "اعتقلت الشرطة" in found.html
    for part in (found.html, found.text, found.subject, found.lead, found.described):
        assert "رامي" not in part


def test_the_record_has_each_sources_count(strike):
    found = made(Letter(Kind.CASUALTIES))
    assert "== السجلّ ==" in found.text
    assert "الخوذ البيضاء \u20667\u2069" in found.text


def test_an_actors_letter_names_what_it_is_in(strike):
    assert made(Letter(Kind.ACTOR, "sy-army")).incidents >= 1


def test_html_survives_mail_programs(strike):
    html = made().html
    assert "<bdi" not in html  # which some know nothing of
    assert html.count("<style") == 1
    assert set(re.findall(r"@media \(([a-z-]+)", html)) == {"max-width", "prefers-color-scheme"}
    assert 'style="' in html
    assert "class=" in html
    assert not re.search(r"<(script|link|iframe|form|object|svg|video)\b|\son\w+=|javascript:", html)
    assert html.count(marks.HTML) == 1
    assert html.count(f'src="{marks.IMAGE}"') == 1
    assert len(html) < 102_400  # beyond it Gmail cuts a letter off


@pytest.fixture
def evil(tell):
    """A report that would like to run in a reader's mail."""
    tell(
        "قصفت قوات النظام سراقب <script>alert(1)</script><img src=x onerror=alert(2)>.", "قصفت", at=["سراقب"],
        outlet="<svg onload=alert(3)>\r\nBcc: x@example.org", title="خبر\r\nX-Evil: 1", by=["قوات النظام"],
    )  # fmt: skip


def test_what_a_report_brings_is_text(evil):
    html = made().html
    assert "&lt;script&gt;" in html
    assert not re.search(r"<script|<img src=x|<svg", html)


@pytest.fixture
def frozen(evil):
    return issue(Edition(Letter(Kind.BRIEF), Frequency.DAILY, "ar", Period(DAY, DAY)), NOW)


def test_a_letter_is_shown_in_a_document_that_can_run_nothing(client, frozen):
    for path in (
        f"/newsletters/issue/{frozen.key}/letter.html",
        "/newsletters/preview/brief/",
        "/en/newsletters/preview/place/SY-ID/",
    ):
        response = client.get(path)
        policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'none'"
        assert policy["form-action"] == "'none'"
        assert policy["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
        assert policy["img-src"] == "data:"
        assert "connect-src" not in policy
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["X-Content-Type-Options"] == "nosniff"
        page = response.content.decode()
        assert not re.search(r"<script|<[^>]*\son\w+=|<[^>]*javascript:", page)
        for own in (marks.HTML, "newsletters/leave", "newsletters/preferences", "csrf"):
            assert own not in page


def test_no_other_page_may_have_style_within(client, frozen):
    page = client.get(f"/newsletters/issue/{frozen.key}/")
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.content.decode()
    assert "frame-src" not in client.get("/newsletters/")["Content-Security-Policy"]


def test_a_letter_has_an_archive_and_a_feed(client, frozen):
    assert frozen.key in client.get("/newsletters/letter/brief/").content.decode()
    assert frozen.key in client.get("/newsletters/issues/brief/").content.decode()
    assert frozen.key not in client.get("/en/newsletters/issues/brief/").content.decode()
    response = client.get("/newsletters/feed/brief.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == frozen.subject
    assert f"/newsletters/issue/{frozen.key}/" in entry.find(f"{ATOM}link").get("href")
    again = client.get("/newsletters/feed/brief.atom", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_pages_are_only_read(client, frozen):
    for path in (
        "",
        f"issue/{frozen.key}/",
        f"issue/{frozen.key}/letter.html",
        "letter/brief/",
        "preview/brief/",
        "feed/brief.atom",
    ):
        assert client.post(f"/newsletters/{path}").status_code == 405


def test_places_and_actors_are_looked_up(client, strike):
    page = client.get("/newsletters/?q=إدلب").content.decode()
    assert "/newsletters/letter/place/SY-ID/" in page
    assert "/newsletters/letter/place/IQ/" not in page


def test_who_is_in_no_register_has_no_letter(client, tell):
    report = tell("اعتقلت الشرطة فلان الفلاني في سراقب.", "اعتقلت", "arrest", on=["فلان الفلاني"], at=["سراقب"])
    (target,) = {one.value for one in tell.incident(report).targets}
    assert client.get(f"/newsletters/letter/actor/{target}/").status_code == 404
    assert "الفلاني" not in client.get("/newsletters/?q=فلان").content.decode().replace('فلان"', "")


def test_a_preview_is_of_days_that_have_something_to_tell(client, strike):
    page = client.get(f"/newsletters/preview/place/{strike.site.place}/").content.decode()
    assert "3 آذار/مارس 2016" in page
    assert f"/incident/{strike.id}/" in page
