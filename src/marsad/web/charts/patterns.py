"""Patterns that tell apart what hues tell apart: one a family of types, and the hatching of what is not certain."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from marsad.web.charts.svg import element

TILE: Final = 8  # pixels
# What is drawn on a tile, in the ground's colour; civilians have the plain hue.
TILES: Final = MappingProxyType(
    {
        "clash": "M0 8L8 0M-2 2L2 -2M6 10L10 6",  # rising lines
        "air": "M4 0V8",  # upright lines
        "artillery": "M4 3V5M0 7V9M8 7V9M0 -1V1M8 -1V1",  # dots
        "explosive": "M0 0L8 8M0 8L8 0",  # crosses
        "civilians": "",
        "control": "M0 4H8M4 0V8",  # a grid
        "movement": "M0 4H8",  # level lines
        "politics": "M0 6L4 2L8 6",  # waves
    }
)


def patterns(name: str, families: Iterable[str] = TILES) -> str:
    """Definitions of the families' patterns: ``NAME-FAMILY`` each."""
    return element("defs", [_pattern(f"{name}-{family}", TILES[family]) for family in families if TILES[family]])


def pattern_of(name: str, family: str) -> str | None:
    """What fills a figure with the pattern of a family; ``None`` for the plain hue and for what is no family."""
    return f"url(#{name}-{family})" if TILES.get(family) else None


def hatching(name: str) -> str:
    """The hatching of a range, ``NAME-hatch``: from the lowest figure to the highest nothing is certain."""
    line = element("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", class_="hatch", stroke="currentColor", stroke_width=1.5)
    return element(
        "defs", element("pattern", line, id=f"{name}-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
    )


def ragged(left: float, y: float, width: float) -> str:
    """A zigzag over the top of a column: the count may be higher."""
    step = width / 4
    points = " ".join(f"L{left + n * step:.1f} {y - 3 - 3 * (n % 2):.1f}" for n in range(5))
    return "M" + points[1:]


def ragged_end(x: float, top: float, height: float, outward: int) -> str:
    """The same at the end of a bar that runs to the right (``outward`` 1) or to the left (-1)."""
    step = height / 4
    points = " ".join(f"L{x + outward * (3 + 3 * (n % 2)):.1f} {top + n * step:.1f}" for n in range(5))
    return "M" + points[1:]


def _pattern(key: str, path: str) -> str:
    line = element("path", d=path, class_="tile", stroke_width=1.6)
    return element("pattern", line, id=key, width=TILE, height=TILE, patternUnits="userSpaceOnUse")
