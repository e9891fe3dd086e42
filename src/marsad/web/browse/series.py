"""Incidents and casualties summed by time, type, place and actor, in the database, from columns alone.

A sum says what it leaves out, as ``marsad.ledger.sums`` does: a toll that nobody counted adds nothing and is told of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal

from django.db.models import Count, F, Max, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest

from marsad.model.types import CasualtyKind
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import select
from marsad.web.browse.spans import Period, Unit, period_of
from marsad.web.ledger import facets, models

Level = Literal["country", "governorate", "place"]
LEVELS: Final[tuple[Level, ...]] = ("country", "governorate", "place")
_KEPT: Final = 128  # answers kept until the ledger changes
_COLUMNS: Final = frozenset(field.name for field in models.Incident._meta.concrete_fields)
# The kinds of casualties that the table of incidents has columns for.
KINDS: Final = tuple(kind for kind in CasualtyKind if f"{kind}_low" in _COLUMNS)


@dataclass(frozen=True, slots=True)
class Tally:
    """Incidents, and their casualties of one kind: see ``marsad.ledger.sums.Sum``, whose names it has.

    Without any counted incident ``low``, ``best`` and ``high`` say nothing (they are 0): ask ``counted`` first.
    """

    incidents: int = 0
    counted: int = 0
    low: int = 0
    best: int = 0
    high: int = 0
    open_low: int = 0
    open_high: int = 0

    @property
    def uncounted(self) -> int:
        """Incidents without a count."""
        return self.incidents - self.counted

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.incidents + other.incidents,
            self.counted + other.counted,
            self.low + other.low,
            self.best + other.best,
            self.high + other.high,
            self.open_low + other.open_low,
            self.open_high + other.open_high,
        )


@dataclass(frozen=True, slots=True)
class Area:
    """Where an incident lies, each part by its id and ``None`` where it is not known."""

    country: str | None
    governorate: str | None
    place: str | None


def stamp() -> tuple[int, int]:
    """Changes whenever an incident does: each change writes facets anew, under higher numbers, or takes rows away."""
    return models.Facet.objects.aggregate(last=Max("pk"))["last"] or 0, models.Incident.objects.count()


@dataclass(frozen=True, slots=True)
class Series:
    """The sums of some incidents and one kind of casualties, as of a stamp: what was asked once is not asked again."""

    filters: Filters
    kind: CasualtyKind
    stamp: tuple[int, int]

    @classmethod
    def now(cls, filters: Filters, kind: CasualtyKind) -> Series:
        """Those of the ledger as it is."""
        return cls(filters, kind, stamp())

    def of(self, kind: CasualtyKind) -> Series:
        """The same of another kind of casualties."""
        return replace(self, kind=kind)

    def total(self) -> Tally:
        """All together."""
        return sum(self.by_type().values(), Tally())

    def by_period(self, unit: Unit) -> Mapping[Period, Tally]:
        """The incidents by the period of their first day, as far as that is known, in the order of time.

        What began before the days of the filters counts on the first of these.
        """
        return _by_period(self.stamp, self.filters, self.kind, unit)

    def days(self) -> tuple[date, date] | None:
        """The first day that an incident is put to, and the last; ``None`` where no incident has a day."""
        return _days(self.stamp, self.filters, self.kind)

    def undated(self) -> Tally:
        """The incidents of which no day is known."""
        return _by_day(self.stamp, self.filters, self.kind).get(None, Tally())

    def by_type(self) -> Mapping[str, Tally]:
        """The incidents by type: of several versions the best supported, so that each incident counts once."""
        return _by_type(self.stamp, self.filters, self.kind)

    def by_area(self) -> tuple[Level, Mapping[str | None, Tally]]:
        """The incidents by country, governorate or place: by the widest of these that tells any apart.

        ``None`` holds those of which no more is known than what holds them all. A country is told by its code.
        """
        return _by_area(self.stamp, self.filters, self.kind)

    def actors(self, most: int) -> tuple[str, ...]:
        """The actors that most of the incidents name, those named most often first."""
        return _actors(self.stamp, self.filters, most)

    def by_actor(self, among: tuple[str, ...]) -> Mapping[str, Tally]:
        """The incidents that name each of these actors, in their order; one that names two of them counts for each."""
        return _by_actor(self.stamp, self.filters, self.kind, among)


@lru_cache(_KEPT)
def _by_day(_stamp: object, filters: Filters, kind: CasualtyKind) -> Mapping[date | None, Tally]:
    rows = select(filters).values_list("first").annotate(**_sums(kind))
    return {first: _tally(row) for first, *row in rows.order_by("first")}


@lru_cache(_KEPT)
def _by_period(stamp: object, filters: Filters, kind: CasualtyKind, unit: Unit) -> Mapping[Period, Tally]:
    start = _start(filters)
    found: dict[Period, Tally] = {}
    for day, tally in _by_day(stamp, filters, kind).items():
        if day:
            period = period_of(max(day, start), unit)
            found[period] = found.get(period, Tally()) + tally
    return dict(sorted(found.items()))


@lru_cache(_KEPT)
def _days(stamp: object, filters: Filters, kind: CasualtyKind) -> tuple[date, date] | None:
    days = [max(day, _start(filters)) for day in _by_day(stamp, filters, kind) if day]
    return (min(days), max(days)) if days else None


def _start(filters: Filters) -> date:
    return date.fromisoformat(filters.first) if filters.first else date.min


@lru_cache(_KEPT)
def _by_type(_stamp: object, filters: Filters, kind: CasualtyKind) -> Mapping[str, Tally]:
    rows = select(filters).values_list("type").annotate(**_sums(kind))
    return {type_: _tally(row) for type_, *row in rows.order_by("type")}


@lru_cache(_KEPT)
def _by_area(_stamp: object, filters: Filters, kind: CasualtyKind) -> tuple[Level, Mapping[str | None, Tally]]:
    rows = select(filters).values_list(*LEVELS).annotate(**_sums(kind)).order_by(*LEVELS)
    areas = {Area(*row[:3]): _tally(row[3:]) for row in rows}
    level = _level(areas)
    found: dict[str | None, Tally] = defaultdict(Tally)
    for area, tally in areas.items():
        found[getattr(area, level)] += tally
    return level, dict(found)


def _level(areas: Iterable[Area]) -> Level:
    told = list(areas)
    for level in LEVELS[:-1]:
        if len({getattr(area, level) for area in told} - {None}) > 1:
            return level
    return LEVELS[-1]


@lru_cache(_KEPT)
def _actors(_stamp: object, filters: Filters, most: int) -> tuple[str, ...]:
    rows = _naming(filters).values_list("value").annotate(count=Count("pk")).order_by("-count", "value")
    return tuple(value for value, _ in rows[:most])


@lru_cache(_KEPT)
def _by_actor(_stamp: object, filters: Filters, kind: CasualtyKind, among: tuple[str, ...]) -> Mapping[str, Tally]:
    rows = _naming(filters).filter(value__in=among).values_list("value").annotate(**_sums(kind, "incident__"))
    found = {value: _tally(row) for value, *row in rows}
    return {value: found[value] for value in among if value in found}


def _naming(filters: Filters) -> QuerySet[models.Facet]:
    rows = models.Facet.objects.filter(kind=facets.ACTOR)
    return rows if filters.empty else rows.filter(incident__in=select(filters).values("pk"))


def _sums(kind: CasualtyKind, of: str = "") -> dict[str, Any]:
    low, best, high = (F(f"{of}{kind}_{bound}") for bound in ("low", "best", "high"))
    # Where the upper end is open, the largest figure that is known; an incident without a count adds nothing.
    largest = Coalesce(high, Greatest(Coalesce(best, low), Coalesce(low, best)))
    counted = Count(Coalesce(low, best, high))
    return {
        "incidents": Count("pk"),
        "counted": counted,
        "of_low": Sum(low),
        "of_best": Sum(best),
        "of_high": Sum(largest),
        "with_low": Count(low),
        "with_high": Count(high),
    }


def _tally(row: Iterable[int | None]) -> Tally:
    incidents, counted, low, best, high, with_low, with_high = (value or 0 for value in row)
    return Tally(incidents, counted, low, best, high, counted - with_low, counted - with_high)
