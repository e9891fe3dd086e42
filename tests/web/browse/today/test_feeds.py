from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.ledger.judgements.desk import Desk
from marsad.model.judgement import Judgement

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def read(client):
    """Reads the feed at an address."""

    def get(path="/feed.atom"):
        response = client.get(path)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(response.content)

    return get


def told(element, *names):
    return tuple(element.findtext(ATOM + name) for name in names)


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(ATOM + "link")}


def test_a_feed_has_what_rfc_4287_wants(read, strike):
    feed = read("/feed.atom?place=SY-ID")
    assert feed.tag == ATOM + "feed"
    assert all(told(feed, "id", "title", "updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "مرصد"
    assert links(feed) == {
        "self": "http://testserver/feed.atom?place=SY-ID",
        "alternate": "http://testserver/?place=SY-ID",
    }
    entries = feed.findall(ATOM + "entry")
    assert entries
    for entry in entries:
        assert all(told(entry, "id", "title", "updated", "summary"))
        assert datetime.fromisoformat(entry.findtext(ATOM + "updated")).tzinfo
    assert len({entry.findtext(ATOM + "id") for entry in entries}) == len(entries)


def only(feed, incident):
    return next(e for e in feed.findall(ATOM + "entry") if links(e)["alternate"].endswith(f"/incident/{incident.id}/"))


def test_an_entry_tells_its_incident(read, strike):
    entry = only(read("/feed.atom?place=SY-ID"), strike)
    title, summary = told(entry, "title", "summary")
    assert title == "قصف على \u2068سراقب\u2069، \u2068إدلب\u2069 — \u20663–7\u2069 قتلى"
    for words in ("الجيش السوري", "عدد القتلى", "معقول", "تقريران", "مصدران مستقلان"):
        assert words in summary


def test_in_english_a_feed_is_english(read, strike):
    feed = read("/en/feed.atom?place=SY-ID")
    assert feed.get(LANG) == "en"
    assert feed.findtext(ATOM + "title") == "Marsad: Idlib"
    assert "Shelling of" in only(feed, strike).findtext(ATOM + "title")


def test_ids_are_the_same_at_any_host(client, strike):
    at = [
        ElementTree.fromstring(client.get("/feed.atom", headers={"host": host}).content)
        for host in ("localhost", "127.0.0.1")
    ]
    one, two = (told(feed, "id") + tuple(e.findtext(ATOM + "id") for e in feed.findall(ATOM + "entry")) for feed in at)
    assert one == two


def test_each_language_and_each_filter_has_an_id_of_its_own(read):
    paths = ("/feed.atom", "/en/feed.atom", "/feed.atom?disputed=1")
    assert len({read(path).findtext(ATOM + "id") for path in paths}) == 3


def test_another_report_makes_an_entry_newer(read, tell, strike):
    path = "/feed.atom?place=SY-ID"
    assert only(read(path), strike).findtext(ATOM + "updated") == "2016-03-03T00:00:00+00:00"
    tell(
        "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة سراقب وقتلت ثلاثة أشخاص.", "قصفت",
        published="2016-03-04", by=["قوات النظام"], at=["سراقب"], source=["المرصد السوري لحقوق الإنسان"],
    )  # fmt: skip
    assert only(read(path), strike).findtext(ATOM + "updated") == "2016-03-04T00:00:00+00:00"


def test_a_judgement_makes_an_entry_newer(read, ledger, strike):
    act = Desk(ledger.store).confirm(strike.claims[0])
    ledger.judge(Judgement(act, "سلمى", "2026-01-05T10:00:00+00:00", ""))
    feed = read("/feed.atom?place=SY-ID")
    assert only(feed, strike).findtext(ATOM + "updated") == "2026-01-05T10:00:00+00:00"
    assert feed.findtext(ATOM + "updated") == "2026-01-05T10:00:00+00:00"


def test_an_incident_that_nobody_dates_is_as_old_as_can_be(read, tell):
    report = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"], day=None)
    assert (
        only(read("/feed.atom?q=قصفت&place=SY-ID"), tell.incident(report)).findtext(ATOM + "updated").startswith("1970")
    )


def test_a_feed_of_nothing_is_the_same_each_time(client):
    one, two = (client.get("/feed.atom?from=2090-01-01").content for _ in range(2))
    assert one == two


def test_who_has_the_feed_is_not_sent_it_again(client):
    first = client.get("/feed.atom")
    again = client.get("/feed.atom", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_private_persons_are_not_in_a_feed(client, tell):
    tell("اعتقلت الشرطة فلان الفلاني في سراقب.", "اعتقلت", "arrest", on=["فلان الفلاني"], at=["سراقب"])
    whole = client.get("/feed.atom?type=arrest&place=SY-ID").content.decode()
    assert "الفلاني" not in whole
    assert "طرف مذكور في التقرير" in whole


@pytest.mark.parametrize("words", ["\x0b\x1f", "<b>&amp;", "]]>"])
def test_words_that_xml_does_not_take(client, words):
    ElementTree.fromstring(client.get("/feed.atom", {"q": words}).content)


@pytest.mark.parametrize("query", ["type=war", "from=x", "from=2016-02-02&to=2016-01-01"])
def test_filters_that_cannot_be(client, query):
    assert client.get(f"/feed.atom?{query}").status_code == 400


def test_a_feed_is_only_read(client):
    assert client.post("/feed.atom").status_code == 405


def test_a_feed_asks_the_database_a_fixed_number_of_times(client):
    client.get("/feed.atom?place=IQ")  # reads the columns
    with CaptureQueriesContext(connection) as few:
        client.get("/feed.atom?place=YE")
    with CaptureQueriesContext(connection) as many:
        client.get("/feed.atom?place=SY")
    assert len(few) == len(many) <= 6
