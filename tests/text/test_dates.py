"""Calendar arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import dates


def test_month_parts_meet_without_gap() -> None:
    early, middle, late = (dates.month_days(2024, 2, part) for part in ("early", "middle", "late"))
    assert early == (date(2024, 2, 1), date(2024, 2, 10))
    assert middle == (date(2024, 2, 11), date(2024, 2, 20))
    assert late == (date(2024, 2, 21), date(2024, 2, 29))


def test_add_months_keeps_inside_a_shorter_month() -> None:
    assert dates.add_months(date(2015, 3, 31), -1) == date(2015, 2, 28)


@pytest.mark.parametrize(
    ("figures", "day"),
    [
        ((12, 7, 2015), date(2015, 7, 12)),
        ((2015, 7, 12), date(2015, 7, 12)),
        ((7, 25, 2015), date(2015, 7, 25)),
        ((1, 9, 1436), date(2015, 6, 18)),
        ((31, 2, 2015), None),
    ],
)
def test_numeric_date(figures: tuple[int, int, int], day: date | None) -> None:
    assert dates.numeric_date(*figures) == day


def test_hijri_days_follow_umm_al_qura_and_end_with_its_tables() -> None:
    assert dates.hijri_date(1436, 10, 26) == date(2015, 8, 11)
    assert dates.hijri_date(1300, 1, 1) is None
    assert dates.hijri_date(10**12, 1, 1) is None
    assert dates.hijri_date(1436, 10, 31) is None
    assert dates.hijri_year(date(1800, 1, 1)) is None


def test_hijri_month() -> None:
    assert dates.hijri_month_days(1445, 9) == (date(2024, 3, 11), date(2024, 4, 9))


def test_last_weekday_is_never_yesterday() -> None:
    assert dates.last_weekday(date(2025, 12, 21), 5) == date(2025, 12, 13)


def test_day_without_year_is_not_far_ahead() -> None:
    assert dates.year_of_day(date(2015, 1, 10), 12, 25) == date(2014, 12, 25)
    assert dates.year_of_day(date(2015, 7, 10), 7, 25) == date(2015, 7, 25)


@given(st.dates(), st.integers(-200_000, 200_000))
def test_shifts_stay_in_the_calendar(day: date, n: int) -> None:
    for moved in (dates.shift(day, n), dates.add_months(day, n)):
        assert moved is None or date.min <= moved <= date.max


@given(st.dates(), st.integers(0, 6))
def test_weekdays_are_on_the_right_side(day: date, weekday: int) -> None:
    before, after = dates.weekday_before(day, weekday), dates.weekday_after(day, weekday)
    assert before is None or (before <= day and before.weekday() == weekday)
    assert after is None or (after > day and after.weekday() == weekday)


@given(st.dates(date(1950, 1, 1), date(2070, 1, 1)))
def test_hijri_year_holds_the_day(day: date) -> None:
    year = dates.hijri_year(day)
    assert year is not None
    first, after = dates.hijri_date(year, 1, 1), dates.hijri_date(year + 1, 1, 1)
    assert first is not None
    assert after is not None
    assert first <= day < after
