"""Incidents and casualties summed by time, type, place and actor, in the database, from columns alone.

A sum says what it leaves out, as ``marsad.ledger.sums`` does: a toll that nobody counted adds nothing and is told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any, Final, Literal, TypeVar

from django.db.models import Count, QuerySet, Sum

from marsad.model.types import CasualtyKind
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import fitting
from marsad.web.browse.remembering import remembered
from marsad.web.browse.spans import Period, Unit, period_of
from marsad.web.ledger import facets, models

K = TypeVar("K", bound=str | None)
Level = Literal["country", "governorate", "place"]
LEVELS: Final[tuple[Level, ...]] = ("country", "governorate", "place")
_KEPT: Final = 512  # answers remembered
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


def totals(rows: QuerySet[models.Incident]) -> Mapping[CasualtyKind, Tally]:
    """The sums of every kind over some incidents, all in one question."""
    asked = {f"{kind}_{name}": value for kind in KINDS for name, value in _sums(kind).items()}
    found = rows.aggregate(**asked)
    return {kind: _tally(found[f"{kind}_{name}"] for name in _sums(kind)) for kind in KINDS}


def told(rows: QuerySet[models.Incident]) -> Mapping[CasualtyKind, Tally]:
    """The same of the killed, and of every other kind that anybody counted."""
    return _told(totals(rows))


def _told(found: Mapping[CasualtyKind, Tally]) -> Mapping[CasualtyKind, Tally]:
    return {kind: tally for kind, tally in found.items() if kind is KINDS[0] or tally.counted}


@dataclass(frozen=True, slots=True)
class Series:
    """The sums of some incidents and one kind of casualties: what was asked once is remembered."""

    filters: Filters
    kind: CasualtyKind

    def of(self, kind: CasualtyKind) -> Series:
        """The same of another kind of casualties."""
        return replace(self, kind=kind)

    def total(self) -> Tally:
        """All together."""
        return _totals(self.filters)[self.kind]

    def told(self) -> Mapping[CasualtyKind, Tally]:
        """The same of the killed, and of every other kind that anybody counted."""
        return _told(_totals(self.filters))

    def by_period(self, unit: Unit) -> Mapping[Period, Tally]:
        """The incidents by the period of their first day, as far as that is known, in the order of time.

        What began before the days of the filters counts on the first of these.
        """
        return _by_period(self.filters, self.kind, unit)

    def days(self) -> tuple[date, date] | None:
        """The first day that an incident is put to, and the last; ``None`` where no incident has a day."""
        return _days(self.filters, self.kind)

    def undated(self) -> Tally:
        """The incidents of which no day is known."""
        return _by_day(self.filters, self.kind).get(None, Tally())

    def by_type(self) -> Mapping[str, Tally]:
        """The incidents by type: of several versions the best supported, so that each incident counts once."""
        return _by_type(self.filters, self.kind)

    def by_area(self) -> tuple[Level, Mapping[str | None, Tally]]:
        """The incidents by country, governorate or place: by the widest of these that tells any apart.

        ``None`` holds those of which no more is known than what holds them all. A country is told by its code.
        """
        return _by_area(self.filters, self.kind)

    def governorates(self, most: int) -> Mapping[str, int]:
        """The governorates with most of the incidents, and how many."""
        found = _together((one.governorate, one.tallies[self.kind]) for one in _cells(self.filters))
        known = [(one, tally.incidents) for one, tally in found.items() if one]
        return dict(sorted(known, key=lambda pair: (-pair[1], pair[0]))[:most])

    def actors(self, most: int) -> tuple[str, ...]:
        """The actors that most of the incidents name, those named most often first."""
        return _actors(self.filters, most)

    def by_actor(self, among: tuple[str, ...]) -> Mapping[str, Tally]:
        """The incidents that name each of these actors, in their order; one that names two of them counts for each."""
        return _by_actor(self.filters, self.kind, among)


@remembered(_KEPT)
def _by_day(filters: Filters, kind: CasualtyKind) -> Mapping[date | None, Tally]:
    rows = fitting(filters).values_list("first").annotate(**_sums(kind))
    return {first: _tally(row) for first, *row in rows.order_by("first")}


@remembered(_KEPT)
def _by_period(filters: Filters, kind: CasualtyKind, unit: Unit) -> Mapping[Period, Tally]:
    start = _start(filters)
    found: dict[Period, Tally] = {}
    for day, tally in _by_day(filters, kind).items():
        if day:
            period = period_of(max(day, start), unit)
            found[period] = found.get(period, Tally()) + tally
    return dict(sorted(found.items()))


@remembered(_KEPT)
def _days(filters: Filters, kind: CasualtyKind) -> tuple[date, date] | None:
    days = [max(day, _start(filters)) for day in _by_day(filters, kind) if day]
    return (min(days), max(days)) if days else None


def _start(filters: Filters) -> date:
    return date.fromisoformat(filters.first) if filters.first else date.min


@remembered(_KEPT)
def _by_type(filters: Filters, kind: CasualtyKind) -> Mapping[str, Tally]:
    return _together((one.type, one.tallies[kind]) for one in _cells(filters))


@remembered(_KEPT)
def _by_area(filters: Filters, kind: CasualtyKind) -> tuple[Level, Mapping[str | None, Tally]]:
    cells = _cells(filters)
    for level, area in (LEVELS[0], attrgetter("country")), (LEVELS[1], attrgetter("governorate")):
        found = _together((area(one), one.tallies[kind]) for one in cells)
        if len(found.keys() - {None}) > 1:
            return level, found
    rows = fitting(filters).values_list(LEVELS[2]).annotate(**_sums(kind)).order_by(LEVELS[2])
    return LEVELS[2], {value: _tally(row) for value, *row in rows}


@dataclass(frozen=True, slots=True)
class _Cell:
    """The incidents of one type in one governorate, and their casualties of every kind."""

    type: str
    country: str | None
    governorate: str | None
    tallies: Mapping[CasualtyKind, Tally]


@remembered(_KEPT)
def _cells(filters: Filters) -> tuple[_Cell, ...]:
    """All that fit, gone through once: what is told by type, by area and altogether adds these up."""
    asked = {f"{kind}_{name}": value for kind in KINDS for name, value in _sums(kind).items()}
    rows = fitting(filters).values_list("type", "country", "governorate").annotate(**asked).order_by()
    return tuple(_Cell(kind, country, held, _by_kind(sums)) for kind, country, held, *sums in rows)


def _by_kind(sums: Sequence[int | None]) -> Mapping[CasualtyKind, Tally]:
    size = len(sums) // len(KINDS)
    return {kind: _tally(sums[n * size : (n + 1) * size]) for n, kind in enumerate(KINDS)}


def _together(pairs: Iterable[tuple[K, Tally]]) -> dict[K, Tally]:
    found: dict[K, Tally] = {}
    for key, tally in pairs:
        found[key] = found[key] + tally if key in found else tally
    return dict(sorted(found.items(), key=lambda item: (item[0] is not None, item[0])))


def _actors(filters: Filters, most: int) -> tuple[str, ...]:
    found = sorted(_naming(filters).items(), key=lambda item: (-item[1][KINDS[0]].incidents, item[0]))
    return tuple(value for value, _ in found[:most])


def _by_actor(filters: Filters, kind: CasualtyKind, among: tuple[str, ...]) -> Mapping[str, Tally]:
    found = _naming(filters)
    return {value: found[value][kind] for value in among if value in found}


@remembered(_KEPT)
def _naming(filters: Filters) -> Mapping[str, Mapping[CasualtyKind, Tally]]:
    """The sums of every actor's incidents: all at once takes hardly longer than to count who has most."""
    asked = {f"{kind}_{name}": value for kind in KINDS for name, value in _sums(kind, "incident__").items()}
    rows = models.Facet.objects.filter(kind=facets.ACTOR)
    rows = rows if filters.empty else rows.filter(incident__in=fitting(filters).values("pk"))
    return {value: _by_kind(sums) for value, *sums in rows.values_list("value").annotate(**asked).order_by()}


@remembered(_KEPT)
def _totals(filters: Filters) -> Mapping[CasualtyKind, Tally]:
    found = _together(pair for one in _cells(filters) for pair in one.tallies.items())
    return {kind: found.get(kind, Tally()) for kind in KINDS}


def _sums(kind: CasualtyKind, of: str = "") -> dict[str, Any]:
    low, best, high, most = (f"{of}{kind}_{bound}" for bound in ("low", "best", "high", "most"))
    return {
        "incidents": Count("pk"),
        "counted": Count(most),
        "of_low": Sum(low),
        "of_best": Sum(best),
        "of_high": Sum(most),
        "with_low": Count(low),
        "with_high": Count(high),
    }


def _tally(row: Iterable[int | None]) -> Tally:
    incidents, counted, low, best, high, with_low, with_high = (value or 0 for value in row)
    return Tally(incidents, counted, low, best, high, counted - with_low, counted - with_high)
