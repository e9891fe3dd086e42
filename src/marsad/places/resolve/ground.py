"""Points and distances, cheap enough to be asked for thousands of times a report."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from marsad.places.geo import KM_A_DEGREE

_HALF_CIRCLE: Final = 180


@lru_cache(maxsize=4096)
def _shrink(tenths: int) -> float:
    return math.cos(math.radians(tenths / 10))


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points as on a flat map; within a percent or two inside one country."""
    dy = lat2 - lat1
    dx = (lon2 - lon1) * _shrink(int(5 * (lat1 + lat2)))
    return KM_A_DEGREE * math.sqrt(dx * dx + dy * dy)


def moved(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    """The point ``distance_km`` away towards ``bearing`` (degrees from north, clockwise)."""
    angle = math.radians(bearing)
    north = distance_km * math.cos(angle) / KM_A_DEGREE
    east = distance_km * math.sin(angle) / (KM_A_DEGREE * max(_shrink(int(10 * lat)), 0.05))
    return round(lat + north, 4), round(lon + east, 4)


def bearing(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The direction from the first point to the second, in degrees from north."""
    dx = (lon2 - lon1) * _shrink(int(5 * (lat1 + lat2)))
    return math.degrees(math.atan2(dx, lat2 - lat1)) % 360


def turn(one: float, other: float) -> float:
    """The angle between two directions, 0 to 180."""
    return _HALF_CIRCLE - abs(abs(one - other) % 360 - _HALF_CIRCLE)
