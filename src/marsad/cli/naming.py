"""Ids of the registers in words for a terminal, and places named on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.cli.terminal import isolate
from marsad.ledger.actors.provisional import is_provisional
from marsad.ledger.actors.sides import sides
from marsad.ledger.entry import Entry
from marsad.ledger.registers import Registers
from marsad.model import MarsadError
from marsad.places.gazetteer import Gazetteer


class Namer:
    """Names of actors, sources, sides and places, isolated: their id where the register has no name. ``entries`` tell
    how reports spell the actors that are in no register, whose ids hold folded words without articles.
    """

    def __init__(self, registers: Registers, entries: Iterable[Entry] = ()) -> None:
        self._registers = registers
        self._spelled = {
            id: mention.text
            for entry in entries
            for id, mention in zip(
                (*entry.initiators, *entry.targets), (*entry.claim.initiators, *entry.claim.targets), strict=True
            )
            if is_provisional(id)
        }

    def actor(self, actor: str) -> str:
        """The main Arabic name of an actor."""
        return isolate(self._spelled.get(actor) or self._registers.actors.name(actor, "ar"))

    def source(self, source: str) -> str:
        """The main Arabic name of a source, else the English one."""
        known = self._registers.sources.get(source)
        return isolate(next(iter((*known.ar, *known.en)), source))

    def holder(self, one: str) -> str:
        """The name of a side, or of an actor that has none."""
        side = sides().get(one)
        return isolate(side.ar) if side else self.actor(one)

    def place(self, place: str) -> str:
        """The name of a place; of an area without an entry the words it is known by."""
        known = self._registers.gazetteer.get(place)
        return isolate(known.name if known else place.rpartition("/")[2])


def places_called(written: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The ids of the places a user can mean by an id or a name. Raises ``MarsadError`` if there is none."""
    if gazetteer.get(written):
        return (written,)
    found = gazetteer.find(written)
    if not found:
        raise MarsadError(f"no place is called {written}; marsad places find shows those that are known")
    return tuple(place.id for place in found)
