"""A sketch made ready for comparing: sets instead of tuples, radians, and whether it is wide."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.weights import weights

NAMED: Final = "~"  # begins the ``place`` of a spot that no gazetteer has, and that its name stands for
KM: Final = 111.2  # kilometres in a degree of latitude
SMALL_KM: Final = 2.5  # a place that reaches no farther is a village or a quarter: few happenings a day
_POINTS: Final = 100_000  # that are remembered: the news comes from the same places over and over


_NO_WORDS: Final[frozenset[str]] = frozenset()


class Point:
    """A spot as it is compared; ``wide`` ones have neither point nor name, or reach far from their point; ``named``
    ones are known by their name alone, of which ``words`` are the words. ``cos`` is that of the latitude.
    """

    __slots__ = ("cos", "governorate", "lat", "lon", "named", "place", "placed", "radius", "wide", "words")

    def __init__(self, spot: Spot, wide_km: float) -> None:
        lat, lon, place = spot.lat, spot.lon, spot.place
        self.place = place
        self.governorate = spot.governorate
        self.placed = lat is not None and lon is not None
        self.lat = lat if lat is not None and lon is not None else 0.0
        self.lon = lon if lat is not None and lon is not None else 0.0
        self.cos = math.cos(math.radians(self.lat))
        self.radius = spot.radius_km if self.placed else 0.0
        self.named = not self.placed and place is not None and place.startswith(NAMED)
        self.wide = spot.radius_km > wide_km if self.placed else not self.named
        self.words = frozenset(place.removeprefix(NAMED).split()) if place is not None and self.named else _NO_WORDS


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


@lru_cache(_POINTS)
def _point(spot: Spot, wide_km: float) -> Point:
    return Point(spot, wide_km)
