"""What speaks for one happening, and what rules it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.scoring import Bar, Comparison, compare, score
from marsad.ledger.linking.traits import Traits

Make = Callable[..., Sketch]

ALEPPO = Spot("gn:170063", 36.20, 37.16, 11.5, "SY-HL", "SY")
QUARTER = Spot("sy-salah-al-din", 36.19, 37.12, 1.0, "SY-HL", "SY")
VILLAGE = Spot("sy-khan-tuman", 36.11, 37.07, 1.5, "SY-HL", "SY")
GOVERNORATE = Spot("SY-HL", 36.3, 37.4, 75.0, "SY-HL", "SY")
STREET = Spot("~الاربعين", None, None, 0.0, "SY-HL", "SY")
BRIDGE = Spot("~الحج", None, None, 0.0, "SY-HL", "SY")
SOUTH = Spot("sy-rif-aleppo-south", 35.98, 37.1, 24.0, "SY-HL", "SY")
IDLIB = Spot("gn:169389", 35.93, 36.63, 4.0, "SY-ID", "SY")


def level(comparison: Comparison, field: str) -> str:
    return next(ground.level for ground in comparison.grounds if ground.field == field)


def test_the_score_is_the_sum_of_its_grounds(make: Make) -> None:
    found = compare(make(), make())
    assert found.score == pytest.approx(sum(ground.weight for ground in found.grounds))
    assert found.score > 0


def test_the_reasons_tell_what_was_compared(make: Make) -> None:
    found = compare(make(killed=(4, 4), initiators=("a",)), make(killed=(9, None), initiators=("a",)))
    told = {ground.field: ground.values for ground in found.grounds}
    assert told["killed"] == ("4–4", "9–")
    assert told["initiators"] == ("a", "a")
    assert told["place"] == ("sy-darayya", "sy-darayya")
    assert told["time"] == ("2016-02-06", "2016-02-06")


def test_the_fast_score_is_the_explained_one(make: Make) -> None:
    a, b = make(killed=(4, 4)), make(type="air_strike", killed=(6, 6))
    assert score(Traits(a), Traits(b)) == round(100 * compare(a, b).score)


def test_two_claims_of_one_report_are_two_happenings(make: Make) -> None:
    assert compare(make(report="r"), make(report="r")).bar is Bar.REPORT


def test_a_denial_in_one_report_is_of_what_it_tells(make: Make) -> None:
    found = compare(make(report="r"), make(report="r", factuality="denied"))
    assert level(found, "report") == "rival"
    assert found.score > 0


def test_another_culprit_accused_by_another_source_is_a_rival_account(make: Make) -> None:
    told = make(report="r", initiators=("a",), origin="monitor")
    accused = make(report="r", initiators=("b",), origin="army", factuality="alleged")
    assert compare(told, accused).score > 0
    assert compare(told, replace(accused, origin="monitor")).bar is Bar.REPORT


def test_another_type_alleged_by_another_source_is_a_rival_account(make: Make) -> None:
    told = make(report="r", origin="monitor")
    assert compare(told, make(report="r", type="air_strike", origin="army", factuality="alleged")).score > 0
    assert compare(told, make(report="r", type="air_strike", origin="army")).bar is Bar.REPORT


def test_a_denied_capture_is_no_rival_of_the_attack_that_failed(make: Make) -> None:
    attack = make(report="r", type="ground_attack")
    assert compare(attack, make(report="r", type="territory_gain", factuality="denied")).bar is Bar.REPORT


def test_what_is_threatened_is_no_rival_of_what_was_done(make: Make) -> None:
    assert compare(make(report="r"), make(report="r", factuality="planned")).bar is Bar.REPORT


def test_different_governorates_never_mix(make: Make) -> None:
    assert compare(make(spots=(ALEPPO,)), make(spots=(IDLIB,))).bar is Bar.PROVINCES
    assert compare(make(spots=(ALEPPO, IDLIB)), make(spots=(IDLIB,))).bar is Bar.PROVINCES


def test_types_that_nobody_confuses_are_ruled_out(make: Make) -> None:
    assert compare(make(), make(type="protest")).bar is Bar.TYPES


@pytest.mark.parametrize(("days", "bar"), [(1, None), (2, Bar.DAYS)])
def test_dates_may_be_a_day_apart(make: Make, days: int, bar: Bar | None) -> None:
    assert compare(make(day=736000), make(day=736000 + days)).bar is bar


def test_a_claim_without_a_date_is_of_the_days_before_its_report(make: Make) -> None:
    undated = make(dated=False, first=736000, last=736002, published=736002)
    levels = [level(compare(make(day=day), undated), "time") for day in (736000, 736001, 736002)]
    assert levels == ["told_later", "told_next_day", "told_that_day"]
    assert compare(make(day=736003), undated).bar is Bar.DAYS


@pytest.mark.parametrize(("apart", "told"), [(0, "both_undated"), (1, "undated_next_day"), (2, "undated_later")])
def test_two_claims_without_a_date_go_by_their_reports(make: Make, apart: int, told: str) -> None:
    one = make(dated=False, first=736000, last=736002)
    two = make(dated=False, first=736000 + apart, last=736002 + apart)
    assert level(compare(one, two), "time") == told


def test_days_that_overlap_or_are_unknown_or_many(make: Make) -> None:
    assert level(compare(make(), make(first=735999)), "time") == "overlap"
    assert level(compare(make(), make(first=735990)), "time") == "wide"
    assert level(compare(make(), make(first=0, last=0, dated=False)), "time") == "unknown"


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (QUARTER, QUARTER, "same_small"),
        (ALEPPO, ALEPPO, "same_large"),
        (ALEPPO, QUARTER, "inside"),
        (QUARTER, replace(QUARTER, place="sy-sukkari", lat=36.195), "touching"),
        (QUARTER, replace(QUARTER, place="sy-sukkari", lat=36.15), "near"),
        (SOUTH, SOUTH, "same_wide"),
        (VILLAGE, SOUTH, "within_wide"),
        (replace(VILLAGE, lat=37.3), GOVERNORATE, "governorate"),
        (GOVERNORATE, Spot(None, None, None, 0.0, "SY-HL", "SY"), "governorate"),
        (Spot("~بليله", None, None, 0.0, None, None), Spot("~بليله", None, None, 0.0, "SD-GK", "SD"), "same_name"),
        (Spot("~بليله", None, None, 0.0, "SY-HL", "SY"), QUARTER, "governorate"),
        (Spot("~بليله", None, None, 0.0, None, None), QUARTER, "unknown"),
        (GOVERNORATE, Spot(None, None, None, 0.0, None, "SY"), "unknown"),
    ],
)
def test_places_agree_by_degrees(make: Make, one: Spot, two: Spot, told: str) -> None:
    for a, b in ((one, two), (two, one)):
        assert level(compare(make(spots=(a,)), make(spots=(b,))), "place") == told


@pytest.mark.parametrize("far", [replace(VILLAGE, lat=36.4, place="x"), replace(VILLAGE, lat=37.5, place="x")])
def test_places_too_far_apart_are_ruled_out(make: Make, far: Spot) -> None:
    assert compare(make(spots=(VILLAGE,)), make(spots=(far,))).bar is Bar.DISTANCE


def test_a_place_outside_a_region_is_too_far_from_it(make: Make) -> None:
    north = replace(VILLAGE, place="x", lat=36.6)
    assert compare(make(spots=(north,)), make(spots=(SOUTH,))).bar is Bar.DISTANCE


def test_the_nearest_of_several_places_counts(make: Make) -> None:
    assert level(compare(make(spots=(VILLAGE, QUARTER)), make(spots=(QUARTER,))), "place") == "same_small"


def test_a_claim_without_a_place_says_nothing_of_it(make: Make) -> None:
    assert level(compare(make(spots=()), make()), "place") == "unknown"


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ((ALEPPO, QUARTER), (ALEPPO, VILLAGE), "other_part"),
        ((ALEPPO, STREET), (ALEPPO, BRIDGE), "other_part"),
        ((ALEPPO, QUARTER), (ALEPPO, QUARTER), "same_small"),
        ((ALEPPO, QUARTER), (ALEPPO,), "same_large"),
        ((QUARTER,), (ALEPPO,), "inside"),
    ],
)
def test_a_city_is_not_enough_where_both_say_where_in_it(make: Make, one, two, told: str) -> None:
    for a, b in ((one, two), (two, one)):
        assert level(compare(make(spots=a), make(spots=b)), "place") == told


def test_other_names_that_no_gazetteer_has_are_other_places(make: Make) -> None:
    assert level(compare(make(spots=(STREET,)), make(spots=(BRIDGE,))), "place") == "other_name"


def test_names_that_share_a_word_may_be_one_place(make: Make) -> None:
    longer = replace(STREET, place="~الاربعين الطويل")
    assert level(compare(make(spots=(STREET,)), make(spots=(longer,))), "place") == "governorate"


def test_another_culprit_lowers_the_score_but_does_not_part(make: Make) -> None:
    agree = compare(make(initiators=("a",)), make(initiators=("a",)))
    differ = compare(make(initiators=("a",)), make(initiators=("b",)))
    assert agree.score > differ.score > 0


def test_two_sides_that_each_withdrew_are_two_withdrawals(make: Make) -> None:
    one, two = make(type="withdrawal", initiators=("a",)), make(type="withdrawal", initiators=("b",))
    assert level(compare(one, two), "initiators") == "other_deed"


def test_either_side_of_a_clash_may_be_named_first(make: Make) -> None:
    one = make(type="armed_clash", initiators=("a",), targets=("b",))
    two = make(type="armed_clash", initiators=("b",), targets=("a",))
    assert level(compare(one, two), "initiators") == "agree"
    assert level(compare(one, two), "targets") == "agree"
    assert level(compare(one, replace(two, targets=("c",))), "targets") == "unknown"


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ((1, 1), (1, 1), "equal_few"),
        ((5, 5), (5, 5), "equal"),
        ((47, 47), (47, 47), "equal_many"),
        ((4, 4), (6, 6), "close"),
        ((18, 18), (14, None), "compatible"),
        ((18, 18), (20, None), "compatible"),
        ((None, 80), (47, 47), "compatible"),
        ((10, 10), (25, 25), "apart"),
        ((10, 10), (40, None), "wild"),
        ((0, 0), (30, 30), "wild"),
        (None, (5, 5), "unknown"),
        (None, None, "neither"),
    ],
)
def test_tolls_agree_by_degrees(make: Make, one, two, told: str) -> None:
    for a, b in ((one, two), (two, one)):
        assert level(compare(make(killed=a), make(killed=b)), "killed") == told


@pytest.mark.parametrize(
    ("bits", "told"),
    [
        (0, "same"),
        (3, "same"),
        (10, "alike"),
        (18, "akin"),
        (22, "kin"),
        (25, "loose"),
        (29, "faint"),
        (33, "other"),
        (34, "foreign"),
    ],
)
def test_reprints_are_known_by_their_words(make: Make, bits: int, told: str) -> None:
    one, two = make(wording=2**63), make(wording=2**63 + 2**bits - 1)
    assert level(compare(one, two), "wording") == told


def test_one_sentence_tells_two_happenings_of_two_types(make: Make) -> None:
    assert level(compare(make(wording=7), make(wording=7, type="air_strike")), "wording") == "other"


def test_what_is_denied_was_told_and_what_is_planned_was_not_done(make: Make) -> None:
    plain = compare(make(), make()).score
    assert compare(make(), make(factuality="denied")).score > plain
    assert compare(make(), make(factuality="planned")).score < plain
