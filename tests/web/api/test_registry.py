import pytest

from marsad.web.browse.registers import registers
from marsad.web.ledger import models


def test_places_are_found_by_name(ask):
    found = ask("places", q="حلب", limit=3).json()["items"]
    assert 0 < len(found) <= 3
    one = ask(f"places/{found[0]['id']}").json()
    assert one == found[0]
    assert one["country"] == "SY"
    assert one["class"] in {"city", "governorate"}


def test_a_place_needs_a_name(ask):
    assert ask("places", status=422).json()["errors"][0]["pointer"] == "/query/q"


def test_actors_are_paged_and_found_by_part_of_a_name(ask):
    first = ask("actors", limit=10).json()
    second = ask("actors", limit=10, after=first["next"]).json()
    ids = [one["id"] for one in (*first["items"], *second["items"])]
    assert ids == sorted(set(ids))
    found = ask("actors", q="الدولة الإسلامية").json()["items"]
    assert found
    assert ask(f"actors/{found[0]['id']}").json() == found[0]
    assert ask("actors", q="qwxzv").json() == {"items": [], "next": None}


def test_sources_are_those_that_were_met(ask):
    found = ask("sources", limit=200).json()
    assert found["items"]
    assert found["next"] is None
    assert not [one for one in found["items"] if one["id"].startswith("new:")]
    assert ask(f"sources/{found['items'][0]['id']}").json() == found["items"][0]
    assert ask("sources", limit=1).json()["next"] == found["items"][0]["id"]


@pytest.fixture
def held(ledger):
    """A place that was surely held by somebody."""
    rows = models.Tell.objects.exclude(last=None).order_by("pk").values_list("place", "document")
    return next(place for place, told in rows if registers().gazetteer.get(place) and '"kind":"held"' in told)


def test_control_of_a_place(ask, held):
    told = ask("control", place=held).json()
    assert told["place"] == held
    assert told["intervals"]
    assert (told["holding"], told["changes"]) == (None, None)


def test_control_on_a_day(ask, held):
    told = ask("control", place=held, on="2030-01-01").json()["holding"]
    assert told["day"] == "2030-01-01"
    assert told["standing"] in {"stale", "last_known", "unknown", "contested", "changing"}


def test_control_between_two_days(ask, held):
    told = ask("control", **{"place": held, "from": "2000-01-01", "to": "2030-01-01"}).json()
    assert isinstance(told["changes"], list)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"place": "x", "from": "2016-01-01"},
        {"place": "x", "from": "2016-02-01", "to": "2016-01-01"},
        {"place": "x", "on": "now"},
    ],
)
def test_control_needs_a_place_and_whole_days(ask, query):
    ask("control", status=422, **query)


def test_control_of_no_place(ask):
    ask("control", place="nowhere", status=404)
