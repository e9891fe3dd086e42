"""Partial control laid over the intervals of whole places: who is told to have a part, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.ledger.control import grades
from marsad.ledger.control.points import Point, Side, Sorted, iso
from marsad.model.control import Bound, Interval, TellKind


def with_parts(whole: Sequence[Interval], points: Sorted, side: Side) -> tuple[list[Interval], list[str]]:
    """The intervals parted where somebody is first told to have a part of the place, and the ids of tells of no use.

    A part is held until the interval ends or its holder takes the place anew. Before and between the intervals, where
    nobody holds the place, a part makes an interval without holders.
    """
    retaken = [p for p in points.moving if p.kind is TellKind.TAKEN]
    intervals = list(whole)
    aside: list[str] = []
    for point in points.partial:
        k = _covering(intervals, point)
        if k is None:
            at = _place(intervals, point)
            intervals.insert(at, _alone(next(iter(intervals[at:]), None), point, side))
        elif intervals[k].contested or intervals[k].implied or (point.vague and intervals[k].holders):
            aside.append(point.tell.id)  # people without a name may be the holder
        elif point.holders <= {*intervals[k].part, *intervals[k].holders}:  # a part of what is known to be theirs
            intervals[k] = _again(intervals[k], point)
        else:
            intervals[k : k + 1] = _parted(intervals[k], point, retaken)
    return intervals, aside


def _covering(intervals: Sequence[Interval], point: Point) -> int | None:
    """The interval that holds the day of the point: the last that had begun by then and has not ended."""
    day = iso(point.last)
    begun = [k for k, interval in enumerate(intervals) if _begun(interval) <= day]
    if not begun:
        return None
    end = intervals[begun[-1]].end
    return begun[-1] if end is None or day < end.latest else None


def _begun(interval: Interval) -> str:
    """The day by which the interval had begun; an implied one without a beginning is older than any day."""
    return interval.start.latest if interval.start else (interval.seen[0] if interval.seen else "")


def _place(intervals: Sequence[Interval], point: Point) -> int:
    """Where an interval that begins on the point's day belongs."""
    return sum(_begun(other) <= iso(point.last) for other in intervals)


def _alone(following: Interval | None, point: Point, side: Side) -> Interval:
    """The interval of a part of a place that nobody is known to hold, until the next."""
    end = following.start or Bound(iso(point.last), _begun(following)) if following else None
    return Interval(
        (),
        tuple(sorted(point.tell.holders)),
        tuple(sorted(point.holders)),
        _start(point, None),
        end,
        (iso(point.last),),
        (point.tell.id,),
        (point.tell.id,),
        grades.certainty([point], frozenset(), side),
    )


def _again(interval: Interval, point: Point) -> Interval:
    seen = interval.seen if interval.holders else tuple(sorted({*interval.seen, iso(point.last)}))
    return replace(interval, seen=seen, tells=(*interval.tells, point.tell.id))


def _parted(interval: Interval, point: Point, retaken: Iterable[Point]) -> list[Interval]:
    """The interval before the part was told of, with it, and after the holder took the whole place anew."""
    day = iso(point.last)
    start = _start(point, interval.start)
    anew = next((p for p in retaken if p.last > point.last and p.tell.id in interval.tells), None)
    ended = anew is not None and (interval.end is None or iso(anew.last) < interval.end.latest)
    cut = _start(anew, start) if ended and anew is not None else interval.end
    pieces = [replace(interval, end=start, seen=_until(interval, day))]
    pieces.append(
        replace(
            interval,
            part=tuple(sorted({*interval.part, *point.holders} - set(interval.holders))),
            actors=tuple(sorted({*interval.actors, *point.tell.holders})),
            start=start,
            end=cut,
            seen=tuple(d for d in interval.seen if day < d and (not ended or cut is None or d < cut.latest)),
            opened=(point.tell.id,),
            tells=(*interval.tells, point.tell.id),
        )
    )
    if ended and cut is not None:
        pieces.append(replace(interval, start=cut, seen=tuple(d for d in interval.seen if d >= cut.latest)))
    return [piece for piece in pieces if piece is not pieces[0] or interval.start != start]


def _until(interval: Interval, day: str) -> tuple[str, ...]:
    return tuple(seen for seen in interval.seen if seen <= day)


def _start(point: Point, begun: Bound | None) -> Bound:
    first = None if point.first is None else iso(point.first)
    floor = begun.latest if begun else None
    earliest = max(filter(None, (first, floor)), default=None)
    return Bound(min(earliest, iso(point.last)) if earliest else None, iso(point.last))
