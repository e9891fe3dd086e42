"""Distances on the ground."""

from __future__ import annotations

import math
from typing import Final

EARTH_DIAMETER_KM: Final = 12742.0
KM_A_DEGREE: Final = 111.2  # of latitude; of longitude times the cosine of the latitude


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points given in degrees (haversine, on a sphere)."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(half)))
