"""Columns over time for a page: one drawing that is as wide as there is room for, on a phone as on a desk.

What lies along the time is a share of the width, what lies along the ruler are pixels: so letters and lines stay as
they are however wide the drawing becomes, which a drawing that is scaled as a whole (``columns``, for files) cannot
give. How many labels have room differs, so there are two sets of them, of which the style sheet shows one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from marsad.web.charts.columns import HEIGHT, Column, top
from marsad.web.charts.key import Signs
from marsad.web.charts.patterns import hatching, ragged
from marsad.web.charts.scale import Scale, scale
from marsad.web.charts.svg import element, room_for, text
from marsad.web.charts.words import Words

_TOP, _BOTTOM = 16, 40  # pixels for the labels
_GROUND: Final = HEIGHT - _BOTTOM
_GAP: Final = 0.25  # of a column's room
_APART: Final = 14  # pixels between two labels
# The classes of the labels, and the pixels that the columns have at least where those are shown.
_LABELS: Final = (("at-broad", 580), ("at-narrow", 260))
_RAGGED: Final = (12, 7)  # width and height of a ragged top, the first drawn out over the column


def fluid(data: Sequence[Column], words: Words, *, name: str = "chart") -> str:
    """A drawing as HTML: an SVG element with its key beneath. ``name`` makes the ids in it unique on the page."""
    ruler = scale(max(map(top, data), default=0), _GROUND - _TOP)
    signs = Signs(any(top(one) > (one.low or 0) for one in data), any(one.open for one in data))
    content = [
        *words.head(name),
        hatching(name),
        _symbol(name) if signs.open else "",
        *_ruler(ruler, words),
        *_columns(data, ruler, words, name),
        *(mark for kind, width in _LABELS for mark in _labels(data, words.rtl, kind, width)),
    ]
    drawn = element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        direction="ltr",
        height=HEIGHT,
        class_="chart fluid rtl" if words.rtl else "chart fluid",
        role="group" if any(one.address for one in data) else "img",  # an image has nothing that could be followed
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )
    return drawn + _key(signs, words, name)


def _symbol(name: str) -> str:
    width, height = _RAGGED
    line = element("path", d=ragged(0, height, width), class_="best", fill="none", vector_effect="non-scaling-stroke")
    box = f"0 0 {width} {height}"
    return element("symbol", line, id=f"{name}-open", viewBox=box, preserveAspectRatio="none", overflow="visible")


def _ruler(ruler: Scale, words: Words) -> Iterator[str]:
    """The figures stand outside the columns' room, which the style sheet leaves free for them."""
    for tick in ruler.ticks:
        y = _GROUND - ruler.at(tick)
        yield element("line", x1="0", x2="100%", y1=y, y2=y, class_="axis")
        if words.rtl:
            yield text(words.number(tick), "100%", y + 4, "left", dx=6, class_="quiet")
        else:
            yield text(words.number(tick), "0", y + 4, "right", dx=-6, class_="quiet")


def _columns(data: Sequence[Column], ruler: Scale, words: Words, name: str) -> Iterator[str]:
    """Put together as text: there are hundreds of them, of which every attribute is a number."""
    room = 100 / max(len(data), 1)
    width = f'width="{room * (1 - _GAP):.3f}%"'
    for n, one in enumerate(data):
        if one.low is None and one.best is None and one.high is None:
            continue
        at = (len(data) - n - 1 if words.rtl else n) * room + room * _GAP / 2
        told = words.span(one.low if one.low is not None else one.best, one.high, one.open)
        inner = f"<title>{escape(f'{one.label}: {told}')}</title>{_column(one, f'{at:.3f}', width, room, ruler, name)}"
        # The table behind the chart has the same links: two hundred stops of the tab key would help nobody.
        yield f'<a href="{escape(one.address)}" tabindex="-1">{inner}</a>' if one.address else f"<g>{inner}</g>"


def _column(one: Column, at: str, width: str, room: float, ruler: Scale, name: str) -> str:
    low, high = ruler.at(one.low or 0), ruler.at(top(one))
    parts = []
    if high > low:
        box = f'<rect x="{at}%" y="{_GROUND - high:.1f}" {width} height="{high - low:.1f}" '
        parts.append(f'{box}class="high"/>{box}fill="url(#{name}-hatch)"/>')
    if low:
        parts.append(f'<rect x="{at}%" y="{_GROUND - low:.1f}" {width} height="{low:.1f}" class="low"/>')
    if one.best is not None and high > low:
        y = f"{_GROUND - ruler.at(one.best):.1f}"
        end = f"{float(at) + room * (1 - _GAP):.3f}"
        parts.append(f'<line x1="{at}%" x2="{end}%" y1="{y}" y2="{y}" class="best"/>')
    if one.open:
        over = f"{_GROUND - high - _RAGGED[1]:.1f}"
        parts.append(f'<use href="#{name}-open" x="{at}%" y="{over}" {width} height="{_RAGGED[1]}"/>')
    return "".join(parts)


def _labels(data: Sequence[Column], rtl: bool, kind: str, width: int) -> Iterator[str]:
    """As many as fit beside each other in so many pixels, none beyond the edge."""
    marks = [one.mark or one.label for one in data]
    room = width / max(len(data), 1)
    every = max(1, math.ceil((max(map(room_for, marks), default=0) + _APART) / room))
    taken: list[tuple[float, float]] = []
    for n in range(0, len(data), every):
        half = room_for(marks[n]) / 2
        x = min(max(((len(data) - n - 1 if rtl else n) + 0.5) * room, half), width - half)
        if all(x - half > end or x + half < start for start, end in taken):
            taken.append((x - half, x + half))
            yield _label(marks[n], 100 * x / width, rtl, kind)


def _label(mark: str, share: float, rtl: bool, kind: str) -> str:
    y = HEIGHT - _BOTTOM + 20
    return text(mark, f"{share:.2f}%", y, "middle", rtl=rtl, class_=f"quiet {kind}")


def _key(signs: Signs, words: Words, name: str) -> str:
    items = [
        element("li", element("svg", draw(name, 0, 0), width=16, height=15, aria_hidden="true") + escape(label))
        for draw, label in signs.labels(words)
    ]
    return element("ul", items, class_="chart-key") if items else ""
