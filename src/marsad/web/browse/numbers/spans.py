"""Days put together to days, weeks, months or years, so that a chart of them can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np

from marsad.web.columns.table import Array
from marsad.web.site.choices import Choices
from marsad.web.site.days import SATURDAY, days_in_words, month_in_words
from marsad.web.site.digits import in_digits

MOST: Final = 400  # columns that a chart still shows


_WEEK: Final = SATURDAY + 1  # a day on which a week begins, as ``date.toordinal`` counts: 1 is a Monday
_EPOCH: Final = date(1970, 1, 1)  # NumPy's


class Unit(StrEnum):
    """How long a period is. Weeks begin on Saturday (see ``site.days``), months and years are Gregorian."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# The most days for which a unit is chosen by itself.
_SPANS: Final = ((45, Unit.DAY), (400, Unit.WEEK), (3700, Unit.MONTH))
_SHORTEST: Final = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.YEAR: 365}  # days


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first and the last day, inclusive."""

    first: date
    last: date


def unit_for(first: date, last: date, wished: Unit | None = None) -> Unit:
    """The unit for a span: the one wished, if its periods are not too many to be shown, else by the span's length."""
    days = (last - first).days + 1
    if wished and days / _SHORTEST[wished] <= MOST:
        return wished
    return next((unit for most, unit in _SPANS if days <= most), Unit.YEAR)


def period_of(day: date, unit: Unit) -> Period:
    """The period that a day lies in."""
    match unit:
        case Unit.DAY:
            return Period(day, day)
        case Unit.WEEK:
            saturday = day - timedelta(days=(day.weekday() - SATURDAY) % 7)
            return Period(saturday, saturday + timedelta(days=6))
        case Unit.MONTH:
            following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
            return Period(day.replace(day=1), following - timedelta(days=1))
        case Unit.YEAR:
            return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))


def numbered(days: Array, unit: Unit) -> Array:
    """The numbers of the periods that days (as ``date.toordinal`` counts) lie in, which rise by one a period."""
    match unit:
        case Unit.DAY:
            return days
        case Unit.WEEK:
            weeks: Array = (days - _WEEK) // 7
            return weeks
        case Unit.MONTH:
            return _since(days, "datetime64[M]")
        case Unit.YEAR:
            return _since(days, "datetime64[Y]")


def period_numbered(number: int, unit: Unit) -> Period:
    """The period of a number."""
    match unit:
        case Unit.DAY:
            day = date.fromordinal(number)
        case Unit.WEEK:
            day = date.fromordinal(number * 7 + _WEEK)
        case Unit.MONTH:
            day = date(_EPOCH.year + number // 12, number % 12 + 1, 1)
        case Unit.YEAR:
            day = date(_EPOCH.year + number, 1, 1)
    return period_of(day, unit)


def _since(days: Array, form: str) -> Array:
    """How many months or years after the epoch."""
    found: Array = (days.astype(np.int64) - _EPOCH.toordinal()).astype("datetime64[D]").astype(form).astype(np.int64)
    return found


def periods(first: date, last: date, unit: Unit) -> Iterator[Period]:
    """Every period from that of the first day to that of the last, empty ones among them."""
    period = period_of(first, unit)
    while period.first <= last:
        yield period
        period = period_of(period.last + timedelta(days=1), unit)


def mark(period: Period, unit: Unit, language: str, choices: Choices) -> str:
    """A period in few words, for an axis: of a week its first day."""
    shown = Period(period.first, period.first) if unit is Unit.WEEK else period
    return in_words(shown, unit, language, choices)


def in_words(period: Period, unit: Unit, language: str, choices: Choices) -> str:
    """A period as the reader writes days."""
    if choices.calendar == "gregory" and unit is Unit.MONTH:
        told = month_in_words(period.first, language)
    elif choices.calendar == "gregory" and unit is Unit.YEAR:
        told = str(period.first.year)
    else:
        told = days_in_words(period.first, period.last, language, choices.calendar)
    return in_digits(told, choices.digits)
