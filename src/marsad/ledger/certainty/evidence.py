"""What the tellings of an incident amount to: who tells it, who denies it, who tells it against its own interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from marsad.ledger.actors.sides import Stance, stances
from marsad.ledger.entry import Entry
from marsad.ledger.sources.independence import Origin, Sources, nameless, told, voices
from marsad.model import CasualtyCount, CasualtyKind, ClaimType, Factuality, Mention

Sides = Mapping[str, str | None]  # the side of each actor, by its id

# What an attacker has no interest in having done. Deeds that parties boast of (an attack on the enemy) are left out.
_CRIMES = frozenset({ClaimType.VIOLENCE_AGAINST_CIVILIANS, ClaimType.CHEMICAL_ATTACK})
_SUFFERED = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED, CasualtyKind.CAPTURED, CasualtyKind.MISSING})
_HURT = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED})
# What the target loses by the happening itself, whether anybody was hurt or not.
_LOSSES = frozenset({ClaimType.TERRITORY_GAIN, ClaimType.CAPTURE, ClaimType.WEAPON_INTERCEPT})
# Happenings that have one doer, so that two accounts can name rival ones.
_ONE_DOER = frozenset(
    {
        ClaimType.GROUND_ATTACK,
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.SUICIDE_BOMBING,
        ClaimType.CHEMICAL_ATTACK,
        ClaimType.VIOLENCE_AGAINST_CIVILIANS,
        ClaimType.ABDUCTION,
        ClaimType.PROPERTY_DESTRUCTION,
    }
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts that the grade rests on. All but ``accept``, ``losses``, ``parties`` and ``rivals`` are source ids.

    ``firm`` and ``tellers`` are independent origins that tell it without and with reserve, ``deniers`` those that deny
    it; ``named`` are those of ``firm`` that are told by somebody with a name. ``accept`` are sides that say they harmed
    civilians, ``losses`` sides that tell their own losses, ``parties`` the sides among those who did or suffered it
    that tell it, ``rivals`` sides that are named as doers by sources that exclude each other. ``planned``: nobody says
    that it has happened.
    """

    tellers: tuple[str, ...]
    firm: tuple[str, ...]
    named: tuple[str, ...]
    deniers: tuple[str, ...]
    accept: tuple[str, ...]
    losses: tuple[str, ...]
    parties: tuple[str, ...]
    rivals: tuple[str, ...]
    planned: bool


def gather(entries: Sequence[Entry], origins: Mapping[str, Origin], sources: Sources, sides: Sides) -> Evidence:
    """What the claims of one incident amount to. ``origins`` are as ``independence.origins`` gives them."""
    tellings = [entry for entry in entries if told(entry)]
    certain = [entry for entry in tellings if entry.claim.factuality is Factuality.STATED]
    signed = [entry for entry in certain if not nameless(sources.get(origins[entry.id].source))]
    denials = [entry for entry in entries if entry.claim.factuality is Factuality.DENIED]
    firm = _voices(certain, origins, sources)
    day = min((entry.published for entry in entries if entry.published), default=None)
    spoken = [(entry, side) for entry in certain if (side := sources.get(origins[entry.id].source).side)]
    return Evidence(
        tellers=_voices(tellings, origins, sources),
        firm=firm,
        named=_voices(signed, origins, sources),
        deniers=_voices(denials, origins, sources),
        accept=_distinct(side for entry, side in spoken if side in _of(entry.initiators, sides) and _harms(entry)),
        losses=_distinct(side for entry, side in spoken if _loses(entry, side, sides)),
        parties=_enemies({s for entry, s in spoken if s in _of((*entry.initiators, *entry.targets), sides)}, day),
        rivals=_rivals(tellings, origins, sources, sides, day),
        planned=not tellings and not denials,
    )


def _voices(entries: Iterable[Entry], origins: Mapping[str, Origin], sources: Sources) -> tuple[str, ...]:
    ordered = sorted(entries, key=lambda entry: (entry.published is None, entry.published or "", entry.id))
    return voices((origins[entry.id].source for entry in ordered), sources)


def _of(actors: Iterable[str], sides: Sides) -> set[str]:
    return {side for actor in actors if (side := sides.get(actor))}


def _harms(entry: Entry) -> bool:
    """Whether a claim tells of civilians harmed."""
    claim = entry.claim
    return claim.type in _CRIMES or any(c.civilian and c.kind in _HURT and _some(c) for c in claim.casualties)


def _some(count: CasualtyCount) -> bool:
    """Whether a count is of anybody: «0» is a denial, an open range is not."""
    return count.low != 0 or count.high != 0


def _loses(entry: Entry, side: str, sides: Sides) -> bool:
    """Whether a claim of a side tells what that side lost: fighters, ground, an aircraft, a position it left."""
    claim = entry.claim
    if claim.type in _LOSSES and side in _of(entry.targets, sides):
        return True
    if claim.type is ClaimType.WITHDRAWAL:
        return side in _of(entry.initiators, sides)
    actors = zip((*entry.initiators, *entry.targets), (*claim.initiators, *claim.targets), strict=True)
    own = [mention for actor, mention in actors if sides.get(actor) == side]
    counts = (c for c in claim.casualties if c.kind in _SUFFERED and not c.civilian and _some(c))
    return any(c.group and _overlap(c.group, mention) for c in counts for mention in own)


def _overlap(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def _enemies(sides: set[str], day: str | None) -> tuple[str, ...]:
    """These sides if any two of them are no allies."""
    return tuple(sorted(sides)) if any(not _friends(a, b, day) for a, b in combinations(sides, 2)) else ()


def _friends(a: str, b: str, day: str | None) -> bool:
    return a == b or Stance.ALLIED in stances(a, b, day)


def _rivals(
    entries: Sequence[Entry], origins: Mapping[str, Origin], sources: Sources, sides: Sides, day: str | None
) -> tuple[str, ...]:
    """The sides named as doers by two independent origins that name neither the same side nor allies."""
    accused: dict[str, set[str]] = {}
    for entry in entries:
        if entry.claim.type in _ONE_DOER:
            accused.setdefault(origins[entry.id].source, set()).update(_of(entry.initiators, sides))
    accounts = [(source, named) for source, named in sorted(accused.items()) if named]
    found: set[str] = set()
    for (a, first), (b, second) in combinations(accounts, 2):
        apart = not any(_friends(x, y, day) for x in first for y in second)
        if apart and len(voices((a, b), sources)) == 2:
            found |= first | second
    return tuple(sorted(found))


def _distinct(sides: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(sides)))
