"""An incident: one happening, as many reports tell it, with every disagreement left standing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from marsad.model.types import CasualtyKind, ClaimType


@dataclass(frozen=True, slots=True)
class Site:
    """Where an incident lies. ``place`` is the gazetteer's id, ``None`` where the point belongs to no place of it.

    ``governorate`` and ``country`` (ISO 3166-1 alpha-2) hold the site; ``lat`` and ``lon`` are degrees (WGS 84), both
    ``None`` where only the ``governorate`` or ``country`` is known; ``precision`` is a key of ``GEO_PRECISION``.
    """

    place: str | None
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    governorate: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One value that a field is given, with the claims that give it and their independent origins (source ids)."""

    value: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """What one source last said of one kind of casualties in one group.

    ``group`` is the kind of people counted («أطفال», folded; empty where the count names nobody), ``low`` and ``high``
    the range, open where ``None``. ``part`` marks the part of a total that the same source gives («10 dead, 3 of them
    children»), ``superseded`` a count that the source has replaced since. ``said`` is the report's ISO date.
    """

    kind: CasualtyKind
    group: str
    civilian: bool | None
    low: int | None
    high: int | None
    origin: str
    claim: str
    said: str | None
    part: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Casualties:
    """The range for one kind and group: ``group`` is empty for the total of all people.

    ``low``, ``best`` and ``high`` are ``None`` where nobody gave that bound: unknown is not nought. ``rule`` names the
    rule that chose ``best``; ``contested`` says that independent sources give ranges that exclude each other.
    """

    kind: CasualtyKind
    group: str
    civilian: bool | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    origins: tuple[str, ...]
    contested: bool
    tolls: tuple[Toll, ...]


class Grade(StrEnum):
    """How certain an incident is, after the grading that Airwars publishes."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a grade was given: a code with what it counts or names (ids), worded by whoever shows it."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certainty:
    """A grade and what it rests on: independent origins, sides that confirm against their interest, deniers."""

    grade: Grade
    origins: tuple[str, ...]
    against_interest: tuple[str, ...]
    deniers: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening. ``claims`` are ids, the founding (earliest) one first; ``id`` is the founding claim's.

    ``first`` and ``last`` are inclusive ISO dates, ``date_precision`` UCDP GED's ``date_prec`` (1 the day, 2 two to six
    days, 3 the week, 4 the month, 5 longer). ``types``, ``initiators`` and ``targets`` hold every version told, the
    best supported first; ``disputes`` names the fields on which independent sources disagree.
    """

    id: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    type: ClaimType
    first: str | None
    last: str | None
    date_precision: int | None
    site: Site | None
    types: tuple[Version, ...]
    initiators: tuple[Version, ...]
    targets: tuple[Version, ...]
    casualties: tuple[Casualties, ...]
    certainty: Certainty
    disputes: tuple[str, ...]
