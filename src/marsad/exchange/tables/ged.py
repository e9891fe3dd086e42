"""Incidents as a UCDP-GED-style event table: the column names of GED (Codebook 25.1), in its order.

The rows are the ledger's, not UCDP's: UCDP's own identifiers of conflicts, dyads and sides stay empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from marsad.exchange.tables.columns import Cell, Column, Table, joined
from marsad.exchange.tables.ged_names import COUNTRY_IDS, country_name, priogrid, region
from marsad.exchange.tables.told import PEOPLE, Told, arabic_name, english_name
from marsad.ledger.casualties.sides import Deaths
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties, Site
from marsad.model.place import GEO_PRECISION
from marsad.model.types import CasualtyKind, ClaimType

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_STATE: Final = frozenset((ActorKind.STATE_FORCES, ActorKind.EXTERNAL))
_CIVILIANS: Final = Actor("civilians", ("مدنيون",), ("Civilians",), ActorKind.CIVILIANS)
_UCDPS: Final = "UCDP's own code: empty"


class _Sides(NamedTuple):
    """Side A and side B; ``turned`` says that side A is the target."""

    a: Actor | None
    b: Actor | None
    turned: bool


def _sides(told: Told) -> _Sides:
    """The best supported initiator and target; a state is side A where only one of them is one, as UCDP has it. The
    targets of violence against civilians are civilians by its definition.
    """
    first, second = next(iter(told.initiators), None), next(iter(told.opponents), None)
    if second is None and told.incident.type is ClaimType.VIOLENCE_AGAINST_CIVILIANS:
        second = _CIVILIANS
    if first and second and second.kind in _STATE and first.kind not in _STATE:
        return _Sides(second, first, turned=True)
    return _Sides(first, second, turned=False)


def _violence(told: Told) -> int | None:
    first, second, turned = _sides(told)
    if first is None or second is None:
        return None
    doer, target = (second, first) if turned else (first, second)
    if doer.kind in PEOPLE:
        return None
    if target.kind in PEOPLE:
        return ONE_SIDED
    return STATE_BASED if first.kind in _STATE else NON_STATE


def _name(actor: Actor) -> str:
    return _CIVILIANS.en[0] if actor.kind in PEOPLE else english_name(actor)


def _side(value: Callable[[Actor], Cell], nth: int) -> Callable[[Told], Cell]:
    """A value of side A (0) or B (1)."""

    def cell(told: Told) -> Cell:
        actor = _sides(told)[:2][nth]
        return value(actor) if actor else None

    return cell


def _dyad(told: Told) -> str | None:
    first, second, _ = _sides(told)
    return f"{_name(first)} - {_name(second)}" if first and second else None


def _number(actor: Actor) -> int | None:
    """Gleditsch and Ward's number of the state whose forces an actor is."""
    state = actor.countries[0] if actor.kind is ActorKind.STATE_FORCES and len(actor.countries) == 1 else ""
    return COUNTRY_IDS.get(state)


def _deaths(pick: Callable[[Deaths, bool], Casualties | None]) -> Callable[[Told], Cell]:
    """The best count of a side's dead; ``pick`` is told whether side A is the target."""

    def value(told: Told) -> Cell:
        found = pick(told.deaths, _sides(told).turned)
        return found.best if found else None

    return value


def _total(bound: str) -> Callable[[Told], Cell]:
    def value(told: Told) -> Cell:
        total = told.total(CasualtyKind.KILLED)
        found: int | None = getattr(total, bound) if total else None
        return found

    return value


def _of_site(value: Callable[[Site], Cell]) -> Callable[[Told], Cell]:
    return lambda told: value(told.incident.site) if told.incident.site else None


def where_prec(site: Site) -> int:
    """UCDP's where_prec of a site."""
    if site.precision:
        return GEO_PRECISION[site.precision][1]
    return 4 if site.governorate else 6


def _clarity(told: Told) -> int | None:
    """1 for a happening told by itself, 2 for what is told of a month or longer."""
    precision = told.incident.date_precision
    return None if precision is None else 1 if precision <= 3 else 2


def _wkt(told: Told) -> str | None:
    return f"POINT ({told.point[1]} {told.point[0]})" if told.point else None


