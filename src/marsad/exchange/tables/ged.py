"""Incidents as a UCDP-GED-style event table: the column names of GED (Codebook 25.1), in its order.

The rows are the ledger's, not UCDP's: UCDP's own identifiers of conflicts, dyads and sides stay empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from marsad.exchange.tables.columns import Cell, Column, Table, joined
from marsad.exchange.tables.countries import country
from marsad.exchange.tables.ged_names import COUNTRY_IDS, priogrid, region
from marsad.exchange.tables.told import Told, arabic_name, english_name
from marsad.ledger.casualties.sides import Deaths
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties, Site
from marsad.model.place import GEO_PRECISION
from marsad.model.types import CasualtyKind

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_STATE = frozenset((ActorKind.STATE_FORCES, ActorKind.EXTERNAL))
_UNARMED = frozenset((ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS))


def _sides(told: Told) -> tuple[Actor | None, Actor | None]:
    """Side A and side B: a state is side A where there is one, as UCDP has it."""
    initiators, targets = told.actors(told.incident.initiators), told.actors(told.incident.targets)
    first, second = (initiators or (None,))[0], (targets or (None,))[0]
    turned = first and second and second.kind in _STATE and first.kind not in _STATE
    return (second, first) if turned else (first, second)


def _violence(told: Told) -> int | None:
    """State-based where a state fights an armed side, one-sided where civilians are the target, else non-state; empty
    where a side is unknown.
    """
    first, second = _sides(told)
    if first is None or second is None:
        return None
    if second.kind in _UNARMED or first.kind in _UNARMED:
        return ONE_SIDED
    return STATE_BASED if first.kind in _STATE else NON_STATE


def _side(told: Told, nth: int) -> str | None:
    actor = _sides(told)[nth]
    return english_name(actor) if actor else None


def _dyad(told: Told) -> str | None:
    first, second = _sides(told)
    return f"{english_name(first)} - {english_name(second)}" if first and second else None


def _deaths(pick: Callable[[Deaths, bool], Casualties | None]) -> Callable[[Told], Cell]:
    """The best count of a side's dead; ``pick`` is told whether side A is the target."""

    def value(told: Told) -> Cell:
        found = pick(told.deaths, _turned(told))
        return found.best if found else None

    return value


def _turned(told: Told) -> bool:
    first = _sides(told)[0]
    initiators = told.actors(told.incident.initiators)
    return bool(first and initiators and first != initiators[0])


def _total(bound: str) -> Callable[[Told], Cell]:
    def value(told: Told) -> Cell:
        total = told.total(CasualtyKind.KILLED)
        found: int | None = getattr(total, bound) if total else None
        return found

    return value


def _of_site(value: Callable[[Site], Cell]) -> Callable[[Told], Cell]:
    return lambda told: value(told.incident.site) if told.incident.site else None


def _where_prec(site: Site) -> int | None:
    if site.precision:
        return GEO_PRECISION[site.precision][1]
    return 4 if site.governorate else 6


def _clarity(told: Told) -> int | None:
    """1 for a happening told by itself, 2 for what is told of a month or longer."""
    precision = told.incident.date_precision
    return None if precision is None else 1 if precision <= 3 else 2


def _wkt(site: Site) -> str | None:
    return None if site.lat is None or site.lon is None else f"POINT ({site.lon} {site.lat})"


def _country(site: Site) -> str | None:
    found = country(site.country)
    return found.name if found else None


def _articles(told: Told) -> str | None:
    return joined(f'"{r.outlet},{r.published or ""},{r.title}"' for r in told.outlets())


def _year(told: Told) -> int | None:
    return date.fromisoformat(told.incident.first).year if told.incident.first else None


