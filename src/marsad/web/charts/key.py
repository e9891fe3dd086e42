"""What the signs of a chart mean, under it: the lowest figures, the range over them, the best supported, open ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from marsad.web.charts.patterns import ragged
from marsad.web.charts.svg import element, text
from marsad.web.charts.words import Words

_CELL: Final = 178  # pixels that a sign with its words takes at least
_ROW: Final = 22
_SIGN: Final = 16  # wide
_ABOVE: Final = 8  # left free under the chart
Sign = Callable[[str, float, float], Iterator[str]]  # its elements, given the chart's name and where it stands


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs a chart has: a ``ranged`` figure has a hatched part, an ``open`` one a ragged end."""

    ranged: bool
    open: bool

    def labels(self, words: Words) -> list[tuple[Sign, str]]:
        """How each sign is drawn, with what it means; none where the chart has only exact figures, or no words."""
        if words.key is None or not (self.ranged or self.open):
            return []
        found: list[tuple[Sign, str]] = [(_full, words.key.lowest)]
        if self.ranged:
            found += [(_hatched, words.key.highest), (_tick, words.key.best)]
        return [*found, (_open, words.key.open)] if self.open else found

    def height(self, words: Words, width: float) -> int:
        """How high the key is, in pixels, in a chart as wide as this."""
        count = len(self.labels(words))
        return _ABOVE + _ROW * -(-count // _beside(width)) if count else 0


def key(signs: Signs, words: Words, width: float, top: float, name: str) -> Iterator[str]:
    """The elements of the key, in rows from ``top`` down; ``name`` is that of the chart, whose hatching it uses."""
    beside = _beside(width)
    for n, (draw, label) in enumerate(signs.labels(words)):
        row, place = divmod(n, beside)
        x, y = place * width / beside + 4, top + _ABOVE + row * _ROW
        yield from draw(name, width - x - _SIGN if words.rtl else x, y)
        at = width - x - _SIGN - 6 if words.rtl else x + _SIGN + 6
        yield text(label, at, y + 12, "right" if words.rtl else "left", rtl=words.rtl, class_="quiet")


def _beside(width: float) -> int:
    """How many signs stand in a row."""
    return max(1, int(width // _CELL))


def _full(name: str, x: float, y: float) -> Iterator[str]:
    yield element("rect", x=x, y=y + 2, width=_SIGN, height=11, class_="sign low")


def _hatched(name: str, x: float, y: float) -> Iterator[str]:
    for fill, kind in ((None, "sign high"), (f"url(#{name}-hatch)", "sign hatched")):
        yield element("rect", x=x, y=y + 2, width=_SIGN, height=11, fill=fill, class_=kind)


def _tick(name: str, x: float, y: float) -> Iterator[str]:
    yield element("line", x1=x, x2=x + _SIGN, y1=y + 8, y2=y + 8, class_="sign best")


def _open(name: str, x: float, y: float) -> Iterator[str]:
    yield element("path", d=ragged(x, y + 12, _SIGN), class_="sign best", fill="none")
