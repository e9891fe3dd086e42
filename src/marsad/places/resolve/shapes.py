"""From a chosen place to the position of the phrase: «شمال دمشق» lies beside Damascus, «ريف حلب» around Aleppo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marsad.model.place import GEO_PRECISION, Place, Position
from marsad.places.resolve.candidates import SETTLED, Candidate
from marsad.places.resolve.ground import km, moved
from marsad.places.resolve.phrase import Phrase

_PRECISION: Final = {
    "country": "country",
    "governorate": "governorate",
    "region": "region",
    "district": "district",
    "subdistrict": "district",
    "city": "town",
    "town": "town",
    "village": "village",
    "road": "near",
    "front": "near",
}
_COUNTRY_SHIFT: Final = 0.6  # of its radius: «north-west of Syria» is more than half way to the border
_COUNTRY_REACH: Final = 0.4
_REGION_SHIFT: Final = 0.4
_REGION_REACH: Final = 0.55
_SITE_KM: Final = 1.0
_ROAD_KM: Final = 8.0
_TOWN_RURAL_KM: Final = 15.0
_VILLAGE_RURAL_KM: Final = 6.0
_CITY_RURAL_KM: Final = 25.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A point, how far it may be off, its precision class and the place it belongs to, if to any."""

    lat: float
    lon: float
    radius_km: float
    precision: str
    place_id: str | None

    def position(self, evidence: tuple[str, ...], refused: tuple[str, ...]) -> Position:
        """The position with the codes that follow from its precision."""
        acled, ucdp = GEO_PRECISION[self.precision]
        lat, lon, radius = round(self.lat, 4), round(self.lon, 4), round(self.radius_km, 1)
        return Position(self.place_id, lat, lon, radius, self.precision, acled, ucdp, evidence, refused)


def shape_of(phrase: Phrase, chosen: Candidate, region: Place | None, distance_km: float | None) -> Shape:
    """The shape of a phrase whose name is ``chosen``.

    ``region`` is the governorate that is called after a chosen city; ``distance_km`` was told before a direction.
    """
    place = chosen.place
    if chosen.relation == "at":
        return _at(chosen)
    if chosen.relation == "host":
        return Shape(chosen.lat, chosen.lon, max(_SITE_KM, place.radius_km) + 2, "near", place.id)
    if chosen.relation == "part":
        precision = _PRECISION.get(place.cls, "near")
        wider = place.radius_km + 2 if place.cls in SETTLED else place.radius_km
        return Shape(chosen.lat, chosen.lon, wider, "near" if precision in ("town", "village") else precision, place.id)
    if chosen.relation == "countryside":
        return _countryside(phrase, chosen, region)
    if chosen.relation == "direction" and phrase.bearing is not None:
        return _direction(chosen, phrase.bearing, distance_km)
    return _at(chosen)


def _at(chosen: Candidate) -> Shape:
    place = chosen.place
    return Shape(chosen.lat, chosen.lon, place.radius_km, _PRECISION.get(place.cls, "exact"), place.id)


def _countryside(phrase: Phrase, chosen: Candidate, region: Place | None) -> Shape:
    """The whole governorate for «ريف حلب», a part of it for «ريف حلب الشمالي», the surroundings of a smaller town."""
    place = chosen.place
    whole = place if place.cls in ("governorate", "region") else region
    if whole is not None and whole.lat is not None and whole.lon is not None:
        if phrase.bearing is None:
            return Shape(whole.lat, whole.lon, whole.radius_km, "governorate", whole.id)
        # A countryside begins at the city it is named after, which need not be the middle of the governorate.
        lat, lon = moved(chosen.lat, chosen.lon, phrase.bearing, _REGION_SHIFT * whole.radius_km)
        return Shape(lat, lon, _REGION_REACH * whole.radius_km, "region", None)
    reach = {"city": _CITY_RURAL_KM, "town": _TOWN_RURAL_KM}.get(place.cls, _VILLAGE_RURAL_KM)
    reach = max(reach, place.radius_km)
    if phrase.bearing is None:
        return Shape(chosen.lat, chosen.lon, reach, "district", place.id)
    lat, lon = moved(chosen.lat, chosen.lon, phrase.bearing, 0.5 * reach)
    return Shape(lat, lon, 0.7 * reach, "near", None)


def _direction(chosen: Candidate, bearing: float, distance_km: float | None) -> Shape:
    place = chosen.place
    radius = place.radius_km
    if distance_km is not None:
        lat, lon = moved(chosen.lat, chosen.lon, bearing, distance_km)
        return Shape(lat, lon, max(3.0, 0.3 * distance_km), "near", None)
    if place.cls == "country":
        lat, lon = moved(chosen.lat, chosen.lon, bearing, _COUNTRY_SHIFT * radius)
        return Shape(lat, lon, _COUNTRY_REACH * radius, "region", None)
    if place.cls in ("governorate", "region", "district", "subdistrict"):
        lat, lon = moved(chosen.lat, chosen.lon, bearing, _REGION_SHIFT * radius)
        return Shape(lat, lon, _REGION_REACH * radius, "region", None)
    shift = max(1.5, 0.9 * radius)
    lat, lon = moved(chosen.lat, chosen.lon, bearing, shift)
    return Shape(lat, lon, shift + 3, "near", None)


def both(pair: Sequence[Candidate]) -> Shape:
    """The middle of two places that are named as one."""
    shape = road_between(pair)
    reach = max(c.place.radius_km for c in pair)
    return Shape(shape.lat, shape.lon, shape.radius_km + reach, "near", None)


def one_end(known: Candidate) -> Shape:
    """A road of which one end alone is known: around that end, as roads named by two villages are short."""
    return Shape(known.lat, known.lon, known.place.radius_km + _ROAD_KM, "near", None)


def road_between(ends: Sequence[Candidate]) -> Shape:
    """The middle of a road, with a radius that reaches its ends."""
    one, other = ends[0], ends[-1]
    length = km(one.lat, one.lon, other.lat, other.lon)
    return Shape((one.lat + other.lat) / 2, (one.lon + other.lon) / 2, 0.5 * length + 3, "region", None)
