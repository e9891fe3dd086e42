"""The registers that a ledger goes by: actors, sources and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.entry import Entry
from marsad.ledger.sites import Sites
from marsad.ledger.sources.register import SourceRegister
from marsad.model.actor import ActorKind
from marsad.places.gazetteer import Gazetteer

_PEOPLE: Final = frozenset((ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS, ActorKind.UNKNOWN))


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

    def fighters(self, name: str, entry: Entry) -> str | None:
        """The armed actor (an id) whose people a count of an entry counts; ``None`` for people who do not fight, for
        «soldiers» of nobody said, and for names that nobody knows.
        """
        country = next((site.country for site in entry.sites if site and site.country), None)
        found = self.actors.read(name, country, entry.published)
        unknown = found.sort or not found.known or self.actors.get(found.id).kind in _PEOPLE
        return None if unknown else found.id

    def side(self, source: str, day: str | None) -> str | None:
        """The side that a source (an id) spoke for on an ISO day."""
        return self.sources.get(source).on(day).side
