"""Country boundaries as paths of a drawing, cut to what it shows.

They are Natural Earth's, 1:50m, by way of world-atlas: they are there to find one's way, and take no side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from marsad.model import MarsadError
from marsad.web.maps.frame import Frame, Point

FILE: Final = Path(__file__).parents[1] / "static" / "vendor" / "boundaries.json"
_BEYOND: Final = 8.0  # pixels outside the drawing, so that no cut is seen
_STEP: Final = 0.8  # pixels that a point must be from the one before to be drawn
Ring = tuple[Point, ...]


class MapError(MarsadError):
    """What maps are drawn from is not there."""


@cache
def rings(path: Path = FILE) -> tuple[Ring, ...]:
    """The outlines of all countries, in degrees. Raises ``MapError`` where the front end has not been built."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MapError(f"{path} is not there; run python frontend/build.py") from None
    return tuple(
        tuple((lon, lat) for lon, lat in ring)
        for feature in table["features"]
        for polygon in feature["geometry"]["coordinates"]
        for ring in polygon
    )


def outlines(frame: Frame, found: Iterable[Ring] | None = None) -> str:
    """The path of all outlines that reach into a frame; empty where there is none."""
    return "".join(_path(points) for ring in (rings() if found is None else found) if (points := _cut(ring, frame)))


def _cut(ring: Ring, frame: Frame) -> list[Point]:
    """Sutherland and Hodgman's cut of a ring at the four edges of the drawing."""
    points: list[Point] = [frame.at(point) for point in ring]
    low = (-_BEYOND, -_BEYOND)
    high = (frame.width + _BEYOND, frame.height + _BEYOND)
    for axis in (0, 1):
        for edge, sign in ((low[axis], 1), (high[axis], -1)):
            points = list(_inside(points, axis, edge, sign))
    return list(_thinned(points))


def _inside(points: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    """What of a ring lies on the inner side of an edge: above it (``sign`` 1) or below (-1)."""
    for n, point in enumerate(points):
        before = points[n - 1]
        here, there = (sign * (one[axis] - edge) >= 0 for one in (point, before))
        if here != there:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            yield before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])
        if here:
            yield point


def _thinned(points: Iterable[Point]) -> Iterator[Point]:
    last: Point | None = None
    for point in points:
        if last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _STEP:
            last = point
            yield point


def _path(points: Sequence[Point]) -> str:
    if len(points) < 3:
        return ""  # an island smaller than a pixel
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
