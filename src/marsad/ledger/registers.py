"""The registers that a ledger goes by: actors, sources and places."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.sites import Sites
from marsad.ledger.sources.register import SourceRegister
from marsad.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Registers:
    """What names are tied to."""

    actors: ActorRegister
    sources: SourceRegister
    gazetteer: Gazetteer
    sites: Sites

    @classmethod
    def shipped(cls, gazetteer: Gazetteer) -> Registers:
        """Those of the package, with a gazetteer."""
        actors = ActorRegister.shipped()
        return cls(actors, SourceRegister.shipped(actors), gazetteer, Sites(gazetteer))

    def side(self, source: str) -> str | None:
        """The side that a source (an id) speaks for."""
        return self.sources.get(source).side
