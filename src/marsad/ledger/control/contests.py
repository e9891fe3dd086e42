"""Spans in which independent origins give a place to different holders, or deny that it changed hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from marsad.ledger.control.points import CONTEST_DAYS, RETOLD_DAYS, Point
from marsad.ledger.control.runs import Run
from marsad.model.control import TellKind


@dataclass(frozen=True, slots=True)
class Span:
    """A contested time in a list of runs.

    It takes the end of run ``i`` from day ``start`` on, all of the runs between, and run ``j`` until day ``end``, or
    all of it where that is ``None``. ``i`` is -1 where no run comes before. ``denials`` are the tells that deny.
    """

    i: int
    j: int
    start: int
    end: int | None
    denials: tuple[Point, ...] = ()


def spans_of(runs: Sequence[Run], denials: Sequence[Point]) -> tuple[list[Span], list[str]]:
    """The contested spans in order, none overlapping, and the ids of denials of what nobody tells."""
    found = [span for i in range(len(runs) - 1) if (span := _between(runs, i))]
    aside = []
    for denial in denials:
        span = _denied(runs, denial)
        found.extend([span] if span else [])
        aside.extend([] if span else [denial.tell.id])
    return list(_merged(sorted(found, key=lambda s: (s.i, s.j, s.start, [d.key for d in s.denials])))), aside


def _between(runs: Sequence[Run], i: int) -> Span | None:
    """The contest about whether run ``i`` gave way to the next."""
    run, following = runs[i], runs[i + 1]
    if run.implied or following.implied or not _independent(run, following):
        return None
    if run.vague or following.vague:  # they may be the same people
        return None
    if (run.holders & following.holders) or not following.holders or not (run.holders or run.left & following.holders):
        return None
    # Whoever is said to have left and is back within days may never have left.
    if not following.opening or run.left & following.holders:
        fresh = bool(run.opening) and following.first - run.first <= CONTEST_DAYS
        return Span(i, i + 1, run.first if fresh else run.seen, _settled(following))
    # Two take-overs on one day: nobody tells which of them was the last.
    return Span(i, i + 1, run.first, _settled(following)) if run.opening and following.first == run.first else None


def _independent(run: Run, other: Run) -> bool:
    """Whether each rests on a word that the other does not rest on: one origin that says both tells a change.

    What was said long before or long after the first day of the other does not bear on it: it changed since.
    """
    day = other.first
    before = {point.tell.origin for point in run.points if day - point.last <= CONTEST_DAYS}
    after = {point.tell.origin for point in other.points if point.last - day <= CONTEST_DAYS}
    return bool(before - after) and bool(after - before)


def _settled(run: Run) -> int | None:
    """The day on which another origin bears out what the run says, or it is said again long after."""
    first = run.points[0]
    others = (p.last for p in run.points if p.tell.origin != first.tell.origin or p.last - first.last > CONTEST_DAYS)
    return min(others, default=None)


def _denied(runs: Sequence[Run], denial: Point) -> Span | None:
    """The contest about the change that the denial speaks of: until somebody else bears it out after the denial."""
    near = [i for i, run in enumerate(runs) if _is_denied(run, denial)]
    if not near:
        return None
    i = min(near, key=lambda k: (abs(runs[k].first - denial.last), k))
    run = runs[i]
    tellers = {point.tell.origin for point in run.points if point.last <= denial.last}
    later = [p.last for p in run.points if p.last > denial.last and p.tell.origin not in tellers]
    return Span(i - 1, i, min(run.first, run.opening[0].begin), min(later, default=None), (denial,))


def _is_denied(run: Run, denial: Point) -> bool:
    if not run.opening or abs(run.first - denial.last) > RETOLD_DAYS or run.opening[0].kind is not denial.kind:
        return False
    return bool(denial.holders & (run.left if denial.kind is TellKind.LEFT else run.holders))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current and (span.i < current.j or (span.i == current.j and _touch(current, span))):
            end = _later(current, span)
            denials = tuple(dict.fromkeys(current.denials + span.denials))
            current = replace(
                current, j=max(current.j, span.j), start=min(current.start, span.start), end=end, denials=denials
            )
        else:
            if current:
                yield current
            current = span
    if current:
        yield current


def _touch(one: Span, other: Span) -> bool:
    return one.end is None or other.start <= one.end


def _later(one: Span, other: Span) -> int | None:
    """The end of two spans that touch: of the one that ends in the later run, of one run the later."""
    if one.j != other.j:
        return other.end if other.j > one.j else one.end
    return None if one.end is None or other.end is None else max(one.end, other.end)
