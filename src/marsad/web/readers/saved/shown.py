"""A text as paragraphs, cut where highlights begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.web.readers.saved.labelling import Placed
from marsad.web.readers.saved.tongue import language, rtl
from marsad.web.reports.marks import Mark, paragraphs
from marsad.web.reports.neutral import neutral


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``highlight`` is the number of the first that it is in, ``first`` says that it begins it."""

    start: int
    text: str
    highlight: int | None
    first: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text, with the language that its letters tell."""

    pieces: Sequence[Piece]
    language: str

    @property
    def rtl(self) -> bool:
        """Whether it reads from right to left."""
        return rtl(self.language)


def stretches(text: str, marks: Sequence[Placed]) -> list[Paragraph]:
    """The paragraphs of the text; offsets are the text's own."""
    found = [Mark(*one.span, "target", one.highlight.pk) for one in marks if one.span]
    seen: set[int] = set()
    cut: list[Paragraph] = []
    whole = language(text)
    for line in paragraphs(neutral(text), found):
        pieces: list[Piece] = []
        for stretch in line:
            number = stretch.claims[0] if stretch.claims else None
            pieces.append(Piece(stretch.start, stretch.text, number, number is not None and number not in seen))
            seen.update(stretch.claims)
        cut.append(Paragraph(pieces, language("".join(piece.text for piece in pieces), whole)))
    return cut
