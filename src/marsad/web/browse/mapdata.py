"""What the map shows: incidents by where they lie, each by itself as far as they are few, else the gravest; of the rest
how many lie where.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import get_language, override

from marsad.model.types import ClaimType
from marsad.places.romanise import romanise
from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import fitting, select
from marsad.web.browse.registers import names
from marsad.web.browse.remembering import remembered
from marsad.web.ledger import models
from marsad.web.ledger.rows import lists
from marsad.web.site.families import FAMILIES

SINGLE: Final = 2000  # incidents told each by itself
PLACES: Final = 1500  # places of which more is told than that
_KEPT: Final = 32
# Places whose point stands for an area: an incident there is not at the point.
VAGUE: Final = frozenset({"near", "district", "region", "governorate", "country"})
_AREAS: Final = frozenset({"district", "region", "governorate", "country"})
TYPES: Final = tuple(ClaimType)
_COLUMNS: Final = ("pk", "key", "type", "first", "last", "killed_best", "disputed")
_SITE: Final = ("place", "lat", "lon", "precision", "radius_km")
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


def picture(filters: Filters) -> Picture:
    """What the map shows for these filters."""
    return _picture(filters, SINGLE, PLACES)


def families_of(types: Mapping[str, int]) -> dict[str, int]:
    """Counts by type as counts by family."""
    found: dict[str, int] = defaultdict(int)
    for kind, count in types.items():
        found[FAMILIES[ClaimType(kind)]] += count
    return dict(found)


def packed(filters: Filters) -> bytes:
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
def _packed(filters: Filters, language: str) -> bytes:
    with override(language):
        return json.dumps(told(picture(filters)), ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(slots=True)
class _Spots:
    """Spots by what makes them one, numbered as they come."""

    found: dict[Spot, int] = field(default_factory=dict)
    at: dict[tuple[str | None, float, float], int] = field(default_factory=dict)

    def number(self, spot: Spot) -> int:
        number = self.found.setdefault(spot, len(self.found))
        self.at.setdefault((spot.place, spot.lat, spot.lon), number)
        return number


# Where incidents lie, by place and point; without a point those that lie nowhere.
_At = tuple[str | None, float | None, float | None]


@remembered(_KEPT)
def _picture(filters: Filters, single: int, places: int) -> Picture:
    there = _there(filters)
    total = _count(there)
    located = total - _count({at: kinds for at, kinds in there.items() if at[1] is None})
    spots = _Spots()
    keys = _gravest(filters, single) if located > single else None
    placed = tuple(_placed(filters, keys, spots))
    rest = list(_rest(there, placed, spots)) if keys is not None else []
    rest.sort(key=lambda one: (-sum(one.types.values()), one.spot))
    left = sum(sum(one.types.values()) for one in rest[places:])
    return Picture(total, located, tuple(spots.found), placed, tuple(rest[:places]), left)


def _there(filters: Filters) -> dict[_At, dict[str, list[int]]]:
    """How many incidents of each type lie where, and the best figures of their killed together."""
    # Numbers are put in order three times as fast as words: they come first.
    rows = fitting(filters).values_list("lat", "lon", "type", "place").order_by()
    found: dict[_At, dict[str, list[int]]] = defaultdict(dict)
    for lat, lon, kind, place, count, killed in rows.annotate(count=Count("pk"), killed=Sum("killed_best")):
        found[place, lat, lon][kind] = [count, killed or 0]
    return found


def _count(there: Mapping[_At, Mapping[str, Sequence[int]]]) -> int:
    return sum(count for kinds in there.values() for count, _killed in kinds.values())


def _gravest(filters: Filters, single: int) -> list[int]:
    """The rows of the incidents with most killed, of like ones the latest."""
    order = (F("killed_best").desc(nulls_last=True), F("first").desc(nulls_last=True), "-pk")
    return list(fitting(filters).exclude(lat=None).order_by(*order).values_list("pk", flat=True)[:single])


def _placed(filters: Filters, keys: Sequence[int] | None, spots: _Spots) -> Iterator[Placed]:
    rows = fitting(filters).exclude(lat=None)
    parts = [rows] if keys is None else [select(Filters()).filter(pk__in=part) for part in lists(keys)]
    for part in parts:
        written = _written_names(part)
        for row in part.values_list(*_COLUMNS, *_SITE).order_by("-pk"):
            pk, key, kind, first, last, killed, disputed, place, lat, lon, precision, radius = row
            spot = Spot(place, written.get(pk, ""), lat, lon, precision or "near", radius or 0.0)
            yield Placed(spots.number(spot), key, kind, first, last, killed, disputed)


def _written_names(rows: QuerySet[models.Incident]) -> dict[int, str]:
    """What the reports call the points that belong to no place: they stand in no column."""
    unknown = rows.filter(place=None).values_list("pk", "whole__document")
    return {pk: json.loads(document)["site"]["name"] for pk, document in unknown}


def _rest(there: dict[_At, dict[str, list[int]]], placed: Iterable[Placed], spots: _Spots) -> Iterator[Rest]:
    """All that lies where, but for what is told by itself."""
    known = tuple(spots.found)
    for one in placed:
        spot = known[one.spot]
        left = there[spot.place, spot.lat, spot.lon][one.type]
        left[0] -= 1
        left[1] -= one.killed or 0
    for (place, lat, lon), kinds in there.items():
        types = {kind: count for kind, (count, _killed) in kinds.items() if count}
        if types and lat is not None and lon is not None:
            at = spots.at.get((place, lat, lon))
            number = spots.number(_known_spot(place, lat, lon)) if at is None else at
            yield Rest(number, types, sum(killed for _count, killed in kinds.values()))


def _known_spot(place: str | None, lat: float, lon: float) -> Spot:
    """A spot by what the gazetteer knows of its place."""
    found = names().place(place) if place else None
    if found is None:
        return Spot(place, "", lat, lon, "near", 0.0)
    return Spot(place, "", lat, lon, found.cls if found.cls in _AREAS else "exact", found.radius_km)
