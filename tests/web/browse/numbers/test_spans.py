import itertools
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.browse.numbers.spans import (
    MOST,
    Period,
    Unit,
    in_words,
    mark,
    numbered,
    period_numbered,
    period_of,
    periods,
    unit_for,
)
from marsad.web.site.choices import Choices

days = st.dates(date(1970, 1, 1), date(2100, 1, 1))


@given(days, st.sampled_from(Unit))
def test_a_day_lies_in_its_period(day, unit):
    period = period_of(day, unit)
    assert period.first <= day <= period.last
    assert period_of(period.first, unit) == period_of(period.last, unit) == period


@given(days, st.integers(0, 900), st.sampled_from(Unit))
def test_periods_follow_each_other_without_a_gap(first, span, unit):
    last = date.fromordinal(first.toordinal() + span)
    found = list(periods(first, last, unit))
    assert found[0] == period_of(first, unit)
    assert found[-1] == period_of(last, unit)
    assert all((b.first - a.last).days == 1 for a, b in itertools.pairwise(found))


@given(st.lists(days, min_size=1, max_size=50), st.sampled_from(Unit))
def test_numbered_days_are_in_the_period_of_their_number(found, unit):
    numbers = numbered(np.array([one.toordinal() for one in found], np.int32), unit).tolist()
    assert [period_numbered(one, unit) for one in numbers] == [period_of(one, unit) for one in found]
    first, last = min(found), max(found)
    assert max(numbers) - min(numbers) + 1 == len(list(periods(first, last, unit)))


def test_a_week_begins_on_saturday_as_that_of_a_letter_does():
    assert period_of(date(2016, 3, 4), Unit.WEEK) == Period(date(2016, 2, 27), date(2016, 3, 4))
    assert period_of(date(2016, 3, 5), Unit.WEEK).first == date(2016, 3, 5)


def test_a_leap_year_has_its_day():
    assert period_of(date(2016, 2, 3), Unit.MONTH).last == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("last", "unit"),
    [("2016-01-01", Unit.DAY), ("2016-02-10", Unit.DAY), ("2016-12-01", Unit.WEEK), ("2019-01-01", Unit.MONTH)],
)
def test_the_unit_goes_by_the_span(last, unit):
    assert unit_for(date(2016, 1, 1), date.fromisoformat(last)) is unit


def test_the_unit_wished_is_taken_unless_a_chart_could_not_show_it():
    first, last = date(2010, 1, 1), date(2019, 12, 31)
    assert unit_for(first, last) is Unit.MONTH
    assert unit_for(first, last, Unit.YEAR) is Unit.YEAR
    assert unit_for(first, last, Unit.DAY) is Unit.MONTH


@given(days, st.integers(0, 40_000), st.sampled_from(Unit))
def test_a_chart_can_show_what_is_chosen(first, span, wished):
    last = date.fromordinal(min(first.toordinal() + span, date.max.toordinal() - 400))
    assert len(list(periods(first, last, unit_for(first, last, wished)))) <= MOST + 2


def test_an_axis_tells_of_a_week_its_first_day():
    week = period_of(date(2016, 3, 1), Unit.WEEK)
    assert mark(week, Unit.WEEK, "en", Choices()) == "27 February 2016"
    assert mark(week, Unit.YEAR, "en", Choices()) == "2016"


@pytest.mark.parametrize(
    ("unit", "language", "choices", "told"),
    [
        (Unit.DAY, "en", Choices(), "1 March 2016"),
        (Unit.WEEK, "en", Choices(), "27 February 2016 – 4 March 2016"),
        (Unit.MONTH, "ar", Choices(), "آذار/مارس 2016"),
        (Unit.MONTH, "ar", Choices(digits="arab"), "آذار/مارس ٢٠١٦"),
        (Unit.YEAR, "en", Choices(), "2016"),
        (Unit.MONTH, "en", Choices(calendar="islamic"), "21 Jumada I 1437 AH – 22 Jumada II 1437 AH"),
    ],
)
def test_a_period_in_words(unit, language, choices, told):
    assert in_words(period_of(date(2016, 3, 1), unit), unit, language, choices) == told
