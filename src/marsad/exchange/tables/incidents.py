"""Incidents as a table of Marsad's own: every field, with its range and its standing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from marsad.exchange.tables.columns import Cell, Column, Table, joined
from marsad.exchange.tables.told import Told, arabic_name, english_name
from marsad.model.incident import Site
from marsad.model.types import CasualtyKind


def _of_site(value: Callable[[Site], Cell]) -> Callable[[Told], Cell]:
    return lambda told: value(told.incident.site) if told.incident.site else None


def _counts(kind: CasualtyKind) -> tuple[Column[Told], ...]:
    """Low, best and high of one kind; all empty where nobody gave a count."""

    def bound(name: str) -> Callable[[Told], Cell]:
        def value(told: Told) -> Cell:
            total = told.total(kind)
            found: int | None = getattr(total, name) if total else None
            return found

        return value

    told = "empty where nobody gave it"
    return tuple(
        Column(f"{kind}_{name}", "whole", f"{meaning} of the {kind}, all people; {told}", bound(name))
        for name, meaning in (("low", "lowest count"), ("best", "best supported count"), ("high", "highest count"))
    )


INCIDENTS: Final[Table[Told]] = Table(
    "incidents",
    "One row an incident.",
    (
        Column("id", "text", "the incident's id", lambda t: t.incident.id),
        Column("type", "text", "claim type of the coding guide", lambda t: str(t.incident.type)),
        Column("types_told", "text", "every type told", lambda t: joined(v.value for v in t.incident.types)),
        Column(
            "factuality",
            "text",
            "the firmest of its claims: stated, likely, alleged, denied or planned",
            lambda t: str(t.factuality),
        ),
        Column("first", "text", "first day, YYYY-MM-DD", lambda t: t.incident.first),
        Column("last", "text", "last day, YYYY-MM-DD", lambda t: t.incident.last),
        Column(
            "date_prec",
            "whole",
            "UCDP's date_prec: 1 the day … 5 longer than a month",
            lambda t: t.incident.date_precision,
        ),
        Column("place_id", "text", "the gazetteer's id", _of_site(lambda s: s.place)),
        Column("place_ar", "text", "the place in Arabic", lambda t: t.site_name),
        Column("place_en", "text", "the place in Latin letters", lambda t: t.site_english),
        Column("governorate_id", "text", "the gazetteer's id of the governorate", _of_site(lambda s: s.governorate)),
        Column("governorate_en", "text", "the governorate in Latin letters", lambda t: t.english("governorate")),
        Column("country", "text", "ISO 3166-1 alpha-2", _of_site(lambda s: s.country)),
        Column("lat", "number", "degrees (WGS 84)", _of_site(lambda s: s.lat)),
        Column("lon", "number", "degrees (WGS 84)", _of_site(lambda s: s.lon)),
        Column("radius_km", "number", "how far from the point it may lie", _of_site(lambda s: s.radius_km)),
        Column("precision", "text", "precision class", _of_site(lambda s: s.precision)),
        Column(
            "initiators",
            "text",
            "actor ids, the best supported first",
            lambda t: joined(actor.id for actor in t.initiators),
        ),
        Column(
            "initiators_ar",
            "text",
            "their Arabic names",
            lambda t: joined(map(arabic_name, t.initiators)),
        ),
        Column(
            "initiators_en",
            "text",
            "their English names",
            lambda t: joined(map(english_name, t.initiators)),
        ),
        Column(
            "targets",
            "text",
            "actor ids, the best supported first",
            lambda t: joined(actor.id for actor in t.targets),
        ),
        Column("targets_ar", "text", "their Arabic names", lambda t: joined(map(arabic_name, t.targets))),
        Column(
            "targets_en",
            "text",
            "their English names",
            lambda t: joined(map(english_name, t.targets)),
        ),
        *(column for kind in CasualtyKind if kind != CasualtyKind.NONE_REPORTED for column in _counts(kind)),
        Column("certainty", "text", "confirmed, fair, weak or contested", lambda t: str(t.incident.certainty.grade)),
        Column("independent_sources", "whole", "how many", lambda t: len(t.incident.certainty.origins)),
        Column("sources", "text", "their ids", lambda t: joined(t.incident.certainty.origins)),
        Column("sources_ar", "text", "their Arabic names", lambda t: joined(map(arabic_name, t.sources))),
        Column(
            "disputes", "text", "fields on which independent sources disagree", lambda t: joined(t.incident.disputes)
        ),
        Column("claims", "text", "ids of the claims, the founding one first", lambda t: joined(t.incident.claims)),
        Column("reports", "text", "ids of the reports", lambda t: joined(t.incident.reports)),
    ),
)
