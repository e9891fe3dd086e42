"""Incidents and casualties summed by time, type, place and actor, in memory: see ``choosing``.

A sum says what it leaves out, as ``marsad.ledger.sums`` does: a toll that nobody counted adds nothing and is told of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import numpy as np

from marsad.model.types import CasualtyKind
from marsad.web.browse.choosing import Chosen, choose, counted
from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers.spans import Period, Unit, numbered, period_numbered
from marsad.web.browse.remembering import remembered
from marsad.web.columns.marking import marked
from marsad.web.columns.table import BOUNDS, CODES, NONE, UNDATED, Array
from marsad.web.ledger import facets
from marsad.web.ledger.incidents import KINDS

Level = Literal["country", "governorate", "place"]
LEVELS: Final[tuple[Level, ...]] = ("country", "governorate", "place")
_KEPT: Final = 512  # answers remembered


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


def told(found: Mapping[CasualtyKind, Tally]) -> Mapping[CasualtyKind, Tally]:
    """Of sums by kind those of the killed, and of every other kind that anybody counted."""
    return {kind: tally for kind, tally in found.items() if kind is KINDS[0] or tally.counted}


def totals(tolls: Array) -> Mapping[CasualtyKind, Tally]:
    """The sums of every kind, of rows of tolls (see ``Rows``)."""
    added = np.maximum(tolls, 0).sum(axis=0, dtype=np.int64).tolist()
    known = np.count_nonzero(tolls != NONE, axis=0).tolist()
    found = {}
    for n, kind in enumerate(KINDS):
        low, best, high, most = range(n * len(BOUNDS), (n + 1) * len(BOUNDS))
        opened = known[most] - known[low], known[most] - known[high]
        found[kind] = Tally(len(tolls), known[most], added[low], added[best], added[most], *opened)
    return found


def tolls_of(found: Chosen, kind: CasualtyKind) -> Array:
    """The tolls of one kind: a column for each bound."""
    start = KINDS.index(kind) * len(BOUNDS)
    told: Array = found.table.rows.tolls[:, start : start + len(BOUNDS)]
    return told if len(found) == len(found.table) else told[found.at]


def sums(groups: Array, tolls: Array) -> dict[int, Tally]:
    """The sums of tolls of one kind by group, in the order of the groups' numbers: none of these is below ``NONE``."""
    low, best, high, most = (tolls[:, n] for n in range(len(BOUNDS)))
    group, size = groups - NONE, int(groups.max(initial=NONE)) - NONE + 1

    def times(which: Array) -> Array:
        return np.bincount(group[which], minlength=size)

    def added(values: Array) -> Array:
        # Whole numbers up to 2**53 are exact in what it adds with.
        return np.bincount(group, np.maximum(values, 0), size).astype(np.int64)

    incidents, known = np.bincount(group, minlength=size), times(most != NONE)
    open_low, open_high = known - times(low != NONE), known - times(high != NONE)
    met = np.flatnonzero(incidents)
    columns = (incidents, known, added(low), added(best), added(most), open_low, open_high)
    told = zip((met + NONE).tolist(), *(column[met].tolist() for column in columns), strict=True)
    return {one: Tally(*counts) for one, *counts in told}


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
        return told(_totals(self.filters))

    def by_period(self, unit: Unit) -> Mapping[Period, Tally]:
        """The incidents by the period of their first day, as far as that is known, in the order of time.

        What began before the days of the filters counts on the first of these.
        """
        return _by_period(self.filters, self.kind, unit)

    def days(self) -> tuple[date, date] | None:
        """The first day that an incident is put to, and the last; ``None`` where no incident has a day."""
        return _days(self.filters)

    def undated(self) -> Tally:
        """The incidents of which no day is known."""
        return _undated(self.filters, self.kind)

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
        return dict(_commonest(counted(choose(self.filters).of("governorate")))[:most])

    def actors(self, most: int) -> tuple[str, ...]:
        """The actors that most of the incidents name, those named most often first."""
        return tuple(one for one, _ in _commonest(_actors(self.filters))[:most])

    def by_actor(self, among: tuple[str, ...]) -> Mapping[str, Tally]:
        """The incidents that name each of these actors, in their order; one that names two of them counts for each."""
        return _by_actor(self.filters, self.kind, among)


def _sums(found: Chosen, groups: Array, kind: CasualtyKind) -> dict[str | None, Tally]:
    """The sums of incidents by the value of each."""
    told = {CODES.value(one): tally for one, tally in sums(groups, tolls_of(found, kind)).items()}
    return dict(sorted(told.items(), key=lambda item: (item[0] is not None, item[0])))


def _commonest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@remembered(_KEPT)
def _undated(filters: Filters, kind: CasualtyKind) -> Tally:
    found = choose(filters)
    undated = found.at[found.of("first") == UNDATED]
    return totals(found.table.rows.tolls[undated])[kind]


@remembered(_KEPT)
def _by_period(filters: Filters, kind: CasualtyKind, unit: Unit) -> Mapping[Period, Tally]:
    found = choose(filters)
    days, dated = _first(filters), found.of("first") != UNDATED
    numbers = numbered(days, unit)
    least = numbers.min(initial=0)
    told = sums(numbers - least, tolls_of(found, kind)[dated])
    return {period_numbered(one + int(least), unit): tally for one, tally in told.items()}


@remembered(_KEPT)
def _days(filters: Filters) -> tuple[date, date] | None:
    days = _first(filters)
    return (date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))) if len(days) else None


def _first(filters: Filters) -> Array:
    """The first days of the incidents that have one, none before the days of the filters."""
    first = choose(filters).of("first")
    start = date.fromisoformat(filters.first).toordinal() if filters.first else date.min.toordinal()
    days: Array = np.maximum(first[first != UNDATED], start)
    return days


@remembered(_KEPT)
def _by_type(filters: Filters, kind: CasualtyKind) -> Mapping[str, Tally]:
    found = choose(filters)
    return {str(one): tally for one, tally in _sums(found, found.of("type"), kind).items()}


@remembered(_KEPT)
def _by_area(filters: Filters, kind: CasualtyKind) -> tuple[Level, Mapping[str | None, Tally]]:
    chosen = choose(filters)
    for level in LEVELS:
        found = _sums(chosen, chosen.of(level), kind)
        if len(found.keys() - {None}) > 1:
            break
    return level, found


@remembered(_KEPT)
def _actors(filters: Filters) -> Mapping[str, int]:
    codes, times = choose(filters).times(facets.ACTOR)
    return {CODES.known(code): time for code, time in zip(codes.tolist(), times.tolist(), strict=True) if time}


@remembered(_KEPT)
def _by_actor(filters: Filters, kind: CasualtyKind, among: tuple[str, ...]) -> Mapping[str, Tally]:
    found = choose(filters)
    start = KINDS.index(kind) * len(BOUNDS)
    tolls = found.table.rows.tolls[:, start : start + len(BOUNDS)]
    told = {}
    for code in CODES.find(among):
        rows = found.table.facets[facets.ACTOR].having(code)
        rows = rows[marked(found.fits, rows)]
        if len(rows):
            told[CODES.known(code)] = sums(np.zeros(len(rows), np.int32), tolls[rows])[0]
    return told


@remembered(_KEPT)
def _totals(filters: Filters) -> Mapping[CasualtyKind, Tally]:
    return totals(choose(filters).of("tolls"))
