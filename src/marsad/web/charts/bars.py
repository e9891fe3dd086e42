"""Bars side by side, one a value of a filter: how many, or a range. They run with the script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from marsad.web.charts.key import Signs, key
from marsad.web.charts.patterns import hatching, pattern_of, patterns, ragged_end
from marsad.web.charts.scale import Scale, scale
from marsad.web.charts.svg import Edge, drawing, element, fitted, room_for, text
from marsad.web.charts.words import Words

_PAD: Final = 6  # above and below a bar
_APART: Final = 20  # between a bar's end and its figure, or a figure and a label
# The edges at which words begin and end, by whether they run right to left.
_EDGES: Final[Mapping[bool, tuple[Edge, Edge]]] = {False: ("left", "right"), True: ("right", "left")}


@dataclass(frozen=True, slots=True)
class Layout:
    """Pixels: of the whole, of a row, and for labels and, at least, figures beside the bars. What has no room beside
    them stands ``above``.
    """

    width: int
    row: int
    labels: int
    figures: int
    above: int = 0


WIDE: Final = Layout(760, 28, 230, 100)
NARROW: Final = Layout(360, 46, 4, 12, above=18)  # for a phone


@dataclass(frozen=True, slots=True)
class Bar:
    """``low`` to ``high`` is the range, equal for what is exact, ``None`` where nothing is known; ``best`` is a tick.

    ``open`` says that the upper bound is open. ``family`` is a class of the style sheet that gives the hue, and names
    the pattern; ``address`` is where the bar leads.
    """

    label: str
    low: int | None
    best: int | None = None
    high: int | None = None
    open: bool = False
    family: str = ""
    address: str | None = None


def bars(data: Sequence[Bar], words: Words, *, name: str = "bars", layout: Layout = WIDE) -> str:
    """An SVG element, a row for each bar and its key beneath. ``name`` makes the ids of its title and patterns unique
    on the page.
    """
    if not layout.above:
        longest = max((room_for(_figure(bar, words)) for bar in data), default=0)
        layout = replace(layout, figures=max(layout.figures, round(longest) + _APART))
    ruler = scale(max(map(_top, data), default=0), layout.width - layout.labels - layout.figures)
    families = dict.fromkeys(bar.family for bar in data if bar.family)
    signs = Signs(any(_top(bar) > (bar.low or 0) for bar in data), any(bar.open for bar in data))
    height = max(len(data), 1) * layout.row
    rows = [element("g", _row(n, bar, ruler, words, name, layout)) for n, bar in enumerate(data)]
    under = key(signs, words, layout.width, height, name)
    content = [*words.head(name), hatching(name), patterns(name, families), *rows, *under]
    role = "group" if any(bar.address for bar in data) else "img"
    return drawing(
        layout.width,
        height + signs.height(words, layout.width),
        content,
        class_="chart",
        role=role,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def _top(bar: Bar) -> int:
    return max(bar.low or 0, bar.best or 0, bar.high or 0)


def _row(n: int, bar: Bar, ruler: Scale, words: Words, name: str, layout: Layout) -> Iterator[str]:
    y, rtl = n * layout.row, words.rtl
    figure = _figure(bar, words)
    yield element("title", escape(f"{bar.label}: {figure}" if figure else bar.label))
    short = fitted(bar.label, layout.width - room_for(figure) - _APART if layout.above else layout.labels - 16)
    edge, other = _EDGES[rtl]
    label = text(short, layout.width - 4 if rtl else 4, y + (layout.above or 19), edge, rtl=rtl)
    yield element("a", label, href=bar.address, tabindex="-1") if bar.address else label
    yield from _ranged(bar, y + layout.above, ruler, rtl, name, layout)
    if layout.above:
        yield text(figure, 4 if rtl else layout.width - 4, y + layout.above, other, class_="quiet")
    else:
        end = _at(ruler.at(_top(bar)) + (16 if bar.open else 8), rtl, layout)
        yield text(figure, end, y + 19, edge, class_="quiet")


def _figure(bar: Bar, words: Words) -> str:
    return words.span(bar.low if bar.low is not None else bar.best, bar.high, bar.open)


def _ranged(bar: Bar, y: float, ruler: Scale, rtl: bool, name: str, layout: Layout) -> Iterator[str]:
    """The full part, the hatched part, the tick, and the ragged end."""
    low, high = ruler.at(bar.low or 0), ruler.at(_top(bar))
    height = layout.row - layout.above - 2 * _PAD
    if low:
        box = _box(0, low, y, rtl, layout)
        yield element("rect", **box, class_=f"count {bar.family}".strip())
        if fill := pattern_of(name, bar.family):
            yield element("rect", **box, fill=fill)
    if high > low:
        box = _box(low, high, y, rtl, layout)
        yield element("rect", **box, class_="high")
        yield element("rect", **box, fill=f"url(#{name}-hatch)", class_="hatched")
    if bar.best is not None and high > low:
        x = _at(ruler.at(bar.best), rtl, layout)
        yield element("line", x1=x, x2=x, y1=y + _PAD - 1, y2=y + _PAD + height + 1, class_="best")
    if bar.open:
        path = ragged_end(_at(high, rtl, layout), y + _PAD, height, -1 if rtl else 1)
        yield element("path", d=path, class_="best", fill="none")


def _at(length: float, rtl: bool, layout: Layout) -> float:
    """Where a bar of this length ends."""
    return layout.width - layout.labels - length if rtl else layout.labels + length


def _box(start: float, end: float, y: float, rtl: bool, layout: Layout) -> dict[str, float]:
    left = min(_at(start, rtl, layout), _at(end, rtl, layout))
    return {"x": left, "y": y + _PAD, "width": end - start, "height": layout.row - layout.above - 2 * _PAD}
