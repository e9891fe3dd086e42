"""Which incident of the ledger is which row of the other table: by day, place, sides, toll and type, one to one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from marsad.evaluation.compare.parties import Party, meet
from marsad.exchange.events.row import EventRow
from marsad.exchange.tables.scope import ARMED
from marsad.places.geo import KM_A_DEGREE, km_between

# How far a point may be from what it stands for, in km, by UCDP's where_prec (Codebook 25.1: 2 is within about 25 km).
_REACH: Final = {1: 5.0, 2: 25.0, 3: 35.0, 4: 90.0, 5: 60.0, 6: 250.0, 7: 250.0}
# Days either way, by UCDP's date_prec: reports and coders differ by one.
_SLACK: Final = {1: 1, 2: 3, 3: 4, 4: 16, 5: 60}
_CELL: Final = 1.0  # degrees of a cell of the grid
# The weights were set on a real table matched with a noisy copy of itself among as many events that are not in it
# (docs/how-to/compare-with-ged.md gives the figures).
_LEAST: Final = 1.9  # below this score two events are not the same
_SAME_SIDES: Final = 0.7
_OTHER_SIDES: Final = -1.2
_UNKNOWN_SIDES: Final = 0.15
_SAME_TYPE: Final = 0.4
_OTHER_SORT: Final = -1.0


@dataclass(frozen=True, slots=True)
class Match:
    """An event here and there, with the score and what it is made of: days, km, sides, tolls and types."""

    here: EventRow
    there: EventRow
    score: float
    days: int
    km: float
    reasons: tuple[str, ...]


PartyOf = Callable[[EventRow], Party]


def nobody(row: EventRow) -> Party:
    """Knows no side."""
    return Party(frozenset(), whole=False)


def match(here: Sequence[EventRow], there: Sequence[EventRow], party_of: PartyOf = nobody) -> list[Match]:
    """The one-to-one matching that taking the best pair first finds; ties go by the ids, so that no order decides.

    ``party_of`` gives the sides of an event. Events without a point are in no match.
    """
    pairs = sorted(_pairs(here, there, party_of), key=lambda m: (-m.score, m.here.id, m.there.id))
    left: set[str] = set()
    right: set[str] = set()
    found = []
    for pair in pairs:
        if pair.here.id not in left and pair.there.id not in right:
            left.add(pair.here.id)
            right.add(pair.there.id)
            found.append(pair)
    return found


def _pairs(here: Sequence[EventRow], there: Sequence[EventRow], party_of: PartyOf) -> Iterator[Match]:
    """All pairs that can be one event. A grid for each reach, so that only events countrywide are sought far away."""
    grids: defaultdict[float, defaultdict[tuple[int, int], list[EventRow]]] = defaultdict(lambda: defaultdict(list))
    for row in there:
        if row.lat is not None and row.lon is not None:
            grids[reach(row)][_cell(row.lat, row.lon)].append(row)
    parties = {id(row): party_of(row) for row in (*here, *there)}
    for row in here:
        for far, grid in grids.items():
            for cell in _around(row, far + reach(row)):
                for other in grid.get(cell, ()):
                    if (found := compare(row, other, parties[id(row)], parties[id(other)])) is not None:
                        yield found


def reach(row: EventRow) -> float:
    """How far an event may lie from its point, in km."""
    return _REACH.get(row.where_prec or 1, _REACH[1])


def _around(row: EventRow, km: float) -> Iterator[tuple[int, int]]:
    """The cells that hold all points within so many km of an event."""
    if row.lat is None or row.lon is None:
        return
    up = km / KM_A_DEGREE
    side = up / max(0.1, math.cos(math.radians(min(89.0, abs(row.lat) + up))))
    (south, west), (north, east) = _cell(row.lat - up, row.lon - side), _cell(row.lat + up, row.lon + side)
    yield from ((lat, lon) for lat in range(south, north + 1) for lon in range(west, east + 1))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def compare(here: EventRow, there: EventRow, ours: Party | None = None, theirs: Party | None = None) -> Match | None:
    """The match of two events, ``None`` where days or places exclude it or too little speaks for it.

    The score is a sum: up to 1 for the days and up to 1 for the places, the less the vaguer they are told; sides, tolls
    and types speak for it or against it. It orders the pairs; it is no probability.
    """
    days = _gap(here, there)
    slack = _SLACK.get(max(here.date_prec or 1, there.date_prec or 1), _SLACK[1])
    km = km_between(here.lat or 0.0, here.lon or 0.0, there.lat or 0.0, there.lon or 0.0)
    far = reach(here) + reach(there)
    if days > slack or km > far:
        return None
    sides = _sides(meet(ours, theirs, there.first) if ours and theirs else None)
    told, kinds = _toll(here, there), _types(here, there)
    when = (1 - days / (slack + 1)) / math.sqrt(slack)
    where = (1 - km / (far + 1)) * math.sqrt(2 * _REACH[1] / far)
    score = when + where + sides[0] + told[0] + kinds[0]
    if score < _LEAST:
        return None
    reasons = (f"{days} days", f"{km:.0f} km", sides[1], told[1], kinds[1])
    return Match(here, there, round(score, 3), days, round(km, 1), reasons)


def _gap(here: EventRow, there: EventRow) -> int:
    """Days between two spans, 0 where they overlap."""
    first, last = max(here.first, there.first), min(here.last, there.last)  # ISO dates are ordered as days are
    return 0 if first <= last else (date.fromisoformat(first) - date.fromisoformat(last)).days


def _sides(met: float | None) -> tuple[float, str]:
    """Who fights in both is one event rather than two; others are never."""
    if met is None:
        return _UNKNOWN_SIDES, "sides not compared"
    score = _OTHER_SIDES + met * (_SAME_SIDES - _OTHER_SIDES)
    return score, "same sides" if met == 1 else "other sides" if met == 0 else "a side in common"


def _toll(here: EventRow, there: EventRow) -> tuple[float, str]:
    """How well the dead agree: the more dead, the less likely by chance. An open range («several») says little."""
    if here.best is None or there.best is None:
        return 0.0, "toll unknown"
    ratio = (min(here.best, there.best) + 1) / (max(here.best, there.best) + 1)
    if not overlaps(here, there):
        return ratio - 0.8, "tolls differ"
    if here.high is None or there.high is None:
        return ratio * 0.4, "tolls may agree"
    return 0.4 + min(0.6, math.log10(there.best + 1) / 2), "tolls agree"


def overlaps(here: EventRow, there: EventRow) -> bool:
    """Whether the two ranges of the dead share a figure."""
    low = max(here.low or 0, there.low or 0)
    high = min(math.inf if here.high is None else here.high, math.inf if there.high is None else there.high)
    return low <= high


def _types(here: EventRow, there: EventRow) -> tuple[float, str]:
    if not here.types or not there.types:
        armed = not here.types or bool(ARMED.intersection(here.types))
        return (0.0, "types not compared") if armed else (_OTHER_SORT, "no armed force")
    if set(here.types) & set(there.types):
        return _SAME_TYPE, "same type"
    alike = bool(ARMED.intersection(here.types)) == bool(ARMED.intersection(there.types))
    return (0.0, "types alike") if alike else (_OTHER_SORT, "types differ")
