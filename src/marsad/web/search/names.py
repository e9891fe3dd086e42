"""Names of places, actors and sources found as texts are: by the forms of their words, in memory.

They come from the registers and gazetteers, which are the same whichever database there is. Those met in reports alone
are left out: they may be private people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from rapidfuzz import fuzz, process

from marsad.ledger.sources.tables import shipped
from marsad.model import Place
from marsad.web.browse.registers import registers
from marsad.web.search.forms import words_of
from marsad.web.search.query import Query

PLACES: Final = "places"
ACTORS: Final = "actors"
SOURCES: Final = "sources"
_NEAR: Final = 72  # per cent of letters that a name shares with what was typed
_LIKE: Final = 3
_BROAD: Final = ("country", "governorate", "city", "district", "town", "subdistrict")  # the best known first
_ARTICLE: Final = "ال"
_SCANNED: Final = 400  # names with a prefix that are looked at


@dataclass(frozen=True, slots=True)
class Named:
    """A place, actor or source with all its names; ``rank`` is lower the better it is known."""

    kind: str
    id: str
    names: tuple[str, ...]
    rank: tuple[int, int]


class Directory:
    """Those of one kind or several, by their names."""

    def __init__(self, entries: Iterable[Named]) -> None:
        self._entries = tuple(entries)
        self._by_form: dict[str, list[int]] = defaultdict(list)
        keys: list[tuple[str, tuple[int, int], int, str]] = []
        for n, entry in enumerate(self._entries):
            forms: dict[str, None] = {}
            for name in entry.names:
                words = list(words_of(name))
                forms.update(dict.fromkeys(form for word in words for form in word.forms))
                keys += [(" ".join(word.core for word in words[at:]), entry.rank, n, name) for at in range(len(words))]
            for form in forms:
                self._by_form[form].append(n)
        self._keys = sorted(keys)

    def search(self, query: Query) -> list[Named]:
        """All that fit, those of that very name first, then the best known."""
        words = [word for atom in query.wanted for word in atom.words]
        lists = sorted((self._by_form.get(word.core, []) for word in words), key=len)
        there = set(lists[0]).intersection(*lists[1:]) if lists else set()
        whole = tuple(word.core for word in words)
        found = []
        for n in there:
            entry = self._entries[n]
            texts = [list(words_of(name)) for name in entry.names]
            if query.fits(texts):
                same = any(tuple(word.core for word in text) == whole for text in texts)
                found.append((not same, entry.rank, entry.id, entry))
        return [entry for _, _, _, entry in sorted(found, key=lambda one: one[:3])]

    def beginning(self, written: str, most: int) -> list[tuple[Named, str]]:
        """Those with a word that begins so, each with the name that does, the best known first."""
        found: dict[int, tuple[tuple[int, int], int, str, str]] = {}
        for prefix in _prefixes(written):
            for key, rank, n, name in self._from(prefix):
                told = (rank, len(key), key, name)
                found[n] = min(found.get(n, told), told)
        best = sorted((told, n) for n, told in found.items())[:most]
        return [(self._entries[n], told[3]) for told, n in best]

    def like(self, written: str) -> list[str]:
        """Names that are spelt nearly so, the nearest first."""
        wanted = " ".join(word.core for word in words_of(written))
        if len(wanted) < _LIKE:
            return []
        found = process.extract(wanted, self._spellings.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_LIKE)
        return list(dict.fromkeys(self._spellings[key] for key, _, _ in found if key != wanted))

    def _from(self, prefix: str) -> Iterator[tuple[str, tuple[int, int], int, str]]:
        at = bisect_left(self._keys, (prefix,))
        for key in self._keys[at : at + _SCANNED]:
            if not key[0].startswith(prefix):
                return
            yield key

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Whole names by their keys, the best known of each."""
        found: dict[str, str] = {}
        for entry in sorted(self._entries, key=lambda one: one.rank):
            for name in entry.names:
                found.setdefault(" ".join(word.core for word in words_of(name)), name)
        return found


@cache
def places() -> Directory:
    """The places of all gazetteers there are."""
    return Directory(_places())


@cache
def actors() -> Directory:
    """The actors of the register."""
    return Directory(_actors())


@cache
def everyone() -> Directory:
    """Places, actors and sources together."""
    return Directory((*_actors(), *_sources(), *_places()))


def _places() -> Iterator[Named]:
    seen: set[str] = set()
    for place in registers().gazetteer:
        if place.id not in seen:  # of a place of two gazetteers the first counts
            seen.add(place.id)
            yield Named(PLACES, place.id, tuple(dict.fromkeys(name.text for name in place.names)), _rank(place))


def _actors() -> Iterator[Named]:
    for actor in registers().actors:
        yield Named(ACTORS, actor.id, (*actor.ar, *actor.en), (0, 0))


def _sources() -> Iterator[Named]:
    for known in shipped().known.values():
        yield Named(SOURCES, known.id, (*known.ar, *known.en), (0, 1))


def _rank(place: Place) -> tuple[int, int]:
    return (_BROAD.index(place.cls) if place.cls in _BROAD else len(_BROAD), -place.population)


def _prefixes(written: str) -> Sequence[str]:
    """What a key may begin with for whoever has typed so much: the article may be all there is of the last word."""
    words = [word.core for word in words_of(written)]
    if not words:
        return ()
    *before, last = words
    bare = last.removeprefix(_ARTICLE)
    return tuple(dict.fromkeys(" ".join([*before, one]) for one in (last, bare) if one))
