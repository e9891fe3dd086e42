"""Tells put in the order in which they came about, with actors as sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from marsad.model import Factuality
from marsad.model.control import PARTIAL, Extent, Tell, TellKind

# Choices, not findings; they are told in docs/explanation/control.md.
RETOLD_DAYS: Final = 14  # take-overs by one side within this time are one take-over, told again or in stages
FRESH_DAYS: Final = 30  # so long after the last evidence a new take-over by the same side is no retelling
CONTEST_DAYS: Final = 7  # states that exclude each other contest the place so near each other; else it changed hands

_RANKS: Final = {TellKind.TAKEN: 1, TellKind.HELD: 2, TellKind.LEFT: 3}

Side: TypeAlias = Callable[[str], str | None]  # of an actor id; None for one that has none
Sort: TypeAlias = Callable[[str], bool]  # whether an actor id means a sort of people («المسلحون», the gunmen), no name


class Interest(Enum):
    """Whether it suits the side that says so: its own gain, its own loss, or neither."""

    OWN = "own"
    NONE = "none"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Point:
    """A tell as the record weighs it. ``first`` and ``last`` are days (``date.toordinal()``).

    ``first`` is ``None`` where nothing says how long before ``last`` it came about; ``rank`` orders the points of one
    day; ``holders`` and ``losers`` are sides, or actors without one. ``vague``: all holders are sorts of people, who
    may be whom another report names; ``known_losers`` are those that have a side.
    """

    tell: Tell
    first: int | None
    last: int
    rank: int
    holders: frozenset[str]
    losers: frozenset[str]
    vague: bool
    known_losers: frozenset[str]

    @property
    def kind(self) -> TellKind:
        """What it tells."""
        return self.tell.kind

    @property
    def begin(self) -> int:
        """The first day on which it can have come about, as far as the tell says."""
        return self.last if self.first is None else self.first

    @property
    def key(self) -> tuple[int, int, str, str]:
        """What the points of a place are ordered by."""
        return self.last, self.rank, self.tell.published or "", self.tell.id


@dataclass(frozen=True, slots=True)
class Sorted:
    """The points of a place by what they can do, each in order; ``aside`` are ids of tells that can do nothing."""

    moving: tuple[Point, ...]  # say who holds the whole place from some day on, or who left it
    partial: tuple[Point, ...]
    denials: tuple[Point, ...]
    aside: tuple[str, ...]


def sort(tells: Iterable[Tell], side: Side, is_sort: Sort, by_side: bool) -> Sorted:
    """The tells of one place, by what they can do to its record.

    ``by_side`` brings actors of one side together; without it each actor stands for itself.
    """
    groups: tuple[list[Point], list[Point], list[Point]] = ([], [], [])
    aside = []
    for tell in tells:
        where = _use(tell)
        if where is None or not tell.holders:
            aside.append(tell.id)
        else:
            groups[where].append(_point(tell, side, is_sort, by_side))
    moving, partial, denials = (tuple(sorted(group, key=lambda point: point.key)) for group in groups)
    return Sorted(_ranked(_told_before(moving)), partial, denials, tuple(sorted(aside)))


def interest(tell: Tell, side: Side) -> Interest:
    """Whose gain or loss the tell is to the side that tells it.

    A state or take-over is a gain of the holders' side. Who left is a loss of the leavers' and, told by any other side,
    an enemy's word of its success.
    """
    if tell.side is None:
        return Interest.NONE
    holders = {side(holder) for holder in tell.holders}
    if tell.kind is TellKind.LEFT:
        return Interest.AGAINST if tell.side in holders else Interest.OWN
    if tell.side in holders:
        return Interest.OWN
    return Interest.AGAINST if tell.side in {side(loser) for loser in tell.losers} else Interest.NONE


def ordinal(day: str) -> int:
    """An ISO date as a day number."""
    return date.fromisoformat(day).toordinal()


def iso(day: int) -> str:
    """A day number as an ISO date."""
    return date.fromordinal(day).isoformat()


def _use(tell: Tell) -> int | None:
    """0: it moves the record, 1: it tells of a part, 2: it denies a change, ``None``: it does nothing."""
    if tell.last is None or tell.extent is Extent.EDGE or tell.factuality is Factuality.PLANNED:
        return None
    if tell.factuality is Factuality.DENIED:
        return None if tell.kind is TellKind.HELD else 2
    if tell.extent in PARTIAL:
        return None if tell.kind is TellKind.LEFT else 1
    return 0


def _point(tell: Tell, side: Side, is_sort: Sort, by_side: bool) -> Point:
    assert tell.last is not None  # see _use
    first = None if tell.first is None else ordinal(tell.first)
    sided = {actor: (side(actor) if by_side else None) or actor for actor in (*tell.holders, *tell.losers)}
    holders = frozenset(sided[actor] for actor in tell.holders)
    losers = frozenset(sided[actor] for actor in tell.losers)
    holders = holders - losers or holders  # nobody takes a place from itself
    losers -= holders
    known = frozenset(sided[loser] for loser in tell.losers if side(loser) is not None) - holders
    return Point(tell, first, ordinal(tell.last), 1, holders, losers, all(map(is_sort, tell.holders)), known)


def _ranked(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points in order, those of one day so that a state of the day of a take-over is of the time before it, unless
    it is the winner's, and a withdrawal on that day the other half of it."""
    winners: dict[int, frozenset[str]] = {}
    for point in points:
        if point.kind is TellKind.TAKEN:
            winners[point.last] = winners.get(point.last, frozenset()) | point.holders
    ranked = (_with_rank(point, winners.get(point.last, frozenset())) for point in points)
    return tuple(sorted(ranked, key=lambda point: point.key))


def _with_rank(point: Point, winners: frozenset[str]) -> Point:
    before = point.rank == 0 or (point.kind is TellKind.HELD and not point.holders & winners)
    rank = 0 if before else _RANKS[point.kind]
    return point if rank == point.rank else replace(point, rank=rank)


def _told_before(points: Sequence[Point]) -> Sequence[Point]:
    """The points, those that their own report tells as what was before its news put before it.

    A report that says who took the place and who holds or took it without a date («استعاد الجيش البلدة التي سيطر عليها
    التنظيم», the army retook the town that the organisation had seized) tells the second as the past.
    """
    reports: dict[str, list[Point]] = {}
    for point in points:
        reports.setdefault(point.tell.report, []).append(point)
    moved = {}
    for group in reports.values():
        news = _news(group)
        for point in group if news else ():
            if news and point is not news and point.last >= news.last and _is_past(point, news):
                moved[point.tell.id] = replace(point, first=None, last=news.last, rank=0)
    return [moved.get(point.tell.id, point) for point in points]


def _news(group: Sequence[Point]) -> Point | None:
    """The latest take-over of a report's: a dated one, else one whose loser another of its points has as holder."""
    taken = [point for point in group if point.kind is TellKind.TAKEN]
    held = frozenset().union(*(point.holders for point in group)) if taken else frozenset()
    return max(taken, key=lambda p: (p.first is not None, bool(p.losers & held), p.last, p.key), default=None)


def _is_past(point: Point, news: Point) -> bool:
    if point.holders & news.holders or point.kind is TellKind.LEFT:
        return False
    if point.kind is TellKind.HELD:
        return True
    return point.first is None and (news.first is not None or bool(point.holders & news.losers))
