"""Incidents as cards: what a list shows of each, in the reader's language, without a name that no register holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.ledger.certainty import wording
from marsad.model import CasualtyKind, ClaimType, Factuality
from marsad.model.incident import Casualties, Incident, Version
from marsad.web.browse import naming
from marsad.web.browse.naming import Named
from marsad.web.browse.quoting import Quoted, quoted

# The fields on which sources may disagree: see ``Incident.disputes``.
DISPUTES: Final[Mapping[str, Promise]] = {
    "type": _("what happened"),
    "initiators": _("who did it"),
    "targets": _("who was targeted"),
    "killed": _("how many were killed"),
    "injured": _("how many were injured"),
    "place": _("where it was"),
    "time": _("when it was"),
    "happened": _("whether it happened"),
}
SIDED: Final = ClaimType.ARMED_CLASH  # both sides did it to each other
_NAMED: Final = 3  # of those who did it or suffered it, on a card
_HARMLESS: Final = frozenset(
    {
        ClaimType.TERRITORY_GAIN,
        ClaimType.WITHDRAWAL,
        ClaimType.SIEGE,
        ClaimType.AGREEMENT,
        ClaimType.FORCE_MOVEMENT,
        ClaimType.WEAPON_INTERCEPT,
        ClaimType.PROPERTY_DESTRUCTION,
        ClaimType.PROTEST,
    }
)


@dataclass(frozen=True, slots=True)
class Party:
    """Some of those who did it (or to whom), the best supported first; ``more`` is how many others are named."""

    names: tuple[Named, ...]
    more: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """What the founding claim's report says, as it stands there, and whose report it is."""

    text: str
    outlet: Named


@dataclass(frozen=True, slots=True)
class Card:
    """``tolls`` are the ranges of all people by kind; ``unknown`` says that one would be expected and nobody gave any.

    ``reasons`` tell why the certainty is what it is, ``disputes`` what independent sources disagree on.
    """

    incident: Incident
    place: Named | None
    around: Named | None
    initiators: Party
    targets: Party
    tolls: tuple[Casualties, ...]
    unknown: bool
    reasons: tuple[str, ...]
    disputes: tuple[Promise, ...]
    quote: Quote | None

    @property
    def sided(self) -> bool:
        """Whether those who did it and to whom are the two sides of a fight."""
        return self.incident.type is SIDED

    @property
    def sources(self) -> int:
        """How many independent sources tell it."""
        return len(self.incident.certainty.origins)

    @property
    def reserve(self) -> Factuality | None:
        """What it is, where nobody tells it as done without reserve: planned, denied or alleged."""
        return reserve(self.incident)


def cards(incidents: Sequence[Incident]) -> list[Card]:
    """The cards of some incidents, in their order: two questions to the database, however many they are."""
    found = quoted(incidents)
    return [card(one, _quote(found.get(one.id))) for one in incidents]


def card(incident: Incident, quotation: Quote | None = None) -> Card:
    """One card, with a quotation if there is one."""
    tolls = totals(incident.casualties)
    site = incident.site
    return Card(
        incident,
        naming.site(site) if site else None,
        naming.around(site) if site else None,
        party(incident.initiators, "initiators" in incident.disputes),
        party(incident.targets, "targets" in incident.disputes),
        tolls,
        not tolls and incident.type not in _HARMLESS,
        reasons(incident),
        tuple(DISPUTES[field] for field in incident.disputes),
        quotation,
    )


def totals(casualties: Iterable[Casualties]) -> tuple[Casualties, ...]:
    """The ranges of all people, by kind, of which anybody gave a figure."""
    return tuple(
        found
        for found in casualties
        if not found.group
        and found.kind is not CasualtyKind.NONE_REPORTED
        and (found.low is not None or found.high is not None)
    )


def party(versions: Sequence[Version], disputed: bool, most: int = _NAMED) -> Party:
    """Those of a role; who is in no register is told once, after the others."""
    named = dict.fromkeys(naming.actor(version.value) for version in versions)
    ordered = sorted(named, key=lambda one: not one.known)
    return Party(tuple(ordered[:most]), max(len(ordered) - most, 0), disputed)


def reserve(incident: Incident) -> Factuality | None:
    """Planned, denied or alleged, where nobody tells an incident as done without reserve."""
    codes = {reason.code for reason in incident.certainty.reasons}
    if "planned" in codes:
        return Factuality.PLANNED
    if not incident.certainty.origins:
        return Factuality.DENIED
    return Factuality.ALLEGED if "reserved" in codes else None


def reasons(incident: Incident, outlets: Mapping[str, str] = naming.NONE) -> tuple[str, ...]:
    """Why the certainty is what it is, each reason a phrase. ``outlets`` are as ``naming.source`` takes them."""
    language: Literal["ar", "en"] = "en" if naming.english() else "ar"
    return tuple(
        wording(reason, language, lambda one: naming.source(one, outlets).text, naming.side)
        for reason in incident.certainty.reasons
    )


def _quote(found: Quoted | None) -> Quote | None:
    return Quote(found.text, naming.outlet(found.outlet, found.written)) if found else None
