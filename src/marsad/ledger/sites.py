"""Where a claim's place lies, with the governorate and the country that hold it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from marsad.model import Mention, Place
from marsad.model.incident import Site
from marsad.places.gazetteer import Gazetteer

_CELL = 0.5  # degrees: about 50 km, so that a point's surroundings are nine cells
_FAR_KM = 60.0  # a settlement farther away says nothing of the governorate of a point
_KM = 111.2  # kilometres in a degree of latitude


class Sites:
    """Ties places of codings to a gazetteer. Points that belong to no place of it («20 km west of Raqqa») get the
    governorate of the nearest settlement within 60 km.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cells: dict[tuple[int, int], list[Place]] | None = None

    def of(self, place: Mention) -> Site | None:
        """The site of a place mention; ``None`` where the resolver found neither a position nor a region for it."""
        located = place.located
        if located is None:
            return None
        at = located.position
        if at is None:
            region = self._gazetteer.get(located.region) if located.region else None
            return Site(None, place.text, None, None, None, None, *self._held(region)) if region else None
        known = self._gazetteer.get(at.place_id) if at.place_id else None
        held = self._held(known or self._nearest(at.lat, at.lon))
        name = known.name if known else place.text
        return Site(at.place_id, name, at.lat, at.lon, at.radius_km, at.precision, *held)

    def _held(self, place: Place | None) -> tuple[str | None, str | None]:
        """The governorate (an id) and the country (a code) that hold a place, itself among them."""
        if place is None:
            return None, None
        chain = (place, *self._gazetteer.chain(place))
        return next((p.id for p in chain if p.cls == "governorate"), None), place.country or None

    def _nearest(self, lat: float, lon: float) -> Place | None:
        cells = self._settlements()
        row, column = _cell(lat, lon)
        around = [p for r in (-1, 0, 1) for c in (-1, 0, 1) for p in cells.get((row + r, column + c), ())]
        near = min(around, key=lambda p: _km(lat, lon, p), default=None)
        return near if near and _km(lat, lon, near) <= _FAR_KM else None

    def _settlements(self) -> dict[tuple[int, int], list[Place]]:
        if self._cells is None:
            self._cells = _grid(self._gazetteer)
        return self._cells


def _grid(places: Iterable[Place]) -> dict[tuple[int, int], list[Place]]:
    cells: dict[tuple[int, int], list[Place]] = {}
    for place in places:
        if place.cls in ("city", "town", "village") and place.lat is not None and place.lon is not None:
            cells.setdefault(_cell(place.lat, place.lon), []).append(place)
    return cells


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def _km(lat: float, lon: float, place: Place) -> float:
    """As on a flat map: within a percent or two at this reach."""
    assert place.lat is not None
    assert place.lon is not None
    return _KM * math.hypot(place.lat - lat, (place.lon - lon) * math.cos(math.radians(lat)))
