"""Clauses: sentences cut at connectives and punctuation, for features such as "in the same clause"."""

from __future__ import annotations

from marsad.coder.document import Document

_COMMAS = frozenset("،,؛;:")
_DASHES = frozenset("-–—")
SHORTEST = 2  # tokens; a cut that would leave less in front is not made
_CONJUNCTIONS = ("و", "ف")


def mark_clauses(doc: Document) -> list[tuple[int, int]]:
    """Half-open token ranges, in order and without gaps, that together cover every token.

    A clause ends at its sentence's end, after a comma, semicolon or colon, and before a connective («فيما», «بينما»,
    «حيث»...) or a verb with «و» or «ف» on it («وقصفت», "and it shelled").
    """
    tokens = doc.tokens
    cuts = {begin for begin, _ in doc.sentences}
    cuts.add(0)
    last = 0
    for token in tokens:
        i = token.i
        if i in cuts:
            last = i
        elif token.kind == "punct":
            if token.form in _COMMAS and not _inside_number(doc, i) and i + 1 < len(tokens):
                cuts.add(i + 1)
        elif i - last >= SHORTEST and _opens(doc, i):
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


def _opens(doc: Document, i: int) -> bool:
    """Whether a clause opens at the word: a connective, or a conjunction on a verb."""
    if doc.tokens[i].kind != "word":
        return False
    connective = doc.hit(i, "connective")
    if connective:
        return connective.reading.pro in ("", *_CONJUNCTIONS)
    return any(r.pro in _CONJUNCTIONS and r.sense.pos == "verb" for r in doc.kinds[i].values())
