"""Incidents of a store told in full, batch by batch, for whatever writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Final

from marsad.exchange.tables.told import Registers, Told
from marsad.ledger import registers as ledger
from marsad.ledger.actors.provisional import PREFIX
from marsad.ledger.actors.register import UnknownActorError
from marsad.ledger.entry import Entry
from marsad.ledger.sources.independence import voices
from marsad.ledger.sources.reading import NEW
from marsad.ledger.store import Entries, Query, Store
from marsad.model import Place
from marsad.model.actor import Actor, ActorKind
from marsad.model.source import Source
from marsad.places.romanise import romanise
from marsad.text.memory import Memory

_BATCH: Final = 500  # incidents whose claims and reports are held at once


class Names:
    """The ledger's registers as tables ask them. Who is in none of them is shown as most claims spell it."""

    def __init__(self, registers: ledger.Registers, entries: Entries) -> None:
        self._registers = registers
        self._entries = entries
        self._actors: Memory[Actor] = Memory(self._actor)
        self._sources: Memory[Source] = Memory(self._source)

    def actor(self, actor: str) -> Actor:
        """The actor of an id; of one that the register has lost since, one without a name."""
        return self._actors[actor]

    def source(self, source: str) -> Source:
        """The source of an id."""
        return self._sources[source]

    def place(self, place: str) -> Place | None:
        """The place of an id."""
        return self._registers.gazetteer.get(place)

    def chain(self, place: Place) -> list[Place]:
        """What holds a place, the smallest first."""
        return self._registers.gazetteer.chain(place)

    def independent(self, origins: Iterable[str], day: str | None) -> tuple[str, ...]:
        """Those of these sources that were independent of each other on a day."""
        return voices(origins, self._registers.sources.on(day))

    def fighters(self, name: str, entry: Entry) -> str | None:
        """The armed actor whose people the words name; ``None`` for civilians, and for «soldiers» of nobody said."""
        return self._registers.fighters(name, entry)

    def _actor(self, actor: str) -> Actor:
        try:
            found = self._registers.actors.get(actor)
        except UnknownActorError:
            return Actor(actor, (), (), ActorKind.UNKNOWN, provisional=True)
        spelling = self._spellings.get(actor) if found.provisional else None
        return replace(found, ar=(spelling,), en=(romanise(spelling).text,)) if spelling else found

    def _source(self, source: str) -> Source:
        found = self._registers.sources.get(source)
        spelling = self._spellings.get(source) if found.provisional and found.ar else None
        return replace(found, ar=(spelling,)) if spelling else found

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """The ids of those in no register hold their folded words alone."""
        return {**self._entries.met(PREFIX), **self._entries.met(NEW)}


def told(store: Store, registers: ledger.Registers, query: Query) -> Iterator[Told]:
    """The incidents that fit, in the store's order, with their claims and reports."""
    names: Registers = Names(registers, store.entries)
    found = iter(store.incidents.find(query))
    while batch := list(islice(found, _BATCH)):
        entries = store.entries.get([claim for incident in batch for claim in incident.claims])
        reports = store.reports.get({entry.report for entry in entries.values()})
        for incident in batch:
            own = tuple(entries[claim] for claim in incident.claims if claim in entries)
            if own:  # else somebody changed the ledger since the incident was read
                yield Told(incident, own, reports, names)
