"""What the interface gives. Dates are ISO 8601, degrees WGS 84, offsets code points of the report's text."""

from __future__ import annotations

from ninja import Schema
from pydantic import ConfigDict, Field

from marsad.model import CasualtyKind, ClaimType, Factuality
from marsad.model.actor import ActorKind
from marsad.model.control import Standing
from marsad.model.incident import Grade
from marsad.model.source import SourceKind


class Version(Schema):
    """One value that a field is given, with the claims that give it and their independent origins."""

    value: str
    claims: list[str]
    origins: list[str]


class Site(Schema):
    """Where an incident lies. ``radius_km`` tells how far from the point it may be."""

    place: str | None
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    governorate: str | None
    country: str | None


class Casualties(Schema):
    """The range for one kind and group; an empty group is all people. ``null`` is unknown, not nought."""

    kind: CasualtyKind
    group: str
    civilian: bool | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    contested: bool
    origins: list[str]


class Reason(Schema):
    """Why a grade was given."""

    code: str
    values: list[str]


class Certainty(Schema):
    """A grade, and what it rests on."""

    grade: Grade
    origins: list[str]
    against_interest: list[str]
    deniers: list[str]
    reasons: list[Reason]


class IncidentOut(Schema):
    """One happening, as all reports tell it. ``unregistered`` stands for who is in no register."""

    id: str
    type: ClaimType
    first: str | None
    last: str | None
    date_precision: int | None
    site: Site | None
    types: list[Version]
    initiators: list[Version]
    targets: list[Version]
    casualties: list[Casualties]
    certainty: Certainty
    disputes: list[str]
    claims: list[str]
    reports: list[str]


class Mention(Schema):
    """Words of the report. Places have their position, where it is known."""

    text: str
    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str | None = None
    place_id: str | None = None
    region: str | None = None


class When(Schema):
    """When a claim says it happened; ``from`` and ``to`` are inclusive days."""

    model_config = ConfigDict(populate_by_name=True)
    text: str
    first: str = Field(alias="from")
    last: str = Field(alias="to")


class Count(Schema):
    """How many suffered what; ``null`` leaves that side of the range open."""

    kind: CasualtyKind
    group: Mention | None
    civilian: bool | None
    min: int | None
    max: int | None
    text: str
    start: int
    end: int


class Coded(Schema):
    """A claim as a coder gives it."""

    type: ClaimType
    trigger: Mention
    initiators: list[Mention]
    targets: list[Mention]
    places: list[Mention]
    when: When | None
    sources: list[Mention]
    factuality: Factuality
    casualties: list[Count]
    also: list[Mention]
    confidence: float


class ClaimOut(Coded):
    """A claim of a report, tied to the registers."""

    id: str
    report: str
    incident: str | None
    outlet: str
    published: str | None
    initiator_ids: list[str]
    target_ids: list[str]
    source_ids: list[str]


class ReportOut(Schema):
    """What is known of a report. ``title`` and ``text`` are there for those who may see them, else ``null``."""

    id: str
    title: str | None
    text: str | None
    published: str | None
    outlet: str
    url: str | None
    coder: str | None
    claims: list[str]


class PlaceOut(Schema):
    """A place of the gazetteers; ``within`` are the places that hold it, innermost first."""

    id: str
    ar: str
    en: str
    cls: str = Field(serialization_alias="class")
    within: list[str]
    country: str
    lat: float | None
    lon: float | None
    radius_km: float
    population: int | None


class ActorOut(Schema):
    """An actor of the register, with all its names, the main one first."""

    id: str
    ar: list[str]
    en: list[str]
    kind: ActorKind
    side: str | None
    countries: list[str]
    parents: list[str]


class SourceOut(Schema):
    """A source of the register."""

    id: str
    ar: list[str]
    en: list[str]
    kind: SourceKind
    side: str | None
    anonymous: bool


class Bound(Schema):
    """When something changed: not before ``earliest``, not after ``latest``."""

    earliest: str | None
    latest: str


class Interval(Schema):
    """A time during which the record of a place says one thing."""

    holders: list[str]
    start: Bound | None
    end: Bound | None
    contested: bool
    implied: bool
    seen: list[str]


class Holding(Schema):
    """Who held a place on a day, and how that is known. ``age`` is the evidence's, in days."""

    day: str
    standing: Standing
    holders: list[str]
    age: int | None


class Change(Schema):
    """A place changed hands."""

    before: list[str]
    after: list[str]
    when: Bound
    contested: bool


class ControlOut(Schema):
    """What is known of who held a place: ``holding`` where a day was asked for, ``changes`` where a time was."""

    place: str
    intervals: list[Interval]
    holding: Holding | None
    changes: list[Change] | None


class ControlTold(Schema):
    """A place that a text says is held by someone."""

    place: Mention
    holders: list[Mention]


class Affiliation(Schema):
    """A group that a text says belongs to another."""

    member: Mention
    group: Mention


class CodingOut(Schema):
    """All that a text claims, as the exchange format has it."""

    id: str
    claims: list[Coded]
    control: list[ControlTold]
    affiliations: list[Affiliation]


class About(Schema):
    """What this interface is."""

    name: str
    version: str
    openapi: str
    texts: bool


class Incidents(Schema):
    """A page of incidents; ``next`` is the key of the next page."""

    items: list[IncidentOut]
    next: str | None


class Claims(Schema):
    """A page of claims."""

    items: list[ClaimOut]
    next: str | None


class Reports(Schema):
    """A page of reports."""

    items: list[ReportOut]
    next: str | None


class Places(Schema):
    """Places of a name, the likeliest first."""

    items: list[PlaceOut]


class Actors(Schema):
    """A page of actors."""

    items: list[ActorOut]
    next: str | None


class Sources(Schema):
    """A page of sources."""

    items: list[SourceOut]
    next: str | None
