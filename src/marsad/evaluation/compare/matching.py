"""Which incident of the ledger is which row of the other table: by day, place, type and toll, one to one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from marsad.exchange.events.row import EventRow
from marsad.model.types import ClaimType
from marsad.places.geo import km_between

# How far a point may be from what it stands for, in km, by UCDP's where_prec (Codebook 25.1: 2 is within about 25 km).
_REACH: Final = {1: 5.0, 2: 25.0, 3: 35.0, 4: 90.0, 5: 60.0, 6: 250.0, 7: 250.0}
_SLACK: Final = {
    1: 1,
    2: 3,
    3: 4,
    4: 16,
    5: 60,
}  # days either way, by UCDP's date_prec: reports and coders differ by one
_LEAST: Final = 1.0  # below this score two events are not the same
_CELL: Final = 1.0  # degrees of a cell of the grid
_FIGHTING: Final = frozenset(
    (
        ClaimType.ARMED_CLASH,
        ClaimType.GROUND_ATTACK,
        ClaimType.TERRITORY_GAIN,
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.SUICIDE_BOMBING,
        ClaimType.CHEMICAL_ATTACK,
        ClaimType.VIOLENCE_AGAINST_CIVILIANS,
        ClaimType.CAPTURE,
        ClaimType.SIEGE,
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """An event here and there, with the score and what it is made of: days, km, types and tolls."""

    here: EventRow
    there: EventRow
    score: float
    days: int
    km: float
    reasons: tuple[str, ...]


def match(here: Sequence[EventRow], there: Sequence[EventRow]) -> list[Match]:
    """The one-to-one matching that taking the best pair first finds; ties go by the ids, so that no order decides.

    Events without a point or a day are in no match.
    """
    pairs = sorted(_pairs(here, there), key=lambda m: (-m.score, m.here.id, m.there.id))
    left: set[str] = set()
    right: set[str] = set()
    found = []
    for pair in pairs:
        if pair.here.id not in left and pair.there.id not in right:
            left.add(pair.here.id)
            right.add(pair.there.id)
            found.append(pair)
    return found


def _pairs(here: Iterable[EventRow], there: Iterable[EventRow]) -> Iterator[Match]:
    grid: dict[tuple[int, int], list[EventRow]] = {}
    for row in there:
        if (cell := _cell(row)) is not None:
            grid.setdefault(cell, []).append(row)
    for row in here:
        if (cell := _cell(row)) is None:
            continue
        reach = 3 if (row.where_prec or 1) >= 6 else 1
        for lat in range(cell[0] - reach, cell[0] + reach + 1):
            for lon in range(cell[1] - reach, cell[1] + reach + 1):
                for other in grid.get((lat, lon), ()):
                    if (found := compare(row, other)) is not None:
                        yield found


def _cell(row: EventRow) -> tuple[int, int] | None:
    if row.lat is None or row.lon is None:
        return None
    return math.floor(row.lat / _CELL), math.floor(row.lon / _CELL)


def compare(here: EventRow, there: EventRow) -> Match | None:
    """The match of two events, ``None`` where days, places or types exclude it.

    The score is a sum: up to 1 for the days, up to 1 for the places, up to 1 for the tolls, less 1 for types that
    hardly go together. It orders the pairs; it is no probability.
    """
    days = _gap(here, there)
    slack = _SLACK.get(max(here.date_prec or 1, there.date_prec or 1), 1)
    km = km_between(here.lat or 0.0, here.lon or 0.0, there.lat or 0.0, there.lon or 0.0)
    reach = _REACH.get(here.where_prec or 1, 5.0) + _REACH.get(there.where_prec or 1, 5.0)
    if days > slack or km > reach:
        return None
    toll, told = _toll(here, there)
    fit, kinds = _types(here, there)
    score = (1 - days / (slack + 1)) + (1 - km / (reach + 1)) + toll + fit
    if score < _LEAST:
        return None
    return Match(here, there, round(score, 3), days, round(km, 1), (f"{days} days", f"{km:.0f} km", told, kinds))


def _gap(here: EventRow, there: EventRow) -> int:
    """Days between two spans, 0 where they overlap."""
    first, last = (
        max(date.fromisoformat(here.first), date.fromisoformat(there.first)),
        min(date.fromisoformat(here.last), date.fromisoformat(there.last)),
    )
    return max((first - last).days, 0)


def _toll(here: EventRow, there: EventRow) -> tuple[float, str]:
    """How well the dead agree: ranges that meet are best, unknown says nothing."""
    if here.best is None or there.best is None:
        return 0.0, "toll unknown"
    if overlaps(here, there):
        return 1.0, "tolls agree"
    ratio = (min(here.best, there.best) + 1) / (max(here.best, there.best) + 1)
    return ratio, "tolls differ"


def overlaps(here: EventRow, there: EventRow) -> bool:
    """Whether the two ranges of the dead share a figure."""
    low = max(here.low or 0, there.low or 0)
    high = min(math.inf if here.high is None else here.high, math.inf if there.high is None else there.high)
    return low <= high


def _types(here: EventRow, there: EventRow) -> tuple[float, str]:
    if not here.types or not there.types:
        fights = not here.types or bool(_FIGHTING.intersection(here.types))
        return (0.0, "types not compared") if fights else (-1.0, "no fighting")
    if set(here.types) & set(there.types):
        return 0.5, "same type"
    alike = bool(_FIGHTING.intersection(here.types)) == bool(_FIGHTING.intersection(there.types))
    return (0.0, "types alike") if alike else (-1.0, "types differ")
