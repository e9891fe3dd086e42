"""Finds the agency that a text is credited to, in the dateline that opens it or the line that closes it.

A name inside the prose is no credit: «قالت وكالة الأنباء (سانا) إن» (the agency SANA said that) names a source of one
statement, which is the coder's to find.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from marsad.ledger.sources.tables import DATA, Tables, shipped
from marsad.ledger.sources.words import split
from marsad.model.source import SourceKind

AGENCIES = "agencies"  # «وكالات»: several, or nobody says which
_OPENING = 100  # characters in which a dateline must end
_CLOSING = 80  # characters that a closing credit may take
_PHRASE = 4  # words of a place, an agency or an outlet; more are prose
_YEAR = 4  # digits
_DATELINE = 15  # words of a dateline that is a line of its own
# What parts the phrases of a credit. «ـ», the mark that lengthens letters, is typed as a dash too.
_PART = re.compile(r"[\s]*(?:[-–—:/|+،,()\[\]«»\"“”.*]|(?<!\S)ـ+(?!\S))[\s\-–—:/|+،,()\[\]«»\"“”.*ـ]*")
_ENDS_DATELINE = re.compile(r"[-–—:ـ]")
_STOP = re.compile(r"[.!؟»”\"](?=\s)")


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    after: str  # the marks that follow


class Credits:
    """Knows the names of agencies, and of outlets, which may stand beside them."""

    def __init__(self, tables: Tables) -> None:
        data = tomllib.loads((DATA / "credits.toml").read_text(encoding="utf-8"))
        self._fillers = [split(phrase) for phrase in data["fillers"]]
        self._beside = {split(label) for label in data["labels"]}
        self._agencies = {split(name): AGENCIES for name in tables.sorts[AGENCIES].ar}
        for known in tables.known.values():
            for name in (*known.ar, *known.en):
                if known.kind is SourceKind.AGENCY:
                    self._agencies.setdefault(split(name), known.id)
                elif known.kind is SourceKind.OUTLET:
                    self._beside.add(split(name))

    def find(self, text: str) -> str | None:
        """The id of the agency a text is credited to: ``agencies`` for several, ``None`` without a credit."""
        found = {*self._opening(text), *self._closing(text)}
        return AGENCIES if len(found) > 1 else next(iter(found), None)

    def _agency(self, words: tuple[str, ...]) -> str | None:
        for filler in ((), *self._fillers):
            if words[: len(filler)] == filler and words[len(filler) :] in self._agencies:
                return self._agencies[words[len(filler) :]]
        return None

    def _opening(self, text: str) -> Iterator[str]:
        line, _, rest = text.lstrip().partition("\n")
        if rest and (agency := self._dated(line)):
            yield agency
        for phrase in _phrases(line[:_OPENING]):
            if len(phrase.words) > _PHRASE or not phrase.after:
                return
            agency = self._agency(phrase.words)
            if agency and _ENDS_DATELINE.search(phrase.after):
                yield agency

    def _dated(self, line: str) -> str | None:
        """The agency at the end of a line that holds place and date: «بيروت 3 مايو 2015 م واس»."""
        words = split(line)
        if not words or len(words) > _DATELINE or not any(word.isdigit() and len(word) == _YEAR for word in words):
            return None
        return next((found for n in (1, 2, 3) if (found := self._agencies.get(words[-n:]))), None)

    def _closing(self, text: str) -> Iterator[str]:
        """The agencies of the last line, or of what follows the last full stop, if it holds nothing but credits."""
        line = text.rstrip().rpartition("\n")[2]
        stops = [0, *(stop.end() for stop in _STOP.finditer(line)), len(line)]
        last = next((line[a:] for a, b in reversed([*pairwise(stops)]) if split(line[a:b])), "")
        if len(last) > _CLOSING:
            return
        phrases = [phrase.words for phrase in _phrases(last) if phrase.words]
        agencies = [self._agency(words) for words in phrases]
        if all(agency or words in self._beside for agency, words in zip(agencies, phrases, strict=True)):
            yield from (agency for agency in agencies if agency)


def _phrases(line: str) -> Iterator[_Phrase]:
    """The phrases of a line between its marks, empty ones left out."""
    start = 0
    for mark in _PART.finditer(line):
        words = split(line[start : mark.start()])
        if words:
            yield _Phrase(words, mark.group())
        start = mark.end()
    if split(line[start:]):
        yield _Phrase(split(line[start:]), "")


@cache
def _shipped() -> Credits:
    return Credits(shipped())


def credit(text: str) -> str | None:
    """``Credits.find`` with the register of the package.

    >>> credit("بيروت (رويترز) - قال شهود إن القصف توقف.")
    'reuters'
    """
    return _shipped().find(text)
