"""Who speaks, and how many are independent."""

from __future__ import annotations

from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import Claim, ClaimType, Mention


def entry(origin, id):
    return Entry(id, "report", "outlet", None, Claim(ClaimType.SHELLING, Mention("قصف", 0, 3)), chain=(origin,))


def sides(origins):
    """Origins whose names begin alike are one voice."""
    first = {}
    for origin in origins:
        first.setdefault(origin[0], origin)
    return tuple(first.values())


VOICES = Voices({"3": "B1"}, sides)
ENTRIES = [entry("A2", "1"), entry("A1", "2"), entry("A3", "3")]


def test_the_origin_of_an_entry_is_its_own_unless_given():
    assert [VOICES.origin(one) for one in ENTRIES] == ["A2", "A1", "B1"]


def test_of_each_voice_the_first_is_named():
    assert VOICES.distinct(ENTRIES) == ("A2", "B1")


def test_independent_origins_are_counted():
    assert VOICES.count(["A1", "A2", "B1", "A1"]) == 2
    assert VOICES.are_two("A1", "B1")
    assert not VOICES.are_two("A1", "A2")


def test_entries_by_origin():
    assert list(VOICES.by_origin(ENTRIES)) == ["A1", "A2", "B1"]


def test_supporters_are_independent_origins_with_a_value_that_holds():
    told = {"A1": [5], "A2": [5, 6], "B1": [6], "C": []}
    assert VOICES.supporters(told, lambda value: value == 6) == 2
    assert VOICES.supporters(told, lambda value: value == 5) == 1


def test_only_independent_origins_disagree():
    assert VOICES.disagree({"A1": [5], "B1": [6]}, int.__eq__)
    assert not VOICES.disagree({"A1": [5], "A2": [6]}, int.__eq__)
    assert not VOICES.disagree({"A1": [5, 6], "B1": [6, 7]}, int.__eq__)
    assert not VOICES.disagree({"A1": [5], "B1": []}, int.__eq__)
