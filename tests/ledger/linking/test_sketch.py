"""What a sketch takes from a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.ledger.entry import Entry
from marsad.ledger.linking.links import Spot
from marsad.ledger.linking.sketch import TABLE, by_name, sketch, sketches, wording
from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Factuality, Mention, Report
from marsad.model.incident import Site
from marsad.model.values import When

TEXT = "قال المرصد إن غارات أصابت سوق البلدة يوم الأحد. ثم قصفت المدفعية أطراف القرية ليلاً من دون إصابات."
DAY = date(2016, 6, 12).toordinal()


def claim(**fields) -> Claim:
    return replace(Claim(ClaimType.AIR_STRIKE, Mention("غارات", 14, 19)), **fields)


def entry(told: Claim, published: str | None = "2016-06-12", sites: tuple[Site | None, ...] = ()) -> Entry:
    return Entry("id", "r", "outlet", published, told, sites, ("observatory",), ("army",), ("rebels",))


def count(kind: CasualtyKind, low: int | None, high: int | None) -> CasualtyCount:
    return CasualtyCount(kind, None, None, low, high, "", 0, 0)


def test_who_says_what_of_whom_is_taken_over() -> None:
    made = sketch(entry(claim(factuality=Factuality.ALLEGED)), ())
    assert (made.origin, made.initiators, made.targets) == ("observatory", ("army",), ("rebels",))
    assert (made.type, made.factuality, made.report) == ("air_strike", "alleged", "r")


def test_the_rows_of_a_table_are_as_many_happenings() -> None:
    row = claim(trigger=Mention("غارات", 14, 19, rule=TABLE))
    assert sketch(entry(row), ()).report == "table:outlet"


def test_a_claim_with_a_date_keeps_it() -> None:
    made = sketch(entry(claim(when=When("", 0, 0, "2016-06-10", "2016-06-11"))), ())
    assert (made.first, made.last, made.dated) == (DAY - 2, DAY - 1, True)


def test_a_claim_without_a_date_is_of_the_days_before_its_report() -> None:
    made = sketch(entry(claim()), ())
    assert (made.first, made.last, made.dated) == (DAY - 2, DAY, False)


@pytest.mark.parametrize("published", [None, "2016-06-00"])
def test_without_a_date_of_the_report_no_day_is_known(published: str | None) -> None:
    made = sketch(entry(claim(), published), ())
    assert (made.first, made.last, made.published) == (0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "killed", "injured"),
    [
        ([], None, None),
        ([(CasualtyKind.KILLED, 3, 3), (CasualtyKind.KILLED, 18, 18)], (18, 18), None),
        ([(CasualtyKind.KILLED, None, 80), (CasualtyKind.KILLED, 47, 47)], (None, 80), None),
        ([(CasualtyKind.INJURED, 40, None)], None, (40, None)),
        ([(CasualtyKind.KILLED, None, None)], None, None),
        ([(CasualtyKind.NONE_REPORTED, 0, 0)], (0, 0), (0, 0)),
        ([(CasualtyKind.NONE_REPORTED, None, None)], None, None),
    ],
)
def test_the_largest_count_of_each_kind_is_kept(counts, killed, injured) -> None:
    made = sketch(entry(claim(casualties=tuple(count(*told) for told in counts))), ())
    assert (made.killed, made.injured) == (killed, injured)


def test_places_are_known_by_point_by_region_or_by_name() -> None:
    names = ("سراقب", "ريف بليلة", "الكيلو 10", "المدينة")
    places = tuple(Mention(name, 0, 0) for name in names)
    at = Site("sy-saraqib", "سراقب", 35.86, 36.8, 2.0, "town", "SY-ID", "SY")
    region = Site(None, "ريف بليلة", None, None, None, None, "SD-GK", "SD")
    made = sketch(entry(claim(places=places), sites=(at, region, None, None)), ())
    assert made.spots == (
        Spot("sy-saraqib", 35.86, 36.8, 2.0, "SY-ID", "SY"),
        Spot("~بليله", None, None, 0.0, "SD-GK", "SD"),
        Spot("~10 كيلو", None, None, 0.0, None, None),
    )


def test_a_region_that_has_no_name_of_its_own_is_a_region() -> None:
    region = Site(None, "ريف", None, None, None, None, "SY-ID", "SY")
    made = sketch(entry(claim(places=(Mention("ريف", 0, 0),)), sites=(region,)), ())
    assert made.spots == (Spot(None, None, None, 0.0, "SY-ID", "SY"),)


@pytest.mark.parametrize(
    ("one", "two"),
    [("قاعدة بليلة الجوية", "القاعدة الجوية في بليلة"), ("منطقة الكيلو 10", "كيلو 10"), ("محيط قرية خلصة", "خلصة")],
)
def test_names_that_differ_by_class_words_are_one(one: str, two: str) -> None:
    assert by_name(one) == by_name(two) is not None


def test_words_that_name_nothing_are_no_name() -> None:
    assert by_name("الأحياء السكنية") is None


def test_each_claim_has_the_wording_of_its_own_sentence() -> None:
    report = Report("r", "", TEXT, "2016-06-12")
    second = Mention("قصفت", TEXT.index("قصفت"), TEXT.index("قصفت") + 4)
    one, two = sketches(report, [entry(claim()), entry(claim(trigger=second))])
    assert one.wording == wording(["قال", "المرصد", "ان", "غارات", "اصابت", "سوق", "البلده", "يوم", "الاحد"])
    assert two.wording not in (0, one.wording)


def test_a_report_without_words_has_no_wording() -> None:
    assert sketches(Report("r", "", ""), [entry(claim())])[0].wording == 0


def test_wording_is_the_same_in_every_process() -> None:
    assert wording(["قال", "المرصد", "ان", "غارات", "اصابت", "سوق", "البلده"]) == 3222888709891375927


def test_wording_of_like_sentences_is_alike_and_of_others_is_not() -> None:
    words = "قال المرصد ان خمس غارات اصابت سوق البلده ظهر الاحد واسفرت عن سقوط ضحايا بين المدنيين"
    other = "دخلت قافله مساعدات الي المخيم المحاصر بعد اتفاق رعته لجنه محليه مع الوجهاء صباحا"
    one, changed = wording(words.split()), wording(words.replace("المدنيين", "الاهالي").split())
    assert (one ^ changed).bit_count() < (one ^ wording(other.split())).bit_count()


def test_a_handful_of_words_is_no_wording() -> None:
    assert wording(["قصف", "قصف", "عنيف", "علي", "البلده"]) == 0


def test_very_long_sentences_have_a_wording() -> None:
    assert wording([f"كلمه{number}" for number in range(2000)]) > 0
