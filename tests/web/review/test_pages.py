import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict

from marsad.ledger.judgements.history import kind
from marsad.model import CasualtyKind, ClaimType
from marsad.web.browse.filters import Filters, parsed
from marsad.web.ledger import models
from marsad.web.readers.news.models import Follow
from marsad.web.review import acts
from marsad.web.review.queue import queue

BASE = "/en/review/claim"


@pytest.fixture
def reviewer(signed):
    return signed("reviewer", "sami")


@pytest.fixture
def judge(reviewer):
    """Sends the form of a claim: ``judge(key, act="confirm")``."""

    def send(key, client=None, expected=None, **form):
        told = {"expected": acts.latest() if expected is None else expected, "query": "", **form}
        return (client or reviewer).post(f"{BASE}/{key}/judge/", told)

    return send


def claim_of(ledger, key):
    return ledger.store.entries.get([key])[key].claim


def said(ledger, key):
    return [(kind(one.act), one.who, one.why) for one in ledger.history(key)]


def test_the_queue_shows_those_that_matter_most_first(reviewer):
    page = reviewer.get("/en/review/").content.decode()
    shown = re.findall(r'<h2><a href="/en/review/claim/([0-9a-f]{20})/"', page)
    waiting = queue(Filters())
    assert shown == [one.key for one in waiting[: len(shown)]]
    assert len(shown) == 20
    assert [one.weight for one in waiting] == sorted((one.weight for one in waiting), reverse=True)
    second = reviewer.get("/en/review/?page=2").content.decode()
    assert not set(shown) & set(re.findall(r"/claim/([0-9a-f]{20})/", second))


def test_the_queue_heeds_the_filters(reviewer):
    page = reviewer.get("/en/review/?type=shelling").content.decode()
    keys = re.findall(r'/claim/([0-9a-f]{20})/\?type=shelling"', page)
    assert keys
    homes = models.Incident.objects.filter(claims__key__in=keys, facets__kind="type", facets__value="shelling")
    assert homes.count() == len(keys)
    assert reviewer.get("/en/review/?type=war").status_code == 400


@pytest.mark.parametrize("query", ["", "type=shelling", "place=SY"])
def test_what_lies_in_a_place_that_is_followed_comes_earlier(reviewer, query):
    filters = parsed(QueryDict(query))
    Follow.objects.create(owner=User.objects.get(username="sami"), kind="place", value="SY-HL")
    before, after = queue(filters), queue(filters, ["SY-HL"])
    there = {one.key for one in after if one.followed}
    assert there == {one.key for one in after if "SY-HL" in places_of(one.key)}
    assert there >= {one.key for one in before if "SY-HL" in places_of(one.key)} != set()
    ranks = {one.key: at for at, one in enumerate(before)}
    moved = [(at, ranks.get(one.key, len(before))) for at, one in enumerate(after) if one.key in there]
    assert sum(now for now, _ in moved) < sum(then for _, then in moved)
    assert [one.key for one in after if one.key not in there] == [one.key for one in before if one.key not in there]
    page = reviewer.get(f"/en/review/?{query}").content.decode()
    assert re.findall(r"/claim/([0-9a-f]{20})/", page) == [one.key for one in after[:20]]
    assert page.count("in a place you follow") == sum(one.followed for one in after[:20])


def test_who_mutes_a_place_finds_it_no_earlier(reviewer):
    Follow.objects.create(owner=User.objects.get(username="sami"), kind="place", value="SY", muted=True)
    page = reviewer.get("/en/review/").content.decode()
    assert re.findall(r"/claim/([0-9a-f]{20})/", page) == [one.key for one in queue(Filters())[:20]]


def places_of(key):
    facets = models.Facet.objects.filter(incident__claims__key=key, kind="place")
    return set(facets.values_list("value", flat=True))


def test_an_empty_queue_says_so(reviewer):
    assert (
        "No claim that fits these filters" in reviewer.get("/en/review/?from=1900-01-01&to=1900-01-02").content.decode()
    )


def test_a_claim_is_shown_with_its_text_and_its_fields(reviewer, ledger, key):
    page = reviewer.get(f"{BASE}/{key}/").content.decode()
    claim = claim_of(ledger, key)
    assert f'<option value="{claim.type}" selected>' in page
    assert re.search(r'<mark class="trigger strong"><span data-at="\d+">', page)
    assert "Nobody has judged this claim yet." in page
    assert f'name="expected" value="{acts.latest()}"' in page


