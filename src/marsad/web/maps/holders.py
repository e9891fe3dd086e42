"""Places by who holds them: discs in the hue and pattern of the side; striped in two hues where more than one may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.web.charts.svg import element
from marsad.web.maps.frame import Frame

WIDE_KM: Final = 25  # an area wider than this is an outline: who holds it need not hold all in it
_LEAST: Final = 7.0  # pixels that a disc's radius has at least
_TILE: Final = 8
# What is drawn on a tile of each hue; the first side has the plain hue.
TILES: Final = (
    "",
    "M0 8L8 0M-2 2L2 -2M6 10L10 6",
    "M0 0L8 8M-2 6L2 10M6 -2L10 2",
    "M0 4H8",
    "M4 0V8",
    "M4 3V5",
    "M0 4H8M4 0V8",
    "M1 1L7 7M1 7L7 1",
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place that somebody holds. ``hues`` are numbers of sides; ``split``: more than one may hold it, ``firm``:
    evidence of about the day bears it out.
    """

    lat: float
    lon: float
    radius_km: float
    hues: tuple[int, ...]
    split: bool = False
    firm: bool = True


def held(areas: Sequence[Area], frame: Frame, name: str) -> Iterator[str]:
    """The patterns that the areas need, and the areas, the largest below."""
    splits = {area.hues[:2] for area in areas if area.split and len(area.hues) > 1}
    hues = {area.hues[0] for area in areas if area.hues}
    yield tiles(name, sorted(hues))
    yield element("defs", [_stripes(f"{name}-split-{one}-{other}", one, other) for one, other in sorted(splits)])
    for area in sorted(areas, key=lambda one: -one.radius_km):
        if area.hues and frame.shows((area.lon, area.lat), -frame.pixels(area.radius_km, area.lat)):
            yield element("g", _area(area, frame, name), class_=None if area.firm else "faint")


def tiles(name: str, hues: Iterable[int] = range(len(TILES))) -> str:
    """Definitions of the patterns of hues: ``NAME-side-HUE`` each."""
    return element("defs", [_tile(f"{name}-side-{hue}", hue) for hue in hues if TILES[hue]])


def _area(area: Area, frame: Frame, name: str) -> Iterator[str]:
    x, y = frame.at((area.lon, area.lat))
    radius = max(frame.pixels(area.radius_km, area.lat), _LEAST)
    first = area.hues[0]
    if area.radius_km > WIDE_KM:
        yield element("circle", cx=x, cy=y, r=radius, class_=f"held wide side-{first}")
        return
    if area.split and len(area.hues) > 1:
        yield element("circle", cx=x, cy=y, r=radius, fill=f"url(#{name}-split-{first}-{area.hues[1]})", opacity=0.6)
        return
    yield element("circle", cx=x, cy=y, r=radius, class_=f"held side-{first}")
    if TILES[first]:
        yield element("circle", cx=x, cy=y, r=radius, fill=f"url(#{name}-side-{first})", opacity=0.5)


def _tile(key: str, hue: int) -> str:
    line = element("path", d=TILES[hue], class_=f"side-{hue}", fill="none", stroke_width=1.2)
    return element("pattern", line, id=key, width=_TILE, height=_TILE, patternUnits="userSpaceOnUse")


def _stripes(key: str, one: int, other: int) -> str:
    """Upright stripes of two hues, turned so that they are told from any side's pattern."""
    halves = (
        element("rect", x=4.0 * n, width=4, height=8, class_=f"side-{hue}", stroke="none")
        for n, hue in enumerate((one, other))
    )
    return element(
        "pattern", halves, id=key, width=8, height=8, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
