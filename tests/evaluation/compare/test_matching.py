import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluation.compare.matching import compare, match, overlaps
from marsad.evaluation.compare.parties import Party
from marsad.exchange.events.row import EventRow
from marsad.model import ClaimType

ROW = EventRow(
    "a", "2016-03-01", "2016-03-01", 1, "A", "Aleppo", "SY", 36.2, 37.1, 1, (ClaimType.SHELLING,), "", "", 3, 5, 7
)
FAR = 0.2  # degrees of latitude, some 22 km


def other(**changes):
    return dataclasses.replace(ROW, id="b", **changes)


def test_the_same_event():
    found = compare(ROW, other())
    assert found is not None
    assert (found.days, found.km, found.score) == (0, 0.0, 3.339)
    assert found.reasons == ("0 days", "0 km", "sides not compared", "tolls agree", "same type")


def test_a_day_off_is_less_than_the_same_day():
    assert compare(ROW, other()).score > compare(ROW, other(first="2016-03-02", last="2016-03-02")).score


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "2016-03-03", "last": "2016-03-03"},
        {"lat": 36.2 + FAR},
        {
            "types": (ClaimType.PROTEST,),
            "best": 90,
            "low": 90,
            "high": 90,
            "lat": 36.25,
            "first": "2016-03-02",
            "last": "2016-03-02",
        },
    ],
)
def test_another_day_place_or_kind_is_another_event(changes):
    assert compare(ROW, other(**changes)) is None


def test_a_vague_place_reaches_farther():
    assert compare(ROW, other(lat=36.2 + FAR, where_prec=2)) is not None


def test_a_vague_time_reaches_farther():
    assert compare(ROW, other(first="2016-03-11", last="2016-03-11", date_prec=4)) is not None


def test_spans_that_overlap_are_no_days_apart():
    assert compare(ROW, other(first="2016-02-20", last="2016-03-10", date_prec=4)).days == 0


def test_an_unknown_toll_speaks_neither_for_nor_against():
    unknown = compare(ROW, other(low=None, best=None, high=None))
    agrees, several = compare(ROW, other()), compare(ROW, other(low=2, best=2, high=None))
    assert unknown.score < several.score < agrees.score
    assert (unknown.reasons[3], several.reasons[3]) == ("toll unknown", "tolls may agree")


def test_a_toll_far_off_speaks_against():
    assert compare(ROW, other(low=8, best=9, high=9)).reasons[3] == "tolls differ"
    assert compare(ROW, other(low=50, best=60, high=70)) is None


def test_many_dead_are_less_likely_by_chance_than_few():
    many = {"low": 60, "best": 60, "high": 60}
    assert compare(dataclasses.replace(ROW, **many), other(**many)).score > compare(ROW, other()).score


def test_the_same_sides_speak_for_it_and_others_against():
    party, rivals = Party(frozenset({"is", "sdf"}), whole=True), Party(frozenset({"sy-government"}), whole=True)
    found = compare(ROW, other(), party, party)
    assert found.reasons[2] == "same sides"
    assert found.score > compare(ROW, other()).score
    assert compare(ROW, other(best=9, low=9, high=9), party, rivals) is None
    common = Party(frozenset({"is", "sy-government"}), whole=True)
    assert compare(ROW, other(), party, common).reasons[2] == "a side in common"


def test_a_table_without_types_is_compared_with_fighting_only():
    assert compare(ROW, other(types=())).reasons[4] == "types not compared"
    assert compare(dataclasses.replace(ROW, types=(ClaimType.PROTEST,)), other(types=())).reasons[4] == "no armed force"
    assert compare(ROW, other(types=(ClaimType.AIR_STRIKE,))).reasons[4] == "types alike"


def test_open_ranges_overlap():
    assert overlaps(dataclasses.replace(ROW, high=None), other(low=900, best=900, high=900))
    assert not overlaps(ROW, other(low=8, best=8, high=None))


def test_each_event_is_matched_once_and_the_better_pair_first():
    near, nearer = other(lat=36.22), dataclasses.replace(other(), id="c")
    found = match([ROW], [near, nearer])
    assert [(m.here.id, m.there.id) for m in found] == [("a", "c")]


def test_events_without_a_point_are_in_no_match():
    assert match([dataclasses.replace(ROW, lat=None)], [other()]) == []


@pytest.mark.parametrize("here", [True, False])
def test_a_country_wide_event_finds_a_far_one(here):
    rows = [dataclasses.replace(ROW, where_prec=6, lat=34.5)], [other()]
    party = Party(frozenset({"is"}), whole=True)
    assert match(*(rows if here else rows[::-1]), lambda row: party)


rows = st.builds(
    lambda n, day, lat, best: dataclasses.replace(
        ROW,
        id=str(n),
        first=f"2016-03-0{day}",
        last=f"2016-03-0{day}",
        lat=36 + lat / 100,
        low=best,
        best=best,
        high=best,
    ),
    st.integers(0, 10**6),
    st.integers(1, 5),
    st.integers(0, 9),
    st.integers(0, 9),
)
tables = st.lists(rows, max_size=12, unique_by=lambda row: row.id)


@given(tables, tables, st.randoms(use_true_random=False))
def test_no_order_of_rows_changes_the_matching(here, there, rng: random.Random):
    before = [(m.here.id, m.there.id) for m in match(here, there)]
    rng.shuffle(here)
    rng.shuffle(there)
    assert [(m.here.id, m.there.id) for m in match(here, there)] == before
    assert len({a for a, _ in before}) == len({b for _, b in before}) == len(before)