def test_offsets_in_the_page_are_those_of_the_text(reviewer, ledger, key):
    import html

    page = reviewer.get(f"{BASE}/{key}/").content.decode()
    text = ledger.store.reports.get([ledger.store.entries.get([key])[key].report]).popitem()[1].text
    stretches = re.findall(r'<span data-at="(\d+)">([^<]*)</span>', page)
    assert stretches
    for at, words in stretches:
        words = html.unescape(words)
        assert text[int(at) : int(at) + len(words)] == words


def test_accepting_goes_on_to_the_next(judge, ledger):
    first, second = [one.key for one in queue(Filters())[:2]]
    response = judge(first, act="confirm")
    assert response["Location"] == f"{BASE}/{second}/"
    assert said(ledger, first) == [("confirm", "sami", "")]
    assert first not in [one.key for one in queue(Filters())]


def test_the_filters_go_along(judge):
    first, second = [one.key for one in queue(Filters(type=(ClaimType.SHELLING,)))[:2]]
    assert judge(first, act="confirm", query="type=shelling")["Location"] == f"{BASE}/{second}/?type=shelling"


def test_the_last_in_the_queue_leads_back_to_it(judge):
    last = queue(Filters())[-1].key
    assert judge(last, act="confirm")["Location"] == "/en/review/"


@pytest.mark.parametrize("act", ["reject", "merge", "split"])
def test_what_takes_something_away_needs_a_reason(judge, ledger, key, act):
    response = judge(key, act=act, why="   ")
    assert response.status_code == 400
    assert "Say why" in response.content.decode()
    assert said(ledger, key) == []


def test_a_rejected_claim_counts_no_more_and_comes_back(judge, reviewer, ledger, key):
    judge(key, act="reject", why="old news")
    assert key not in ledger.store.entries.get([key])
    page = reviewer.get(f"{BASE}/{key}/").content.decode()
    assert "counts no more" in page
    assert "old news" in page
    number = ledger.history(key)[-1].id
    response = reviewer.post("/en/review/undo/", {"judgement": number, "expected": acts.latest()})
    assert response["Location"] == f"{BASE}/{key}/"
    assert key in ledger.store.entries.get([key])
    assert key in [one.key for one in queue(Filters())]


def test_an_undoing_can_be_undone(judge, reviewer, ledger, key):
    judge(key, act="confirm")
    number = ledger.history(key)[-1].id
    reviewer.post("/en/review/undo/", {"judgement": number, "expected": acts.latest()})
    undoing = ledger.history(key)[-1].id
    response = reviewer.post("/en/review/undo/", {"judgement": undoing, "expected": acts.latest()})
    assert response["Location"] == f"{BASE}/{key}/"
    assert key not in [one.key for one in queue(Filters())]


def test_the_last_judgement_can_be_undone_from_the_next_page(judge, reviewer, ledger):
    first, second = [one.key for one in queue(Filters())[:2]]
    judge(first, act="confirm")
    number = ledger.history(first)[-1].id
    for address in ("/en/review/", f"{BASE}/{second}/"):
        assert f'name="judgement" value="{number}"' in reviewer.get(address).content.decode()
    reviewer.post("/en/review/undo/", {"judgement": number, "expected": acts.latest()})
    assert 'data-key="u"' not in reviewer.get("/en/review/").content.decode()


def test_two_reviewers_do_not_overwrite_each_other(judge, signed, ledger, key):
    other = signed("administrator", "nour")
    seen = acts.latest()
    judge(key, client=other, expected=seen, act="confirm", why="seen at the place")
    response = judge(key, expected=seen, act="reject", why="no such thing")
    assert response.status_code == 409
    page = response.content.decode()
    assert "nour" in page
    assert "seen at the place" in page
    assert [one[0] for one in said(ledger, key)] == ["confirm"]


def test_two_judgements_on_two_claims_are_no_conflict(judge, signed):
    first, second = [one.key for one in queue(Filters())[:2]]
    seen = acts.latest()
    judge(first, client=signed("administrator", "nour"), expected=seen, act="confirm")
    assert judge(second, expected=seen, act="confirm").status_code == 302


