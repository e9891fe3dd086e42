"""Incidents as an ACLED-style event table: ACLED's column names (Codebook, 2024), in its order.

The rows are the ledger's, not ACLED's: nothing here has been reviewed by ACLED.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from marsad.exchange.tables.acled_names import (
    EVENT_TYPES,
    INTER,
    REGAINED,
    REGIONS,
    VIOLENCE,
    EventType,
    country_name,
)
from marsad.exchange.tables.acled_sides import Side, sides
from marsad.exchange.tables.columns import Cell, Column, Table, joined
from marsad.exchange.tables.countries import country
from marsad.exchange.tables.told import Told, english_name
from marsad.model.actor import ActorKind
from marsad.model.place import GEO_PRECISION
from marsad.model.types import CasualtyKind, ClaimType

_TIME_PRECISION: Final = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}  # UCDP's date_prec to ACLED's: the day, the week, the month
_IN_ORDER: Final = tuple(INTER.values())  # a name that stands twice is found where it stands first
_UNARMED: Final = frozenset((ActorKind.CIVILIANS, ActorKind.PROTESTERS))


def _type(told: Told) -> EventType:
    return EVENT_TYPES[told.incident.type]


def _sub_event(told: Told) -> str | None:
    """Who gained territory decides which of two; where nobody is known to have, neither is said."""
    if told.incident.type is not ClaimType.TERRITORY_GAIN:
        return _type(told).sub_event
    winner = sides(told)[0]
    if winner is None or winner.kind in (None, ActorKind.UNKNOWN):
        return None
    return REGAINED if winner.kind is ActorKind.STATE_FORCES else _type(told).sub_event


def _side(nth: int, value: Callable[[Side], Cell]) -> Callable[[Told], Cell]:
    """A value of actor 1 (0) or 2 (1)."""

    def cell(told: Told) -> Cell:
        side = sides(told)[nth]
        return value(side) if side else None

    return cell


def _interaction(told: Told) -> str | None:
    """The kinds of both sides, in the order of ACLED's numbers, whichever is actor 1."""
    names = [side.inter for side in sides(told) if side]
    if not names or None in names:
        return None
    first, *second = sorted(filter(None, names), key=_IN_ORDER.index)
    return f"{first}-{second[0]}" if second else f"{first} only"


def _civilian(told: Told) -> str | None:
    target = sides(told)[1]
    violent = _type(told).disorder == VIOLENCE
    return "Civilian targeting" if violent and target and target.kind in _UNARMED else None


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
    return country_name(told.incident.site.country) if told.incident.site else None


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
    "One row an incident that somebody says happened on a known day, with the column and type names of ACLED.",
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
            "from the incident's type; for a gain of territory also from actor1, empty where nobody is known",
            _sub_event,
        ),
        Column("actor1", "text", "the best supported initiator", _side(0, lambda s: s.name)),
        Column(
            "assoc_actor_1",
            "text",
            "who actor1 was more closely, and the other initiators told, rivals too",
            _side(0, lambda s: joined(s.others)),
        ),
        Column("inter1", "text", "what actor1 is; empty where nothing is known of it", _side(0, lambda s: s.inter)),
        Column("actor2", "text", "the best supported target", _side(1, lambda s: s.name)),
        Column("assoc_actor_2", "text", "likewise for the targets", _side(1, lambda s: joined(s.others))),
        Column("inter2", "text", "what actor2 is; empty where nothing is known of it", _side(1, lambda s: s.inter)),
        Column("interaction", "text", "inter1 and inter2 in the order of ACLED's numbers", _interaction),
        Column("civilian_targeting", "text", "«Civilian targeting» where actor2 of political violence is", _civilian),
        Column("iso", "whole", "ISO 3166-1 numeric code of the country", _numeric),
        Column("region", "text", "ACLED's region of the country", _region),
        Column("country", "text", "the country", _country),
        Column("admin1", "text", "the governorate", lambda t: t.english("governorate")),
        Column("admin2", "text", "the district", lambda t: t.english("district")),
        Column("admin3", "text", "the subdistrict", lambda t: t.english("subdistrict")),
        Column("location", "text", "the place, in Latin letters", lambda t: t.site_english),
        Column(
            "latitude",
            "number",
            "degrees; of the governorate or country where no more is known",
            lambda t: t.point[0] if t.point else None,
        ),
        Column("longitude", "number", "likewise", lambda t: t.point[1] if t.point else None),
        Column("geo_precision", "whole", "1 the place, 2 part of a region, 3 a larger region", _precision),
        Column("source", "text", "the independent sources", lambda t: joined(english_name(s) for s in t.sources)),
        Column("source_scale", "text", "their kinds", lambda t: joined(sorted({str(s.kind) for s in t.sources}))),
        Column("notes", "text", "the paragraph of the founding report, in Arabic", lambda t: t.sentence),
        Column("fatalities", "whole", "best count of the killed; empty where nobody gave one", _fatalities),
        Column("tags", "text", "certainty, number of independent sources, disputed fields", _tags),
    ),
)
