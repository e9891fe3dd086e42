"""The map itself: land, vague places as soft discs, incidents as rings of their families, names where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from statistics import median
from typing import Final

from marsad.web.charts.patterns import pattern_of, patterns
from marsad.web.charts.svg import drawing, element, room_for, text
from marsad.web.charts.words import Words
from marsad.web.maps.boundaries import outlines
from marsad.web.maps.frame import Frame
from marsad.web.maps.holders import Area, held
from marsad.web.maps.signs import sign
from marsad.web.maps.spot import Name, Spot

WIDTH: Final = 760
HEIGHT: Final = 520
_HOLE: Final = 0.62  # of a spot's radius, inside its ring
_SCALES: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # km of a scale bar
_BAR: Final = 140  # pixels that it has at most
_VAGUE_KM: Final = 120  # a radius beyond this is that of a country
_LINE: Final = 15  # pixels between two lines of names
_FEW: Final = 20  # places that are all shown
_MOST: Final = 0.95  # of more places those nearest their middle, and what is no more than so many times as far:
_REACH: Final = 2.0
_LEAST_REACH: Final = 12.0  # degrees


def draw(
    spots: Sequence[Spot],
    names: Iterable[Name],
    words: Words,
    frame: Frame,
    *,
    areas: Sequence[Area] = (),
    name: str = "map",
) -> str:
    """An SVG element as large as the frame. ``name`` makes the ids of its title and patterns unique on the page."""
    families = dict.fromkeys(family for spot in spots for family in spot.families)
    ordered = sorted(spots, key=lambda spot: -spot.size)  # the smaller ones above
    content = [
        *words.head(name),
        patterns(name, families),
        element("rect", width=frame.width, height=frame.height, class_="sea"),
        element("path", d=outlines(frame), class_="land"),
        *held(areas, frame, name),
        *_discs(ordered, frame),
        *_names(names, spots, words, frame),
        *(element("g", _spot(spot, frame, words, name)) for spot in ordered),
        *_bar(frame, words),
    ]
    described = {"aria_labelledby": f"{name}-title", "aria_describedby": f"{name}-desc"}
    return drawing(frame.width, frame.height, content, class_="map-drawing", role="img", **described)


def frame_of(spots: Sequence[Spot], width: int = WIDTH, height: int = HEIGHT) -> Frame:
    """The frame that shows the spots with what is around them; no more of the vaguest than their middles, if others
    are there, and of many not the few that lie far from all others: a war is not to be a dot on a map of the world.
    """
    near = _together([spot for spot in spots if (spot.radius_km or 0) <= _VAGUE_KM] or spots)
    return Frame.around((point for spot in near for point in _extent(spot)), width, height)


def _together(spots: Sequence[Spot]) -> Sequence[Spot]:
    """The spots without those far from most of them; all, where they are few."""
    if len(spots) < _FEW:
        return spots
    lat, lon = median(spot.lat for spot in spots), median(spot.lon for spot in spots)
    away = [math.hypot(spot.lat - lat, spot.lon - lon) for spot in spots]
    reach = max(_LEAST_REACH, _REACH * sorted(away)[int(_MOST * (len(away) - 1))])
    return [spot for spot, degrees in zip(spots, away, strict=True) if degrees <= reach]


def _extent(spot: Spot) -> Iterator[tuple[float, float]]:
    reach = (spot.radius_km or 0) / 111.2
    yield spot.lon - reach, spot.lat - reach
    yield spot.lon + reach, spot.lat + reach


def _discs(spots: Iterable[Spot], frame: Frame) -> Iterator[str]:
    for spot in spots:
        radius = frame.pixels(spot.radius_km, spot.lat) if spot.radius_km else 0
        if radius > spot.size:
            x, y = frame.at((spot.lon, spot.lat))
            yield element("circle", cx=x, cy=y, r=radius, class_="around")


def _spot(spot: Spot, frame: Frame, words: Words, name: str) -> Iterator[str]:
    x, y = frame.at((spot.lon, spot.lat))
    size, count = spot.size, spot.count
    yield element("title", escape(spot.label))
    yield from _ring(spot, x, y, size, name)
    yield element("circle", cx=x, cy=y, r=size * _HOLE, class_="hole")
    yield element("circle", cx=x, cy=y, r=size, class_="rim")
    if count > 1:
        yield text(words.number(count), x, y + 4, "middle", class_="many")
    else:
        yield sign(next(iter(spot.families)), x, y, size * 1.1)


def _ring(spot: Spot, x: float, y: float, size: float, name: str) -> Iterator[str]:
    """A part of the ring for each family, from the top with the clock, the commonest first."""
    count, start = spot.count, 0.0
    for family, number in sorted(spot.families.items(), key=lambda item: (-item[1], item[0])):
        end = start + number / count
        shape = _sector(x, y, size, start, end)
        yield element("path", d=shape, class_=family)
        if fill := pattern_of(name, family):
            yield element("path", d=shape, fill=fill)
        start = end


def _sector(x: float, y: float, radius: float, start: float, end: float) -> str:
    """A sector of a circle between two parts of its round. No arc ends where it began: the whole lacks a hair."""
    if end - start > 0.999:
        return f"M{x:.1f} {y - radius:.1f}a{radius:.1f} {radius:.1f} 0 1 1 -0.01 0Z"
    (x1, y1), (x2, y2) = (
        (x + radius * math.sin(math.tau * part), y - radius * math.cos(math.tau * part)) for part in (start, end)
    )
    large = int(end - start > 0.5)
    return f"M{x:.1f} {y:.1f}L{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 {large} 1 {x2:.1f} {y2:.1f}Z"


def _names(names: Iterable[Name], spots: Iterable[Spot], words: Words, frame: Frame) -> Iterator[str]:
    """Those that cover neither each other nor a spot."""
    taken = [_box(*frame.at((spot.lon, spot.lat)), 2 * spot.size, 2 * spot.size) for spot in spots]
    taken.append((0, frame.height - 2 * _LINE, _BAR + 70, frame.height))  # the scale bar
    for one in names:
        if not frame.shows((one.lon, one.lat), 12):
            continue
        x, y = frame.at((one.lon, one.lat))
        box = _box(x, y, room_for(one.text) + 8, _LINE)
        if box[0] < 0 or box[2] > frame.width or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        yield text(one.text, x, y + 4, "middle", rtl=words.rtl, class_="many halo" if one.strong else "quiet halo")


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bar(frame: Frame, words: Words) -> Iterator[str]:
    """A scale bar, right for the middle of the map."""
    middle = 2 * math.degrees(math.atan(math.exp(math.radians(frame.north - frame.height / frame.scale / 2)))) - 90
    fitting = [km for km in _SCALES if frame.pixels(km, middle) <= _BAR] or [_SCALES[0]]
    length, y = frame.pixels(fitting[-1], middle), frame.height - 14
    yield element("path", d=f"M12 {y - 5:.1f}V{y:.1f}H{12 + length:.1f}V{y - 5:.1f}", class_="rule")
    km = "كم" if words.rtl else "km"
    yield text(f"{words.number(fitting[-1])} {km}", 18 + length, y + 1, "left", rtl=words.rtl, class_="halo")
