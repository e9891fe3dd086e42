"""What the ledger shows of an actor: how it is spelt, whom it met, what it did and suffered, to whom it belongs.

Nearly all of it is counted in memory (``marsad.web.columns``), and remembered: see ``remembering``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
from django.db import DEFAULT_DB_ALIAS

from marsad.ledger.actors.affiliations import Affiliations, parentages
from marsad.ledger.actors.sides import Relation, Stance, relations
from marsad.ledger.actors.suggestions import Suggestion, suggestions
from marsad.model.actor import Actor, ActorKind, Parentage
from marsad.model.types import CasualtyKind
from marsad.web.browse import naming
from marsad.web.browse.choosing import counted
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers.figures import Reader
from marsad.web.browse.numbers.series import Tally, told, totals
from marsad.web.browse.numbers.tallies import counts
from marsad.web.browse.profiles.listing import called, folded
from marsad.web.browse.profiles.terms import since
from marsad.web.browse.registers import names, registers
from marsad.web.browse.remembering import remembered
from marsad.web.columns.keeping import table
from marsad.web.columns.marking import marked
from marsad.web.columns.table import CODES, SPELLINGS, Array, Deeds, Table, distinct
from marsad.web.ledger.belongings import SqlBelongings
from marsad.web.ledger.facets import ACTOR

INITIATOR, TARGET = "initiator", "target"
_SPELLINGS: Final = 24
_TWICE: Final = 2  # a spelling met once may hold somebody's own name
_KEPT: Final = 256
_BITS: Final = 32  # of a place in the table
_DID, _SUFFERED = np.uint8(1), np.uint8(2)  # the initiator's side of a claim, and the target's
_belongings: Final = SqlBelongings(DEFAULT_DB_ALIAS)
_PEOPLE: Final = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS, ActorKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody, and in how many incidents."""

    named: Named
    count: int


@dataclass(frozen=True, slots=True)
class Stand:
    """How the actor's side stands to another, and since and until when, in words; empty where it is open."""

    side: str
    stance: Stance
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Parent:
    """Whom an actor belonged to, as ``Stand``; ``reports`` is how many say so, 0 for the register's own word, and
    ``disputed`` that others name another parent for the same time.
    """

    named: Named
    first: str
    last: str
    reports: int
    disputed: bool


def met() -> Mapping[str, int]:
    """The actors of all incidents, with how many."""
    return counts(ACTOR)


def bears(one: str, words: str) -> bool:
    """Whether an actor is called so."""
    return called(words, _folded(one))


