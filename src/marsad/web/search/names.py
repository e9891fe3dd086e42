"""Names of places, actors and sources found as texts are: by the forms of their words, in memory.

They come from the registers and gazetteers, which are the same whichever database there is. Those met in reports alone
are left out: they may be private people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from marsad.ledger.sources.tables import shipped
from marsad.model import Place
from marsad.web.browse.registers import registers
from marsad.web.search.forms import words_of
from marsad.web.search.query import Query

PLACES: Final = "places"
ACTORS: Final = "actors"
SOURCES: Final = "sources"
_NEAR: Final = 0.7  # share of a name's letters that need no change, two neighbours changing places counting as one
_LIKE: Final = 3  # names that were perhaps meant; and the letters that one has at least
_BROAD: Final = ("country", "governorate", "city", "district", "town", "subdistrict")  # the best known first
_BIG: Final = 100_000  # people of a city that is as well known as an actor of the register
_ARTICLE: Final = "ال"
_TYPED: Final = 2  # letters behind an article from which on it is taken for one in a first word
_SCANNED: Final = 400  # names with a prefix that are looked at


@dataclass(frozen=True, slots=True)
class Named:
    """A place, actor or source with all its names; ``rank`` is lower the better it is known."""

    kind: str
    id: str
    names: tuple[str, ...]
    rank: tuple[int, int]


# A name from one of its words on, by its cores; whether that is not its first; the entry's place; the name.
_Key = tuple[str, bool, int, str]


class Directory:
    """Those of one kind or several, by their names."""

    def __init__(self, entries: Iterable[Named]) -> None:
        self._entries = tuple(entries)
        self._by_form: dict[str, list[int]] = defaultdict(list)
        keys: list[_Key] = []
        for n, entry in enumerate(self._entries):
            forms: dict[str, None] = {}
            for name in entry.names:
                words = list(words_of(name))
                forms.update(dict.fromkeys(form for word in words for form in word.forms))
                keys += [(" ".join(word.core for word in words[at:]), at > 0, n, name) for at in range(len(words))]
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
        """Those with a word that begins so, each with the name that does: where that is the first word first, then the
        best known.
        """
        found: dict[int, tuple[bool, tuple[int, int], int, str]] = {}
        for prefix in _prefixes(written):
            for key, inside, n, name in self._from(prefix):
                told = (inside, self._entries[n].rank, len(key), name)
                found[n] = min(found.get(n, told), told)
        best = sorted((told, n) for n, told in found.items())
        kinds: Counter[str] = Counter()
        chosen = []
        for told, n in best:  # half of them of one kind at most, unless there is no other
            kinds[self._entries[n].kind] += 1
            chosen.append((kinds[self._entries[n].kind] > most // 2, told, n))
        first = sorted(sorted(chosen)[:most], key=lambda one: one[1:])
        return [(self._entries[n], told[-1]) for _, told, n in first]

    def like(self, written: str) -> list[str]:
        """Names that are spelt nearly so, the nearest first."""
        wanted = " ".join(word.core for word in words_of(written))
        if len(wanted) < _LIKE:
            return []
        scorer = OSA.normalized_similarity
        found = process.extract(wanted, self._spellings.keys(), scorer=scorer, score_cutoff=_NEAR, limit=_SCANNED)
        told = sorted((-score, *self._spellings[key]) for key, score, _ in found if key != wanted)
        return list(dict.fromkeys(name for _, _, name in told))[:_LIKE]

    def _from(self, prefix: str) -> Iterator[_Key]:
        at = bisect_left(self._keys, (prefix,))
        for key in self._keys[at : at + _SCANNED]:
            if not key[0].startswith(prefix):
                return
            yield key

    @cached_property
    def _spellings(self) -> dict[str, tuple[tuple[int, int], str]]:
        """Whole names by their keys, of each that of whom is best known."""
        found: dict[str, tuple[tuple[int, int], str]] = {}
        for entry in sorted(self._entries, key=lambda one: one.rank):
            for name in entry.names:
                found.setdefault(" ".join(word.core for word in words_of(name)), (entry.rank, name))
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
        yield Named(ACTORS, actor.id, (*actor.ar, *actor.en), (_BROAD.index("city"), -_BIG))


def _sources() -> Iterator[Named]:
    for known in shipped().known.values():
        yield Named(SOURCES, known.id, (*known.ar, *known.en), (len(_BROAD), 0))


def _rank(place: Place) -> tuple[int, int]:
    return (_BROAD.index(place.cls) if place.cls in _BROAD else len(_BROAD), -place.population)


def _prefixes(written: str) -> Sequence[str]:
    """What a key may begin with for whoever has typed so much: the last word may be no more than an article yet."""
    words = [word.core for word in words_of(written)]
    if not words:
        return ()
    *before, last = words
    bare = last.removeprefix(_ARTICLE)
    found = [last, bare] if before or len(bare) >= _TYPED else [last]
    return tuple(" ".join([*before, one]) for one in dict.fromkeys(found))
