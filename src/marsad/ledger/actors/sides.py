"""The sides of wars, and who is opposed to whom or allied, in which years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from marsad.ledger.actors.dates import within
from marsad.ledger.actors.states import states
from marsad.ledger.actors.tables import DATA, RegisterError, Table, read


class Stance(StrEnum):
    """How two sides stand to each other."""

    OPPOSED = "opposed"
    ALLIED = "allied"


@dataclass(frozen=True, slots=True)
class Side:
    """Those who fight together in one country's war; ``country`` is ``None`` where they do in several."""

    id: str
    en: str
    ar: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """That two sides are opposed or allied, between two ISO dates (or their beginnings), open where ``None``."""

    sides: frozenset[str]
    stance: Stance
    first: str | None
    last: str | None

    def holds(self, day: str | None) -> bool:
        """Whether it holds on an ISO day; on no particular day, whether it ever did."""
        return within(day, self.first, self.last)


@cache
def sides() -> Mapping[str, Side]:
    """Every side by id: those of ``sides.toml``, and each state that is a side of its own."""
    found = {side.id: side for side in map(_side, read(DATA / "sides.toml").tables("side"))}
    for state in states():
        if state.side == state.id:
            found.setdefault(state.id, Side(state.id, state.en, state.ar[0]))
    return found


def stances(one: str, other: str, day: str | None = None) -> frozenset[Stance]:
    """How two sides stand to each other on a day, or ever; both stances where they fought at one time only."""
    return frozenset(relation.stance for relation in _by_side()[one] if other in relation.sides and relation.holds(day))


def opponents(side: str, day: str | None = None) -> frozenset[str]:
    """The sides that a side is opposed to on a day, or ever."""
    held = [r.sides for r in _by_side()[side] if r.stance is Stance.OPPOSED and r.holds(day)]
    return frozenset().union(*held) - {side}


@cache
def _by_side() -> Mapping[str, list[Relation]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations():
        for side in relation.sides:
            found[side].append(relation)
    return found


def relations() -> Iterator[Relation]:
    """The relations of ``sides.toml``. Raises RegisterError on one whose sides are not known."""
    for table in read(DATA / "sides.toml").tables("relation"):
        table.only("sides", "kind", "first", "last")
        pair = frozenset(table.texts("sides"))
        if len(pair) != 2 or not pair <= sides().keys():
            raise RegisterError(f"{table.where}: field 'sides' must name two known sides, not {sorted(pair)}")
        yield Relation(pair, Stance(table.text("kind")), table.date("first"), table.date("last"))


def _side(table: Table) -> Side:
    table.only("id", "en", "ar", "country")
    return Side(table.text("id"), table.text("en"), table.text("ar"), table.text("country", "") or None)
