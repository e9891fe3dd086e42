"""The part of the world that a map shows, and where its points lie on the drawing (Mercator, as on the page's map)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from marsad.places.geo import KM_A_DEGREE

Point = tuple[float, float]  # degrees (longitude, latitude) in, pixels (x, y) out
REGION: Final = ((22.0, 12.0), (60.0, 38.0))  # from Libya to Iran, where nothing is to be shown
_LEAST: Final = 1.2  # degrees that a map shows at least, so that one town stands among its neighbours
_AROUND: Final = 0.12  # of the span, left free on each side
_HIGHEST: Final = 80.0  # degrees of latitude: Mercator has no poles


@dataclass(frozen=True, slots=True)
class Frame:
    """``west`` and ``north`` are the upper left corner as projected, in units of a degree of longitude; ``scale`` is
    how many pixels one of these is.
    """

    west: float
    north: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, points: Iterable[Point], width: int, height: int) -> Frame:
        """The frame of a drawing that shows all of these points, in degrees; the whole region if there are none."""
        found = list(points) or list(REGION)
        xs, ys = [x for x, _ in found], [mercator(y) for _, y in found]
        across, down = (max(max(of) - min(of), _LEAST) * (1 + 2 * _AROUND) for of in (xs, ys))
        scale = min(width / across, height / down)
        middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        return cls(middle[0] - width / scale / 2, middle[1] + height / scale / 2, scale, width, height)

    def at(self, point: Point) -> Point:
        """Where a point lies, in pixels from the drawing's upper left corner."""
        lon, lat = point
        return self.place((lon, mercator(lat)))

    def place(self, point: Point) -> Point:
        """The same of a point that is projected already."""
        return (point[0] - self.west) * self.scale, (self.north - point[1]) * self.scale

    def shows(self, point: Point, margin: float = 0) -> bool:
        """Whether a point lies on the drawing, ``margin`` pixels or more from its edge."""
        x, y = self.at(point)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def pixels(self, km: float, lat: float) -> float:
        """How long a distance on the ground is on the drawing, at a latitude."""
        return km / (KM_A_DEGREE * math.cos(math.radians(lat))) * self.scale


def mercator(lat: float) -> float:
    """Latitude on the projection, in degrees of longitude."""
    bounded = max(-_HIGHEST, min(_HIGHEST, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))