GED: Final[Table[Told]] = Table(
    "ged",
    "One row an incident, with the column names of the UCDP Georeferenced Event Dataset.",
    (
        Column("id", "text", "the incident's id", lambda t: t.incident.id),
        Column("relid", "text", "country number, year and id", lambda t: "-".join(_relid(t))),
        Column("year", "whole", "year of the first day", _year),
        Column(
            "active_year",
            "whole",
            "UCDP's threshold of 25 deaths a year: empty, for dyads are not summed",
            lambda t: None,
        ),
        Column(
            "type_of_violence",
            "whole",
            "1 state-based, 2 non-state, 3 one-sided; empty where a side is unknown",
            _violence,
        ),
        Column("conflict_new_id", "whole", "UCDP's identifier: empty", lambda t: None),
        Column("conflict_name", "text", "the two sides", _dyad),
        Column("dyad_new_id", "whole", "UCDP's identifier: empty", lambda t: None),
        Column("dyad_name", "text", "the two sides", _dyad),
        Column("side_a_new_id", "whole", "UCDP's identifier: empty", lambda t: None),
        Column(
            "side_a", "text", "the state where there is one, else the best supported initiator", lambda t: _side(t, 0)
        ),
        Column("side_b_new_id", "whole", "UCDP's identifier: empty", lambda t: None),
        Column("side_b", "text", "the other side", lambda t: _side(t, 1)),
        Column("number_of_sources", "whole", "independent sources", lambda t: len(t.incident.certainty.origins)),
        Column("source_article", "text", "outlet, day and title of each report", _articles),
        Column("source_office", "text", "the outlets", lambda t: joined(dict.fromkeys(r.outlet for r in t.outlets()))),
        Column("source_date", "text", "the days of the reports", lambda t: joined(r.published for r in t.outlets())),
        Column("source_headline", "text", "the titles of the reports", lambda t: joined(r.title for r in t.outlets())),
        Column("source_original", "text", "the independent sources", lambda t: joined(map(english_name, t.sources))),
        Column("where_prec", "whole", "1 the place … 6 the country", _of_site(_where_prec)),
        Column("where_coordinates", "text", "the place, in Latin letters", lambda t: t.site_english),
        Column("where_description", "text", "the place as the reports have it", lambda t: t.site_name),
        Column("adm_1", "text", "the governorate", lambda t: t.english("governorate")),
        Column("adm_2", "text", "the district", lambda t: t.english("district")),
        Column("latitude", "number", "degrees", _of_site(lambda s: s.lat)),
        Column("longitude", "number", "degrees", _of_site(lambda s: s.lon)),
        Column("geom_wkt", "text", "the point as well-known text", _of_site(_wkt)),
        Column("priogrid_gid", "whole", "the cell of PRIO-GRID", _of_site(lambda s: priogrid(s.lat, s.lon))),
        Column("country", "text", "the country", _of_site(_country)),
        Column(
            "country_id", "whole", "Gleditsch and Ward's number", _of_site(lambda s: COUNTRY_IDS.get(s.country or ""))
        ),
        Column("region", "text", "UCDP's region", _of_site(lambda s: region(s.country))),
        Column("event_clarity", "whole", "1 a happening told by itself, 2 what is told of a month or longer", _clarity),
        Column(
            "date_prec",
            "whole",
            "1 the day, 2 two to six days, 3 the week, 4 the month, 5 longer",
            lambda t: t.incident.date_precision,
        ),
        Column("date_start", "text", "first day, YYYY-MM-DD", lambda t: t.incident.first),
        Column("date_end", "text", "last day, YYYY-MM-DD", lambda t: t.incident.last),
        Column(
            "deaths_a",
            "whole",
            "dead of side A, best count",
            _deaths(lambda d, turned: d.targets if turned else d.initiators),
        ),
        Column(
            "deaths_b",
            "whole",
            "dead of side B, best count",
            _deaths(lambda d, turned: d.initiators if turned else d.targets),
        ),
        Column("deaths_civilians", "whole", "dead civilians, best count", _deaths(lambda d, turned: d.civilians)),
        Column("deaths_unknown", "whole", "dead of whom it is not said", _deaths(lambda d, turned: d.unknown)),
        Column("best", "whole", "best count of the dead; empty where nobody gave one", _total("best")),
        Column("high", "whole", "highest count; empty where open", _total("high")),
        Column("low", "whole", "lowest count", _total("low")),
        Column(
            "sides_ar",
            "text",
            "the sides in Arabic (not a column of UCDP's)",
            lambda t: joined(map(arabic_name, filter(None, _sides(t)))),
        ),
    ),
)


def _relid(told: Told) -> tuple[str, ...]:
    number = COUNTRY_IDS.get(told.incident.site.country or "") if told.incident.site else None
    return str(number or "XXX"), str(_year(told) or "0000"), told.incident.id
