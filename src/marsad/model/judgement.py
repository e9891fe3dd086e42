"""Judgements: what a person decided about claims, incidents, actors and sources, with who, when and why.

A judgement is never changed or removed. To take one back is a judgement of its own (``Undo``), and so is to take that
back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from marsad.model.types import ClaimType, Factuality
from marsad.model.values import CasualtyCount, Claim, Mention, When


class Field(StrEnum):
    """The fields of a claim that a person can correct. The values are the names of the fields of ``Claim``."""

    TYPE = "type"
    TRIGGER = "trigger"
    INITIATORS = "initiators"
    TARGETS = "targets"
    PLACES = "places"
    WHEN = "when"
    SOURCES = "sources"
    FACTUALITY = "factuality"
    CASUALTIES = "casualties"


# What a field can be set to: type and factuality their vocabularies, the trigger a mention, ``when`` dates or nothing,
# initiators, targets, places and sources mentions, casualties counts.
Value = ClaimType | Factuality | Mention | tuple[Mention, ...] | When | tuple[CasualtyCount, ...] | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What ties a judgement to a claim, so that it finds the claim again in another coding or another wording.

    ``claim`` is the id by which the ledger knows the claim, for good. ``type``, ``trigger`` and ``also`` (retellings)
    are those of the coder, not of a person's correction, for a coder is to find them again. ``before`` and ``after``
    are the text around the trigger, as in the TextQuoteSelector of the W3C Web Annotation Data Model.
    """

    claim: str
    report: str
    type: ClaimType
    trigger: Mention
    also: tuple[Mention, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """These claims tell one happening."""

    claims: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """None of ``claims`` tells the happening that any of ``rest`` tells."""

    claims: tuple[Anchor, ...]
    rest: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Confirm:
    """The claim is right, as it stood: every field of it holds from now on."""

    claim: Anchor
    stood: Claim


@dataclass(frozen=True, slots=True)
class Correct:
    """A field of the claim is ``value``. ``base`` is the claim as the coder gave it, without any correction."""

    claim: Anchor
    field: Field
    value: Value
    base: Claim


@dataclass(frozen=True, slots=True)
class Reject:
    """The report claims no such happening."""

    claim: Anchor


@dataclass(frozen=True, slots=True)
class MergeActors:
    """The actors ``merged`` are the actor ``kept`` (ids)."""

    kept: str
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeSources:
    """The sources ``merged`` are the source ``kept`` (ids)."""

    kept: str
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """The judgement with the id ``of`` no longer counts. To undo an undoing makes it count again."""

    of: int


Act = Merge | Split | Confirm | Correct | Reject | MergeActors | MergeSources | Undo


@dataclass(frozen=True, slots=True)
class Judgement:
    """An act, with who did it, when (ISO 8601, with the offset from UTC) and why.

    ``id`` grows from judgement to judgement; 0 where the ledger has not recorded it yet.
    """

    act: Act
    who: str
    when: str
    why: str
    id: int = 0


def anchors(act: Act) -> tuple[Anchor, ...]:
    """The claims that an act is about."""
    match act:
        case Merge(claims):
            return claims
        case Split(claims, rest):
            return claims + rest
        case Confirm(claim) | Correct(claim) | Reject(claim):
            return (claim,)
        case MergeActors() | MergeSources() | Undo():
            return ()
