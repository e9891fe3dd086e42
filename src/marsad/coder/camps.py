"""Whose side a name is on, and how two names stand to one another: allied, at war, or not known.

That is no claim of the report but what its reader knows beforehand (``lexicon/data/actors/camps.toml``). It settles
which side of a happening a name is on where the words leave that open; it never puts a name there by itself.
"""

from __future__ import annotations

from marsad.coder.document import Document
from marsad.coder.names import same_name
from marsad.coder.ranges import Phrase
from marsad.lexicon.lexicon import Sense

UNKNOWN = "-"


def camp(doc: Document, phrase: Phrase) -> Sense | None:
    """The camp of an actor as its name tells it, by the first name of a camp in it."""
    hits = doc.hits_between("camp", phrase.i, phrase.j)
    return hits[0].reading.sense if hits else None


def facing(one: Phrase, other: Phrase | None) -> str:
    """How an actor stands to another: ``same`` name or a part of it, ``ally``, ``rival``, ``other`` or unknown."""
    if other is None:
        return UNKNOWN
    if same_name(one.words, other.words):
        return "same"
    if one.camp is None or other.camp is None:
        return UNKNOWN
    if one.camp.cls == other.camp.cls:
        return "ally"
    return "rival" if other.camp.cls in one.camp.feats or one.camp.cls in other.camp.feats else "other"
