"""What each source last said, and the range and best figure that follow."""

from __future__ import annotations

import pytest

from marsad.ledger.casualties import casualties
from marsad.ledger.voices import Voices


@pytest.fixture
def total(voices):
    """The range of all people killed."""

    def reckon(*entries):
        (row,) = [row for row in casualties(entries, voices) if (row.kind, row.group) == ("killed", "")]
        return row

    return reckon


def ends(row):
    return row.low, row.best, row.high


def test_a_source_replaces_what_it_said_before(total, entry, count):
    row = total(entry("A", count("5"), day=1), entry("A", count("8"), day=2))
    assert ends(row) == (8, 8, 8)
    assert [(toll.low, toll.superseded) for toll in row.tolls] == [(8, False), (5, True)]


def test_a_source_may_take_back_a_figure(total, entry, count):
    assert ends(total(entry("A", count("8"), day=1), entry("A", count("5"), day=2))) == (5, 5, 5)


def test_of_one_day_the_larger_figure_is_the_later(total, entry, count):
    assert ends(total(entry("A", count("8"), id="1"), entry("A", count("5"), id="2"))) == (8, 8, 8)


def test_of_one_day_parts_are_those_of_the_larger_total(voices, entry, count):
    def told(total, children, id):
        part = count(children, "أطفال", civilian=True, at=40, rule="casualties:part")
        return entry("A", count(total), part, id=id)

    rows = {row.group: row for row in casualties([told("10", "3", "1"), told("8", "5", "2")], voices)}
    assert ends(rows["children"]) == (3, 3, 3)


def test_of_a_figure_told_again_the_latest_telling_stands(total, entry, count):
    row = total(entry("A", count("5"), day=1), entry("A", count("5"), day=2))
    assert [(toll.said, toll.superseded) for toll in row.tolls] == [("2016-06-02", False), ("2016-06-01", True)]


def test_a_report_without_a_day_is_the_oldest(total, entry, count):
    assert ends(total(entry("A", count("8"), day=None), entry("A", count("5"), day=1))) == (5, 5, 5)


def test_a_vaguer_figure_replaces_none_that_agrees_with_it(total, entry, count):
    row = total(entry("A", count("34"), day=1), entry("A", count("20-"), day=2))
    assert ends(row) == (34, 34, 34)
    assert [(toll.low, toll.superseded) for toll in row.tolls] == [(20, True), (34, False)]


def test_a_vaguer_figure_replaces_one_that_it_excludes(total, entry, count):
    assert ends(total(entry("A", count("14"), day=1), entry("A", count("20-"), day=2))) == (20, 20, None)


def test_the_figure_of_most_sources_is_best(total, entry, count):
    row = total(entry("A", count("14")), entry("B", count("18")), entry("C", count("18")))
    assert (ends(row), row.rule, row.contested) == ((14, 18, 18), "most_origins", True)


def test_among_equals_open_counts_that_agree_decide(total, entry, count):
    row = total(entry("A", count("12")), entry("B", count("18")), entry("C", count("14-")))
    assert (ends(row), row.rule) == ((12, 18, 18), "most_agree")


def test_among_equals_the_lower_is_best(total, entry, count):
    row = total(entry("A", count("5")), entry("B", count("6")))
    assert (ends(row), row.rule) == ((5, 5, 6), "lower")


def test_among_equals_nought_comes_last(total, entry, count):
    row = total(entry("A", count("0", kind="none_reported")), entry("B", count("6")))
    assert (ends(row), row.rule, row.contested) == ((0, 6, 6), "above_nought", True)


def test_open_counts_give_a_floor_and_no_figure(total, entry, count):
    row = total(entry("A", count("20-")), entry("B", count("14-")))
    assert (ends(row), row.rule, row.contested) == ((14, 20, None), "floor", False)


def test_an_upper_bound_alone_gives_no_best(total, entry, count):
    row = total(entry("A", count("-25")))
    assert (ends(row), row.rule) == ((None, None, 25), "unknown")


def test_an_open_count_beyond_all_opens_the_upper_end(total, entry, count):
    row = total(entry("A", count("10")), entry("B", count("20-")))
    assert (ends(row), row.contested) == ((10, 10, None), True)


def test_an_upper_bound_below_all_opens_the_lower_end(total, entry, count):
    row = total(entry("A", count("10")), entry("B", count("-5")))
    assert (ends(row), row.contested) == ((None, 10, 10), True)


def test_open_counts_within_the_range_leave_its_ends(total, entry, count):
    assert ends(total(entry("A", count("18")), entry("B", count("14-")))) == (14, 18, 18)


def test_sums_of_parts_give_way_to_totals(total, entry, count):
    children = entry("A", count("3", "أطفال", civilian=True))
    row = total(children, entry("B", count("10")))
    assert (ends(row), row.contested) == ((10, 10, 10), False)


def test_sums_of_parts_beyond_a_total_contest_it(total, entry, count):
    row = total(entry("A", count("13", "أطفال", civilian=True)), entry("B", count("10")))
    assert (ends(row), row.contested) == ((10, 10, None), True)


def test_a_toll_read_from_civilians_does_not_contest_a_higher_total(total, entry, count):
    row = total(entry("A", count("2", "مدنيين", civilian=True)), entry("B", count("5")))
    assert (ends(row), row.contested) == ((2, 5, 5), False)


def test_a_toll_read_from_civilians_contests_a_lower_total(total, entry, count):
    row = total(entry("A", count("18", "مدنيا", civilian=True)), entry("B", count("14")))
    assert (ends(row), row.contested) == ((14, 14, 18), True)


def test_two_origins_of_one_voice_count_once(entry, count):
    army = Voices({}, lambda origins: tuple({"army" if o.startswith("army") else o: o for o in origins}.values()))
    told = [entry("army 1", count("30")), entry("army 2", count("30")), entry("B", count("9"))]
    (row,) = [row for row in casualties(told, army) if row.group == ""]
    assert (row.best, row.rule) == (9, "lower")
    assert len(row.origins) == 2


def test_two_figures_of_one_voice_are_not_contested(entry, count):
    one = Voices({}, lambda origins: tuple(origins)[:1])
    (row,) = [row for row in casualties([entry("A", count("5")), entry("B", count("6"))], one) if row.group == ""]
    assert (row.low, row.high, row.contested) == (5, 6, False)


def test_an_origin_given_for_an_entry_is_its_source(entry, count):
    reprint = entry("B", count("8"), day=2, id="reprint")
    same = Voices({"reprint": "A"}, lambda origins: tuple(dict.fromkeys(origins)))
    (row,) = casualties([entry("A", count("5")), reprint], same)
    assert (row.low, row.high, row.origins) == (8, 8, ("A",))


def test_unknown_losses_are_shown_without_a_number(voices, entry, count):
    (row,) = casualties([entry("A", count("-", kind="none_reported"))], voices)
    assert (str(row.kind), ends(row)) == ("none_reported", (None, None, None))


def test_all_people_come_first_then_civilians_and_fighters(voices, entry, count):
    counts = count("4", "أطفال", civilian=True), count("6", "جنود", civilian=False, at=60)
    rows = casualties([entry("A", *counts, count("9", kind="injured", at=90))], voices)
    assert [(str(row.kind), row.group) for row in rows] == [
        ("killed", ""),
        ("killed", "civilians"),
        ("killed", "fighters"),
        ("killed", "children"),
        ("killed", "soldiers"),
        ("injured", ""),
    ]
    assert [row.civilian for row in rows] == [None, True, False, True, False, None]
