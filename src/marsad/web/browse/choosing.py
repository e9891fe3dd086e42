"""The incidents that fit filters, chosen in memory: see ``marsad.web.columns``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np

from marsad.web.browse.filters import Filters
from marsad.web.browse.remembering import VERSIONS
from marsad.web.columns.keeping import table
from marsad.web.columns.table import CODES, UNDATED, Array, Facets, Table
from marsad.web.ledger import facets
from marsad.web.search.matching import incidents_with

_KEPT: Final = 32  # searches remembered
KINDS: Final = (facets.PLACE, facets.ACTOR, facets.SOURCE, facets.TYPE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Incidents by their places in the table, the newest first; ``fits`` says of each place whether it is one."""

    table: Table
    fits: Array
    at: Array

    def __len__(self) -> int:
        return len(self.at)

    def facets(self, kind: str) -> Facets:
        """What they can be found by."""
        found = self.table.facets[kind]
        return found if len(self) == len(self.table) else found.taken(self.fits[found.row])

    def of(self, column: str) -> Array:
        """A column of them."""
        values: Array = getattr(self.table.rows, column)
        return values if len(self) == len(self.table) else values[self.at]


def choose(filters: Filters) -> Chosen:
    """Those that fit."""
    found = table()
    fits = _columns(found, filters)
    for kind in KINDS:
        if values := getattr(filters, kind):
            fits &= _having(found, kind, values)
    if filters.words:
        fits &= np.isin(found.rows.number, _incidents(filters.words, VERSIONS.now()))
    return Chosen(found, fits, np.flatnonzero(fits))


def counted(codes: Array) -> Mapping[str, int]:
    """How often each value comes, by the words of their codes, in no order."""
    times = np.bincount(codes[codes >= 0])
    return {CODES.known(one): int(times[one]) for one in np.flatnonzero(times).tolist()}


def within(first: Array, last: Array, filters: Filters) -> Array:
    """Which incidents of these days lie in the filters' period, if only in part."""
    fits = np.ones(len(first), bool)
    if filters.first:
        fits &= last >= date.fromisoformat(filters.first).toordinal()
    if filters.last:
        fits &= (first <= date.fromisoformat(filters.last).toordinal()) & (first != UNDATED)
    return fits


def day_of(number: int) -> date | None:
    """A day of the table."""
    return None if number == UNDATED else date.fromordinal(int(number))


def _columns(found: Table, filters: Filters) -> Array:
    rows = found.rows
    fits = within(rows.first, rows.last, filters)
    if filters.grade:
        fits &= np.isin(rows.grade, CODES.find(map(str, filters.grade)))
    if filters.disputed:
        fits &= rows.disputed
    return fits


@lru_cache(_KEPT)
def _incidents(words: str, _version: int) -> Array:
    """The numbers of the incidents whose reports have the words: a page asks several times."""
    return np.unique(np.fromiter(incidents_with(words).values_list("incident", flat=True), np.int64))


def _having(found: Table, kind: str, values: Iterable[str]) -> Array:
    """Which incidents have one of the values."""
    told, fits = found.facets[kind], np.zeros(len(found), bool)
    for code in CODES.find(map(str, values)):
        begin, end = np.searchsorted(told.value, (code, code + 1))
        fits[told.row[begin:end]] = True
    return fits
