"""Calendar arithmetic for dates in news prose: spans of days, months and their parts, weekdays, the Hijri calendar.

Nothing here reads a clock. Every function is total over the years 1–9999: what falls outside gives ``None``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

# The days of a month that «early», «mid», «late» and the halves stand for; None: its end.
MONTH_PARTS: Final[dict[str, tuple[int, int | None]]] = {
    "": (1, None),
    "early": (1, 10),
    "middle": (11, 20),
    "late": (21, None),
    "first_half": (1, 15),
    "second_half": (16, None),
}
# The first and last months of the parts of a year.
YEAR_PARTS: Final = {
    "": (1, 12),
    "early": (1, 1),
    "middle": (6, 7),
    "late": (12, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
}
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month of three
_FUTURE_SLACK: Final = timedelta(
    days=31
)  # a day and month without a year may lie this far ahead, else it is last year's


class Days(NamedTuple):
    """An inclusive span of days."""

    first: date
    last: date


def parse_iso(text: str | None) -> date | None:
    """The day of an ISO date or date-time, ``None`` where there is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def make(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """``day`` moved by a number of days."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """``day`` moved by whole months; the last day of a shorter month stands in for a missing one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """How many days the Gregorian month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def month_days(year: int, month: int, part: str = "") -> Days | None:
    """A month, or the part of it that ``MONTH_PARTS`` names."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    first, last = MONTH_PARTS[part]
    return Days(date(year, month, first), date(year, month, last or month_length(year, month)))


def year_days(year: int, part: str = "") -> Days | None:
    """A year, or the part of it that ``YEAR_PARTS`` names."""
    if not 1 <= year <= 9999:
        return None
    first, last = YEAR_PARTS[part]
    return Days(date(year, first, 1), date(year, last, month_length(year, last)))


def season_days(year: int, season: str) -> Days | None:
    """The three months of a season; winter runs from December of ``year`` to February."""
    start = make(year, SEASONS[season], 1)
    end = add_months(start, 3) if start else None
    last = shift(end, -1) if end else None
    return Days(start, last) if start and last else None


def week_days(today: date, weeks: int) -> Days | None:
    """The Monday-to-Sunday week that lies ``weeks`` from today's."""
    monday = shift(today, 7 * weeks - today.weekday())
    sunday = shift(monday, 6) if monday else None
    return Days(monday, sunday) if monday and sunday else None


def weekday_near(day: date, weekday: int) -> date | None:
    """The given weekday (Monday 0) at most three days from ``day``."""
    return shift(day, (weekday - day.weekday() + 3) % 7 - 3)


def weekday_before(today: date, weekday: int, strictly: bool = False) -> date | None:
    """The last such weekday on ``today`` or before; ``strictly`` leaves today out."""
    back = (today.weekday() - weekday) % 7
    return shift(today, -(back or 7) if strictly else -back)


def last_weekday(today: date, weekday: int) -> date | None:
    """«السبت الماضي»: the last such weekday that is neither today nor yesterday, which news calls by those words."""
    back = (today.weekday() - weekday) % 7
    return shift(today, -back if back > 1 else -back - 7)


def weekday_after(today: date, weekday: int) -> date | None:
    """The next such weekday after ``today``."""
    return shift(today, (weekday - today.weekday()) % 7 or 7)


def year_of_day(today: date, month: int, day: int, weekday: int | None = None) -> date | None:
    """A day and month without a year: the latest that is not far ahead, or the nearest on the given weekday."""
    found = [d for year in range(today.year - 2, today.year + 2) if (d := make(year, month, day))]
    if weekday is not None:
        agreeing = [d for d in found if d.weekday() == weekday and d <= today + _slack(today)]
        if agreeing and abs((agreeing[-1] - today).days) < 400:
            return agreeing[-1]
    return max((d for d in found if d <= today + _slack(today)), default=None)


def _slack(today: date) -> timedelta:
    return min(_FUTURE_SLACK, date.max - today)


def year_of_month(today: date, month: int) -> int:
    """The year of a month named without one: the latest that has begun."""
    return today.year if month <= today.month else today.year - 1


def numeric_date(one: int, two: int, three: int) -> date | None:
    """A date written in figures: day first or year first, day and month swapped where only that is possible."""
    day, month, year = (three, two, one) if one > 31 else (one, two, three)
    if year < 100:
        year += 2000
    if month > 12 >= day:
        day, month = month, day
    if is_hijri_year(year):
        return hijri_date(year, month, day)
    return make(year, month, day) if is_year(year) else None


def is_year(number: int) -> bool:
    """Whether a bare number can be a year of the news."""
    return 1900 <= number <= 2099


def is_hijri_year(number: int) -> bool:
    """Whether a bare number can be a Hijri year of the news, and one that the calendar's tables hold."""
    return 1343 <= number <= 1500


def hijri_date(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri one by the Umm al-Qura calendar; None outside its tables (AH 1343 to 1500)."""
    from hijridate import Hijri

    try:
        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    except (ValueError, OverflowError):
        return None


def hijri_year(day: date) -> int | None:
    """The Hijri year that ``day`` falls in; None outside the calendar's tables (1924 to 2077)."""
    from hijridate import Gregorian

    try:
        return Gregorian.fromdate(day).to_hijri().year
    except (ValueError, OverflowError):
        return None


def hijri_month_days(year: int, month: int, part: str = "") -> Days | None:
    """A Hijri month in Gregorian days, or the part of it that ``MONTH_PARTS`` names."""
    begin, end = MONTH_PARTS[part]
    start = hijri_date(year, month, begin)
    after = hijri_date(year + month // 12, month % 12 + 1, 1)
    last = hijri_date(year, month, end) if end else shift(after, -1) if after else None
    return Days(start, last) if start and last else None
