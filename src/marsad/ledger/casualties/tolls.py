"""What each source last said: the figures of tellings by origin, the replaced ones marked.

Of one origin the telling of the latest report counts, of one day that with the larger total, since tolls rise through
a day. A vaguer telling replaces none that agrees with it: «the strike that killed dozens» leaves standing the 34 of the
day before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from marsad.ledger.casualties.counts import counts_of
from marsad.ledger.casualties.figures import Basis, Bounds, Figure, figures, holds, order
from marsad.ledger.casualties.groups import EVERYBODY, ActorOf, Group
from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import CasualtyKind, ClaimType
from marsad.model.incident import Toll

# Happenings in which both sides lose people, so that the dead of one are no toll.
FOUGHT: Final = frozenset(
    {ClaimType.ARMED_CLASH, ClaimType.GROUND_ATTACK, ClaimType.TERRITORY_GAIN, ClaimType.SIEGE, ClaimType.WITHDRAWAL}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of one telling, as a toll; ``total`` is the range that the same telling gives for all people."""

    toll: Toll
    basis: Basis
    total: Bounds

    @property
    def bounds(self) -> Bounds:
        """The range of the toll."""
        return self.toll.low, self.toll.high

    @property
    def allowed(self) -> Bounds:
        """The range of figures that the toll does not speak against."""
        return self.toll.low, self.toll.high if self.basis is Basis.TOLD else None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one entry says of one kind of casualties, by kind of people, on the word of ``origin``."""

    entry: Entry
    origin: str
    kind: CasualtyKind
    figures: Mapping[Group, Figure]

    def said(self, group: Group, figure: Figure) -> Said:
        """A figure of this telling as a toll."""
        low, high = figure.bounds
        told = (self.origin, self.entry.id, self.entry.published)
        toll = Toll(self.kind, group.key, group.civilian, low, high, *told, figure.part)
        return Said(toll, figure.basis, self.figures.get(EVERYBODY, figure).bounds)


def tellings(entries: Iterable[Entry], voices: Voices, actor_of: ActorOf) -> Iterator[Telling]:
    """What each entry tells of each kind of casualties."""
    for entry in entries:
        counts = counts_of(entry, actor_of)
        for kind in dict.fromkeys(c.kind for c in counts):
            told = figures([c for c in counts if c.kind is kind], fought=entry.claim.type in FOUGHT)
            yield Telling(entry, voices.origin(entry), kind, told)


def sayings(
    entries: Iterable[Entry], voices: Voices, actor_of: ActorOf
) -> dict[tuple[CasualtyKind, Group], list[Said]]:
    """Every figure told, by kind of casualties and of people, the latest first."""
    found: defaultdict[tuple[CasualtyKind, Group], list[Said]] = defaultdict(list)
    for telling in tellings(entries, voices, actor_of):
        for group, figure in telling.figures.items():
            found[telling.kind, group].append(telling.said(group, figure))
    return {key: replaced(said) for key, said in found.items()}


def replaced(said: Sequence[Said]) -> list[Said]:
    """The latest first, all but one of each origin marked as superseded; see above for which."""
    ordered = sorted(said, key=lambda s: s.toll.claim)
    ordered.sort(key=lambda s: (s.toll.said or "", order(s.total)), reverse=True)
    standing: dict[str, Said] = {}
    for one in ordered:
        latest = standing.get(one.toll.origin)
        # Sharper than all that its source said later, and agreeing with it.
        if latest is None or (holds(latest.bounds, one.bounds) and latest.bounds != one.bounds):
            standing[one.toll.origin] = one
    return [
        one if standing[one.toll.origin] is one else replace(one, toll=replace(one.toll, superseded=True))
        for one in ordered
    ]
