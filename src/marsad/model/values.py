"""The frozen values a coding is made of.

Every offset counts Unicode code points in ``Report.text``; ``end`` is exclusive, so that
``report.text[m.start:m.end] == m.text`` for each mention. ``rule`` names the rule that set a value
(``module:rule`` form); it is shown by ``marsad explain`` and left out of the exchange format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from marsad.model.located import Located
from marsad.model.types import CasualtyKind, ClaimType, Factuality


@dataclass(frozen=True, slots=True)
class Report:
    """One news report as published. ``published`` is an ISO date (``YYYY-MM-DD``) or ``None``."""

    id: str
    title: str
    text: str
    published: str | None = None
    outlet: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the report's text that names somebody, some place or something.

    ``located`` is set on the places of claims and control once the resolver has looked at them.
    """

    text: str
    start: int
    end: int
    rule: str = field(default="", compare=False)
    located: Located | None = field(default=None, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: text, start and end, and for a place that was looked up its position."""
        told = {"text": self.text, "start": self.start, "end": self.end}
        return told | self.located.to_dict() if self.located else told


@dataclass(frozen=True, slots=True)
class When:
    """When a claim happened: inclusive ISO dates, with the words that say so."""

    text: str
    start: int
    end: int
    first: str
    last: str
    rule: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: text, start and end, from and to."""
        return {"text": self.text, "start": self.start, "end": self.end, "from": self.first, "to": self.last}


@dataclass(frozen=True, slots=True)
class CasualtyCount:
    """How many suffered what. ``None`` as ``low`` or ``high`` leaves that side of the range open."""

    kind: CasualtyKind
    group: Mention | None
    civilian: bool | None
    low: int | None
    high: int | None
    text: str
    start: int
    end: int
    rule: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: the numbers as min and max."""
        return {
            "kind": str(self.kind),
            "group": self.group.to_dict() if self.group else None,
            "civilian": self.civilian,
            "min": self.low,
            "max": self.high,
            "text": self.text,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One happening, as one source tells it."""

    type: ClaimType
    trigger: Mention
    initiators: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    when: When | None = None
    sources: tuple[Mention, ...] = ()
    factuality: Factuality = Factuality.STATED
    casualties: tuple[CasualtyCount, ...] = ()
    retellings: tuple[Mention, ...] = ()
    confidence: float = 0.0
    notes: tuple[str, ...] = field(default=(), compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: every field, with the confidence."""
        return {
            "type": str(self.type),
            "trigger": self.trigger.to_dict(),
            "initiators": [m.to_dict() for m in self.initiators],
            "targets": [m.to_dict() for m in self.targets],
            "places": [m.to_dict() for m in self.places],
            "when": self.when.to_dict() if self.when else None,
            "sources": [m.to_dict() for m in self.sources],
            "factuality": str(self.factuality),
            "casualties": [c.to_dict() for c in self.casualties],
            "also": [m.to_dict() for m in self.retellings],
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Control:
    """A place that the report says is held by someone at the time."""

    place: Mention
    holders: tuple[Mention, ...]
    rule: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: place and holders."""
        return {"place": self.place.to_dict(), "holders": [m.to_dict() for m in self.holders]}


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A unit or group that the report says belongs to another."""

    member: Mention
    group: Mention
    rule: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: member and group."""
        return {"member": self.member.to_dict(), "group": self.group.to_dict()}


@dataclass(frozen=True, slots=True)
class Coding:
    """All that one report claims; ``to_dict()`` is one line of the exchange format."""

    id: str
    claims: tuple[Claim, ...] = ()
    control: tuple[Control, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: one line of it."""
        return {
            "id": self.id,
            "claims": [c.to_dict() for c in self.claims],
            "control": [c.to_dict() for c in self.control],
            "affiliations": [a.to_dict() for a in self.affiliations],
        }
