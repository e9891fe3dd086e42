"""Casualties of many incidents together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.sums import sums
from marsad.model import CasualtyKind, ClaimType
from marsad.model.incident import Casualties, Certainty, Grade, Incident, Toll

CERTAINTY = Certainty(Grade.FAIR, (), (), (), ())


def row(low, best, high, group="", kind="killed", contested=False, tolls=()):
    civilian = {"civilians": True, "fighters": False}.get(group)
    return Casualties(CasualtyKind(kind), group, civilian, low, best, high, "lower", (), contested, tolls)


def toll(low, high, superseded=False):
    return Toll(CasualtyKind.KILLED, "", None, low, high, "A", "1", None, superseded=superseded)


def incident(*rows):
    return Incident(
        "1", ("1",), ("r",), ClaimType.SHELLING, None, None, None, None, (), (), (), tuple(rows), CERTAINTY, ()
    )


def total(*incidents):
    return next(one for one in sums(incidents) if (one.kind, one.civilian) == ("killed", None))


def test_ranges_are_added():
    found = total(incident(row(3, 4, 5)), incident(row(10, 12, 20, contested=True)))
    assert (found.low, found.best, found.high) == (13, 16, 25)
    assert (found.counted, found.uncounted, found.contested) == (2, 0, 1)


def test_incidents_without_a_count_are_told():
    found = total(incident(row(3, 4, 5)), incident(), incident(row(1, 1, 1, kind="injured")))
    assert (found.counted, found.uncounted, found.best) == (1, 2, 4)


def test_the_running_total_of_more_than_a_month_is_not_added():
    war = replace(incident(row(39000, 39000, 39000)), date_precision=5)
    found = total(incident(row(3, 4, 5)), war)
    assert (found.high, found.counted, found.uncounted) == (5, 1, 1)
    assert sums([war]) == ()


def test_an_open_upper_end_is_told_and_adds_the_largest_figure_that_stands():
    tolls = toll(10, 10), toll(20, None), toll(90, 90, superseded=True)
    found = total(incident(row(10, 10, None, tolls=tolls)), incident(row(1, 1, 1)))
    assert (found.low, found.best, found.high, found.open_high) == (11, 11, 21, 1)


def test_an_open_lower_end_is_told_and_adds_nothing():
    found = total(incident(row(None, None, 25)), incident(row(1, 1, 1)))
    assert (found.low, found.best, found.high, found.open_low) == (1, 1, 26, 1)


def test_nought_is_a_count_and_unknown_is_none():
    assert total(incident(row(0, 0, 0))).best == 0
    (_, civilians, _) = sums([incident(row(5, 5, 5))])
    assert (civilians.low, civilians.best, civilians.high, civilians.uncounted) == (None, None, None, 1)


def test_civilians_and_others_have_sums_of_their_own():
    found = sums(
        [incident(row(9, 9, 9), row(4, 4, 4, "civilians"), row(5, 5, 5, "fighters"), row(2, 2, 2, "children"))]
    )
    assert [(one.civilian, one.best) for one in found] == [(None, 9), (True, 4), (False, 5)]


def test_losses_unknown_are_no_kind_to_be_summed():
    assert sums([incident(row(None, None, None, kind="none_reported"))]) == ()


def test_no_incidents_have_no_sums():
    assert sums([]) == ()


ends = st.lists(st.integers(0, 50), min_size=3, max_size=3).map(sorted)


@given(st.lists(st.one_of(st.none(), ends), min_size=1))
def test_the_ends_of_a_sum_are_in_order(ranges):
    incidents = [incident(*([row(*ends)] if ends else [])) for ends in ranges]
    for one in sums(incidents):
        assert one.counted + one.uncounted == len(ranges)
        assert one.low is None or one.low <= one.best <= one.high
