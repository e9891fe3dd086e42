"""Wide claims go to the incident they fit best, or are left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.memory import MemoryLinks

Make = Callable[..., Sketch]
GOVERNORATE = Spot("SY-RD", 33.6, 36.5, 80.0, "SY-RD", "SY")
DUMA = Spot("sy-duma", 33.57, 36.4, 3.0, "SY-RD", "SY")
BARE = Spot("~الكرم", None, None, 0.0, None, None)
TOLL = {"killed": (18, 18), "injured": (40, 40)}


def clusters(sketches: Sequence[Sketch]) -> set[tuple[str, ...]]:
    return set(Linker(MemoryLinks()).replace((), sketches).after.values())


def test_a_wide_claim_joins_the_incident_it_fits(make: Make) -> None:
    there, elsewhere, wide = make(**TOLL), make(spots=(DUMA,)), make(spots=(GOVERNORATE,), **TOLL)
    assert clusters([there, elsewhere, wide]) == {(there.id, wide.id), (elsewhere.id,)}


def test_a_wide_claim_never_ties_two_incidents_together(make: Make) -> None:
    one, two, wide = make(**TOLL), make(spots=(DUMA,), **TOLL), make(spots=(GOVERNORATE,), **TOLL)
    assert clusters([one, two, wide]) == {(one.id,), (two.id,), (wide.id,)}


def test_a_wide_claim_that_fits_nothing_is_left_alone(make: Make) -> None:
    one, wide = make(killed=(3, 3)), make(spots=(GOVERNORATE,), killed=(90, 90), day=736001)
    assert clusters([one, wide]) == {(one.id,), (wide.id,)}


def test_a_week_is_wide_as_well(make: Make) -> None:
    one, two, week = make(**TOLL), make(day=736002, **TOLL), make(first=735998, last=736003, **TOLL)
    assert clusters([one, two, week]) == {(one.id,), (two.id,), (week.id,)}


def test_wide_claims_of_one_wording_are_one_among_themselves(make: Make) -> None:
    one, two = make(spots=(GOVERNORATE,), wording=2**63), make(spots=(GOVERNORATE,), wording=2**63)
    assert clusters([one, two]) == {(one.id, two.id)}


def test_a_wide_claim_does_not_join_an_incident_that_its_own_report_tells(make: Make) -> None:
    one, wide = make(report="r", **TOLL), make(report="r", spots=(GOVERNORATE,), **TOLL)
    other = make(**TOLL)
    assert clusters([one, other, wide]) == {(one.id, other.id), (wide.id,)}


def test_of_two_wide_claims_that_contradict_each_other_the_better_is_taken(make: Make) -> None:
    there = make(initiators=("a",), **TOLL)
    better = make(report="r", spots=(GOVERNORATE,), initiators=("a",), **TOLL)
    worse = make(report="r", spots=(GOVERNORATE,), killed=(18, 18))
    assert clusters([there, better, worse]) == {(there.id, better.id), (worse.id,)}


def test_wide_claims_of_two_provinces_do_not_meet_in_one_incident(make: Make) -> None:
    there = make(spots=(BARE,), initiators=("a",), **TOLL)
    one = make(spots=(BARE, GOVERNORATE), first=735997, initiators=("a",), **TOLL)
    two = make(spots=(BARE, Spot("SY-ID", 35.9, 36.7, 60.0, "SY-ID", "SY")), first=735997, **TOLL)
    assert clusters([there, one, two]) == {(there.id, one.id), (two.id,)}


def test_a_place_less_claim_joins_by_its_toll(make: Make) -> None:
    there, placeless = make(initiators=("a",), **TOLL), make(spots=(), initiators=("a",), **TOLL)
    assert clusters([there, placeless]) == {(there.id, placeless.id)}
