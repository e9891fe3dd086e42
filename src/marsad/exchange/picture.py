"""Incidents of a store told in full, batch by batch, for whatever writes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, Protocol

from marsad.exchange.tables.told import Registers, Told
from marsad.ledger.store import Query, Store
from marsad.model import Place
from marsad.model.actor import Actor
from marsad.model.source import Source
from marsad.places.gazetteer import Gazetteer

_BATCH: Final = 500  # incidents whose claims and reports are held at once


class _Of(Protocol):
    """A register: it knows actors or sources by id."""

    def get(self, name: str) -> Actor | Source | None: ...


class Names:
    """The registers and the gazetteer as tables ask them."""

    def __init__(self, actors: _Of, sources: _Of, gazetteer: Gazetteer) -> None:
        self._actors, self._sources, self._gazetteer = actors, sources, gazetteer

    def actor(self, actor: str) -> Actor | None:
        """The actor of an id."""
        found = self._actors.get(actor)
        return found if isinstance(found, Actor) else None

    def source(self, source: str) -> Source | None:
        """The source of an id."""
        found = self._sources.get(source)
        return found if isinstance(found, Source) else None

    def place(self, place: str) -> Place | None:
        """The place of an id."""
        return self._gazetteer.get(place)

    def chain(self, place: Place) -> list[Place]:
        """What holds a place, the smallest first."""
        return self._gazetteer.chain(place)


def told(store: Store, registers: Registers, query: Query) -> Iterator[Told]:
    """The incidents that fit, in the store's order, with their claims and reports."""
    found = iter(store.incidents.find(query))
    while batch := list(islice(found, _BATCH)):
        entries = store.entries.get([claim for incident in batch for claim in incident.claims])
        reports = store.reports.get({entry.report for entry in entries.values()})
        for incident in batch:
            yield Told(incident, tuple(entries[c] for c in incident.claims if c in entries), reports, registers)
