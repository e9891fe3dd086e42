"""The days that a letter tells of, and when a reader is to have it.

Days are those of the ledger, which has no time zones; a day is over when it is over in UTC. A reader has a letter at
the first stroke of an hour of their choice, in a time zone of their own, after its last day is over. So every letter
comes to everybody once, whatever clocks are put forward or back. A weekly letter comes on a day of the reader's choice
and tells of the seven days before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from marsad.web.newsletters.letters import Frequency
from marsad.web.site.days import SATURDAY

MOST: Final = 3  # letters that a reader is sent at once, where the sender stood still for a while
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a letter comes. ``weekday`` is the day of the week on which a weekly one comes, and its weeks begin:
    one that comes on Saturday tells of the week up to Friday.
    """

    often: Frequency
    weekday: int = SATURDAY


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first and the last day, inclusive."""

    first: date
    last: date

    @property
    def before(self) -> Period:
        """The one of the same length before it."""
        length = self.last - self.first + _DAY
        return Period(self.first - length, self.last - length)


def of_day(day: date, rhythm: Rhythm) -> Period:
    """The period that a day lies in."""
    if rhythm.often is Frequency.DAILY:
        return Period(day, day)
    first = day - timedelta(days=(day.weekday() - rhythm.weekday) % 7)
    return Period(first, first + timedelta(days=6))


def over(moment: datetime, rhythm: Rhythm) -> Period:
    """The latest period that is over at a moment."""
    return of_day(moment.astimezone(UTC).date(), rhythm).before


def following(through: date, rhythm: Rhythm) -> Period:
    """The first period that ends after a day."""
    return of_day(through + _DAY, rhythm)


def due(period: Period, hour: int, zone: str) -> datetime:
    """When a reader is to have the letter of a period (UTC)."""
    end = datetime.combine(period.last + _DAY, time(), UTC)
    begin = end.astimezone(_zone(zone)).date()
    # Where clocks are put on past the hour, it is what they show instead.
    times = (datetime.combine(begin + n * _DAY, time(hour), _zone(zone)).astimezone(UTC) for n in range(3))
    return next(one for one in times if one >= end)


def untold(through: date, now: datetime, rhythm: Rhythm, hour: int, zone: str) -> Sequence[Period]:
    """The periods after the day ``through`` that are due by now, the earliest first; no more than the latest few."""
    found: deque[Period] = deque(maxlen=MOST)
    period = following(max(through, over(now, rhythm).last - MOST * 7 * _DAY), rhythm)
    while due(period, hour, zone) <= now:
        found.append(period)
        period = following(period.last, rhythm)
    return tuple(found)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
