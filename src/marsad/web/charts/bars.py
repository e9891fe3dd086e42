"""Bars side by side, the longest first: how many of each kind. They run with the script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from marsad.web.charts.columns import Words
from marsad.web.charts.scale import scale
from marsad.web.charts.svg import element, text

_WIDTH, _ROW, _LABELS, _FIGURES = 760, 28, 220, 70


@dataclass(frozen=True, slots=True)
class Bar:
    """``family`` is a class of the style sheet that gives the hue; ``address`` is where the bar leads."""

    label: str
    value: int
    family: str = ""
    address: str | None = None


def bars(data: Sequence[Bar], words: Words, *, rtl: bool, name: str = "bars") -> str:
    """An SVG element 760 wide, 28 a row."""
    ruler = scale(max((bar.value for bar in data), default=0), _WIDTH - _LABELS - _FIGURES)
    rows = "".join(piece for n, bar in enumerate(data) for piece in _row(n, bar, ruler.at(bar.value), words, rtl))
    head = element("title", escape(words.title), id=f"{name}-title")
    head += element("desc", escape(words.description), id=f"{name}-desc")
    return element(
        "svg",
        head + rows,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {max(len(data), 1) * _ROW}",
        class_="chart",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _row(n: int, bar: Bar, length: float, words: Words, rtl: bool) -> Iterator[str]:
    y = n * _ROW
    start = _WIDTH - _LABELS if rtl else _LABELS
    edge = _WIDTH - 4 if rtl else 4
    direction = "rtl" if rtl else "ltr"
    label = text(bar.label, edge, y + 19, text_anchor="start", direction=direction)
    yield element("a", label, href=bar.address) if bar.address else label
    left = start - length if rtl else start
    yield element("rect", x=left, y=y + 6, width=length, height=_ROW - 12, class_=f"count {bar.family}".strip(), rx=2)
    x = left - 8 if rtl else left + length + 8
    yield text(words.number(bar.value), x, y + 19, text_anchor="start", direction=direction, class_="quiet")
