"""The index of names: from a name as a report writes it to the places that are called so.

Forms are tried from the strictest on, and the first that is found ends the search: a looser reading of a name that is
known as it stands would only bring namesakes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, NamedTuple

from marsad.model import Place
from marsad.places import keys
from marsad.places.geo import km_between
from marsad.places.store import Store, Table
from marsad.text.memory import Memory

# Which classes can be one thing in two gazetteers, and how far apart (km) their points may lie.
_KINDS: Final = {
    **dict.fromkeys(("city", "town", "village", "neighbourhood", "camp"), ("settlement", 5.0)),
    **dict.fromkeys(("governorate", "region"), ("region", 80.0)),
    **dict.fromkeys(("district", "subdistrict"), ("district", 20.0)),
    **dict.fromkeys(("airport", "base", "prison", "site", "hospital", "checkpoint", "crossing"), ("site", 5.0)),
}
_RANK: Final = {
    cls: rank
    for rank, cls in enumerate(
        ("country", "city", "governorate", "town", "region", "district", "subdistrict", "village", "camp")
    )
}


class Hit(NamedTuple):
    """What a name leads to, and by which form: exact, class, article, ending, clitic or none."""

    how: str
    places: tuple[Place, ...]


NONE: Final = Hit("none", ())
_new_hit: Callable[[tuple[str, tuple[Place, ...]]], Hit] = partial(tuple.__new__, Hit)  # less the slower constructor


class Index:
    """The names of several stores; where two stores have one place, that of the earlier store is given."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = tuple(stores)
        self._exact, self._bare, self._loose = (
            [(store.rows(table), store) for store in stores] for table in ("exact", "bare", "loose")
        )
        self._hits: Memory[Hit] = Memory(self._look)

    def find(self, name: str) -> tuple[Place, ...]:
        """The places that a name can mean, likeliest class first, larger first; empty if it is in no source.

        >>> Index([]).find("بلدة لا وجود لها")
        ()
        """
        return self._hits[name].places

    def look(self, name: str) -> Hit:
        """As ``find``, with the form of the name that was found."""
        return self._hits[name]

    def _look(self, name: str) -> Hit:
        parts = keys.words(name)
        if not parts:
            return NONE
        if not ("ء" <= parts[0][0] <= "ي" or keys.is_folded_arabic(parts)):
            latin = [(store.rows("latin"), store) for store in self._stores]
            return _hit("exact", _at(latin, keys.key(parts)))
        found = self._forms(parts)
        if found is NONE:
            for rest in keys.without_clitics(parts[0]):
                inner = self._forms((rest, *parts[1:]))
                if inner is not NONE:
                    return Hit("clitic", inner.places)
        return found

    def _forms(self, parts: tuple[str, ...]) -> Hit:
        """The strictest form that is known: as it stands, by class word, by article, by ending."""
        whole = "".join(parts)
        exact = _at(self._exact, whole)
        if len(parts) > 1 and (classes := keys.CLASSES_OF.get(parts[0])):
            behind = self._behind(parts, classes)
            if exact or behind:
                return _hit("exact" if exact else "class", exact + behind, classes)
        if exact:
            return _hit("exact", exact)
        if bare := _at(self._bare, whole):
            return _hit("class", bare)
        if near := self._without_articles(parts, whole):
            return _hit("article", near)
        ending = keys.other_ending(parts)
        return _hit("ending", _at(self._exact, ending)) if ending else NONE

    def _behind(self, parts: tuple[str, ...], classes: frozenset[str]) -> tuple[Place, ...]:
        """The places a class word's name means: «بلدة سراقب» (the town of Saraqib)."""
        rest = parts[1:]
        whole = "".join(rest)
        found = _at(self._exact, whole) or self._without_articles(rest, whole)
        if not found and (ending := keys.other_ending(rest)):
            found = _at(self._exact, ending)
        if parts[0] in keys.SETTLED_OF:
            return found
        return tuple([place for place in found if place.cls in classes])

    def _without_articles(self, parts: tuple[str, ...], whole: str) -> tuple[Place, ...]:
        loose = keys.loose_key(parts)
        found = _at(self._exact, loose) if loose != whole else ()
        return found + _at(self._loose, loose)


def _at(tables: Sequence[tuple[Table, Store]], key: str) -> tuple[Place, ...]:
    """What the stores have under a key of one of their tables."""
    found: tuple[Place, ...] = ()
    for rows, store in tables:
        under = rows.get(key)
        if under is not None:
            found = found + store.places(under) if found else store.places(under)
    return found


def _hit(how: str, found: tuple[Place, ...], classes: frozenset[str] = frozenset()) -> Hit:
    if len(found) > 1:
        found = tuple(
            sorted(distinct(found), key=lambda p: (p.cls not in classes, -p.population, _RANK.get(p.cls, 99)))
        )
    return _new_hit((how, found)) if found else NONE


def distinct(places: Iterable[Place]) -> list[Place]:
    """Each place once: of two of one kind that lie together, the first is kept."""
    kept: list[Place] = []
    for place in places:
        if not any(_same(place, other) for other in kept):
            kept.append(place)
    return kept


def _same(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    if one.country != other.country:  # Rafah lies on both sides of a border
        return False
    kind, reach = _KINDS.get(one.cls, (one.cls, 1.0))
    if kind != _KINDS.get(other.cls, (other.cls, 1.0))[0]:
        return False
    if one.cls == other.cls == "country":
        return one.country == other.country
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.parent == other.parent and one.cls == other.cls
    return km_between(one.lat, one.lon, other.lat, other.lon) <= reach
