"""The places of one source in compact form, with the keys of their names.

Rows stay packed until they are asked for: 100,000 places as Python objects would take a second to make and most are
never looked at. ``pack`` makes what ``marshal`` can write; it is kept in the cache and never handed on.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from marsad.garbage import set_apart
from marsad.model import Place, PlaceName
from marsad.places import keys

# A key leads to one row, or to several.
Rows = int | tuple[int, ...]
Table = dict[str, Rows]
_KEPT: Final = 50_000  # unpacked places a store holds on to
_LARGE: Final = 5_000  # places
# As ``PlaceName(…)`` and ``Place(…)``, less the named tuples' own slower constructors.
_new_name: Callable[[tuple[str, str, str]], PlaceName] = partial(tuple.__new__, PlaceName)
_new_place: Callable[[tuple[object, ...]], Place] = partial(tuple.__new__, Place)


@dataclass(frozen=True, slots=True)
class Source:
    """Where places come from: ``name`` as ``--gazetteer`` takes it, licence and the credit it asks for."""

    name: str
    title: str
    licence: str
    url: str = ""
    credit: str = ""
    embedded: bool = False


class Store:
    """The places of one source. Made by ``Store.of`` or from packed parts."""

    def __init__(self, source: Source, parts: Mapping[str, Any]) -> None:
        self.source = source
        self._name, self._licence = source.name, source.licence
        self._tables: dict[str, Table] = {name: parts[name] for name in ("exact", "bare", "loose")}
        self._blob: bytes = parts["blob"]
        self._ends = array("I")
        self._ends.frombytes(parts["ends"])
        self._shared: list[Any] = parts["shared"]
        self._packed_latin: bytes = parts["latin"]
        self._packed_ids: bytes = parts["ids"]
        self._ids: dict[str, int] | None = None
        self._places: dict[int, Place] = {}
        if len(self) >= _LARGE:
            set_apart()

    @classmethod
    def of(cls, source: Source, places: Iterable[Place]) -> Store:
        """A store of these places."""
        return cls(source, pack(places))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @property
    def ids(self) -> dict[str, int]:
        """Rows by the id of the place."""
        if self._ids is None:
            self._ids = marshal.loads(self._packed_ids)
        return self._ids

    def get(self, place_id: str) -> Place | None:
        """The place with this id, if the source has it."""
        row = self.ids.get(place_id)
        return None if row is None else self._place(row)

    def rows(self, table: str) -> Table:
        """The rows by the keys of a table: ``exact``, ``bare`` (without class word), ``loose`` or ``latin``."""
        if table == "latin" and table not in self._tables:
            self._tables[table] = marshal.loads(self._packed_latin)  # coding does without
        return self._tables[table]

    def places(self, rows: Rows) -> tuple[Place, ...]:
        """The places of what a key leads to."""
        if isinstance(rows, int):
            return (self._places.get(rows) or self._keep(rows),)
        return tuple([self._places.get(row) or self._keep(row) for row in rows])

    def _place(self, row: int) -> Place:
        return self._places.get(row) or self._keep(row)

    def _keep(self, row: int) -> Place:
        if len(self._places) >= _KEPT:
            self._places.clear()
        place = self._places[row] = self._unpack(row)
        return place

    def __iter__(self) -> Iterator[Place]:
        return (self._unpack(row) for row in range(len(self)))

    def _unpack(self, row: int) -> Place:
        place_id, texts, named, where, parent, lat, lon, radius_km, population, note = marshal.loads(
            self._blob[self._ends[row] : self._ends[row + 1]]
        )
        scripts, kinds = self._shared[named]
        cls, country = self._shared[where]
        return _new_place(
            (
                place_id,
                tuple(map(_new_name, zip(texts, scripts, kinds, strict=True))),
                cls,
                self._shared[parent],
                lat,
                lon,
                radius_km,
                population,
                self._name,
                self._licence,
                country,
                note,
            )
        )


def pack(places: Iterable[Place]) -> dict[str, Any]:
    """The packed parts of a store. Of places with one id the first is kept."""
    packing = _Packing()
    for place in places:
        packing.add(place)
    return packing.parts()


class _Packing:
    """Rows and keys as they come in."""

    def __init__(self) -> None:
        self.blobs: list[bytes] = []
        self.ids: dict[str, int] = {}
        self.shared: dict[Hashable, int] = {}  # what many places have alike, each by its number
        self.tables: dict[str, dict[str, dict[int, None]]] = {"exact": {}, "bare": {}, "loose": {}, "latin": {}}

    def add(self, place: Place) -> None:
        if place.id in self.ids:
            return
        row = self.ids[place.id] = len(self.blobs)
        named = tuple(name.script for name in place.names), tuple(name.kind for name in place.names)
        alike = [self._share(what) for what in (named, (place.cls, place.country), place.parent)]
        facts = (place.lat, place.lon, place.radius_km, place.population, place.note)
        self.blobs.append(marshal.dumps((place.id, tuple(name.text for name in place.names), *alike, *facts)))
        for name in place.names:
            self._index(row, keys.words(name.text), name.script)

    def _share(self, what: Hashable) -> int:
        return self.shared.setdefault(what, len(self.shared))

    def _index(self, row: int, parts: tuple[str, ...], script: str) -> None:
        if script == "latn":
            self._enter("latin", keys.key(parts), row)
            return
        whole, loose = keys.key(parts), keys.loose_key(parts)
        self._enter("exact", whole, row)
        if loose != whole:
            self._enter("loose", loose, row)
        if len(parts) > 1 and parts[0] in keys.SETTLED:
            self._enter("bare", keys.key(parts[1:]), row)

    def _enter(self, table: str, key: str, row: int) -> None:
        if key:
            self.tables[table].setdefault(key, {})[row] = None

    def parts(self) -> dict[str, Any]:
        tables = {name: {key: _rows(found) for key, found in table.items()} for name, table in self.tables.items()}
        ends = array("I", [0])
        for blob in self.blobs:
            ends.append(ends[-1] + len(blob))
        return {
            "exact": tables["exact"],
            "bare": tables["bare"],
            "loose": tables["loose"],
            "latin": marshal.dumps(tables["latin"]),
            "ids": marshal.dumps(self.ids),
            "shared": list(self.shared),
            "blob": b"".join(self.blobs),
            "ends": ends.tobytes(),
        }


def _rows(found: dict[int, None]) -> Rows:
    return next(iter(found)) if len(found) == 1 else tuple(found)
