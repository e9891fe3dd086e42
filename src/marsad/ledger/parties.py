"""Who stood on which side: the initiators and targets of claims, clashes turned one way.

Which side of a clash a report names first is chance («clashes between A and B»). Turned one way, the first initiator
and the first target of an incident are never one actor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from marsad.ledger.entry import Entry
from marsad.model import ClaimType

SameActor = Callable[[str, str], bool]


class Parties(NamedTuple):
    """Whom each entry names on each side, by the entry's id."""

    initiators: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, tuple[str, ...]]


def parties(entries: Sequence[Entry], same: SameActor) -> Parties:
    """The sides of each entry. Clashes are turned as the claims go in which one side attacks, and where there are none
    as the first clash that names both sides.
    """
    clashes = [entry for entry in entries if entry.claim.type is ClaimType.ARMED_CLASH]
    attacks = [entry for entry in entries if entry.claim.type is not ClaimType.ARMED_CLASH]
    models = [e for e in attacks if e.initiators] or [e for e in clashes if e.initiators and e.targets][:1]
    doers = {actor for entry in models for actor in entry.initiators}
    met = {actor for entry in models for actor in entry.targets}
    turned = {entry.id for entry in clashes if _is_turned(entry, doers, met, same)}
    return Parties(
        {e.id: e.targets if e.id in turned else e.initiators for e in entries},
        {e.id: e.initiators if e.id in turned else e.targets for e in entries},
    )


def _is_turned(entry: Entry, doers: Collection[str], met: Collection[str], same: SameActor) -> bool:
    """Whether a clash fits the model better the other way round."""
    as_told = _common(entry.initiators, doers, same) + _common(entry.targets, met, same)
    turned = _common(entry.initiators, met, same) + _common(entry.targets, doers, same)
    return turned > as_told


def _common(a: Collection[str], b: Collection[str], same: SameActor) -> int:
    return sum(same(one, two) for one, two in product(a, b))
