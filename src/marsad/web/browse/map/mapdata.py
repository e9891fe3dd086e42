"""What the map shows: incidents by where they lie, each by itself as far as they are few, else the gravest; of the rest
how many lie where.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from gzip import compress
from hashlib import blake2b
from math import isnan
from typing import Any, Final

import numpy as np
from django.utils.translation import get_language, override

from marsad.model.types import CasualtyKind, ClaimType
from marsad.places.romanise import romanise
from marsad.web.browse import naming
from marsad.web.browse.choosing import Chosen, choose, day_of
from marsad.web.browse.filters import Filters
from marsad.web.browse.registers import names
from marsad.web.browse.remembering import remembered
from marsad.web.columns.table import BOUNDS, CODES, NONE, SPOTS, Array, Rows
from marsad.web.ledger import models
from marsad.web.ledger.incidents import KINDS
from marsad.web.site.families import FAMILIES

SINGLE: Final = 2000  # incidents told each by itself
PLACES: Final = 1500  # places of which more is told than that
_KEPT: Final = 32
_NUMBERS_KEPT: Final = 512
# Places whose point stands for an area: an incident there is not at the point.
VAGUE: Final = frozenset({"near", "district", "region", "governorate", "country"})
_AREAS: Final = frozenset({"district", "region", "governorate", "country"})
TYPES: Final = tuple(ClaimType)
_KILLED: Final = KINDS.index(CasualtyKind.KILLED) * len(BOUNDS) + BOUNDS.index("best")  # column of the tolls
_BITS: Final = 32  # of the number of a type
_LOWER: Final = (1 << _BITS) - 1
_NUMBERS: Final[Mapping[str, int]] = {str(kind): n for n, kind in enumerate(TYPES)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that incidents have in common. ``place`` is its id, ``None`` for a point that belongs to none.

    ``precision`` is a key of ``GEO_PRECISION``, ``radius_km`` how far from the point its incidents may lie.
    """

    place: str | None
    name: str
    lat: float
    lon: float
    precision: str
    radius_km: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An incident at a spot (its number). ``killed`` is the best figure, ``None`` where nobody gave one."""

    spot: int
    key: str
    type: str
    first: date | None
    last: date | None
    killed: int | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """How many more incidents of each type lie at a spot, and the best figures of their killed together."""

    spot: int
    types: Mapping[str, int]
    killed: int


@dataclass(frozen=True, slots=True)
class Picture:
    """``total`` incidents fit, ``located`` of them have a point, ``left`` of those are at places too many to show."""

    total: int
    located: int
    spots: tuple[Spot, ...]
    placed: tuple[Placed, ...]
    rest: tuple[Rest, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a picture, without what it shows."""

    total: int
    located: int
    left: int


@dataclass(frozen=True, slots=True)
class Packed:
    """JSON as it is sent, plain and compressed, and what tells it from other data."""

    plain: bytes
    zipped: bytes
    tag: str


def picture(filters: Filters) -> Picture:
    """What the map shows for these filters."""
    return _picture(filters, SINGLE, PLACES)


def counts(filters: Filters) -> Counts:
    """How many incidents that is: all that a page without the map itself has to know."""
    return _counts(filters, SINGLE, PLACES)


def families_of(types: Mapping[str, int]) -> dict[str, int]:
    """Counts by type as counts by family."""
    found: dict[str, int] = defaultdict(int)
    for kind, count in types.items():
        found[FAMILIES[ClaimType(kind)]] += count
    return dict(found)


def packed(filters: Filters) -> Packed:
    """The same as JSON for the page's script, in the page's language: see ``told``."""
    return _packed(filters, get_language() or "")


def told(shown: Picture) -> dict[str, Any]:
    """The picture as the page's script reads it: short rows, types and spots by number, days from the first one."""
    days = [day for one in shown.placed for day in (one.first, one.last) if day]
    start = min(days, default=None)
    return {
        "total": shown.total,
        "located": shown.located,
        "left": shown.left,
        "start": start.isoformat() if start else None,
        "types": [[str(kind), FAMILIES[kind]] for kind in TYPES],
        "spots": [_spot_row(spot) for spot in shown.spots],
        "incidents": [_placed_row(one, start) for one in shown.placed],
        "rest": [
            [one.spot, one.killed, {_NUMBERS[kind]: count for kind, count in one.types.items()}] for one in shown.rest
        ],
    }


def _spot_row(spot: Spot) -> list[Any]:
    """Id, name, point, and radius: 0 for what is as exact as a settlement; below 0 for no more than the country."""
    radius = round(spot.radius_km, 1) if spot.precision in VAGUE else 0
    known = names().place(spot.place) if spot.place else None
    name = naming.place_name(known) if known else _written(spot.name)
    return [spot.place or "", name, spot.lat, spot.lon, -radius if spot.precision == "country" else radius]


def _placed_row(one: Placed, start: date | None) -> list[Any]:
    first = (one.first - start).days if one.first and start else None
    length = (one.last - one.first).days if one.last and one.first else 0
    return [one.spot, one.key, _NUMBERS[one.type], first, length, one.killed, int(one.disputed)]


def _written(name: str) -> str:
    return romanise(name).text if get_language() == "en" else name


