"""Bars side by side, one a value of a filter: how many, or a range. They run with the script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from marsad.web.charts.patterns import hatching, pattern_of, patterns, ragged_end
from marsad.web.charts.scale import Scale, scale
from marsad.web.charts.svg import drawing, element, fitted, text
from marsad.web.charts.words import Words

_WIDTH, _ROW, _LABELS, _FIGURES = 760, 28, 230, 100
_PAD: Final = 6  # above and below a bar


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


def bars(data: Sequence[Bar], words: Words, *, name: str = "bars") -> str:
    """An SVG element 760 wide, 28 a row. ``name`` makes the ids of its title and patterns unique on the page."""
    ruler = scale(max(map(_top, data), default=0), _WIDTH - _LABELS - _FIGURES)
    families = dict.fromkeys(bar.family for bar in data if bar.family)
    rows = [element("g", _row(n, bar, ruler, words, name)) for n, bar in enumerate(data)]
    content = [*words.head(name), hatching(name), patterns(name, families), *rows]
    height = max(len(data), 1) * _ROW
    role = "group" if any(bar.address for bar in data) else "img"
    return drawing(
        _WIDTH,
        height,
        content,
        class_="chart",
        role=role,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def _top(bar: Bar) -> int:
    return max(bar.low or 0, bar.best or 0, bar.high or 0)


def _row(n: int, bar: Bar, ruler: Scale, words: Words, name: str) -> Iterator[str]:
    y, rtl = n * _ROW, words.rtl
    figure = words.span(bar.low if bar.low is not None else bar.best, bar.high, bar.open)
    yield element("title", escape(f"{bar.label}: {figure}" if figure else bar.label))
    short = fitted(bar.label, _LABELS - 16)
    label = text(short, _WIDTH - 4 if rtl else 4, y + 19, "right" if rtl else "left", rtl=rtl)
    yield element("a", label, href=bar.address, tabindex="-1") if bar.address else label
    yield from _ranged(bar, y, ruler, rtl, name)
    end = _at(ruler.at(_top(bar)) + (16 if bar.open else 8), rtl)
    yield text(figure, end, y + 19, "right" if rtl else "left", class_="quiet")


def _ranged(bar: Bar, y: float, ruler: Scale, rtl: bool, name: str) -> Iterator[str]:
    """The full part, the hatched part, the tick, and the ragged end."""
    low, high = ruler.at(bar.low or 0), ruler.at(_top(bar))
    if low:
        box = _box(0, low, y, rtl)
        yield element("rect", **box, class_=f"count {bar.family}".strip())
        if fill := pattern_of(name, bar.family):
            yield element("rect", **box, fill=fill)
    if high > low:
        box = _box(low, high, y, rtl)
        yield element("rect", **box, class_="high")
        yield element("rect", **box, fill=f"url(#{name}-hatch)", class_="hatched")
    if bar.best is not None and high > low:
        x = _at(ruler.at(bar.best), rtl)
        yield element("line", x1=x, x2=x, y1=y + _PAD - 1, y2=y + _ROW - _PAD + 1, class_="best")
    if bar.open:
        path = ragged_end(_at(high, rtl), y + _PAD, _ROW - 2 * _PAD, -1 if rtl else 1)
        yield element("path", d=path, class_="best", fill="none")


def _at(length: float, rtl: bool) -> float:
    """Where a bar of this length ends."""
    return _WIDTH - _LABELS - length if rtl else _LABELS + length


def _box(start: float, end: float, y: float, rtl: bool) -> dict[str, float]:
    left = min(_at(start, rtl), _at(end, rtl))
    return {"x": left, "y": y + _PAD, "width": end - start, "height": _ROW - 2 * _PAD}
