"""How firmly a happening is told: the speech it stands in, and the small words around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from marsad.coder.attribution import sources_at
from marsad.coder.document import Document
from marsad.coder.ranges import Speech
from marsad.lexicon import Hit
from marsad.model import Factuality

_CLAUSE: Final = 9  # tokens a word of modality reaches forward within its clause
_NEAR: Final = 2
_SENTENCE: Final = 60
_BEHIND: Final = 14  # tokens behind a happening in which its doer may be accused or believed


def factuality_at(doc: Document, speeches: Sequence[Speech], i: int) -> Factuality:
    """The factuality of the happening named at token ``i``: by the words before it, else by who says it and how."""
    sources, told = sources_at(speeches, i)
    if told != Factuality.STATED:
        return told
    return _marked(doc, i, bool(sources)) or told


def _marked(doc: Document, i: int, reported: bool) -> Factuality | None:
    """What the nearest word of modality before ``i`` says, None if none reaches it."""
    if _is_future(doc, i):
        return Factuality.PLANNED
    begin = doc.sentences[doc.tokens[i].sent][0] if doc.sentences else 0
    comma = _comma_before(doc, i)
    for hit in reversed(doc.hits_between("modality", max(begin, i - _SENTENCE), i + 1)):
        if "ال" not in hit.reading.pro and _reaches(hit, i, hit.i > comma, reported):
            return Factuality(hit.reading.sense.cls)
    return _by_doer(doc, i)


def _by_doer(doc: Document, i: int) -> Factuality | None:
    """Of a certain happening whose doer, told behind it, is only accused («نسب إلى») or believed («يعتقد أن»)."""
    if not doc.sentences:
        return None
    end = doc.sentences[doc.tokens[i].sent][1]
    for hit in doc.hits_between("doer", i + 1, min(i + _BEHIND, end)):
        cls = hit.reading.sense.cls
        if cls == "blamed":
            return Factuality.ALLEGED
        if cls == "thought":
            behind = doc.hits_between("doer", hit.j, min(hit.j + _CLAUSE, end))
            did = any(other.reading.sense.cls == "did" and other.reading.enc for other in behind)
            return Factuality.LIKELY if did or _of_craft(doc, hit.i) else None
    return None


def _of_craft(doc: Document, k: int) -> bool:
    """Whether an aircraft is named right before token ``k``, with or without a comma."""
    before = k - 2 if doc.form(k - 1) in ("،", ",") else k - 1
    reading = doc.kinds[before].get("doer") if before >= 0 else None
    return bool(reading and reading.sense.cls == "craft")


def _comma_before(doc: Document, i: int) -> int:
    """The last comma, semicolon or colon before token ``i``, -1 where there is none."""
    n = bisect_left(doc.commas, i)
    return doc.commas[n - 1] if n else -1


def _reaches(hit: Hit, i: int, same_clause: bool, reported: bool) -> bool:
    feats = hit.reading.sense.feats
    if "told" in feats:
        return reported
    if hit.i == i or not same_clause:
        return hit.i == i and hit.j > i + 1
    return i - hit.j < (_NEAR if "near" in feats else _CLAUSE)


def _is_future(doc: Document, i: int) -> bool:
    """«سـ» on the word itself («ستقصف», "will shell")."""
    if "س" not in doc.form(i)[:2]:
        return False
    return any(r.pro.endswith("س") and r.sense.pos == "verb" for r in doc.kinds[i].values())


def context_flags(doc: Document, i: int) -> frozenset[str]:
    """Hints that what is told at ``i`` is not news: ``history``, ``recall``, ``generic``, ``condition``, ``total``.

    Each is raised by a word of the ``background`` table in the sentence of ``i``; with ``:before`` appended when it
    stands in front of the happening in the same clause, where it weighs more.
    """
    if not doc.sentences:
        return frozenset()
    begin, end = doc.sentences[doc.tokens[i].sent]
    found: set[str] = set()
    comma = _comma_before(doc, i)
    for hit in doc.hits_between("background", max(begin, i - _SENTENCE), min(end, i + _SENTENCE)):
        cls = hit.reading.sense.cls
        found.add(cls)
        if hit.i < i and comma < max(hit.i, i - _CLAUSE):
            found.add(f"{cls}:before")
    return frozenset(found)