def test_an_undoing_of_what_was_undone_is_a_conflict(judge, reviewer, signed, ledger, key):
    judge(key, act="confirm")
    number, seen = ledger.history(key)[-1].id, acts.latest()
    form = {"judgement": number, "expected": seen}
    assert signed("administrator", "nour").post("/en/review/undo/", form).status_code == 302
    assert reviewer.post("/en/review/undo/", form).status_code == 409


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"judgement": "x", "expected": "0"},
        {"judgement": "9" * 30, "expected": "0"},
        {"judgement": "999999", "expected": "0"},
    ],
)
def test_an_undoing_that_cannot_be_is_told(reviewer, form):
    response = reviewer.post("/en/review/undo/", form, follow=True)
    assert response.status_code == 200
    assert 'class="note warn"' in response.content.decode()


def test_type_and_factuality_are_corrected(judge, ledger, key):
    response = judge(key, act="correct", field="type", value="riot")
    assert response["Location"] == f"{BASE}/{key}/#type"
    judge(key, act="correct", field="factuality", value="alleged")
    claim = claim_of(ledger, key)
    assert (claim.type, claim.factuality) == ("riot", "alleged")


def test_mentions_are_corrected_by_where_they_stand(judge, ledger, key):
    judge(key, act="correct", field="initiators", value=["0:4", "5:9", "0:4"])
    entry = ledger.store.entries.get([key])[key]
    text = ledger.store.reports.get([entry.report])[entry.report].text
    assert [one.text for one in entry.claim.initiators] == [text[0:4], text[5:9]]
    judge(key, act="correct", field="initiators")
    assert claim_of(ledger, key).initiators == ()


def test_a_place_that_stays_keeps_where_it_lies(judge, ledger, incidents):
    key = next(
        one.id for one in incidents if one.site and one.site.place and claim_of(ledger, one.id).places[0].located
    )
    place = claim_of(ledger, key).places[0]
    judge(key, act="correct", field="places", value=[f"{place.start}:{place.end}"])
    assert claim_of(ledger, key).places[0].located == place.located


def test_the_trigger_is_corrected_by_its_words(judge, ledger, key):
    entry = ledger.store.entries.get([key])[key]
    text = ledger.store.reports.get([entry.report])[entry.report].text
    word = text.split()[0]
    judge(key, act="correct", field="trigger", value=word)
    assert claim_of(ledger, key).trigger.text == word


def test_the_time_is_corrected_with_its_words(judge, ledger, key):
    judge(key, act="correct", field="when", first="2016-06-01", last="2016-06-03", words="0:4")
    when = claim_of(ledger, key).when
    assert (when.first, when.last, when.start, when.end) == ("2016-06-01", "2016-06-03", 0, 4)
    judge(key, act="correct", field="when", first="2016-06-02", last="", words="")
    assert claim_of(ledger, key).when.last == "2016-06-02"
    judge(key, act="correct", field="when", first="", last="")
    assert claim_of(ledger, key).when is None


def test_casualties_are_corrected(judge, ledger, key):
    rows = {
        "kind-0": "killed", "low-0": "3", "high-0": "", "group-0": "0:4", "civilian-0": "yes", "words-0": "5:9",
        "kind-1": "injured", "low-1": "", "high-1": "7", "civilian-1": "no",
        "kind-2": "killed", "low-2": "9", "without-2": "1",
        "kind-3": "",
    }  # fmt: skip
    judge(key, act="correct", field="casualties", **rows)
    first, second = claim_of(ledger, key).casualties
    assert (first.kind, first.low, first.high, first.civilian) == (CasualtyKind.KILLED, 3, None, True)
    assert (first.group.start, first.start, first.end) == (0, 5, 9)
    assert (second.kind, second.low, second.high, second.civilian, second.group) == (
        CasualtyKind.INJURED,
        None,
        7,
        False,
        None,
    )


