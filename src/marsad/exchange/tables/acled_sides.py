"""Who ACLED would name as an event's two actors: civilians, protesters and rioters by its own generic names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marsad.exchange.tables.acled_names import EVENT_TYPES, INTER, country_name
from marsad.exchange.tables.told import PEOPLE, Told, english_name, nobody
from marsad.ledger.casualties.groups import CIVILIANS
from marsad.ledger.casualties.groups import PEOPLE as EVERYBODY
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties
from marsad.model.types import CasualtyKind, ClaimType

_GENERIC: Final = {
    ActorKind.CIVILIANS: "Civilians",
    ActorKind.PROTESTERS: "Protesters",
    ActorKind.RIOTERS: "Rioters",
}
_CROWDS: Final = {ClaimType.PROTEST: ActorKind.PROTESTERS, ClaimType.RIOT: ActorKind.RIOTERS}
_REMOTE: Final = "Explosions/Remote violence"
_AGAINST_CIVILIANS: Final = "Violence against civilians"
_HARM: Final = (CasualtyKind.KILLED, CasualtyKind.INJURED)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event. ``kind`` is ``None`` for an actor that nothing but its name is known of; ``others`` are
    all else told of this side: who these civilians were, allies, rival culprits.
    """

    name: str
    kind: ActorKind | None
    others: tuple[str, ...] = ()

    @property
    def inter(self) -> str | None:
        """What ACLED calls an actor of this kind."""
        return INTER[self.kind] if self.kind else None


def sides(told: Told) -> tuple[Side | None, Side | None]:
    """Actor 1 and actor 2: the best supported initiator and target, where they are told.

    In a protest or riot actor 1 are its protesters or rioters, named or not. Actor 2 of violence against civilians
    are civilians by its definition; so they are of remote violence without a known target that harmed nobody else.
    """
    crowd = _CROWDS.get(told.incident.type)
    first = _side(told, told.initiators, crowd)
    if first is None and crowd:
        first = Side(_generic(crowd, told), crowd)
    second = _side(told, told.opponents, None)
    if second is None and _harms_civilians(told):
        second = Side(_generic(ActorKind.CIVILIANS, told), ActorKind.CIVILIANS)
    return first, second


def _side(told: Told, actors: tuple[Actor, ...], crowd: ActorKind | None) -> Side | None:
    if not actors:
        return None
    main, names = actors[0], [english_name(actor) for actor in actors]
    if main.kind not in PEOPLE:
        return Side(names[0], _kind(told, main), tuple(names[1:]))
    kind = crowd or main.kind
    return Side(_generic(kind, told), kind, tuple(name for name in names if name not in _GENERIC.values()))


def _kind(told: Told, actor: Actor) -> ActorKind | None:
    """To ACLED the forces of a state are external where they act in another."""
    if actor.kind is ActorKind.UNKNOWN and not nobody(actor):
        return None
    where = told.incident.site.country if told.incident.site else None
    abroad = where is not None and bool(actor.countries) and where not in actor.countries
    return ActorKind.EXTERNAL if abroad and actor.kind is ActorKind.STATE_FORCES else actor.kind


def _generic(kind: ActorKind, told: Told) -> str:
    """«Civilians (Syria)»."""
    where = country_name(told.incident.site.country) if told.incident.site else None
    return f"{_GENERIC[kind]} ({where})" if where else _GENERIC[kind]


def _harms_civilians(told: Told) -> bool:
    event = EVENT_TYPES[told.incident.type].event
    if event == _AGAINST_CIVILIANS:
        return True
    harmed = [c for c in told.incident.casualties if c.kind in _HARM and c.high != 0]
    return event == _REMOTE and bool(harmed) and all(map(_civilians_alone, _by_kind(harmed)))


def _by_kind(harmed: list[Casualties]) -> Iterator[dict[str, Casualties]]:
    for kind in _HARM:
        if rows := {row.group: row for row in harmed if row.kind is kind}:
            yield rows


def _civilians_alone(rows: dict[str, Casualties]) -> bool:
    """Whether the civilians are all people counted: of «10 dead, 3 of them children» seven may be fighters."""
    people, civilians = rows.get(EVERYBODY), rows.get(CIVILIANS)
    return people is not None and civilians is not None and civilians.best == people.best
