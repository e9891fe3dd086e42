"""Columns over time: the lowest count full, up to the highest hatched, the best a tick. Time runs with the script."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from marsad.web.charts.key import Signs, key
from marsad.web.charts.patterns import hatching, ragged
from marsad.web.charts.scale import Scale, scale
from marsad.web.charts.svg import drawing, element, room_for, text
from marsad.web.charts.words import Words

HEIGHT: Final = 260
WIDE: Final = 760  # pixels
_TOP, _BOTTOM, _SIDE, _MARGIN = 16, 40, 52, 8  # room for the labels; left free at the other side
_GAP: Final = 0.25  # of a column's room
_APART: Final = 14  # pixels between two labels


@dataclass(frozen=True, slots=True)
class Column:
    """One span of time. ``low``, ``best`` and ``high`` are ``None`` where nothing is known of it: no column is drawn.

    ``open`` says that the upper bound is open, and is drawn as a ragged top. ``mark`` is the label beneath, where the
    whole one is too long for it; ``address`` is where the column leads.
    """

    label: str
    low: int | None
    best: int | None = None
    high: int | None = None
    open: bool = False
    mark: str = ""
    address: str | None = None


def columns(data: Sequence[Column], words: Words, *, name: str = "chart", width: int = WIDE) -> str:
    """An SVG element as wide as asked for, 260 high and what its key takes. ``name`` makes the ids of its title and
    pattern unique on the page.
    """
    ruler = scale(max(map(top, data), default=0), HEIGHT - _TOP - _BOTTOM)
    signs = Signs(any(map(_ranged, data)), any(column.open for column in data))
    content = [
        *words.head(name),
        hatching(name),
        *_ruler(ruler, words, width),
        *_columns(data, ruler, words, name, width),
        *_labels(data, words.rtl, width),
        *key(signs, words, width, HEIGHT, name),
    ]
    led = any(column.address for column in data)
    role = "group" if led else "img"  # an image has nothing in it that could be followed
    return drawing(
        width,
        HEIGHT + signs.height(words, width),
        content,
        class_="chart",
        role=role,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def top(column: Column) -> int:
    """The highest figure of a column."""
    return max(column.low or 0, column.best or 0, column.high or 0)


def _ranged(column: Column) -> bool:
    return top(column) > (column.low or 0)


def _ruler(ruler: Scale, words: Words, width: int) -> Iterator[str]:
    first, last = (_MARGIN, width - _SIDE) if words.rtl else (_SIDE, width - _MARGIN)
    for tick in ruler.ticks:
        y = HEIGHT - _BOTTOM - ruler.at(tick)
        yield element("line", x1=first, x2=last, y1=y, y2=y, class_="axis")
        if words.rtl:
            yield text(words.number(tick), width - _SIDE + 6, y + 4, "left", class_="quiet")
        else:
            yield text(words.number(tick), _SIDE - 6, y + 4, "right", class_="quiet")


def _room(count: int, width: int) -> float:
    return (width - _SIDE - _MARGIN) / max(count, 1)


def _left(n: int, count: int, rtl: bool, width: int) -> float:
    room = _room(count, width)
    return width - _SIDE - (n + 1) * room if rtl else _SIDE + n * room


def _columns(data: Sequence[Column], ruler: Scale, words: Words, name: str, width: int) -> Iterator[str]:
    room = _room(len(data), width)
    for n, column in enumerate(data):
        if column.low is None and column.best is None and column.high is None:
            continue
        left = _left(n, len(data), words.rtl, width) + room * _GAP / 2
        inner = "".join(_column(column, left, room * (1 - _GAP), ruler, words, name))
        # The table behind the chart has the same links: two hundred stops of the tab key would help nobody.
        yield element("a", inner, href=column.address, tabindex="-1") if column.address else element("g", inner)


def _column(column: Column, left: float, width: float, ruler: Scale, words: Words, name: str) -> Iterator[str]:
    ground = HEIGHT - _BOTTOM
    low, high = ruler.at(column.low or 0), ruler.at(top(column))
    told = words.span(column.low if column.low is not None else column.best, column.high, column.open)
    yield element("title", escape(f"{column.label}: {told}"))
    if high > low:
        box = {"x": left, "y": ground - high, "width": width, "height": high - low}
        yield element("rect", **box, class_="high")
        yield element("rect", **box, fill=f"url(#{name}-hatch)", class_="hatched")
    if low:
        yield element("rect", x=left, y=ground - low, width=width, height=low, class_="low")
    if column.best is not None and high > low:
        y = ground - ruler.at(column.best)
        yield element("line", x1=left - 1, x2=left + width + 1, y1=y, y2=y, class_="best")
    if column.open:
        yield element("path", d=ragged(left, ground - high, width), class_="best", fill="none")


def _labels(data: Sequence[Column], rtl: bool, width: int) -> Iterator[str]:
    """As many as fit beside each other, none beyond the edge."""
    marks = [column.mark or column.label for column in data]
    room = _room(len(data), width)
    every = max(1, math.ceil((max(map(room_for, marks), default=0) + _APART) / room))
    taken: list[tuple[float, float]] = []
    for n in range(0, len(data), every):
        half = room_for(marks[n]) / 2
        x = min(max(_left(n, len(data), rtl, width) + room / 2, half + 2), width - half - 2)
        if all(x - half > end or x + half < start for start, end in taken):
            taken.append((x - half, x + half))
            yield text(marks[n], x, HEIGHT - _BOTTOM + 20, "middle", rtl=rtl, class_="quiet")
