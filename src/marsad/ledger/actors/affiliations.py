"""What belonged to whom over time: the register's own word, and what reports say («لواء … التابع لـ…»).

Reports that disagree are all kept: a unit said to belong to two groups in one month has two parents then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.ledger.actors.dates import within
from marsad.ledger.actors.register import ActorRegister
from marsad.model import Coding
from marsad.model.actor import Parentage


class Belonging(NamedTuple):
    """That a report says of an actor that it belongs to another, its parent.

    ``day`` is the report's ISO date, or ``None``.
    """

    member: str
    parent: str
    day: str | None
    report: str


def tells_of(
    coding: Coding, day: str | None, register: ActorRegister, country: str | None = None
) -> tuple[Belonging, ...]:
    """What a coding says of who belongs to whom; ``day`` is its report's date, ``country`` where it is set.

    Both what the coder found and what the names of actors say by themselves count. Sorts of people («مسلحون», gunmen)
    have no parents, and nobody is his own.
    """
    named = [mention.text for claim in coding.claims for mention in (*claim.initiators, *claim.targets)]
    found = [(a.member.text, register.resolve(a.group.text, country, day)) for a in coding.affiliations]
    found += [(name, register.read(name, country, day).parent or "") for name in named]
    tells = []
    for member, group in found:
        read = register.read(member, country, day)
        if group and not read.sort and read.id != group and not register.is_sort(group):
            tells.append(Belonging(read.id, group, day, coding.id))
    return tuple(dict.fromkeys(tells))


def parentages(tells: Iterable[Belonging]) -> Mapping[str, tuple[Parentage, ...]]:
    """For each member its parents as reports tell them: one entry a parent, the earliest told first.

    ``first`` and ``last`` are the first and last day a report says so, ``reports`` all that do, in order of their ids.
    """
    told: dict[str, dict[str, set[tuple[str | None, str]]]] = defaultdict(lambda: defaultdict(set))
    for tell in tells:
        told[tell.member][tell.parent].add((tell.day, tell.report))
    return {
        member: _ordered(_parentage(group, said) for group, said in groups.items()) for member, groups in told.items()
    }


def _parentage(group: str, said: set[tuple[str | None, str]]) -> Parentage:
    days = sorted(day for day, _ in said if day)
    reports = tuple(sorted({report for _, report in said}))
    return Parentage(group, days[0] if days else None, days[-1] if days else None, reports)


def _ordered(parents: Iterable[Parentage]) -> tuple[Parentage, ...]:
    return tuple(sorted(parents, key=lambda p: (p.first is None, p.first or "", p.parent)))


@dataclass(frozen=True)
class Affiliations:
    """Who belongs to whom: the register's parents, and those that reports tell."""

    register: ActorRegister
    told: Mapping[str, tuple[Parentage, ...]] = field(default_factory=dict)

    def parents(self, id: str, day: str | None = None) -> tuple[Parentage, ...]:
        """The parents of an actor on an ISO day, or ever: the register's first, then those that reports tell.

        A report's word holds from the first to the last day it is told, the register's for the span that it gives.
        """
        known = (*self.register.get(id).parents, *self.told.get(id, ()))
        return tuple(parent for parent in known if within(day, parent.first, parent.last))

    def ancestors(self, id: str, day: str | None = None) -> tuple[str, ...]:
        """The ids of all that an actor belongs to on a day, nearest first; itself is none of them, even in a circle."""
        found: dict[str, None] = {}
        layer = [id]
        while layer:
            above = dict.fromkeys(p.parent for member in layer for p in self.parents(member, day))
            layer = [parent for parent in above if parent not in found and parent != id]
            found |= dict.fromkeys(layer)
        return tuple(found)

    def disputed(self, id: str) -> tuple[tuple[Parentage, Parentage], ...]:
        """Pairs of parents that an actor is said to have had at one time, neither of which belongs to the other."""
        parents = self.parents(id)
        pairs = ((one, other) for at, one in enumerate(parents) for other in parents[at + 1 :])
        return tuple((one, other) for one, other in pairs if _meet(one, other) and not self._related(one, other))

    def _related(self, one: Parentage, other: Parentage) -> bool:
        return (
            one.parent == other.parent
            or one.parent in self.ancestors(other.parent)
            or other.parent in self.ancestors(one.parent)
        )


def _meet(one: Parentage, other: Parentage) -> bool:
    return within(one.first, None, other.last) and within(other.first, None, one.last)
