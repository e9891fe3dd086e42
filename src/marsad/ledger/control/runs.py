"""Points in their order brought together into runs: stretches over which the record says one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from marsad.ledger.control.points import CONTEST_DAYS, FRESH_DAYS, RETOLD_DAYS, Point
from marsad.model.control import TellKind


@dataclass(slots=True)
class Run:
    """A run while it is built: who holds the place, the points that say so, and those that tell how it began.

    ``holders`` are empty after somebody left; ``left`` are they. ``vague``: nobody says by name who the holders are.
    An ``implied`` run is known only from whom the next holder took the place: its points are those of the next run's
    beginning and no evidence of its time.
    """

    holders: frozenset[str]
    points: list[Point] = field(default_factory=list)
    opening: list[Point] = field(default_factory=list)
    left: frozenset[str] = frozenset()
    implied: bool = False
    vague: bool = False

    @property
    def losers(self) -> frozenset[str]:
        """From whom its take-over was told to be."""
        return frozenset().union(*(point.losers for point in self.opening))

    @property
    def first(self) -> int:
        """The day by which it had begun."""
        return self.points[0].last

    @property
    def seen(self) -> int:
        """The day of its last evidence."""
        return self.points[-1].last


def runs_of(points: Iterable[Point]) -> tuple[list[Run], list[str]]:
    """The runs that the points, in their order, make up, and the ids of tells that say nothing for the record."""
    runs: list[Run] = []
    aside: list[str] = []
    for point in points:
        if point.kind is TellKind.LEFT:
            if not _leave(runs, point):
                aside.append(point.tell.id)
        elif runs and _is_idle(runs[-1], point):
            aside.append(point.tell.id)
        elif runs and _agrees(runs[-1], point):
            _confirm(runs[-1], point)
        else:
            runs.extend(_begin(runs[-1] if runs else None, point))
    return _without_echoes(runs, aside), aside


def _is_idle(run: Run, point: Point) -> bool:
    """Whether it says that people without a name hold what somebody by name holds: it may be the same people."""
    return point.vague and point.kind is TellKind.HELD and bool(run.holders) and not run.vague


def _agrees(run: Run, point: Point) -> bool:
    """Whether the point says what the run says: the same holders, or its take-over by others as well."""
    if run.implied or point.losers & run.holders:
        return False
    if point.holders == run.holders:
        return not _retaken(run, point)
    if point.kind is TellKind.HELD:
        return bool(run.holders) and point.holders < run.holders
    if not run.opening or run.opening[0].kind is not TellKind.TAKEN or point.last - run.first > RETOLD_DAYS:
        return False
    return point.vague or bool(point.holders & run.holders) or bool(point.losers & run.losers)


def _retaken(run: Run, point: Point) -> bool:
    """Whether a take-over by who holds the place tells that it had been lost: it is dated, names who lost it, and
    nobody has said of late that it was held."""
    return bool(point.known_losers) and point.first is not None and point.begin - run.seen > FRESH_DAYS


def _confirm(run: Run, point: Point) -> None:
    if point.kind is TellKind.TAKEN:
        if run.vague == point.vague:
            # Who took part is told in many ways; those hold the place whom every telling has, if any.
            run.holders = run.holders & point.holders or run.holders | point.holders
        elif run.vague:
            run.holders, run.vague = point.holders, False
        if point.last - run.first <= RETOLD_DAYS:
            run.opening.append(point)
    run.points.append(point)


def _begin(before: Run | None, point: Point) -> Iterator[Run]:
    """The run that the point begins, behind the one of whom it was taken from where the record lacks that."""
    known = before is not None and (before.holders or before.left) & point.losers
    room = before is None or point.begin - before.seen > CONTEST_DAYS
    if point.known_losers and not known and room:
        yield Run(point.known_losers, [point], implied=True)
    yield Run(point.holders, [point], [point] if point.kind is TellKind.TAKEN else [], vague=point.vague)


def _leave(runs: list[Run], point: Point) -> bool:
    """Let somebody leave; whether that says anything for the record."""
    run = runs[-1] if runs else None
    if run is None:
        return False
    if run.holders & point.holders:
        rest = run.holders - point.holders
        runs.append(Run(rest, [point], [point], left=run.holders & point.holders))
        return True
    if run.left & point.holders:  # told again
        run.points.append(point)
        return True
    lost = len(runs) > 1 and bool(runs[-2].holders & point.holders)
    if lost and point.last - run.first <= RETOLD_DAYS:  # the other half of a take-over
        run.opening.append(point)
        run.points.append(point)
        run.points.sort(key=lambda other: other.key)
        return True
    return False


def _without_echoes(runs: Sequence[Run], aside: list[str]) -> list[Run]:
    """The runs without take-overs that can be those by which their holders came to an earlier run.

    Old take-overs are told again for years, without a date or with a long time («المدينة التي سيطر عليها التنظيم منذ
    العام الماضي», the city that the organisation seized last year).
    """
    kept: list[Run] = []
    for i, run in enumerate(runs):
        following = runs[i + 1] if i + 1 < len(runs) else None
        before = kept[:-1] if kept and kept[-1].implied else kept  # whom it was taken from goes with the take-over
        if before and _is_echo(run, before, following):
            kept = list(before)
            aside.extend(point.tell.id for point in run.points)
        elif kept and run.implied and run.holders <= kept[-1].holders:
            continue  # known, now that the echo between is gone
        elif kept and run.holders and kept[-1].holders == run.holders and not kept[-1].implied:
            kept[-1].points.extend(run.points)
        else:
            kept.append(run)
    return kept


def _is_echo(run: Run, kept: Sequence[Run], following: Run | None) -> bool:
    """Whether a run tells but an earlier one: all of it can be that take-over, and either the record goes on as it was
    before, or the time told of is too long to be that of any news."""
    if run.implied or any(point.kind is not TellKind.TAKEN for point in run.points):
        return False
    former = [other.seen for other in kept[:-1] if run.holders <= other.holders and not other.implied]
    if not former or any(point.first is not None and point.first > former[-1] for point in run.points):
        return False
    resumed = following is not None and kept[-1].holders == following.holders
    return resumed or all(p.first is not None and p.last - p.first > FRESH_DAYS for p in run.points)
