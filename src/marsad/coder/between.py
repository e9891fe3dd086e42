"""The two sides of «بين … وبين …», "between … and …": who stands on which side of a clash.

The first side ends at a second «بين», at «من جهة / من طرف / من جانب» ("on one side"), or else after the first name.
"""

from __future__ import annotations

from marsad.coder.document import Document
from marsad.coder.ranges import Phrase

_SIDE = frozenset({"جهه", "طرف", "جانب", "ناحيه"})  # «من جهة», "on the one side"
_REACH = 12  # how many tokens behind the trigger «بين» may stand
_LONG = 60  # how many tokens the two sides may take


def sides(doc: Document, start: int, near: list[Phrase]) -> dict[int, int]:
    """For the actors behind a «بين» that follows token ``start``: 1 or 2, by the ``id`` of the phrase."""
    opening = _opening(doc, start)
    if opening is None:
        return {}
    end = min(opening + _LONG, doc.sentences[doc.tokens[start].sent][1])
    cut, end = _cut(doc, opening, end)
    actors = [p for p in near if p.kind == "actor" and opening < p.i < end]
    if cut is None:
        joined = [p for n, p in enumerate(actors) if n == 0 or p.group == actors[0].group >= 0]
        return {id(p): 1 if n == 0 else 2 for n, p in enumerate(joined)}
    return {id(p): 1 if p.i < cut else 2 for p in actors}


def _opening(doc: Document, start: int) -> int | None:
    limit = min(start + _REACH, doc.sentences[doc.tokens[start].sent][1])
    return next((k for k in range(start, limit) if doc.tokens[k].form == "بين"), None)


def _cut(doc: Document, opening: int, end: int) -> tuple[int | None, int]:
    """Where the second side begins, and where it ends."""
    marks = [k for k in range(opening + 1, end) if doc.tokens[k].form in _SIDE and doc.form(k - 1) == "من"]
    if marks:
        return marks[0], marks[1] if len(marks) > 1 else end
    second = next((k for k in range(opening + 1, end) if doc.tokens[k].form == "وبين"), None)
    return second, end
