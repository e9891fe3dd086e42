"""Where values lie on an axis, and which of them are written beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from 0 to ``top`` on ``length`` pixels; ``ticks`` are round numbers, ``top`` the last of them."""

    length: float
    top: int
    ticks: tuple[int, ...]

    def at(self, value: float) -> float:
        """How far from the origin a value lies, in pixels."""
        return self.length * value / self.top


def scale(highest: float, length: float, wanted: int = 4) -> Scale:
    """A scale with about ``wanted`` round steps (1, 2 or 5 times a power of ten) up to at least ``highest``."""
    step = _step(max(highest, 1) / wanted)
    count = max(math.ceil(highest / step), 1)
    ticks = tuple(step * n for n in range(count + 1))
    return Scale(length, ticks[-1], ticks)


def _step(rough: float) -> int:
    """The smallest of 1, 2, 5, 10, 20 … that is no less than ``rough``."""
    power = 10 ** max(math.floor(math.log10(rough)), 0) if rough > 1 else 1
    return next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= rough)