def alike(met: Mapping[str, int]) -> Mapping[str, tuple[Suggestion, ...]]:
    """Whom each of these that is in no register may be, the likeliest first."""
    return _alike(frozenset(met))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the claims show of one actor."""

    actor: Actor

    def spellings(self) -> list[tuple[str, int]]:
        """How reports spell it, with how many do, the commonest first. Of sorts of people none: «the citizen so-and-so»
        is one of those.
        """
        one = self.actor
        sort = one.kind in _PEOPLE or one.provisional or registers().actors.is_sort(one.id)
        return [] if sort else _spellings(one.id)

    def parents(self, who: Reader) -> list[Parent]:
        """To whom it belonged by the register, and as reports tell it."""
        id = self.actor.id
        told = tuple(one for one in _parents(id) if not names().actor(one.parent).provisional)
        above = {one.parent: _parents(one.parent) for one in told}
        known = Affiliations(registers().actors, above | {id: told})
        disputed = {one for pair in known.disputed(id) for one in pair}
        return [
            Parent(
                naming.actor(one.parent), _told(one.first, who), _told(one.last, who), len(one.reports), one in disputed
            )
            for one in known.parents(id)
        ]

    def faced(self) -> tuple[list[Met], int]:
        """Whom it faced in incidents, and how many others that are in no register."""
        counted = _faced(self.actor.id)
        known = [Met(naming.actor(one), count) for one, count in counted.items() if not names().actor(one).provisional]
        return known, len(counted) - len(known)

    def by_type(self, role: str) -> Mapping[str, int]:
        """The incidents in which it is the initiator (or the target), by what the claims call them."""
        return _by_type(self.actor.id, role)

    def casualties(self, role: str) -> Mapping[CasualtyKind, Tally]:
        """The casualties of these, of whoever they are, by kind."""
        return _casualties(self.actor.id, role)


def stands(side: str, who: Reader) -> list[Stand]:
    """The opponents of a side, then its allies, in the order of time."""
    found = [one for one in _relations() if side in one.sides]
    found.sort(key=lambda one: (one.stance is not Stance.OPPOSED, one.first or "", sorted(one.sides)))
    return [
        Stand(naming.side(next(iter(one.sides - {side}))), one.stance, _told(one.first, who), _told(one.last, who))
        for one in found
    ]


def units(id: str, met: Mapping[str, int]) -> list[Met]:
    """Who belongs to it by the register: those with most incidents first."""
    found = [one for one in registers().actors if any(parent.parent == id for parent in one.parents)]
    made = [Met(naming.actor(one.id), met.get(one.id, 0)) for one in found]
    return sorted(made, key=lambda one: (-one.count, one.named.text))


def _told(written: str | None, who: Reader) -> str:
    return since(written, who) if written else ""


@cache
def _relations() -> tuple[Relation, ...]:
    return tuple(relations())


@cache
def _folded(one: str) -> tuple[str, ...]:
    found = names().actor(one)
    return tuple(dict.fromkeys(folded(name) for name in (*found.ar, *found.en)))


@remembered(_KEPT)
def _spellings(id: str) -> list[tuple[str, int]]:
    deeds = table().deeds.by(CODES.number(id))
    once = distinct(deeds.name.astype(np.int64) << _BITS | deeds.report)
    told = np.bincount(once >> _BITS)
    found = [(SPELLINGS.known(one), int(told[one])) for one in np.flatnonzero(told >= _TWICE).tolist()]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:_SPELLINGS]


def _deeds(found: Table, id: str, role: str) -> Deeds:
    """What an actor did, or what was done to it."""
    own = found.deeds.by(CODES.number(id))
    return own.taken(own.target == (role == TARGET))


@remembered(_KEPT)
def _by_type(id: str, role: str) -> Mapping[str, int]:
    deeds = _deeds(table(), id, role)
    return _incidents(deeds.type, deeds.row)


@remembered(_KEPT)
def _casualties(id: str, role: str) -> Mapping[CasualtyKind, Tally]:
    found = table()
    return told(totals(found.rows.tolls[distinct(_deeds(found, id, role).row)]))


@remembered(_KEPT)
def _faced(id: str) -> Mapping[str, int]:
    """In how many incidents each other actor stands on the other side of the same claims, the commonest first."""
    deeds = table().deeds
    own = deeds.by(CODES.number(id))
    stands = np.zeros(own.claim.max(initial=-1) + 1, np.uint8)  # of each claim the sides that the actor is on
    stands[own.claim[~own.target]] = _DID
    stands[own.claim[own.target]] |= _SUFFERED
    sides = marked(stands, deeds.claim)
    same = np.flatnonzero(sides)
    across = same[sides[same] & np.where(deeds.target[same], _DID, _SUFFERED) > 0]
    faced = {one: count for one, count in _incidents(deeds.party[across], deeds.row[across]).items() if one != id}
    return dict(sorted(faced.items(), key=lambda item: (-item[1], item[0])))


def _incidents(values: Array, rows: Array) -> Mapping[str, int]:
    """Of how many incidents each value is told, however often."""
    once = distinct(values.astype(np.int64) << _BITS | rows)
    return counted(once >> _BITS)


@remembered(_KEPT)
def _parents(id: str) -> tuple[Parentage, ...]:
    return () if registers().actors.is_sort(id) else parentages(_belongings.of_members([id])).get(id, ())


@lru_cache(2)
def _alike(met: frozenset[str]) -> Mapping[str, tuple[Suggestion, ...]]:
    known = [names().actor(one) for one in met if not registers().actors.is_sort(one)]
    found: dict[str, tuple[Suggestion, ...]] = {}
    for one in suggestions(known):
        found[one.one] = (*found.get(one.one, ()), one)
    return found
