"""The record of one place: who held it from when to when, from what all reports tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.ledger.control import grades
from marsad.ledger.control.contests import Span, spans_of
from marsad.ledger.control.parts import with_parts
from marsad.ledger.control.points import CONTEST_DAYS, Point, Side, Sort, iso, sort
from marsad.ledger.control.runs import Run, runs_of
from marsad.model.control import Bound, Interval, Tell, TellKind, Timeline
from marsad.model.incident import Version


def named(_: str) -> bool:
    """For registers that know no sorts of people: every actor is somebody."""
    return False


def timeline(place: str, tells: Iterable[Tell], side: Side, by_side: bool = True, is_sort: Sort = named) -> Timeline:
    """The intervals that the tells of one place make up: a pure function of the set of tells, in whatever order.

    ``side`` gives the side of an actor id, ``None`` for one that has none; ``by_side`` brings the actors of one side
    together as holders, else every actor stands for itself. ``is_sort`` tells which ids mean a sort of people and
    nobody in particular. Tells of other places must not be among them, but for those that reach this one
    (``marsad.ledger.control.record``).
    """
    points = sort(tells, side, is_sort, by_side)
    runs, unmoved = runs_of(points.moving)
    spans, undenied = spans_of(runs, points.denials)
    whole = _Layout(runs, spans, side).intervals()
    intervals, unheld = with_parts(whole, points, side)
    return Timeline(place, tuple(intervals), tuple(sorted({*points.aside, *unmoved, *undenied, *unheld})))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Runs and contested spans laid along the days."""

    runs: Sequence[Run]
    spans: Sequence[Span]
    side: Side

    def intervals(self) -> list[Interval]:
        """All intervals in the order of time."""
        taken = {span.i: span for span in self.spans}
        before = {span.j: span for span in self.spans}
        found = [self._span(taken[-1])] if -1 in taken else []
        inside = {k for span in self.spans for k in range(span.i + 1, span.j)}
        for k, run in enumerate(self.runs):
            gone = k in inside or (k in before and before[k].end is None)
            if not gone and (piece := self._piece(k, run, before.get(k), taken.get(k))):
                found.append(piece)
            if k in taken:
                found.append(self._span(taken[k]))
        return found

    def _piece(self, k: int, run: Run, before: Span | None, after: Span | None) -> Interval | None:
        """What is left of a run between the contested spans at its ends."""
        start = Bound(iso(before.end), iso(before.end)) if before and before.end is not None else self._start(k)
        if after and not self._before(k, start, after):
            return None
        low = before.end if before and before.end is not None else 0
        high = after.start if after else None
        points = [p for p in run.points if p.last >= low and (high is None or p.last <= high)]
        end = Bound(iso(after.start), iso(after.start)) if after else self._start(k + 1)
        if end and start and end.latest <= start.latest and (before or after):
            return None  # all of it is contested
        return Interval(
            tuple(sorted(run.holders)),
            _actors(points, run),
            (),
            start,
            end,
            () if run.implied else _days(points),
            _ids(run.opening if not run.implied else run.points),
            _ids(points),
            grades.certainty(points, self._lost_by(k), self.side),
            implied=run.implied,
        )

    def _span(self, span: Span) -> Interval:
        """The contested interval, with who gives the place to whom."""
        runs = [self.runs[k] for k in range(max(span.i, 0), span.j + 1)]
        near = [[p for p in run.points if self._in(p, span)] for run in runs]
        points = [point for group in near for point in group]
        first = self._start(max(span.i, 0))
        cut = span.i >= 0 and self._before(span.i, first, span)
        end = self._start(span.j + 1) if span.end is None else Bound(iso(span.end), iso(span.end))
        certain = grades.certainty(points, frozenset(), self.side, span.denials)
        return Interval(
            tuple(sorted(frozenset().union(*(run.holders or run.left for run in runs)))),
            tuple(sorted({actor for point in points for actor in point.tell.holders})),
            (),
            Bound(iso(span.start), iso(span.start)) if cut else first,
            end,
            _days(points),
            _ids([p for run in runs[1:] for p in run.points[:1]] or points[:1]),
            _ids([*points, *span.denials]),
            grades.contested(certain),
            contested=True,
            versions=_versions(runs, near),
        )

    def _before(self, k: int, start: Bound | None, span: Span) -> bool:
        """Whether run ``k`` is known of before the contest that ends it."""
        return self.runs[k].implied or (start.latest if start else iso(self.runs[k].first)) < iso(span.start)

    @staticmethod
    def _in(point: Point, span: Span) -> bool:
        return point.last >= span.start - CONTEST_DAYS and (span.end is None or point.last <= span.end)

    def _start(self, k: int) -> Bound | None:
        """When run ``k`` began; ``None`` where it is the first and nothing tells, or where there is none."""
        if k >= len(self.runs):
            return None
        run = self.runs[k]
        if run.implied and k == 0:
            return None
        if run.implied:
            following = self._start(k + 1)
            assert following is not None  # an implied run is always followed by the one that tells of it
            return Bound(iso(self.runs[k - 1].seen), following.latest)
        return self._told_start(k, run)

    def _told_start(self, k: int, run: Run) -> Bound | None:
        last_before = next((r.seen for r in reversed(self.runs[:k]) if not r.implied), None)
        dated = [p for p in run.opening if p.first is not None]
        if not dated:
            if last_before is None and not run.opening:
                return None
            return Bound(None if last_before is None else iso(last_before), iso(run.first))
        firsts, lasts = [p.begin for p in dated], [p.last for p in dated]
        # Ranges that agree narrow each other; those that exclude each other leave the days between open.
        low, high = sorted((max(firsts), min(lasts)))
        high = min([high, *(p.last for p in run.points if p not in dated)])
        low = min(low, high) if last_before is None else min(max(low, last_before), high)
        return Bound(iso(low), iso(high))

    def _lost_by(self, k: int) -> frozenset[str]:
        return self.runs[k - 1].holders - self.runs[k].holders if k else frozenset()


def _days(points: Iterable[Point]) -> tuple[str, ...]:
    return tuple(iso(day) for day in sorted({point.last for point in points}))


def _ids(points: Iterable[Point]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(point.tell.id for point in points))


def _actors(points: Iterable[Point], run: Run) -> tuple[str, ...]:
    """The actors that the tells name as holders; of an implied run as losers."""
    if run.implied:
        return tuple(sorted({actor for point in points for actor in point.tell.losers}))
    held = {actor for point in points if point.kind is not TellKind.LEFT for actor in point.tell.holders}
    return tuple(sorted(held))


def _versions(runs: Sequence[Run], near: Sequence[Sequence[Point]]) -> tuple[Version, ...]:
    """Who is given the place by whom, the best supported first."""
    told: dict[str, list[Point]] = {}
    for run, points in zip(runs, near, strict=True):
        for holder in run.holders:
            told.setdefault(holder, []).extend(points)
    versions = [
        Version(holder, _ids(points), tuple(sorted({point.tell.origin for point in points})))
        for holder, points in told.items()
    ]
    return tuple(sorted(versions, key=lambda version: (-len(version.origins), version.value)))
