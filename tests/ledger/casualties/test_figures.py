"""What one telling comes to, by kind of people."""

from __future__ import annotations

import pytest

from marsad.ledger.casualties import casualties
from marsad.ledger.casualties.figures import holds


@pytest.fixture
def told(entry, voices):
    """What one source tells, as ``(low, high)`` by kind of people."""

    def tell(*counts, **more):
        return {row.group: (row.low, row.high) for row in casualties([entry("A", *counts, **more)], voices)}

    return tell


def test_parts_do_not_add_to_a_total(told, count):
    ten = count("10")
    three = count("3", "أطفال", civilian=True, at=40, rule="casualties:part")
    found = told(ten, three)
    assert (found[""], found["children"], found["civilians"]) == ((10, 10), (3, 3), (3, None))


def test_a_bare_count_is_the_total_of_what_is_counted_beside_it(told, count):
    found = told(count("5"), count("3", "أطفال", civilian=True, at=200))
    assert (found[""], found["children"]) == ((5, 5), (3, 3))
    assert told(count("3", "أطفال", civilian=True), count("5", at=200))[""] == (5, 5)


def test_parts_only_give_the_least(told, count):
    found = told(count("3", "أطفال", civilian=True), count("2", "نساء", civilian=True, at=8 + 3))
    assert (found["civilians"], found[""]) == ((5, None), (5, None))


def test_parts_that_may_be_the_same_people_are_not_added(told, count):
    found = told(count("3", "نساء", civilian=True), count("2", "صحفيين", civilian=True, at=50))
    assert found["civilians"] == (3, None)


def test_people_of_one_list_are_added_whatever_their_kinds(told, count):
    officer, soldiers = count("1", "ضابط", civilian=False), count("2", "جنود", civilian=False, at=6 + 2)
    assert told(officer, soldiers)["fighters"] == (3, None)


def test_two_counts_of_one_kind_in_a_list_are_added(told, count):
    boy, girl = count("1", "طفل", civilian=True, text="طفل"), count("1", "طفلة", civilian=True, at=5, text="طفلة")
    assert told(boy, girl)["children"] == (2, 2)


def test_civilians_and_fighters_add_up_to_a_total(told, count):
    found = told(count("4", "مدنيين", civilian=True), count("6", civilian=False, at=60), type="armed_clash")
    assert found[""] == (10, 10)


def test_only_civilians_of_a_strike_are_its_toll(told, count):
    assert told(count("18", "مدنيا", civilian=True))[""] == (18, 18)


def test_only_soldiers_of_a_strike_are_its_toll(told, count):
    found = told(count("5", "جنود", civilian=False))
    assert (found["fighters"], found[""]) == ((5, 5), (5, 5))


def test_the_dead_of_one_side_of_a_clash_are_not_its_toll(told, count):
    found = told(count("9", "جنود", civilian=False), type="armed_clash")
    assert (found["soldiers"], found["fighters"], found[""]) == ((9, 9), (9, None), (9, None))


def test_others_in_a_list_are_more_people(told, count):
    found = told(count("2", "جنود", civilian=False), count("5", at=6 + 3, text="5 آخرون"))
    assert found[""] == (7, 7)


def test_a_total_followed_by_all_its_parts_is_a_total(told, count):
    fighters = count("61", civilian=False, text="61 مقاتلا")
    rebels = count("38", "متمردين", civilian=False, at=11, text="38 متمردا")
    soldiers = count("23", "جنديا", civilian=False, at=23, text="23 جنديا")
    assert told(fighters, rebels, soldiers)["fighters"] == (61, 61)


def test_equal_figures_out_of_one_list_count_once(told, count):
    guards = count("10", "قوات الطوارئ", civilian=False)
    again = count("10", "منسوبي القوات", civilian=False, at=200)
    assert told(guards, again)["fighters"] == (10, 10)


def test_rival_figures_of_one_telling_give_a_range(told, count):
    assert told(count("33"), count("11", at=300))[""] == (11, 33)
    assert told(count("-25"), count("30", at=300))[""] == (None, 30)
    assert told(count("30"), count("40-", at=300))[""] == (30, None)


def test_a_vague_count_does_not_blur_an_exact_one(told, count):
    assert told(count("2-", text="قتلى"), count("14", at=300))[""] == (14, 14)
    assert told(count("14"), count("2-", at=300, text="قتلى"))[""] == (14, 14)


@pytest.mark.parametrize("words", ["11 منهم", "11 من بينهم"])
def test_so_many_of_them_are_no_total(told, count, words):
    of_force = count("14", "ميليشيات فلان", civilian=False)
    found = told(of_force, count("11", at=90, text=words), type="armed_clash")
    assert found[""] == (14, None)


def test_people_of_a_list_are_added_to_civilians_and_fighters(told, count):
    commander = count("1", "قيادي", civilian=False, text="القيادي فلان")
    companion = count("1", "مرافقه", at=12 + 3, text="مرافقه")
    assert told(commander, companion)[""] == (2, None)


def test_more_people_than_the_total_are_its_rivals(told, count):
    four, three = count("4", "مدنيين", civilian=True), count("3", at=200)
    assert told(four, three)[""] == (3, 4)


def test_fighters_of_no_side_are_no_total_of_those_of_a_side(told, count):
    theirs, ours = count("17", "حوثيين", civilian=False), count("3", civilian=False, at=200)
    assert told(theirs, ours)["fighters"] == (20, 20)
    assert told(theirs, ours, type="armed_clash")["fighters"] == (20, None)


def test_families_are_not_added_to_people(told, count):
    found = told(count("1200", "عائلة", civilian=True, kind="displaced", text="1200 عائلة"), type="population_movement")
    assert found == {"families": (1200, 1200)}


def test_more_fighters_of_a_body_than_fighters_are_no_part_of_them(entry, voices, count):
    gunmen, soldiers = count("5", civilian=False), count("13", "جنود", civilian=False, at=90)
    (row,) = [row for row in casualties([entry("A", gunmen, soldiers)], voices) if row.group == "soldiers"]
    assert not row.tolls[0].part


def test_a_part_is_marked(entry, voices, count):
    counts = count("10"), count("3", "أطفال", civilian=True, at=40)
    rows = {row.group: row for row in casualties([entry("A", *counts)], voices)}
    assert rows["children"].tolls[0].part
    assert rows["civilians"].tolls[0].part
    assert not rows[""].tolls[0].part


def test_the_people_of_a_list_with_others_are_no_part_of_them(entry, voices, count):
    counts = count("2", "جنود", civilian=False), count("5", at=6 + 3, text="5 آخرون")
    rows = {row.group: row for row in casualties([entry("A", *counts)], voices)}
    assert not rows["soldiers"].tolls[0].part


def test_losses_since_the_war_began_are_of_no_incident(told, count):
    long = count("32000", rule="casualties:cumulative")
    children = count("9000", "أطفال", civilian=True, at=40, rule="casualties:part")
    today = count("7", at=400)
    assert told(long, children) == {}
    assert told(long, children, today) == {"": (7, 7)}


def test_the_displaced_of_a_long_time_are_of_their_incident(told, count):
    found = told(count("50000", kind="displaced", rule="casualties:cumulative"), type="population_movement")
    assert found == {"": (50000, 50000)}


def test_ranges_that_hold_each_other():
    assert holds((None, None), (3, 4))
    assert holds((2, None), (3, None))
    assert not holds((2, 5), (3, None))
    assert not holds((2, 5), (None, 4))
    assert not holds((4, None), (3, 5))
