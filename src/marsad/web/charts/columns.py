"""Columns over time: the lowest count full, up to the highest hatched, the best a tick. Time runs with the script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from marsad.web.charts.scale import Scale, scale
from marsad.web.charts.svg import element, text

_WIDTH, _HEIGHT = 760, 260
_TOP, _BOTTOM, _SIDE = 16, 40, 48  # room for the labels
_GAP: Final = 0.25  # of a column's room


@dataclass(frozen=True, slots=True)
class Column:
    """One span of time. ``low``, ``best`` and ``high`` are ``None`` where nothing is known of it: no column is drawn.

    ``open`` says that the upper bound is open, and is drawn as a ragged top.
    """

    label: str
    low: int | None
    best: int | None = None
    high: int | None = None
    open: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the chart says: its title and description (for those who do not see it), and how it writes numbers."""

    title: str
    description: str
    number: Callable[[int], str] = str


def columns(data: Sequence[Column], words: Words, *, rtl: bool, name: str = "chart") -> str:
    """An SVG element of 760 by 260. ``name`` makes the ids of its title and pattern unique on the page."""
    ruler = scale(max((_top(column) for column in data), default=0), _HEIGHT - _TOP - _BOTTOM)
    content = [
        element("title", escape(words.title), id=f"{name}-title"),
        element("desc", escape(words.description), id=f"{name}-desc"),
        _hatching(name),
        *_ruler(ruler, words, rtl),
        *_bars(data, ruler, words, rtl, name),
    ]
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        class_="chart",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _top(column: Column) -> int:
    return max(column.low or 0, column.best or 0, column.high or 0)


def _hatching(name: str) -> str:
    line = element("path", d="M0 6L6 0", class_="hatch", stroke="currentColor", stroke_width=1.5)
    pattern = element("pattern", line, id=f"{name}-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _ruler(ruler: Scale, words: Words, rtl: bool) -> Iterator[str]:
    for tick in ruler.ticks:
        y = _HEIGHT - _BOTTOM - ruler.at(tick)
        yield (
            element("line", x1=_SIDE, x2=_WIDTH - 8, y1=y, y2=y, class_="axis")
            if not rtl
            else element("line", x1=8, x2=_WIDTH - _SIDE, y1=y, y2=y, class_="axis")
        )
        x = _WIDTH - _SIDE + 6 if rtl else _SIDE - 6
        # Anchors go by the text's direction; numbers run left to right in both.
        anchor = "start" if rtl else "end"
        yield text(words.number(tick), x, y + 4, class_="quiet", text_anchor=anchor, direction="ltr")


def _bars(data: Sequence[Column], ruler: Scale, words: Words, rtl: bool, name: str) -> Iterator[str]:
    room = (_WIDTH - _SIDE - 8) / max(len(data), 1)
    every = max(1, round(len(data) / 8))  # labels that fit
    for n, column in enumerate(data):
        left = _WIDTH - _SIDE - (n + 1) * room if rtl else _SIDE + n * room
        bar = "".join(_bar(column, left + room * _GAP / 2, room * (1 - _GAP), ruler, words, name))
        yield element("a", bar, href=column.address) if column.address and bar else bar
        if n % every == 0:
            yield text(column.label, left + room / 2, _HEIGHT - _BOTTOM + 18, class_="quiet", text_anchor="middle")


def _bar(column: Column, left: float, width: float, ruler: Scale, words: Words, name: str) -> Iterator[str]:
    if column.low is None and column.best is None and column.high is None:
        return
    ground = _HEIGHT - _BOTTOM
    low, high = ruler.at(column.low or 0), ruler.at(_top(column))
    yield element("title", escape(_told(column, words)))
    if high > low:
        yield element("rect", x=left, y=ground - high, width=width, height=high - low, class_="high")
        hatch = f"url(#{name}-hatch)"
        yield element("rect", x=left, y=ground - high, width=width, height=high - low, fill=hatch, class_="hatched")
    if low:
        yield element("rect", x=left, y=ground - low, width=width, height=low, class_="low")
    if column.best is not None and high > low:
        y = ground - ruler.at(column.best)
        yield element("line", x1=left - 1, x2=left + width + 1, y1=y, y2=y, class_="best")
    if column.open:
        yield element("path", d=_ragged(left, ground - high, width), class_="best", fill="none")


def _ragged(left: float, y: float, width: float) -> str:
    """A zigzag over the top: the count may be higher."""
    step = width / 4
    points = " ".join(f"L{left + n * step:.1f} {y - 3 - 3 * (n % 2):.1f}" for n in range(5))
    return "M" + points[1:]


def _told(column: Column, words: Words) -> str:
    low, high = column.low, column.high
    figures = [words.number(value) for value in (low, high) if value is not None]
    span = "–".join(dict.fromkeys(figures)) + ("+" if column.open else "")
    return f"{column.label}: {span}"
