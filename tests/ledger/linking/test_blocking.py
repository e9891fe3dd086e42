"""Claims that may tell one happening meet, whichever comes first, and few others do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from marsad.evaluation.retelling import sketched
from marsad.ledger.linking.blocking import asked, filed
from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.scoring import Bar, levels
from marsad.ledger.linking.traits import Traits

Make = Callable[..., Sketch]

ALEPPO = Spot("gn:170063", 36.20, 37.16, 11.5, "SY-HL", "SY")
QUARTER = Spot("sy-salah-al-din", 36.19, 37.12, 1.0, "SY-HL", "SY")
FAR = Spot("sy-manbij", 36.53, 37.95, 4.0, "SY-HL", "SY")
GOVERNORATE = Spot("SY-HL", 36.3, 37.4, 75.0, "SY-HL", "SY")
NAMED = Spot("~10 كيلو", None, None, 0.0, None, None)


def meet(a: Sketch, b: Sketch) -> bool:
    """Whether the two meet; fails where it matters which came first."""
    one = not set(asked(a, Traits(a))).isdisjoint(filed(b, Traits(b)))
    two = not set(asked(b, Traits(b))).isdisjoint(filed(a, Traits(a)))
    if not isinstance(levels(Traits(a), Traits(b)), Bar):
        assert one == two
    return one and two


@pytest.mark.parametrize(
    ("one", "two"),
    [(QUARTER, QUARTER), (ALEPPO, QUARTER), (QUARTER, GOVERNORATE), (GOVERNORATE, GOVERNORATE), (NAMED, NAMED)],
)
def test_one_place_and_those_that_hold_it_meet(make: Make, one: Spot, two: Spot) -> None:
    assert meet(make(spots=(one,)), make(spots=(two,)))


@pytest.mark.parametrize(("one", "two"), [(QUARTER, FAR), (NAMED, QUARTER), (NAMED, replace(NAMED, place="~خلصه"))])
def test_other_places_do_not_meet(make: Make, one: Spot, two: Spot) -> None:
    assert not meet(make(spots=(one,)), make(spots=(two,)))


@pytest.mark.parametrize(("days", "found"), [(0, True), (1, True), (2, False)])
def test_dates_a_day_apart_meet(make: Make, days: int, found: bool) -> None:
    assert meet(make(day=736000), make(day=736000 + days)) == found


def test_types_of_one_family_meet(make: Make) -> None:
    assert meet(make(), make(type="air_strike"))
    assert not meet(make(), make(type="protest"))


def test_a_claim_without_a_place_meets_the_same_toll_and_the_same_doer(make: Make) -> None:
    placeless = make(spots=(), killed=(18, 18), initiators=("army",))
    assert meet(placeless, make(killed=(18, 18)))
    assert meet(placeless, make(initiators=("army",)))
    assert meet(placeless, make(spots=(), killed=(18, 18)))
    assert not meet(placeless, make(killed=(17, 17)))
    assert meet(make(spots=(), injured=(9, 9)), make(injured=(9, 9)))


def test_a_toll_of_two_brings_nobody_together(make: Make) -> None:
    assert not meet(make(spots=(), killed=(2, 2)), make(killed=(2, 2)))


def test_claims_that_nobody_knows_where_or_when_meet_by_their_words(make: Make) -> None:
    wording = 0x0123456789ABCDEF
    placeless = make(spots=(), wording=wording)
    assert meet(placeless, make(spots=(), wording=wording ^ 0b111))
    assert not meet(placeless, make(spots=(), wording=~wording & 2**64 - 1))
    assert not meet(placeless, make(spots=(), wording=wording, published=736100))
    assert meet(make(first=735000, wording=wording), make(first=735000, wording=wording, published=736008))


def test_without_place_doer_toll_and_words_nothing_is_met(make: Make) -> None:
    assert filed(make(spots=()), Traits(make(spots=()))) == []


def test_every_true_pair_that_is_not_ruled_out_and_has_a_place_meets() -> None:
    sketches, truth = sketched(seed=31, claims=1500)
    told: dict[int, list[Sketch]] = {}
    for sketch in sketches:
        told.setdefault(truth[sketch.id], []).append(sketch)
    pairs = [(a, b) for same in told.values() for a in same for b in same if a.id < b.id and a.spots and b.spots]
    barred = [isinstance(levels(Traits(a), Traits(b)), Bar) for a, b in pairs]
    missed = [not bar and not meet(a, b) for bar, (a, b) in zip(barred, pairs, strict=True)]
    assert len(pairs) - sum(barred) > 1000
    assert sum(missed) == 0
