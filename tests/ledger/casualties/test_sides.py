"""Deaths by side."""

from __future__ import annotations

import pytest

from marsad.ledger.casualties.sides import INITIATORS, TARGETS, deaths_by_side

SIDES = {"actor الجيش": INITIATORS, "actor الفصائل": TARGETS, "actor جبهة النصرة": TARGETS}


@pytest.fixture
def deaths(voices):
    def reckon(*entries):
        found = deaths_by_side(entries, voices, SIDES.get)
        rows = found.initiators, found.targets, found.civilians, found.unknown
        return [None if row is None else (row.low, row.best, row.high) for row in rows]

    return reckon


@pytest.fixture
def clash(entry):
    def make(origin, *counts, **more):
        return entry(origin, *counts, type="armed_clash", initiators=("الجيش",), targets=("الفصائل",), **more)

    return make


def test_each_side_of_a_clash_has_its_dead(deaths, clash, count):
    told = clash("A", count("13", "الجيش"), count("11", "الفصائل", civilian=False, at=40))
    assert deaths(told) == [(13, 13, 13), (11, 11, 11), None, (0, 0, None)]


def test_enemies_each_tell_of_the_other(deaths, clash, count):
    ours, theirs = clash("A", count("9", "الجيش")), clash("B", count("30", "الفصائل"))
    assert deaths(ours, theirs)[:2] == [(9, 9, 9), (30, 30, 30)]


def test_the_dead_of_two_actors_of_a_side_are_added(deaths, entry, count):
    counts = count("5", "الفصائل", civilian=False), count("3", "جبهة النصرة", civilian=False, at=100)
    told = entry("A", *counts, type="armed_clash", targets=("الفصائل", "جبهة النصرة"))
    assert deaths(told)[1] == (8, 8, 8)


def test_a_part_of_an_actor_is_not_added_to_it(deaths, entry, count):
    whole = count("14", "الفصائل", civilian=False)
    part = count("3", "جبهة النصرة", civilian=False, at=100, rule="casualties:part")
    told = entry("A", whole, part, type="armed_clash", targets=("الفصائل", "جبهة النصرة"))
    assert deaths(told)[1] == (14, 14, 14)


def test_whoever_is_beyond_the_known_is_unknown(deaths, entry, count):
    told = entry("A", count("20"), count("8", "مدنيين", civilian=True, at=60, rule="casualties:part"))
    assert deaths(told) == [None, None, (8, 8, 8), (12, 12, 12)]


def test_fighters_without_a_side_are_unknown(deaths, clash, count):
    assert deaths(clash("A", count("7", civilian=False))) == [None, None, None, (7, 7, None)]


def test_the_same_dead_under_two_names_are_unknown(deaths, entry, count):
    one = entry("A", count("18", "مدنيا", civilian=True))
    other = entry("B", count("20", "الفصائل", civilian=False), targets=("الفصائل",))
    assert deaths(one, other)[:3] == [None, None, None]
    assert deaths(one, other)[3] == (18, 20, 20)


def test_the_name_that_more_sources_give_decides(deaths, entry, count):
    civilians = [entry(name, count("18", "مدنيا", civilian=True)) for name in "AC"]
    fighters = entry("B", count("20", "الفصائل", civilian=False), targets=("الفصائل",))
    assert deaths(*civilians, fighters)[1:3] == [None, (18, 18, 18)]
    also = entry("D", count("20", "الفصائل", civilian=False), targets=("الفصائل",))
    third = entry("E", count("20", "الفصائل", civilian=False), targets=("الفصائل",))
    assert deaths(*civilians, fighters, also, third)[1:3] == [(20, 20, 20), None]


def test_a_source_that_counts_both_makes_them_two(deaths, entry, count):
    both = count("18", "مدنيا", civilian=True), count("3", "الفصائل", civilian=False, at=70)
    told = entry("A", *both, targets=("الفصائل",))
    assert deaths(told) == [None, (3, 3, 3), (18, 18, 18), (0, 0, 0)]


def test_civilians_of_a_clash_are_no_fighters(deaths, clash, count):
    told = clash("A", count("3", "مدنيين", civilian=True)), clash("B", count("30", "الفصائل"))
    assert deaths(*told)[1:3] == [(30, 30, 30), (3, 3, 3)]


def test_nobody_counted_is_not_nought(deaths, entry, count):
    assert deaths(entry("A", count("9", kind="injured"))) == [None, None, None, None]


def test_an_upper_bound_alone_leaves_the_rest_open(deaths, entry, count):
    assert deaths(entry("A", count("-25"))) == [None, None, None, (None, None, 25)]
