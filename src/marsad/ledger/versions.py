"""Every value that a field of an incident is given, with who gives it, and whether independent sources disagree."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from marsad.ledger.entry import Entry
from marsad.ledger.parties import SameActor
from marsad.ledger.voices import Voices
from marsad.model import ClaimType, Factuality
from marsad.model.incident import Version

# Types to the wider ones that a source may tell the same happening as: «bombardment» with no means given is shelling,
# and a battle is where towns are taken.
WIDER: Final[Mapping[ClaimType, frozenset[ClaimType]]] = {
    ClaimType.SUICIDE_BOMBING: frozenset({ClaimType.BOMBING, ClaimType.GROUND_ATTACK, ClaimType.ARMED_CLASH}),
    ClaimType.CHEMICAL_ATTACK: frozenset({ClaimType.AIR_STRIKE, ClaimType.SHELLING}),
    ClaimType.AIR_STRIKE: frozenset({ClaimType.SHELLING}),
    ClaimType.TERRITORY_GAIN: frozenset({ClaimType.GROUND_ATTACK, ClaimType.ARMED_CLASH, ClaimType.WITHDRAWAL}),
    ClaimType.GROUND_ATTACK: frozenset({ClaimType.ARMED_CLASH}),
    ClaimType.VIOLENCE_AGAINST_CIVILIANS: frozenset({ClaimType.GROUND_ATTACK}),
    ClaimType.CAPTURE: frozenset({ClaimType.ARREST}),
    ClaimType.ABDUCTION: frozenset({ClaimType.ARREST}),
    ClaimType.RIOT: frozenset({ClaimType.PROTEST}),
    ClaimType.SIEGE: frozenset({ClaimType.ARMED_CLASH}),
}
_UNTOLD: Final = frozenset({Factuality.DENIED, Factuality.PLANNED})


def telling(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries that tell the happening as one that was (a denial gives none of its fields), all where none do."""
    return [entry for entry in entries if entry.claim.factuality not in _UNTOLD] or entries


def types(entries: Sequence[Entry], voices: Voices) -> tuple[Version, ...]:
    """The types told: those of most independent origins first, then the more special, then those of most claims."""

    def special(version: Version) -> tuple[int, int, int, str]:
        wider = len(WIDER.get(ClaimType(version.value), ()))
        return -len(version.origins), -wider, -len(version.claims), version.value

    return tuple(sorted(_versions(entries, voices, lambda entry: [str(entry.claim.type)]), key=special))


def actors(entries: Sequence[Entry], voices: Voices, named: Mapping[str, Collection[str]]) -> tuple[Version, ...]:
    """The actors told in a role, those of most independent origins first, then those of most claims. ``named`` gives
    whom an entry names in the role, by the entry's id.
    """
    found = _versions(entries, voices, lambda entry: named[entry.id])
    return tuple(sorted(found, key=lambda version: (-len(version.origins), -len(version.claims), version.value)))


def _versions(entries: Sequence[Entry], voices: Voices, values: Callable[[Entry], Iterable[str]]) -> list[Version]:
    given: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for value in dict.fromkeys(values(entry)):
            given[value].append(entry)
    return [Version(value, tuple(entry.id for entry in by), voices.distinct(by)) for value, by in given.items()]


def types_differ(entries: Sequence[Entry], voices: Voices) -> bool:
    """Whether two independent origins tell types that cannot be one happening told more and less closely."""
    told = {origin: [entry.claim.type for entry in by] for origin, by in voices.by_origin(entries).items()}
    return voices.disagree(told, _may_be_one)


def _may_be_one(a: ClaimType, b: ClaimType) -> bool:
    return a == b or b in WIDER.get(a, ()) or a in WIDER.get(b, ())


def actors_differ(
    entries: Sequence[Entry], voices: Voices, named: Mapping[str, Collection[str]], same: SameActor
) -> bool:
    """Whether two independent origins name actors in a role of whom none may be the same. Who names none disagrees with
    nobody.
    """
    by = voices.by_origin(entries).items()
    return voices.disagree({origin: [actor for entry in own for actor in named[entry.id]] for origin, own in by}, same)


def denied(entries: Sequence[Entry], voices: Voices) -> bool:
    """Whether an independent origin denies the happening that another tells."""
    done = [entry for entry in entries if entry.claim.factuality is not Factuality.PLANNED]
    stands = {
        origin: [entry.claim.factuality is Factuality.DENIED for entry in by]
        for origin, by in voices.by_origin(done).items()
    }
    return voices.disagree(stands, operator.eq)
