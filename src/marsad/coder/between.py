"""The two sides of «بين … وبين …», "between … and …": who stands on which side of a clash.

The first side ends at a second «بين», at «من جهة / من طرف / من جانب» ("on one side"), or else before the first name
that «و» joins to it.
"""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.ranges import Phrase

_SIDE: Final = frozenset({"جهه", "طرف", "جانب", "ناحيه"})  # «من جهة», "on the one side"
# «بين الطرفين», "between the two sides", names nobody.
_BOTH: Final = frozenset({"الطرفين", "الجانبين", "الفريقين", "طرفين", "جانبين", "الاثنين", "البلدين"})
_REACH: Final = 12  # how many tokens behind the trigger «بين» may stand
_LONG: Final = 60  # how many tokens the two sides may take
_COUNT: Final = 3  # tokens of a count or quantifier before a name
_JOINED: Final = 3  # tokens between two names of one side


def sides(doc: Document, start: int, near: list[Phrase]) -> dict[int, int]:
    """For the actors behind a «بين» that follows token ``start``: 1 or 2, by the ``id`` of the phrase."""
    opening = _opening(doc, start)
    if opening is None or doc.form(opening + 1) in _BOTH:
        return {}
    end = _end(doc, opening)
    actors = [p for p in near if p.kind == "actor" and opening < p.i < end]
    first, last = _cut(doc, opening, end)
    if first is None:
        cut = next((n for n, p in enumerate(actors) if _and(doc, p, actors[n - 1].j if n else opening + 1)), -1)
        if cut < 0:  # one side alone is named
            return {id(p): 1 for p in _run(doc, actors)}
        second = _run(doc, actors[cut:])
    else:
        cut = sum(p.i < first for p in actors)
        rest = [p for p in actors[cut:] if last is None or p.i < last]
        second = rest if last is not None else _run(doc, rest)
    return {id(p): 1 for p in actors[:cut]} | {id(p): 2 for p in second}


def _opening(doc: Document, start: int) -> int | None:
    limit = min(start + _REACH, doc.sentences[doc.tokens[start].sent][1])
    return next((k for k in range(start, limit) if doc.tokens[k].form == "بين"), None)


def _end(doc: Document, opening: int) -> int:
    """Where the two sides must have been told: before another «بين», at the end of the sentence."""
    end = min(opening + _LONG, doc.sentences[doc.tokens[opening].sent][1])
    return next((k for k in range(opening + 1, end) if doc.tokens[k].form == "بين"), end)


def _cut(doc: Document, opening: int, end: int) -> tuple[int | None, int | None]:
    """Where the second side begins, and where it ends; None where no word tells."""
    marks = [k for k in range(opening + 1, end) if doc.tokens[k].form in _SIDE and doc.form(k - 1) == "من"]
    if marks:
        return marks[0], marks[1] if len(marks) > 1 else None
    return next((k for k in range(opening + 1, end) if doc.tokens[k].form == "وبين"), None), None


def _and(doc: Document, actor: Phrase, floor: int) -> bool:
    """Whether «و» or «مع» ("and, with") stands before the actor, or before its count («ومجموعة من», "a group of")."""
    token = doc.tokens[actor.i]
    if token.form[0] == "و" and actor.core.start > token.start:
        return True
    words = [doc.form(k) for k in range(max(floor, actor.i - _COUNT), actor.i)]
    return any(word[:1] == "و" or word == "مع" for word in words)


def _run(doc: Document, actors: list[Phrase]) -> list[Phrase]:
    """The first actor and those that go on from it: joined to it, or what its members belong to («عناصر من …»)."""
    run = actors[:1]
    for actor in actors[1:]:
        before = run[-1]
        joined = actor.group == before.group >= 0 or doc.form(before.j) == "من"
        if not joined or actor.i - before.j > _JOINED:
            break
        run.append(actor)
    return run
