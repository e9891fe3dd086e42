"""What stands right beside a place: the wider one it lies in, the next of a list, the named one that says which.

Of «الأحياء السكنية في بلدة X بريف Y», "the quarters in the town of X in the countryside of Y", the named and narrowest
place is the one to give; which that is shows in the places next to each.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import ordinary_words
from marsad.coder.paths import Paths
from marsad.coder.ranges import Phrase

_NEAR: Final = 4  # tokens between two places that stand beside each other
_NONE: Final = ("-", "-")
_CLASSES: Final = frozenset(("adjective", "descriptor", "nationality", "number", "place_class"))
# What its words are; the link to the place before and what that is; the same of the place behind.
Chain = tuple[str, str, str, str, str]


def chains(doc: Document, phrases: Iterable[Phrase], paths: Paths) -> dict[int, Chain]:
    """The chain of each place, by the ``id`` of its phrase."""
    places = [p for p in phrases if p.kind == "place"]
    words = {id(p): _words(doc, p) for p in places}
    before: dict[int, tuple[str, str]] = {}
    behind: dict[int, tuple[str, str]] = {}
    for a, b in pairwise(places):
        if b.i - a.j <= _NEAR and doc.tokens[a.i].sent == doc.tokens[b.i].sent:
            link = "+" if a.group == b.group >= 0 else f"{paths.between(a.j, b.i)}{b.prep}"
            behind[id(a)] = (link, f"{b.cls},{words[id(b)]}")
            before[id(b)] = (link, f"{a.cls},{words[id(a)]}")
    return {id(p): (words[id(p)], *before.get(id(p), _NONE), *behind.get(id(p), _NONE)) for p in places}


def _words(doc: Document, place: Phrase) -> str:
    """What the place is called by: a known name, words that may be one, or common words alone («الأحياء السكنية»)."""
    kinds = doc.kinds
    if doc.hits_between("place_name", place.i, place.j):
        return "known"
    common = ordinary_words()
    for k in range(place.i, place.j):
        form = doc.form(k)
        bare = form[2:] if form.startswith("ال") else form
        if doc.is_word(k) and _CLASSES.isdisjoint(kinds[k]) and form not in common and bare not in common:
            return "unknown"
    return "common"
