import pytest
from django.test import override_settings

from marsad.ledger.actors.provisional import PREFIX
from marsad.ledger.sources.reading import NEW
from marsad.ledger.store import Query
from marsad.web.ledger import models

HIDDEN = "unregistered"


def test_incidents_are_paged_by_key_without_gap_or_doubling(ask):
    seen, after = [], ""
    while True:
        page = ask("incidents", limit=5, after=after).json()
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert len(seen) == len(set(seen)) == models.Incident.objects.count() > 5


def test_incidents_are_filtered_as_pages_are(ask):
    found = ask("incidents", type="shelling", limit=200).json()["items"]
    assert found
    assert {one["type"] for one in found} <= {"shelling"} | {one["type"] for one in found if one["disputes"]}
    narrower = ask("incidents", **{"type": "shelling", "from": "2016-06-01", "to": "2016-06-30"}).json()["items"]
    assert len(narrower) <= len(found)
    assert all(one["first"] <= "2016-06-30" and one["last"] >= "2016-06-01" for one in narrower)


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"limit": 0}, "/query/limit"),
        ({"limit": -1}, "/query/limit"),
        ({"limit": 10**30}, "/query/limit"),
        ({"limit": "many"}, "/query/limit"),
        ({"type": "war"}, "/query/type/0"),
        ({"from": "yesterday"}, "/query/from"),
        ({"from": "2016-02-02", "to": "2016-01-01"}, "/query"),
        ({"place": "x" * 201}, "/query/place/0"),
        ({"q": "a\0b"}, "/query/q"),
    ],
)
def test_what_cannot_be_is_told_as_a_problem(ask, query, pointer):
    told = ask("incidents", status=422, **query).json()
    assert (told["status"], told["title"], told["type"]) == (422, "Unprocessable Entity", "about:blank")
    assert [fault["pointer"] for fault in told["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("path", "query"), [("incidents", {"after": "x"}), ("claims", {"after": "1;--"}), ("reports", {"after": "-1"})]
)
def test_a_key_that_is_none_is_told(ask, path, query):
    assert "no key of a page" in ask(path, status=422, **query).json()["detail"]


def test_an_incident_is_found_by_its_id_and_by_its_claims(ask, observatory):
    one = next(found for found in observatory.store.incidents.find(Query()) if len(found.claims) > 1)
    assert ask(f"incidents/{one.id}").json()["claims"] == list(one.claims)
    assert ask(f"incidents/{one.claims[-1]}").json()["id"] == one.id


@pytest.mark.parametrize(
    "path",
    [
        "incidents/none",
        "claims/none",
        "reports/none",
        "places/none",
        "actors/none",
        "sources/new:none",
        "nothing",
        "incidents/a%00b",
        "",
    ],
)
def test_what_is_not_there_is_404(ask, path):
    if path:
        ask(path, status=404)
    else:
        assert ask("").json()["name"] == "Marsad"


def test_claims_are_those_of_an_incident_or_a_report(ask, observatory):
    one = next(found for found in observatory.store.incidents.find(Query()) if len(found.claims) > 1)
    by_incident = ask("claims", incident=one.id, limit=200).json()["items"]
    assert {claim["id"] for claim in by_incident} == set(one.claims)
    assert {claim["incident"] for claim in by_incident} == {one.id}
    by_report = ask("claims", report=one.reports[0], limit=200).json()["items"]
    assert {claim["report"] for claim in by_report} == {one.reports[0]}
    assert ask(f"claims/{one.id}").json() in by_incident


def test_claims_are_paged(ask):
    first = ask("claims", limit=3).json()
    second = ask("claims", limit=3, after=first["next"]).json()
    ids = [one["id"] for one in (*first["items"], *second["items"])]
    assert len(set(ids)) == 6


def test_names_of_no_register_are_for_reviewers_alone(ask, key_of):
    def named(key=None):
        found = ask("claims", key=key, limit=200).json()["items"]
        return {one for claim in found for one in (*claim["initiator_ids"], *claim["target_ids"], *claim["source_ids"])}

    hidden = {one for one in named(key_of("reviewer")) if one.startswith((PREFIX, NEW))}
    assert hidden
    assert hidden <= named(key_of("administrator"))
    assert not hidden & named()
    assert not hidden & named(key_of("reader"))


def test_no_name_of_no_register_is_in_an_incident_but_outlets(ask):
    told = ask("incidents", limit=200).json()["items"]
    values = {one for one in leaves(told) if one.startswith((PREFIX, NEW))}
    assert HIDDEN in set(leaves(told))
    assert values <= set(models.Party.objects.filter(role="outlet").values_list("party", flat=True))


def leaves(value):
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)


def test_texts_are_for_reviewers_alone(ask, key_of, sample_reports):
    one = sample_reports[0]
    assert ask(f"reports/{one.id}").json()["text"] is None
    assert ask(f"reports/{one.id}", key=key_of("reader")).json()["text"] is None
    assert ask(f"reports/{one.id}", key=key_of("reviewer")).json()["text"] == one.text
    assert ask(f"reports/{one.id}", key=key_of("administrator")).json()["title"] == one.title


@override_settings(MARSAD_API_TEXTS=True)
def test_texts_are_for_all_if_the_operator_says_so(ask, sample_reports):
    one = sample_reports[0]
    text = ask(f"reports/{one.id}").json()["text"]
    assert len(text) == len(one.text)  # names may be masked, offsets hold


def test_reports_are_listed_without_their_texts(ask, key_of, sample_reports):
    listed = ask("reports", key=key_of("reviewer"), limit=200).json()
    assert {one["id"] for one in listed["items"]} == {one.id for one in sample_reports}
    assert {one["text"] for one in listed["items"]} == {None}
    assert listed["next"] is None
    first = ask("reports", limit=1).json()
    assert ask("reports", limit=1, after=first["next"]).json()["items"] != first["items"]


@pytest.mark.parametrize(
    ("path", "most"), [("incidents?limit=100", 7), ("claims?limit=100", 5), ("reports?limit=100", 5)]
)
def test_a_page_asks_the_database_a_few_questions_however_long_it_is(client, django_assert, path, most):
    client.get("/api/v1/incidents?limit=1")  # reads the columns of all incidents, once a process
    with django_assert(most):
        assert client.get(f"/api/v1/{path}").status_code == 200


@pytest.fixture
def django_assert():
    """Counts questions to the database."""
    from contextlib import contextmanager

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def at_most(most):
        with CaptureQueriesContext(connection) as found:
            yield
        assert len(found) <= most, [one["sql"][:200] for one in found]

    return at_most
