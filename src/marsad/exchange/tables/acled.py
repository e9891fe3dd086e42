"""Incidents as an ACLED-style event table: ACLED's column names (Codebook, 2024), in its order.

The rows are the ledger's, not ACLED's: nothing here has been reviewed by ACLED.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from marsad.exchange.tables.acled_names import EVENT_TYPES, INTER, REGAINED, REGIONS, EventType
from marsad.exchange.tables.columns import Column, Table, joined
from marsad.exchange.tables.countries import country
from marsad.exchange.tables.told import Told, english_name
from marsad.model.actor import Actor, ActorKind
from marsad.model.place import GEO_PRECISION
from marsad.model.types import CasualtyKind, ClaimType

_TIME_PRECISION: Final = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}  # UCDP's date_prec to ACLED's: the day, the week, the month
_UNARMED: Final = frozenset((ActorKind.CIVILIANS, ActorKind.PROTESTERS))


def _type(told: Told) -> EventType:
    found = EVENT_TYPES[told.incident.type]
    winner = _side(told, 0)
    if told.incident.type == ClaimType.TERRITORY_GAIN and winner and winner.kind == ActorKind.STATE_FORCES:
        return found._replace(sub_event=REGAINED)
    return found


def _side(told: Told, nth: int) -> Actor | None:
    """The best supported initiator (0) or target (1)."""
    found = told.actors(told.incident.targets if nth else told.incident.initiators)
    return found[0] if found else None


def _name(told: Told, nth: int) -> str | None:
    actor = _side(told, nth)
    return english_name(actor) if actor else None


def _inter(told: Told, nth: int) -> str | None:
    actor = _side(told, nth)
    return INTER[actor.kind] if actor else None


def _others(told: Told, nth: int) -> str | None:
    """All other versions of the side: allies and rival culprits alike."""
    found = told.actors(told.incident.targets if nth else told.incident.initiators)
    return joined(english_name(actor) for actor in found[1:])


def _interaction(told: Told) -> str | None:
    sides = (_inter(told, 0), _inter(told, 1))
    present = [side for side in sides if side]
    return "-".join(present) if len(present) == 2 else f"{present[0]} only" if present else None


def _civilian(told: Told) -> str | None:
    targets = told.actors(told.incident.targets)
    struck = told.incident.type == ClaimType.VIOLENCE_AGAINST_CIVILIANS or any(t.kind in _UNARMED for t in targets)
    return "Civilian targeting" if struck else None


def _fatalities(told: Told) -> int | None:
    """ACLED writes 0 where no report has a count; here the cell is empty, for unknown is not nought."""
    killed = told.total(CasualtyKind.KILLED)
    return killed.best if killed else None


def _code(told: Told) -> str:
    code = told.incident.site.country if told.incident.site else None
    return f"{code or 'XX'}-{told.incident.id}"


def _year(told: Told) -> int | None:
    return date.fromisoformat(told.incident.first).year if told.incident.first else None


def _numeric(told: Told) -> int | None:
    found = country(told.incident.site.country) if told.incident.site else None
    return found.numeric if found else None


def _country(told: Told) -> str | None:
    found = country(told.incident.site.country) if told.incident.site else None
    return found.name if found else None


def _region(told: Told) -> str | None:
    return REGIONS.get(told.incident.site.country or "") if told.incident.site else None


def _precision(told: Told) -> int | None:
    site = told.incident.site
    if site is None:
        return None
    return GEO_PRECISION[site.precision][0] if site.precision else 3


def _tags(told: Told) -> str | None:
    return joined(
        (
            f"certainty={told.incident.certainty.grade}",
            f"independent sources={len(told.incident.certainty.origins)}",
            *(f"disputed={name}" for name in told.incident.disputes),
        )
    )


ACLED: Final[Table[Told]] = Table(
    "acled",
    "One row an incident, with the column names and the type names of ACLED's event tables.",
    (
        Column("event_id_cnty", "text", "country code (ISO alpha-2, XX where unknown) and the incident's id", _code),
        Column("event_date", "text", "first day, YYYY-MM-DD", lambda t: t.incident.first),
        Column("year", "whole", "its year", _year),
        Column(
            "time_precision",
            "whole",
            "1 the day, 2 the week, 3 the month or longer",
            lambda t: _TIME_PRECISION.get(t.incident.date_precision or 0),
        ),
        Column("disorder_type", "text", "from the incident's type", lambda t: _type(t).disorder),
        Column("event_type", "text", "from the incident's type", lambda t: _type(t).event),
        Column(
            "sub_event_type",
            "text",
            "from the incident's type; a gain of territory by state forces is «Government regains territory»",
            lambda t: _type(t).sub_event,
        ),
        Column("actor1", "text", "the best supported initiator", lambda t: _name(t, 0)),
        Column("assoc_actor_1", "text", "the other initiators told, rivals too", lambda t: _others(t, 0)),
        Column("inter1", "text", "what actor1 is", lambda t: _inter(t, 0)),
        Column("actor2", "text", "the best supported target", lambda t: _name(t, 1)),
        Column("assoc_actor_2", "text", "the other targets told", lambda t: _others(t, 1)),
        Column("inter2", "text", "what actor2 is", lambda t: _inter(t, 1)),
        Column("interaction", "text", "inter1 and inter2", _interaction),
        Column("civilian_targeting", "text", "«Civilian targeting» where people who do not fight were", _civilian),
        Column("iso", "whole", "ISO 3166-1 numeric code of the country", _numeric),
        Column("region", "text", "ACLED's region of the country", _region),
        Column("country", "text", "the country", _country),
        Column("admin1", "text", "the governorate", lambda t: t.english("governorate")),
        Column("admin2", "text", "the district", lambda t: t.english("district")),
        Column("admin3", "text", "the subdistrict", lambda t: t.english("subdistrict")),
        Column("location", "text", "the place, in Latin letters", lambda t: t.site_english),
        Column("latitude", "number", "degrees", lambda t: t.incident.site.lat if t.incident.site else None),
        Column("longitude", "number", "degrees", lambda t: t.incident.site.lon if t.incident.site else None),
        Column("geo_precision", "whole", "1 the place, 2 part of a region, 3 a larger region", _precision),
        Column("source", "text", "the independent sources", lambda t: joined(english_name(s) for s in t.sources)),
        Column("source_scale", "text", "their kinds", lambda t: joined(sorted({str(s.kind) for s in t.sources}))),
        Column("notes", "text", "the paragraph of the founding report, in Arabic", lambda t: t.sentence),
        Column("fatalities", "whole", "best count of the killed; empty where nobody gave one", _fatalities),
        Column("tags", "text", "certainty, number of independent sources, disputed fields", _tags),
    ),
)