def _articles(told: Told) -> str | None:
    return joined(f'"{r.outlet},{r.published or ""},{r.title}"' for r in told.outlets())


def _none(told: Told) -> None:
    """What the ledger does not know."""


def _year(told: Told) -> int | None:
    return date.fromisoformat(told.incident.first).year if told.incident.first else None


GED: Final[Table[Told]] = Table(
    "ged",
    "One row an incident that somebody says happened on a known day, by armed force, with a death: the column names of "
    "the UCDP Georeferenced Event Dataset.",
    (
        Column("id", "text", "the incident's id", lambda t: t.incident.id),
        Column("relid", "text", "country number, year and id", lambda t: "-".join(_relid(t))),
        Column("year", "whole", "year of the first day", _year),
        Column("active_year", "truth", "UCDP's threshold of 25 deaths a year: empty, for dyads are not summed", _none),
        Column("code_status", "text", _UCDPS, _none),
        Column(
            "type_of_violence",
            "whole",
            "1 a state or a coalition against an armed side, 3 an armed side against people who do not fight, 2 other "
            "armed sides; empty where a side is not told",
            _violence,
        ),
        Column("conflict_dset_id", "whole", _UCDPS, _none),
        Column("conflict_new_id", "whole", _UCDPS, _none),
        Column("conflict_name", "text", "the two sides", _dyad),
        Column("dyad_dset_id", "whole", _UCDPS, _none),
        Column("dyad_new_id", "whole", _UCDPS, _none),
        Column("dyad_name", "text", "the two sides", _dyad),
        Column("side_a_dset_id", "whole", _UCDPS, _none),
        Column("side_a_new_id", "whole", _UCDPS, _none),
        Column("side_a", "text", "the state where there is one, else the best supported initiator", _side(_name, 0)),
        Column("side_b_dset_id", "whole", _UCDPS, _none),
        Column("side_b_new_id", "whole", _UCDPS, _none),
        Column("side_b", "text", "the other side", _side(_name, 1)),
        Column("number_of_sources", "whole", "independent sources", lambda t: len(t.incident.certainty.origins)),
        Column("source_article", "text", "outlet, day and title of each report", _articles),
        Column("source_office", "text", "the outlets", lambda t: joined(dict.fromkeys(r.outlet for r in t.outlets()))),
        Column("source_date", "text", "the days of the reports", lambda t: joined(r.published for r in t.outlets())),
        Column("source_headline", "text", "the titles of the reports", lambda t: joined(r.title for r in t.outlets())),
        Column("source_original", "text", "the independent sources", lambda t: joined(map(english_name, t.sources))),
        Column("where_prec", "whole", "1 the place … 6 the country", _of_site(where_prec)),
        Column("where_coordinates", "text", "the place, in Latin letters", lambda t: t.site_english),
        Column("where_description", "text", "the place as the reports have it", lambda t: t.site_name),
        Column("adm_1", "text", "the governorate", lambda t: t.english("governorate")),
        Column("adm_2", "text", "the district", lambda t: t.english("district")),
        Column(
            "latitude",
            "number",
            "degrees; of the governorate or country where no more is known",
            lambda t: t.point[0] if t.point else None,
        ),
        Column("longitude", "number", "likewise", lambda t: t.point[1] if t.point else None),
        Column("geom_wkt", "text", "the point as well-known text", _wkt),
        Column("priogrid_gid", "whole", "the cell of PRIO-GRID", lambda t: priogrid(*t.point) if t.point else None),
        Column("country", "text", "the country", _of_site(lambda s: country_name(s.country))),
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
        Column("gwnoa", "whole", "Gleditsch and Ward's number of side A, where it is a state", _side(_number, 0)),
        Column("gwnob", "whole", "likewise of side B", _side(_number, 1)),
        Column(
            "sides_ar",
            "text",
            "the sides in Arabic (not a column of UCDP's)",
            lambda t: joined(map(arabic_name, filter(None, _sides(t)[:2]))),
        ),
    ),
)


def _relid(told: Told) -> tuple[str, ...]:
    number = COUNTRY_IDS.get(told.incident.site.country or "") if told.incident.site else None
    return str(number or "XXX"), str(_year(told) or "0000"), told.incident.id
