"""A report that is a statement as its issuer wrote it: the lines on top tell whose words all that follows is.

«بيان صادر عن المكتب الإعلامي» ("statement issued by the media office"), «البيان السابع – القيادة العامة» ("communiqué
no. 7 – the general command"), or the name of a media office alone on the first line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from marsad.coder.document import Document
from marsad.coder.source_holders import Part
from marsad.coder.source_names import Reader
from marsad.coder.subjects import Subjects

_LINES: Final = 4  # lines on top that may tell the issuer
_LONGEST: Final = 16  # tokens such a line may have
_STATEMENT: Final = frozenset(("بيان", "البيان", "بلاغ", "البلاغ"))
_DASHES: Final = frozenset("-–—:|/")
_CLAUSE_WORDS: Final = frozenset(("trigger", "say", "casualty"))


def issuer(doc: Document, reader: Reader, subjects: Subjects) -> tuple[list[Part], int] | None:
    """The names of who issued the report and the token at which its text begins; None for other reports."""
    named: tuple[list[Part], int] | None = None
    for i, j in _top(doc):
        if not _is_heading(doc, i, j):
            return None
        states = any(doc.form(k) in _STATEMENT for k in range(i, j))
        parts = _issuer_in(doc, reader, subjects, i, j)
        if parts and (states or _speaks_for_others(reader, parts)):
            return parts, j
        if states and named:
            return named[0], j
        named = named or ((parts, j) if parts else None)
    return None


def _top(doc: Document) -> Iterator[tuple[int, int]]:
    """The first lines, without the marks around them; what is never ended by a break is no line on top."""
    begin, found = 0, 0
    for token in doc.others:
        if token.kind != "break":
            continue
        i, j = begin, token.i
        begin = token.i + 1
        while i < j and doc.tokens[i].kind == "punct":
            i += 1
        if i < j:
            yield i, j
            found += 1
        if found == _LINES:
            return


def _is_heading(doc: Document, i: int, j: int) -> bool:
    """Whether the line names and tells nothing: it is short, has no verb and no full stop."""
    verbs = any(_is_verb(doc, k) for k in range(i, j))
    return j - i <= _LONGEST and not verbs and doc.form(j - 1) != "."


def _is_verb(doc: Document, k: int) -> bool:
    if _issued(doc, k):
        return False  # «صادر», issued, is also "he confiscated"
    return any(r.sense.pos == "verb" for kind, r in doc.kinds[k].items() if kind in _CLAUSE_WORDS)


def _issued(doc: Document, k: int) -> int:
    """The token behind «صادر عن» at ``k``, 0 if it does not stand there."""
    link = doc.hit(k, "boundary")
    return link.j if link and link.reading.sense.cls == "issued" else 0


def _issuer_in(doc: Document, reader: Reader, subjects: Subjects, i: int, j: int) -> list[Part]:
    """Who is named from the head of the line, behind a dash or behind «صادر عن» on, up to the end of the line."""
    starts = [i]
    for k in range(i, j):
        if _issued(doc, k):
            starts.append(_issued(doc, k))
        elif doc.form(k) in _DASHES:
            starts.append(k + 1)
    for k in starts:
        if k >= j or doc.form(k) in _STATEMENT or not subjects.can_speak(k) or _is_outlet(reader, k):
            continue
        j = next((m for m in range(k + 1, j) if doc.form(m) in _STATEMENT), j)  # «صدر عن القيادة البيان التالي»
        parts, after = reader.read(k, j, whole=True)
        if parts and all(
            doc.tokens[m].kind == "punct" or doc.form(m) in _DASHES for m in range(after, min(j, after + 1))
        ):
            return parts
    return []


def _is_outlet(reader: Reader, k: int) -> bool:
    """Whether a medium is named at ``k``: its name over a report is a by-line."""
    head = reader.head(k)
    return "source_name" in reader.doc.kinds[k] or (head is not None and head.cls != "body")


def _speaks_for_others(reader: Reader, parts: list[Part]) -> bool:
    """Whether a media office is named: what it sends out is a statement without the word."""
    head = reader.head(parts[0][0])
    return head is not None and "press" in head.feats
