"""Which actors of a ledger may be one: the names that its claims tell, weighed with what the claims show of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from marsad.ledger.actors import provisional
from marsad.ledger.actors.affiliations import parentages
from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.actors.suggestions import Suggestion, seen_in, suggestions, with_parents
from marsad.ledger.store import Store
from marsad.model.actor import Actor


class Alike(NamedTuple):
    """The suggestions, the likeliest first, and the actors in them by id."""

    found: tuple[Suggestion, ...]
    actors: Mapping[str, Actor]


def alike(store: Store, register: ActorRegister) -> Alike:
    """Whom the names that are in no register may be: another such name, or an actor of the register, met or not.

    Reads every claim of the ledger once.
    """
    seen = seen_in(store.entries.all())
    seen = with_parents(seen, parentages(store.belongings.of_members(list(seen))))
    spelled = store.entries.met(provisional.PREFIX)
    unknown = (provisional.actor_of(id, spelled.get(id)) for id in seen if provisional.is_provisional(id))
    actors = {actor.id: actor for actor in (*register, *unknown)}
    found = suggestions(actors.values(), seen)
    return Alike(found, {id: actors[id] for one in found for id in (one.one, one.other)})
