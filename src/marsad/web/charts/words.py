"""What a chart says to those who do not see it, and how it writes numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from marsad.web.charts.svg import element, isolated


@dataclass(frozen=True, slots=True)
class Key:
    """What the signs of a range mean: the full part, the hatched part, the tick, the ragged end."""

    lowest: str
    highest: str
    best: str
    open: str


@dataclass(frozen=True, slots=True)
class Words:
    """A chart's title and description, its way of writing numbers, whether its script runs right to left, and what its
    signs mean.
    """

    title: str
    description: str
    number: Callable[[int], str] = str
    rtl: bool = False
    key: Key | None = None

    def head(self, name: str) -> Iterator[str]:
        """The title and the description as elements; ``name`` makes their ids unique on the page."""
        yield element("title", escape(self.title), id=f"{name}-title")
        yield element("desc", escape(self.description), id=f"{name}-desc")

    def span(self, low: int | None, high: int | None, open_end: bool = False) -> str:
        """A range: «3–7», «5», «5+»; without a lower bound «–7». Empty where there is none."""
        if low is None and high is None:
            return ""
        known = [self.number(value) for value in (low, high) if value is not None]
        figure = "–".join(dict.fromkeys(known))
        return isolated(("–" if low is None else "") + figure + ("+" if open_end else ""))
