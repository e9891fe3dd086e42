"""A sketch made ready for comparing: sets instead of tuples, radians, and whether it is wide."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.weights import weights

NAMED: Final = "~"  # begins the ``place`` of a spot that no gazetteer has, and that its name stands for
KM: Final = 111.2  # kilometres in a degree of latitude
SMALL_KM: Final = 2.5  # a place that reaches no farther is a village or a quarter: few happenings a day


class Point(NamedTuple):
    """A spot as it is compared; ``wide`` ones have neither point nor name, or reach far from their point; ``named``
    ones are known by their name alone, of which ``words`` are the words. ``cos`` is that of the latitude.
    """

    place: str | None
    lat: float
    lon: float
    cos: float
    radius: float
    wide: bool
    placed: bool
    named: bool
    governorate: str | None
    country: str | None
    words: frozenset[str] = frozenset()


class Traits:
    """What of a sketch is looked at again and again. ``wide`` claims never tie precise ones together.

    ``sides`` are who began and who was met in one set: in a clash each report may name either first. ``parts`` are the
    places that are no larger than a village or a quarter.
    """

    __slots__ = (
        "dated",
        "denied",
        "first",
        "governorates",
        "initiators",
        "injured",
        "killed",
        "last",
        "likely",
        "long",
        "origin",
        "parts",
        "planned",
        "points",
        "report",
        "sides",
        "single",
        "targets",
        "timeless",
        "type",
        "wide",
        "wording",
    )

    def __init__(self, sketch: Sketch) -> None:
        limits = weights()
        self.report = sketch.report
        self.type = sketch.type
        self.first = sketch.first
        self.last = sketch.last
        self.dated = sketch.dated
        self.single = sketch.first == sketch.last
        span = sketch.last - sketch.first
        self.timeless = not sketch.last or span >= limits.longest_days
        self.points = tuple(_point(spot, limits.wide_km) for spot in sketch.spots)
        self.parts = tuple(p for p in self.points if p.named or (p.placed and p.radius <= SMALL_KM))
        self.governorates = frozenset(spot.governorate for spot in sketch.spots if spot.governorate)
        self.initiators = frozenset(sketch.initiators)
        self.targets = frozenset(sketch.targets)
        self.sides = self.initiators | self.targets
        self.killed = sketch.killed
        self.injured = sketch.injured
        self.denied = sketch.factuality == "denied"
        self.planned = sketch.factuality == "planned"
        self.likely = sketch.factuality in ("alleged", "likely")
        self.origin = sketch.origin
        self.wording = sketch.wording
        self.long = span >= limits.wide_days
        self.wide = self.timeless or self.long or all(point.wide for point in self.points)


def _point(spot: Spot, wide_km: float) -> Point:
    lat, lon = spot.lat, spot.lon
    if lat is None or lon is None:
        named = spot.place is not None and spot.place.startswith(NAMED)
        words = frozenset(spot.place.removeprefix(NAMED).split()) if spot.place and named else frozenset[str]()
        return Point(spot.place, 0.0, 0.0, 1.0, 0.0, not named, False, named, spot.governorate, spot.country, words)
    wide = spot.radius_km > wide_km
    cos = math.cos(math.radians(lat))
    return Point(spot.place, lat, lon, cos, spot.radius_km, wide, True, False, spot.governorate, spot.country)
