"""From the entries of one cluster to an incident: every version and toll kept, the best supported put first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from marsad.ledger import versions
from marsad.ledger.casualties import FOUGHT, PEOPLE, ActorOf, casualties, nobody
from marsad.ledger.entry import Entry
from marsad.ledger.parties import SameActor, parties
from marsad.ledger.siting import siting
from marsad.ledger.timespan import timespan
from marsad.ledger.voices import Independent, Voices
from marsad.model import CasualtyKind, ClaimType, MarsadError
from marsad.model.incident import Casualties, Certainty, Incident
from marsad.text.dates import parse_iso


def _sideless(actor: str) -> str | None:
    """Knows no side."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What an incident is built by, besides its entries.

    ``origins`` gives the origin (a source id) of each entry by the entry's id; ``independent`` those of some origins
    that are independent of each other; ``same_actor`` says whether two actor ids may mean one: the same, a unit and
    what it belongs to, or one of them nobody in particular («gunmen»). ``certainty`` is the grade of these entries.
    ``actor_of`` knows whose fighters a casualty count counts, ``side_of`` the side that an actor is on: where two sides
    fight, who names one of two allies does not disagree with who names the other.
    """

    origins: Mapping[str, str]
    independent: Independent
    same_actor: SameActor
    certainty: Certainty
    actor_of: ActorOf = nobody
    side_of: Callable[[str], str | None] = _sideless


def build(entries: Sequence[Entry], context: Context) -> Incident:
    """The incident that these entries tell, whatever their order. Raises ``MarsadError`` where there are none."""
    if not entries:
        raise MarsadError("an incident without claims: give build() the entries of one cluster, at least one")
    ordered = sorted(entries, key=founding)
    voices = Voices(context.origins, context.independent)
    told = versions.telling(ordered)
    types = versions.types(told, voices)
    when = timespan(told, voices)
    where = siting(told, voices)
    tolls = casualties(ordered, voices, context.actor_of)
    same = _same(told, context)
    sides = parties(told, same)
    found = {
        "type": versions.types_differ(told, voices),
        "initiators": versions.actors_differ(told, voices, sides.initiators, same),
        "targets": versions.actors_differ(told, voices, sides.targets, same),
        "killed": _contested(tolls, CasualtyKind.KILLED),
        "injured": _contested(tolls, CasualtyKind.INJURED),
        "place": where.disputed,
        "time": when.disputed,
        "happened": versions.denied(ordered, voices),
    }
    disputes = tuple(field for field, disputed in found.items() if disputed)
    return Incident(
        id=ordered[0].id,
        claims=tuple(entry.id for entry in ordered),
        reports=tuple(dict.fromkeys(entry.report for entry in ordered)),
        type=ClaimType(types[0].value),
        first=when.first,
        last=when.last,
        date_precision=when.precision,
        site=where.site,
        types=types,
        initiators=versions.actors(told, voices, sides.initiators),
        targets=versions.actors(told, voices, sides.targets),
        casualties=tolls,
        certainty=context.certainty,
        disputes=disputes,
    )


def _same(told: Sequence[Entry], context: Context) -> SameActor:
    """Which actors count as one: allies too, where all tell of a fight."""
    if any(entry.claim.type not in FOUGHT for entry in told):
        return context.same_actor

    def same(a: str, b: str) -> bool:
        side = context.side_of(a)
        return context.same_actor(a, b) or (side is not None and side == context.side_of(b))

    return same


def _contested(tolls: Sequence[Casualties], kind: CasualtyKind) -> bool:
    """Whether the number of all people is: parts may be contested where it is not."""
    return any(toll.contested for toll in tolls if toll.kind is kind and toll.group == PEOPLE)


def founding(entry: Entry) -> tuple[int, str, str]:
    """What entries are put in order by: the founding claim is the earliest published, of those the first by report and
    id, as in ``linking.clusters.founder``.
    """
    said = parse_iso(entry.published)
    return said.toordinal() if said else 0, entry.report, entry.id
