"""Questions to timelines: who held a place on a day, what changed between two days, how many places who holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final, TypeAlias

from marsad.ledger.control.points import ordinal
from marsad.model import MarsadError
from marsad.model.control import Change, Holding, Interval, Standing, Timeline

Holders: TypeAlias = tuple[str, ...]
HORIZON_DAYS: Final = 180  # the last evidence is called stale when it is older; a choice, not a finding


def holder_at(timeline: Timeline, day: str, horizon: int = HORIZON_DAYS) -> Holding:
    """Who held the place on an ISO day, how that is known and how old the evidence is.

    Between two tells of one holder the place is its, marked ``BETWEEN``. After the last tell it stays its, with a
    growing age, and is ``STALE`` once that exceeds ``horizon`` days. Where it changed hands at an unknown time around
    the day, both holders are given. Raises ``MarsadError`` for a day that is no ISO date.
    """
    day = _checked(day)
    there = [interval for interval in timeline.intervals if _may_hold(interval, day)]
    settled = [interval for interval in there if _surely_holds(interval, day)]
    if settled:
        return _holding(timeline.place, settled[-1], day, horizon)
    if there:
        holders = tuple(dict.fromkeys(holder for interval in there for holder in interval.holders))
        last = _holding(timeline.place, there[0], day, horizon)
        standing = Standing.CHANGING if len(there) > 1 or there[0].start else last.standing
        tells = tuple(dict.fromkeys(tell for interval in there for tell in interval.tells))
        since = there[-1].start
        return replace(last, standing=standing, holders=holders, since=since, tells=tells, certainty=None)
    return Holding(timeline.place, day, Standing.UNKNOWN, ())


def changes(timelines: Iterable[Timeline], start: str, end: str) -> list[Change]:
    """What changed hands between two ISO days, inclusive, in the order of the days.

    A change counts if it can have come about in that time. Raises ``MarsadError`` for a day that is no ISO date.
    """
    start, end = _checked(start), _checked(end)
    found = [
        change
        for timeline in timelines
        for change in _changes(timeline)
        if (change.when.earliest or change.when.latest) <= end and change.when.latest >= start
    ]
    return sorted(found, key=lambda change: (change.when.latest, change.when.earliest or "", change.place))


def summary(
    timelines: Iterable[Timeline], day: str, horizon: int = HORIZON_DAYS
) -> Mapping[Holders, Counter[Standing]]:
    """How many of these places were held by whom on a day: for each holder or holders a count by standing.

    Places of which nothing is known count under no holder. The record of what holds the places (their district) is not
    looked at: give its timeline for what is told of it.
    """
    counts: dict[Holders, Counter[Standing]] = {}
    for timeline in timelines:
        holding = holder_at(timeline, day, horizon)
        counts.setdefault(holding.holders, Counter())[holding.standing] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))


def _may_hold(interval: Interval, day: str) -> bool:
    begun = _begin(interval) <= day
    return begun and (interval.end is None or day <= interval.end.latest)


def _surely_holds(interval: Interval, day: str) -> bool:
    begun = interval.start is None or interval.start.latest <= day
    first_end = (interval.end.earliest or interval.end.latest) if interval.end else None
    return begun and (first_end is None or day < first_end or day in interval.seen)


def _begin(interval: Interval) -> str:
    """The first day on which the interval may hold; its first evidence where nothing tells how it began."""
    if interval.start is None:
        return "" if interval.implied else interval.seen[0]
    return interval.start.earliest or interval.start.latest


def _holding(place: str, interval: Interval, day: str, horizon: int) -> Holding:
    at = bisect_right(interval.seen, day)
    age = ordinal(day) - ordinal(interval.seen[at - 1]) if at else None
    following = ordinal(interval.seen[at]) - ordinal(day) if at < len(interval.seen) else None
    return Holding(
        place,
        day,
        _standing(interval, age, following, horizon),
        interval.holders,
        interval.part,
        interval.start,
        age,
        following,
        interval.certainty,
        interval.tells,
    )


def _standing(interval: Interval, age: int | None, following: int | None, horizon: int) -> Standing:
    if interval.contested:
        return Standing.CONTESTED
    if not interval.holders:
        return Standing.UNKNOWN
    if interval.implied:
        return Standing.BEFORE
    if age == 0:
        return Standing.SEEN
    if following is not None:
        return Standing.BETWEEN
    return Standing.LAST_KNOWN if age is not None and age <= horizon else Standing.STALE


def _changes(timeline: Timeline) -> Iterator[Change]:
    for before, after in pairwise(timeline.intervals):
        when = after.start or before.end
        if when and (before.holders, before.contested) != (after.holders, after.contested):
            yield Change(
                timeline.place,
                before.holders,
                after.holders,
                when,
                before.contested or after.contested,
                after.opened or after.tells[:1],
                after.certainty,
            )
    first = timeline.intervals[0] if timeline.intervals else None
    if first and first.start and first.holders:
        yield Change(timeline.place, (), first.holders, first.start, first.contested, first.opened, first.certainty)


def _checked(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise MarsadError(f"{day!r} is no day; write it as an ISO date, such as 2016-03-27") from error
