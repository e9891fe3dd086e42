"""Incidents of a store told in full, batch by batch, for whatever writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from marsad.exchange.tables.told import Registers, Told
from marsad.ledger import registers as ledger
from marsad.ledger.sources.independence import voices
from marsad.ledger.store import Query, Store
from marsad.model import Place
from marsad.model.actor import Actor
from marsad.model.source import Source

_BATCH: Final = 500  # incidents whose claims and reports are held at once


class Names:
    """The ledger's registers as tables ask them."""

    def __init__(self, registers: ledger.Registers) -> None:
        self._registers = registers

    def actor(self, actor: str) -> Actor:
        """The actor of an id."""
        return self._registers.actors.get(actor)

    def source(self, source: str) -> Source:
        """The source of an id."""
        return self._registers.sources.get(source)

    def place(self, place: str) -> Place | None:
        """The place of an id."""
        return self._registers.gazetteer.get(place)

    def chain(self, place: Place) -> list[Place]:
        """What holds a place, the smallest first."""
        return self._registers.gazetteer.chain(place)

    def independent(self, origins: Iterable[str]) -> tuple[str, ...]:
        """Those of these sources that are independent of each other."""
        return voices(origins, self._registers.sources)


def told(store: Store, registers: Registers, query: Query) -> Iterator[Told]:
    """The incidents that fit, in the store's order, with their claims and reports."""
    found = iter(store.incidents.find(query))
    while batch := list(islice(found, _BATCH)):
        entries = store.entries.get([claim for incident in batch for claim in incident.claims])
        reports = store.reports.get({entry.report for entry in entries.values()})
        for incident in batch:
            yield Told(incident, tuple(entries[c] for c in incident.claims if c in entries), reports, registers)
