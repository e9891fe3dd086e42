"""Sorts of people and forces that are nobody in particular: gunmen, civilians, aircraft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad.ledger.actors.entries import kind_of
from marsad.ledger.actors.states import State
from marsad.ledger.actors.tables import DATA, read
from marsad.model.actor import Actor

_OF = ":"  # between a sort's id and a state's: «gunmen:ps», Palestinian gunmen


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort as an actor, with the examples of its entry."""

    actor: Actor
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@cache
def sorts() -> dict[str, Sort]:
    """The sorts of ``sorts.toml`` by id."""
    found = {}
    for table in read(DATA / "sorts.toml").tables("sort"):
        table.only("id", "en", "ar", "kind", "matches", "rejects")
        actor = Actor(table.text("id"), (table.text("ar"),), (table.text("en"),), kind_of(table))
        found[actor.id] = Sort(actor, table.texts("matches"), table.texts("rejects"))
    return found


def id_of(sort: str, state: str | None) -> str:
    """The actor id of a sort, of people of a state where one is given."""
    return f"{sort}{_OF}{state}" if state else sort


def actor_of(id: str, by_state: dict[str, State]) -> Actor | None:
    """The actor of a sort's id; ``None`` for an id that is none."""
    name, of, state_id = id.partition(_OF)
    sort, state = sorts().get(name), by_state.get(state_id)
    if sort is None or bool(of) != (state is not None):
        return None
    if state is None:
        return sort.actor
    arabic, english = f"{sort.actor.ar[0]} ({state.ar[0]})", f"{sort.actor.en[0]} ({state.en})"
    return Actor(id, (arabic,), (english,), sort.actor.kind, None, (state.code,))
