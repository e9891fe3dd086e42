"""Deaths by side, as UCDP GED has them: ``deaths_a``, ``deaths_b``, ``deaths_civilians`` and ``deaths_unknown``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.ledger.casualties.figures import add
from marsad.ledger.casualties.groups import CIVILIANS, FIGHTERS, PEOPLE, ActorOf, Group, nobody
from marsad.ledger.casualties.ranges import casualties, reckon
from marsad.ledger.casualties.tolls import FOUGHT, Said, Telling, replaced, tellings
from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import CasualtyKind
from marsad.model.incident import Casualties

INITIATORS: Final = "initiators"
TARGETS: Final = "targets"


@dataclass(frozen=True, slots=True)
class Deaths:
    """The killed of an incident by side, ``None`` where nobody counted any. ``unknown`` are those whom the total has
    beyond the rest.
    """

    initiators: Casualties | None
    targets: Casualties | None
    civilians: Casualties | None
    unknown: Casualties | None


def deaths_by_side(
    entries: Sequence[Entry], voices: Voices, side_of: Callable[[str], str | None], actor_of: ActorOf = nobody
) -> Deaths:
    """The killed by side. ``side_of`` gives ``INITIATORS`` or ``TARGETS`` for the id of an actor that fights on that
    side of the incident, and ``None`` for others; ``actor_of`` knows whose fighters are counted.

    Fighters whose side is not said are unknown. Of an air strike one source may say that it killed 18 civilians,
    another that it killed 20 fighters: where no source counts both they may be the same dead, and count as those whom
    more independent sources call them, or as unknown.
    """
    told = [telling for telling in tellings(entries, voices, actor_of) if telling.kind is CasualtyKind.KILLED]
    rows = {row.group: row for row in casualties(entries, voices, actor_of) if row.kind is CasualtyKind.KILLED}
    sides: dict[str, Casualties | None] = {}
    for name in (INITIATORS, TARGETS):
        group = Group(name, FIGHTERS, "body")
        said = [one for telling in told if (one := _said(group, telling, side_of)) is not None]
        sides[name] = reckon(CasualtyKind.KILLED, group, replaced(said), voices) if said else None
    sides[CIVILIANS] = rows.get(CIVILIANS)
    if not any(telling.entry.claim.type in FOUGHT for telling in told):
        for side in (INITIATORS, TARGETS):
            sides.update(dict.fromkeys(_doubtful(sides, side)))
    known = [row for row in sides.values() if row is not None]
    unknown = _rest(rows[PEOPLE], known) if PEOPLE in rows else None
    return Deaths(sides[INITIATORS], sides[TARGETS], sides[CIVILIANS], unknown)


def _said(group: Group, telling: Telling, side_of: Callable[[str], str | None]) -> Said | None:
    """The dead that a telling counts of a side's actors."""
    own = [f for g, f in telling.figures.items() if g.parent == FIGHTERS and side_of(g.key) == group.key]
    whole = [figure for figure in own if not figure.part] or own
    return telling.said(group, add(whole)) if whole else None


def _doubtful(sides: Mapping[str, Casualties | None], side: str) -> list[str]:
    """Of civilians and a side's fighters, those who may be the others under another name."""
    fighters, civilians = sides[side], sides[CIVILIANS]
    if fighters is None or civilians is None or set(fighters.origins) & set(civilians.origins):
        return []
    more = len(fighters.origins) - len(civilians.origins)
    return [CIVILIANS] if more > 0 else [side] if more < 0 else [CIVILIANS, side]


def _rest(total: Casualties, known: Sequence[Casualties]) -> Casualties:
    """What the total has beyond what is known of."""
    low = _less(total.low, [row.high for row in known])
    best = _less(total.best, [row.best or 0 for row in known])
    high = None if total.high is None else _less(total.high, [row.low or 0 for row in known])
    kind, origins = CasualtyKind.KILLED, total.origins
    return Casualties(kind, "unknown", None, low, best, high, "remainder", origins, total.contested, total.tolls)


def _less(total: int | None, known: Sequence[int | None]) -> int | None:
    """At least nought: an open end of the known may take all."""
    if total is None:
        return None
    return 0 if None in known else max(0, total - sum(figure or 0 for figure in known))
