"""What holds of the casualties of any incident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.ledger.casualties import casualties
from marsad.ledger.casualties.sides import INITIATORS, TARGETS, deaths_by_side

GROUPS = [
    (None, None),
    (None, None),
    (None, False),
    ("مدنيين", True),
    ("أطفال", True),
    ("نساء", True),
    ("صحفيين", True),
    ("جنود", False),
    ("جيش فلان", False),
    ("شبان", None),
    ("ضباط", False),
]
ENDS = ["{}", "{}", "{}-", "-{}", "{}-40"]
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@st.composite
def told(draw, groups=GROUPS, ends=ENDS, rules=("casualties:verb", "casualties:part")):
    """The counts of a claim: how many, of whom, where in the text, as a part or not."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        group, civilian = draw(st.sampled_from(groups))
        number = draw(st.sampled_from(ends)).format(draw(st.integers(1, 40)))
        kind = draw(st.sampled_from(["killed", "killed", "injured"]))
        found.append((number, group, civilian, kind, at, draw(st.sampled_from(rules))))
        at += draw(st.sampled_from([12, 80]))
    return found


@st.composite
def claims(draw, **more):
    """Origins, days, types and counts of the claims of an incident."""
    of = st.tuples(
        st.sampled_from("ABCD"), st.integers(1, 3), st.sampled_from(["shelling", "armed_clash"]), told(**more)
    )
    return draw(st.lists(of, min_size=1, max_size=6))


@pytest.fixture
def made(entry, count):
    def make(told):
        return [_entry(entry, count, n, *claim) for n, claim in enumerate(told)]

    return make


def _entry(entry, count, n, origin, day, type, counts):
    told = [count(no, group, civilian=c, kind=kind, at=at, rule=rule) for no, group, c, kind, at, rule in counts]
    return entry(origin, *told, day=day, type=type, id=str(n), initiators=("جيش فلان",))


@given(claims())
@many
def test_best_lies_between_low_and_high(made, voices, claims):
    for row in casualties(made(claims), voices):
        ends = [end for end in (row.low, row.best, row.high) if end is not None]
        assert ends == sorted(ends)


@given(claims(), st.randoms())
@many
def test_any_order_of_claims_gives_the_same(made, voices, claims, chance):
    entries = made(claims)
    shuffled = [replace(one, claim=replace(one.claim, casualties=tuple(_shuffled(one, chance)))) for one in entries]
    chance.shuffle(shuffled)
    assert casualties(shuffled, voices) == casualties(entries, voices)


def _shuffled(entry, chance):
    counts = list(entry.claim.casualties)
    chance.shuffle(counts)
    return counts


@given(claims(groups=[(None, None)], rules=["casualties:verb"]), told(groups=[(None, None)], rules=["casualties:verb"]))
@many
def test_another_source_never_narrows_a_range(made, voices, claims, more):
    before = {row.kind: row for row in casualties(made(claims), voices)}
    after = {row.kind: row for row in casualties(made([*claims, ("E", 1, "shelling", more)]), voices)}
    for kind, row in before.items():
        assert row.low is None or after[kind].low is None or after[kind].low <= row.low
        assert row.high is None or after[kind].high is None or after[kind].high >= row.high


@given(claims())
@many
def test_no_figure_that_stands_lies_outside_the_range(made, voices, claims):
    for row in casualties(made(claims), voices):
        for toll in row.tolls:
            if not toll.superseded:
                assert toll.high is None or row.high is None or toll.high <= row.high
                assert toll.low is None or row.high is None or toll.low <= row.high


@given(st.integers(1, 40), told(rules=["casualties:part"]))
@many
def test_parts_never_raise_a_total(made, voices, number, parts):
    total = (str(number), None, None, "killed", 0, "casualties:verb")
    parts = [(no, group, civilian, "killed", at + 300, rule) for no, group, civilian, _, at, rule in parts]
    (row, *_) = casualties(made([("A", 1, "shelling", [total, *parts])]), voices)
    assert (row.group, row.low, row.best, row.high) == ("", number, number, number)


@given(claims())
@many
def test_unknown_is_never_nought(made, voices, claims):
    """Every count made here is of somebody, or open."""
    for row in casualties(made(claims), voices):
        assert 0 not in (row.low, row.best, row.high)
        assert all(0 not in (toll.low, toll.high) for toll in row.tolls)


@given(claims())
@many
def test_each_source_has_one_standing_figure(made, voices, claims):
    for row in casualties(made(claims), voices):
        standing = [toll.origin for toll in row.tolls if not toll.superseded]
        assert len(standing) == len(set(standing))


@given(claims())
@many
def test_sides_are_ranges_and_do_not_exceed_what_was_counted(made, voices, claims):
    sides = {"actor جيش فلان": INITIATORS, "soldiers": TARGETS}
    deaths = deaths_by_side(made(claims), voices, sides.get)
    for row in (deaths.initiators, deaths.targets, deaths.civilians, deaths.unknown):
        if row is not None:
            ends = [end for end in (row.low, row.best, row.high) if end is not None]
            assert ends == sorted(ends)
            assert all(end >= 0 for end in ends)
