"""Running totals, in sentences written for the tests; the reports are of 23 July 2015."""

from __future__ import annotations

import pytest

from marsad.coder.casualties import find_casualties
from marsad.coder.cumulative import CUMULATIVE, mark_cumulative
from marsad.coder.document import Document
from marsad.coder.times import find_times
from marsad.model import Report


def totals(text: str) -> list[int | None]:
    """The least of each count that is marked as a running total."""
    doc = Document(Report("r", "", text, "2015-07-23"))
    counts = find_casualties(doc, [])
    mark_cumulative(doc, counts, find_times(doc))
    return [count.low for count in counts if count.rule == CUMULATIVE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 300 مدني منذ بداية العام", [300]),
        ("ارتفع عدد القتلى منذ اندلاع الحرب إلى 840 قتيلا و900 جريح", [840, 900]),
        ("خلال الشهرين الماضيين قتل 62 مدنيا في المدينة", [62]),
        ("وثقت الشبكة مقتل 129 شخصا خلال شهر حزيران الماضي", [129]),
        ("بلغت الحصيلة 34183 قتيلا", [34183]),
    ],
)
def test_a_count_over_a_long_time(text: str, expected: list[int]) -> None:
    assert totals(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة جنود أمس في كمين",
        "قتل 12 مدنيا في قصف على البلدة المحاصرة منذ عام 2013",  # how long the siege has lasted
        "قتل 40 شخصا في هجوم هو الأعنف منذ عام 2013",  # a comparison
        "قتل 18 شخصا في تفجير وقع في حزيران الماضي",  # when it happened
        "قتل 20 شخصا خلال اليومين الماضيين",
    ],
)
def test_the_toll_of_one_happening(text: str) -> None:
    assert totals(text) == []


def test_only_the_total_beside_the_dead_of_the_day() -> None:
    assert totals("قتل جندي وأصيب أربعة صباح اليوم، ليرتفع عدد القتلى منذ بداية العام إلى 52 قتيلا") == [52]


def test_the_dead_of_the_day_behind_a_long_time() -> None:
    assert totals("تقصف القوات المدينة منذ بداية العام، وقتل أمس ثلاثة أطفال") == []


def test_parts_keep_their_rule() -> None:
    assert totals("قتل 300 مدني بينهم 40 طفلا منذ بداية العام") == [300]
