"""What is drawn on a map: points with incidents, and names."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LEAST, _MOST, _GROWTH = 9.0, 24.0, 1.3  # pixels: the radius for none killed, at most, and for each of their root
_DIGIT: Final = 2.5  # pixels more for every further digit of the number in it


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its incidents: how many of each family, and the best figure of those killed together.

    ``radius_km`` is how far they may lie from it; ``None`` for a point that is exact enough for any map.
    """

    lat: float
    lon: float
    label: str
    families: Mapping[str, int]
    killed: int = 0
    radius_km: float | None = None

    @property
    def count(self) -> int:
        """How many incidents there are."""
        return sum(self.families.values())

    @property
    def size(self) -> float:
        """The radius of its sign, in pixels."""
        least = _LEAST + _DIGIT * (len(str(self.count)) - 1)
        return min(least + _GROWTH * math.sqrt(max(self.killed, 0)), _MOST)


@dataclass(frozen=True, slots=True)
class Name:
    """A place's name, in strong letters or in plain ones."""

    text: str
    lat: float
    lon: float
    strong: bool = False
