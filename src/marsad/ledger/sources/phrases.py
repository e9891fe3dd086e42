"""Finds known phrases in the words of a source's name: names, bodies, countries, sorts of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.ledger.sources.tables import Tables
from marsad.ledger.sources.words import inflections, split, with_article

_CLITICS = ("و", "ف", "ب", "ل")


class Phrase(NamedTuple):
    """What a phrase can mean: ``role`` is a word of ``_RANK``. No ``countries``: everywhere."""

    role: str
    id: str
    countries: tuple[str, ...] = ()


class Match(NamedTuple):
    """A phrase found in ``words[i:j]``, behind a ``clitic`` («لوكالة»: ل)."""

    i: int
    j: int
    phrase: Phrase
    clitic: str


# Where one phrase can mean several things. A person's name outranks the body that bears a similar one.
_RANK = ("person", "source", "own", "body", "sort", "medium", "reporter", "state", "country", "qualifier")


class Phrases:
    """An index of all phrases of the tables, by their words."""

    def __init__(self, tables: Tables) -> None:
        self._glued = tuple(split(word)[0] for word in tables.words.glued)
        self._index: dict[tuple[str, ...], list[Phrase]] = {}
        self._longest: dict[str, int] = {}
        for words, phrase in _all(tables):
            self._add(words, phrase)
        for phrases in self._index.values():
            phrases.sort(key=lambda p: (not p.countries, _RANK.index(p.role)))

    def _add(self, words: tuple[str, ...], phrase: Phrase) -> None:
        known = self._index.setdefault(words, [])
        if phrase not in known:
            known.append(phrase)
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a name, with those parted that an outlet writes together («مراسلالميادين»)."""
        found: list[str] = []
        for word in split(name):
            head = next((g for g in self._glued if word.startswith(g + "ال") and len(word) > len(g) + 3), None)
            found += (head, word[len(head) :]) if head else (word,)
        return tuple(found)

    def whole(self, words: tuple[str, ...], country: str | None) -> Phrase | None:
        """What these words mean, taken together; ``country`` is where the happening lies."""
        for phrase in self._index.get(words, ()):
            if not phrase.countries or country in phrase.countries:
                return phrase
        return None

    def scan(self, words: Sequence[str], country: str | None) -> list[Match]:
        """The phrases in ``words``, left to right, the longest first, none inside another."""
        found: list[Match] = []
        i = 0
        while i < len(words):
            match = self._at(words, i, country)
            if match:
                found.append(match)
            i = match.j if match else i + 1
        return found

    def _at(self, words: Sequence[str], i: int, country: str | None) -> Match | None:
        for clitic, first in _readings(words[i]):
            for j in range(min(i + self._longest.get(first, 0), len(words)), i, -1):
                # «المرصد» may be the one known there, but «المرصد المحلي» (the local observatory) is another.
                here = None if j < len(words) and words[j].startswith("ال") else country
                phrase = self.whole((first, *words[i + 1 : j]), here)
                if phrase:
                    return Match(i, j, phrase, clitic)
        return None


def _readings(word: str) -> Iterator[tuple[str, str]]:
    """A word as it stands, then without a conjunction or preposition written onto it."""
    yield "", word
    if word.startswith("لل"):
        yield "ل", "ال" + word[2:]
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) > 3:
            yield clitic, word[1:]


def _all(tables: Tables) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    for known in tables.known.values():
        yield from _named(Phrase("source", known.id), (*known.ar, *known.en))
        yield from _named(Phrase("source", known.id, known.countries), known.local)
        yield from _named(Phrase("person", known.id), known.people)
    for body in tables.bodies.values():
        yield from _named(Phrase("body", body.id), body.ar)
    for country in tables.countries.values():
        yield from _named(Phrase("state", country.code), (*country.ar, *country.capitals, country.en[0]))
        for adjective in country.adjective:
            yield from ((shape, Phrase("country", country.code)) for shape in inflections(adjective))
        for plural in country.plural:
            yield from ((shape, Phrase("country", country.code)) for shape in with_article(split(plural)))
    for sort in tables.sorts.values():
        for name in sort.ar:
            yield from ((shape, Phrase("sort", sort.id)) for shape in with_article(split(name)))
        yield from _named(Phrase("sort", sort.id), (sort.en,))
        for adjective in sort.qualifiers:
            yield from ((shape, Phrase("qualifier", sort.id)) for shape in inflections(adjective))
    for role in ("medium", "reporter", "own"):
        yield from _named(Phrase(role, ""), getattr(tables.words, role))


def _named(phrase: Phrase, names: Iterable[str]) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    return ((split(name), phrase) for name in names)
