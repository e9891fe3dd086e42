"""Incidents and claims without the names of those whom no register holds: they may be private people.

The name of such a one is written in the report, and stands in its id and in the claim's mentions as well.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from marsad.ledger.actors.provisional import PREFIX
from marsad.ledger.casualties.groups import deciding
from marsad.ledger.entry import Entry
from marsad.ledger.sources.reading import NEW
from marsad.ledger.wire import built, plain
from marsad.model import CasualtyCount, Mention
from marsad.model.incident import Incident

HIDDEN: Final = "unregistered"  # in the place of an id
_OTHER: Final = "other"  # in the place of a kind of people that is told by a name
_UNKNOWN: Final = (PREFIX, NEW)


def public(incident: Incident, outlets: Collection[str] = ()) -> Incident:
    """An incident without their ids. ``outlets`` are ids that stay: newspapers are nobody's private matter."""
    made: Incident = built(Incident, _hidden(plain(incident), outlets))
    return replace(made, casualties=tuple(_counted(one) for one in made.casualties))


def public_entry(entry: Entry) -> Entry:
    """A claim without the mentions of them."""
    claim = entry.claim
    initiators, first = _kept(claim.initiators, entry.initiators)
    targets, second = _kept(claim.targets, entry.targets)
    sources, chain = _kept(claim.sources, entry.chain)
    casualties = tuple(map(_nameless, claim.casualties))
    told = replace(claim, initiators=initiators, targets=targets, sources=sources, casualties=casualties)
    return replace(entry, claim=told, initiators=first, targets=second, chain=chain)


def is_named(group: str) -> bool:
    """Whether a kind of people that tolls are told of is one that anybody may be in, and no name."""
    return bool(group) and group.isascii() and not group.startswith(_UNKNOWN)


def _hidden(value: Any, kept: Collection[str]) -> Any:
    if isinstance(value, str):
        return HIDDEN if value.startswith(_UNKNOWN) and value not in kept else value
    if isinstance(value, list):
        return [_hidden(one, kept) for one in value]
    return {key: _hidden(one, kept) for key, one in value.items()} if isinstance(value, dict) else value


def _counted(found: Any) -> Any:
    if not found.group or is_named(found.group):
        return found
    return replace(found, group=_OTHER, tolls=tuple(replace(toll, group=_OTHER) for toll in found.tolls))


def _kept(mentions: Sequence[Mention], ids: Sequence[str]) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    pairs = [pair for pair in zip(mentions, ids, strict=True) if not pair[1].startswith(_UNKNOWN)]
    return tuple(mention for mention, _ in pairs), tuple(one for _, one in pairs)


def _nameless(count: CasualtyCount) -> CasualtyCount:
    if count.group is None or deciding(count.group.text):
        return count
    return replace(count, group=None, text="", start=count.group.start, end=count.group.start)
