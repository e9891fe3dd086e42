"""Country boundaries as paths of a drawing, cut to what it shows.

They are Natural Earth's, 1:50m around the region and 1:110m elsewhere, by way of world-atlas: they are there to find
one's way, and take no side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from marsad.model import MarsadError
from marsad.web.maps.frame import Frame, Point, mercator

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
    shapes = _shapes() if found is None else map(_shape, found)
    return "".join(_path(points) for shape in shapes if (points := _cut(shape, frame)))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A ring on the projection, with the box that it lies in: most of the world is outside of any one map."""

    points: Ring
    low: Point
    high: Point


@cache
def _shapes() -> tuple[_Shape, ...]:
    return tuple(map(_shape, rings()))


def _shape(ring: Ring) -> _Shape:
    points = tuple((lon, mercator(lat)) for lon, lat in ring)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _Shape(points, (min(xs), min(ys)), (max(xs), max(ys)))


def _cut(shape: _Shape, frame: Frame) -> list[Point]:
    """Sutherland and Hodgman's cut of a ring at those edges of the drawing that it crosses."""
    low = (-_BEYOND, -_BEYOND)
    high = (frame.width + _BEYOND, frame.height + _BEYOND)
    # The projection goes up, the drawing down.
    (left, bottom), (right, top) = frame.place(shape.low), frame.place(shape.high)
    if right < low[0] or left > high[0] or bottom < low[1] or top > high[1]:
        return []
    west, north, scale = frame.west, frame.north, frame.scale
    points: list[Point] = [((x - west) * scale, (north - y) * scale) for x, y in shape.points]
    for axis, least, most in ((0, left, right), (1, top, bottom)):
        if least < low[axis]:
            points = list(_inside(points, axis, low[axis], 1))
        if most > high[axis]:
            points = list(_inside(points, axis, high[axis], -1))
    return list(_thinned(points))


def _inside(points: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    """What of a ring lies on the inner side of an edge: above it (``sign`` 1) or below (-1)."""
    for n, point in enumerate(points):
        before = points[n - 1]
        here, there = sign * (point[axis] - edge) >= 0, sign * (before[axis] - edge) >= 0
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
