"""All places of the sources in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from marsad.model import Place
from marsad.places.index import Hit, Index
from marsad.places.store import Source, Store

_DEEPEST: Final = 12  # steps of a parent chain; a longer one goes round in a circle


class Gazetteer:
    """Places by id and by name. Where two sources have one place, the earlier source's is given.

    >>> from marsad.model import Place, PlaceName
    >>> place = Place("x-1", (PlaceName("سراقب", "arab", "main"),), "town", None, 35.86, 36.8, 2, 0, "x", "own", "SY")
    >>> Gazetteer.of([place]).find("بلدة سراقب")[0].id
    'x-1'
    """

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = tuple(stores)
        self._index = Index(self._stores)

    @classmethod
    def of(cls, places: Iterable[Place], name: str = "own") -> Gazetteer:
        """A gazetteer of these places alone."""
        return cls([Store.of(Source(name, name, ""), places)])

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, those that outrank others first."""
        return tuple(store.source for store in self._stores)

    def __len__(self) -> int:
        return sum(map(len, self._stores))

    def __iter__(self) -> Iterator[Place]:
        for store in self._stores:
            yield from store

    def get(self, place_id: str) -> Place | None:
        """The place with this id."""
        for store in self._stores:
            if (place := store.get(place_id)) is not None:
                return place
        return None

    def chain(self, place: Place) -> list[Place]:
        """The place, what it lies in, and so on up to the country: innermost first."""
        found = [place]
        while len(found) < _DEEPEST and (parent := self._parent(found[-1])) is not None:
            found.append(parent)
        return found

    def find(self, name: str) -> tuple[Place, ...]:
        """The places that a name can mean (see ``Index.find``)."""
        return self._index.find(name)

    def look(self, name: str) -> Hit:
        """The places that a name can mean, and the form of the name that was found."""
        return self._index.look(name)

    def _parent(self, place: Place) -> Place | None:
        for parent in (place.parent, place.country):
            if parent and parent != place.id and (found := self.get(parent)) is not None:
                return found
        return None
