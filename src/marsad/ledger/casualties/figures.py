"""What one telling says of each kind of people: its counts added up where they are of different people.

A total that is told stands: its parts never raise it. Where only parts are told, their sum is the least that the total
can be. Civilians and fighters together are all people, so that a telling that counts both gives a total. Who tells of
a strike that it killed 18 civilians, and counts nobody else, is read as telling its whole toll; but where two sides
fight, the dead of one are no toll.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import Final

from marsad.ledger.casualties.counts import Counted
from marsad.ledger.casualties.groups import EVERYBODY, PEOPLE, WHOLE, Group

Bounds = tuple[int | None, int | None]  # lowest and highest; an end that is ``None`` is open
_HALF: Final = "half"  # the axis of civilians and fighters: they exclude each other, and are all people together


class Basis(StrEnum):
    """How a figure for a kind of people came about."""

    TOLD = "told"  # counted as such, or the sum of civilians and fighters
    READ = "read"  # the only people counted, read as all there were: it excludes no higher figure of another source
    LEAST = "least"  # a sum of parts: there may have been more


@dataclass(frozen=True, slots=True)
class Figure:
    """``low`` to ``high`` people, ``part`` as in ``Toll``; ``high`` is no bound where ``basis`` is ``LEAST``."""

    low: int | None
    high: int | None
    basis: Basis = Basis.TOLD
    part: bool = False

    @property
    def bounds(self) -> Bounds:
        """The range that the figure gives."""
        return self.low, None if self.basis is Basis.LEAST else self.high


def figures(counts: Sequence[Counted], *, fought: bool) -> dict[Group, Figure]:
    """What the counts of one kind of casualties in one telling come to, by kind of people.

    Civilians, fighters and all people are there wherever any of them were counted. ``fought`` says that two sides
    fought.
    """
    found = {}
    for group in (*WHOLE.values(), *dict.fromkeys(c.group for c in counts)):
        figure = _total(group, counts, fought)
        if figure is not None and group not in found:
            found[group] = replace(figure, part=_is_part(group, figure, counts))
    return found


def _total(group: Group, counts: Sequence[Counted], fought: bool) -> Figure | None:
    below = [c for c in counts if c.group.within(group)]
    told = _told(_own(group, counts))
    if told is None:
        return _added(group, below, fought)
    more = _added(group, [c for c in below if _beside(c, group, counts)], fought)
    # «61 fighters: 38 rebels and 23 soldiers» reads like a list, and is a total with its parts.
    if more is not None and more.low != told.low:
        return add([told, more])
    rest = _added(group, [c for c in below if not c.part], fought)
    return told if rest is None or _fits(rest, told) else _exceeding(group, told, rest)


def _exceeding(group: Group, told: Figure, rest: Figure) -> Figure:
    """A total and more people than it, who are not said to be a part of it. Fighters of no side are no total of others
    («17 Houthis … and the Resistance lost three of its fighters»); else the two are rivals («four civilians … three
    dead»).
    """
    if group == WHOLE[False]:
        return replace(add([told, rest]), basis=rest.basis)
    return _rivals(told, Figure(rest.low, rest.low))


def _fits(part: Figure, total: Figure) -> bool:
    return total.high is None or (part.low or 0) <= total.high


def _own(group: Group, counts: Sequence[Counted]) -> list[Counted]:
    """The counts of the kind itself. «11 of them» says nothing of whom, and is no count of all people."""
    return [c for c in counts if c.group == group and not (c.part and group == EVERYBODY)]


def _told(counts: Sequence[Counted]) -> Figure | None:
    """The counts of one kind as one figure: those of one list add up («a boy and a girl»); rival counts give the range
    that holds both, or the sharper where it lies within the other.
    """
    lists: defaultdict[int, list[Figure]] = defaultdict(list)
    for count in counts:
        lists[count.chain].append(Figure(count.low, count.high))
    return reduce(_rivals, map(add, lists.values())) if lists else None


def _rivals(a: Figure, b: Figure) -> Figure:
    if holds(a.bounds, b.bounds):
        return b
    if holds(b.bounds, a.bounds):
        return a
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    return Figure(low, None if a.high is None or b.high is None else max(a.high, b.high))


def _added(group: Group, below: Sequence[Counted], fought: bool) -> Figure | None:
    """What a kind comes to by what was counted of it: the largest sum of people who exclude each other."""
    sums: defaultdict[tuple[bool, str], list[_Member]] = defaultdict(list)
    for member in _members(group, below, fought):
        sums[member.part, member.axis].append(member)
    added = [replace(add(_once(members)), basis=_basis(members, fought)) for members in sums.values()]
    return max((figure for figure in added if figure.low), key=lambda figure: order(figure.bounds), default=None)


def _basis(members: Sequence[_Member], fought: bool) -> Basis:
    """Whether the sum of these members of a kind is all of it."""
    first = members[0]
    if len([m for m in members if m.group in WHOLE.values()]) > 1 and not first.part:  # civilians and fighters
        return Basis.TOLD if first.figure.basis is Basis.TOLD else Basis.READ
    if fought or first.part or first.axis not in (_HALF, "body") or first.figure.basis is Basis.LEAST:
        return Basis.LEAST
    return Basis.READ


@dataclass(frozen=True, slots=True)
class _Member:
    """What a kind is made of: whom, on which axis, in which list, whether all were told as a part, how many."""

    group: Group
    axis: str
    chain: int
    part: bool
    figure: Figure


def _members(group: Group, below: Sequence[Counted], fought: bool) -> Iterable[_Member]:
    halves = (WHOLE[True], WHOLE[False]) if group == EVERYBODY else ()
    axes: dict[int, str] = {}  # of a list: that of its first, since those of one list exclude each other
    for count in sorted(below, key=lambda c: c.group.parent == PEOPLE and c.group not in halves):
        in_half = halves and (count.group in halves or count.group.parent != PEOPLE)
        axes.setdefault(count.chain, _HALF if in_half else count.group.axis)
    for half in halves:
        inside = [c for c in below if c.group == half or c.group.within(half)]
        figure = _total(half, inside, fought)
        if figure is not None:
            yield _Member(half, _HALF, inside[0].chain, all(c.part for c in inside), figure)
    for one in dict.fromkeys(c.group for c in below):
        own = [c for c in below if c.group == one]
        figure = _told(own)
        if one.parent == group.key and one not in halves and figure is not None:
            yield _Member(one, axes[own[0].chain], own[0].chain, all(c.part for c in own), figure)


def _once(members: Sequence[_Member]) -> list[Figure]:
    """Equal figures out of one list may be one told twice («10 of the emergency forces … ten of its men»)."""
    seen: dict[tuple[int | None, int | None], int] = {}
    return [
        m.figure
        for m in members
        if m.group in WHOLE.values() or seen.setdefault((m.figure.low, m.figure.high), m.chain) == m.chain
    ]


def _beside(count: Counted, group: Group, counts: Sequence[Counted]) -> bool:
    """Whether a count is of people besides those that its kind's own count is of: «two soldiers and 5 others»."""
    return not count.part and count.chain in {own.chain for own in _own(group, counts)}


def _is_part(group: Group, figure: Figure, counts: Sequence[Counted]) -> bool:
    """Whether a kind's figure is contained in one that the same telling gives for a larger kind."""
    mine = [c for c in counts if c.group == group or c.group.within(group)]
    for whole in WHOLE.values():
        total = _told(_own(whole, counts)) if group.within(whole) else None
        if total is not None and _fits(figure, total) and not all(_beside(c, whole, counts) for c in mine):
            return True
    return bool(mine) and all(c.part for c in mine)


def add(parts: Sequence[Figure]) -> Figure:
    """The figures of people who exclude each other as one."""
    lows = [figure.low for figure in parts if figure.low is not None]
    highs = [figure.high for figure in parts if figure.high is not None]
    return Figure(sum(lows) if lows else None, sum(highs) if len(highs) == len(parts) else None)


def order(bounds: Bounds) -> tuple[int, bool, int]:
    """What ranges are put in order by: how low they begin, then how high they reach."""
    low, high = bounds
    return low or 0, high is None, high or 0


def holds(outer: Bounds, inner: Bounds) -> bool:
    """Whether a range holds another; an end that is ``None`` is open."""
    low = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    return low and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))
