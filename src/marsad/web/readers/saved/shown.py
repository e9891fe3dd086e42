"""A text as paragraphs, cut where highlights begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.web.readers.saved.labelling import Placed
from marsad.web.reports.marks import Mark, paragraphs
from marsad.web.reports.neutral import neutral


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``highlight`` is the number of the first that it is in, ``first`` says that it begins it."""

    start: int
    text: str
    highlight: int | None
    first: bool


def stretches(text: str, marks: Sequence[Placed]) -> list[list[Piece]]:
    """The paragraphs of the text; offsets are the text's own."""
    found = [Mark(*one.span, "target", one.highlight.pk) for one in marks if one.span]
    seen: set[int] = set()
    cut: list[list[Piece]] = []
    for line in paragraphs(neutral(text), found):
        cut.append([])
        for stretch in line:
            number = stretch.claims[0] if stretch.claims else None
            cut[-1].append(Piece(stretch.start, stretch.text, number, number is not None and number not in seen))
            seen.update(stretch.claims)
    return cut
