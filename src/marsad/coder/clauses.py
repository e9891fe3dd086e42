"""Clauses: sentences cut at connectives and punctuation, for features such as "in the same clause"."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.lexicon import Hit, Reading

_DASHES: Final = frozenset("-–—")
SHORTEST: Final = 2  # tokens; a cut that would leave less in front is not made
_CONJUNCTIONS: Final = ("و", "ف")
_BARE: Final = ("", *_CONJUNCTIONS)


def mark_clauses(doc: Document) -> list[tuple[int, int]]:
    """Half-open token ranges, in order and without gaps, that together cover every token.

    A clause ends at its sentence's end, after a comma, semicolon or colon, and before a connective («فيما», «بينما»,
    «حيث»...) or a verb with «و» or «ف» on it («وقصفت», "and it shelled").
    """
    tokens = doc.tokens
    connectives = doc.hits("connective")
    cuts = {0, *(begin for begin, _ in doc.sentences)}
    for i in doc.commas:
        if i not in cuts and i + 1 < len(tokens) and not _inside_number(doc, i):
            cuts.add(i + 1)
    joined = [t.i for t in tokens if t.form[0] in _CONJUNCTIONS and _joins(doc.kinds[t.i])]
    last = 0
    for i in sorted({*cuts, *connectives, *joined}):
        if i in cuts:
            last = i
        elif i - last >= SHORTEST and (i not in connectives or _opens(connectives[i])):
            cuts.add(i)
            last = i
    ordered = sorted(cuts)
    return [(i, j) for i, j in zip(ordered, [*ordered[1:], len(tokens)], strict=True) if i < j]


def _inside_number(doc: Document, i: int) -> bool:
    tokens = doc.tokens
    return (
        0 < i < len(tokens) - 1
        and tokens[i - 1].kind == tokens[i + 1].kind == "number"
        and tokens[i + 1].start == tokens[i].end
    )


def _opens(connective: Hit) -> bool:
    """Whether a clause opens at the connective: not where a preposition or article stands on it."""
    return connective.reading.pro in _BARE


def _joins(kinds: dict[str, Reading]) -> bool:
    """Whether the word is a verb with a conjunction on it."""
    return any(pro in _CONJUNCTIONS and sense.pos == "verb" for sense, pro, _ in kinds.values())