@remembered(_KEPT)
def _packed(filters: Filters, language: str) -> Packed:
    with override(language):
        plain = json.dumps(told(picture(filters)), ensure_ascii=False, separators=(",", ":")).encode()
    return Packed(plain, compress(plain, mtime=0), f'"{blake2b(plain, digest_size=8).hexdigest()}"')


@dataclass(slots=True)
class _Spots:
    """Spots by what makes them one, numbered as they come."""

    found: dict[Spot, int] = field(default_factory=dict)
    at: dict[tuple[str | None, float, float], int] = field(default_factory=dict)
    by: dict[tuple[str, int, int, float], int] = field(default_factory=dict)

    def placed(self, where: tuple[str, int, int, float]) -> int:
        """The number of a spot by its written name, the numbers of its point and precision, and its radius."""
        number = self.by.get(where)
        if number is None:
            written, at, precision, radius = where
            place, lat, lon = SPOTS.known(at)
            number = self.number(Spot(place, written, lat, lon, CODES.value(precision) or "near", radius))
            self.by[where] = number
        return number

    def number(self, spot: Spot) -> int:
        number = self.found.setdefault(spot, len(self.found))
        self.at.setdefault((spot.place, spot.lat, spot.lon), number)
        return number


@remembered(_NUMBERS_KEPT)
def _counts(filters: Filters, single: int, places: int) -> Counts:
    chosen = choose(filters)
    rows, located = chosen.table.rows, _located(chosen)
    _, others = _gravest(located, rows, single)
    times = np.sort(np.bincount(rows.spot[others]))[::-1]
    return Counts(len(chosen), len(located), int(times[places:].sum()))


def _located(chosen: Chosen) -> Array:
    """The places in the table of those that have a point."""
    located: Array = chosen.at[chosen.table.rows.spot[chosen.at] != NONE]
    return located


@remembered(_KEPT)
def _picture(filters: Filters, single: int, places: int) -> Picture:
    chosen = choose(filters)
    rows, located = chosen.table.rows, _located(chosen)
    shown, others = _gravest(located, rows, single)
    spots = _Spots()
    placed = tuple(_placed(shown, rows, spots))
    rest = sorted(_rest(others, rows, spots), key=lambda one: (-sum(one.types.values()), one.spot))
    left = sum(sum(one.types.values()) for one in rest[places:])
    return Picture(len(chosen), len(located), tuple(spots.found), placed, tuple(rest[:places]), left)


def _gravest(located: Array, rows: Rows, single: int) -> tuple[Array, Array]:
    """Of some incidents those with most killed, of like ones the latest, and the others; the latest first."""
    if len(located) <= single:
        return located, located[:0]
    killed = rows.tolls[located, _KILLED]
    least = np.partition(killed, len(killed) - single)[len(killed) - single] if single else np.iinfo(killed.dtype).max
    taken = killed > least
    taken[np.flatnonzero(killed == least)[: single - np.count_nonzero(taken)]] = True
    return located[taken], located[~taken]


def _placed(shown: Array, rows: Rows, spots: _Spots) -> Iterator[Placed]:
    columns = (rows.number, rows.spot, rows.precision, rows.radius, rows.key, rows.type, rows.first, rows.last)
    lists = [column[shown].tolist() for column in (*columns, rows.tolls[:, _KILLED], rows.disputed)]
    written = _written_names(rows.number[shown[rows.place[shown] == NONE]])
    for number, at, precision, radius, key, kind, first, last, killed, disputed in zip(*lists, strict=True):
        reach = 0.0 if isnan(radius) else radius
        where = written.get(number, ""), at, precision, reach
        yield Placed(
            spots.placed(where),
            key.decode(),
            CODES.known(kind),
            day_of(first),
            day_of(last),
            None if killed == NONE else killed,
            disputed,
        )


def _written_names(numbers: Array) -> dict[int, str]:
    """What the reports call the points that belong to no place: they stand in no column."""
    rows = models.IncidentDocument.objects.filter(pk__in=numbers.tolist()).values_list("pk", "document")
    return {pk: json.loads(document)["site"]["name"] for pk, document in rows}


def _rest(others: Array, rows: Rows, spots: _Spots) -> Iterator[Rest]:
    """How many more incidents lie where."""
    at, kinds, killed = rows.spot[others], rows.type[others], np.maximum(rows.tolls[others, _KILLED], 0)
    deaths = np.bincount(at, killed)
    # A spot and a type as one number, so that they are put in order but once.
    told, times = np.unique(at.astype(np.int64) << _BITS | kinds, return_counts=True)
    by: dict[int, dict[str, int]] = defaultdict(dict)
    for one, count in zip(told.tolist(), times.tolist(), strict=True):
        by[one >> _BITS][CODES.known(one & _LOWER)] = count
    for spot, types in by.items():
        where = SPOTS.known(spot)
        number = spots.at.get(where)
        yield Rest(spots.number(_known_spot(*where)) if number is None else number, types, int(deaths[spot]))


def _known_spot(place: str | None, lat: float, lon: float) -> Spot:
    """A spot by what the gazetteer knows of its place."""
    found = names().place(place) if place else None
    if found is None:
        return Spot(place, "", lat, lon, "near", 0.0)
    return Spot(place, "", lat, lon, found.cls if found.cls in _AREAS else "exact", found.radius_km)