@pytest.mark.parametrize(
    "form",
    [
        {"act": "dance"},
        {"act": ""},
        {"act": "correct", "field": "colour"},
        {"act": "correct", "field": "type", "value": "war"},
        {"act": "correct", "field": "type", "value": "x" * 500},
        {"act": "correct", "field": "initiators", "value": "999999:1000000"},
        {"act": "correct", "field": "initiators", "value": "no such words"},
        {"act": "correct", "field": "initiators", "value": [f"{n}:{n + 1}" for n in range(60)]},
        {"act": "correct", "field": "when", "first": "soon"},
        {"act": "correct", "field": "when", "first": "2016-02-02", "last": "2016-01-01"},
        {"act": "correct", "field": "casualties", "kind-0": "tired"},
        {"act": "correct", "field": "casualties", "kind-0": "killed", "low-0": "many"},
        {"act": "correct", "field": "casualties", "kind-0": "killed", "low-0": "9", "high-0": "3"},
        {"act": "merge", "why": "same"},
        {"act": "merge", "why": "same", "other": "nowhere"},
        {"act": "split", "why": "other"},
        {"act": "confirm", "expected": "-1"},
        {"act": "confirm", "expected": "x"},
    ],
)
def test_what_cannot_be_is_told_and_nothing_recorded(judge, ledger, key, form):
    response = judge(key, **form)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert said(ledger, key) == []


def test_incidents_are_merged_and_parted_again(judge, ledger, incidents):
    one, other = [found for found in incidents if len(found.claims) == 1][:2]
    judge(one.id, act="merge", why="the same night", **{"with": other.id})
    homes = ledger.store.incidents.of_claims([one.id, other.id])
    assert len(set(homes.values())) == 1
    judge(one.id, act="split", why="not the same")
    assert len(set(ledger.store.incidents.of_claims([one.id, other.id]).values())) == 2


def test_a_claim_is_split_off_with_those_that_go_along(judge, ledger, incidents):
    whole = next(one for one in incidents if len(one.claims) > 2)
    first, second, *_ = whole.claims
    judge(first, act="split", why="another day", along=[second])
    homes = ledger.store.incidents.of_claims(whole.claims)
    assert homes[first] != homes[whole.claims[-1]]


def test_incidents_near_are_offered_for_a_merge(reviewer, incidents):
    found = set()
    for one in incidents[:25]:
        page = reviewer.get(f"{BASE}/{one.id}/?days=60").content.decode()
        offered = set(re.findall(r'name="with" value="([0-9a-f]{20})"', page))
        assert one.id not in offered
        found |= offered
    assert found


def test_a_claim_that_never_was_is_404(reviewer, judge):
    assert reviewer.get(f"{BASE}/none/").status_code == 404
    assert judge("none", act="confirm").status_code == 404


def test_nothing_is_changed_by_looking(reviewer, key):
    before = acts.latest()
    for address in ("/en/review/", f"{BASE}/{key}/", "/en/trust/"):
        reviewer.get(address)
        reviewer.head(address)
    assert acts.latest() == before


def test_who_judges_cannot_be_said_by_the_form(judge, ledger, key):
    judge(key, act="confirm", who="somebody else")
    assert said(ledger, key)[0][1] == "sami"


def test_the_queue_asks_the_database_a_few_questions_however_long_it_is(reviewer):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reviewer.get("/en/review/")
    with CaptureQueriesContext(connection) as found:
        reviewer.get("/en/review/")
    assert len(found) <= 18, [one["sql"][:120] for one in found]


def test_every_string_is_translated(reviewer, judge, key):
    page = reviewer.get(f"/review/claim/{key}/").content.decode()
    assert urlsplit("/review/").path in page
    words = re.findall(
        r">([^<>]*[A-Za-z]{4,}[^<>]*)<",
        re.sub(
            r"<(script|bdi|title)[^>]*>.*?</\1>|<a [^>]*lang=\"en\".*?</a>|<div class=\"report-text\".*?</div>",
            "",
            page,
            flags=re.S,
        ),
    )
    assert [one for one in words if one.strip() not in {"English", "auto"}] == []


def test_claims_beyond_the_first_incidents_are_found_all_the_same(ledger, monkeypatch):
    wanted = Filters(type=(ClaimType.SHELLING,))
    known = {one.key for one in queue(wanted)}
    monkeypatch.setattr("marsad.web.review.queue._WINDOWS", 0)
    assert {one.key for one in queue(wanted)} == known != set()
