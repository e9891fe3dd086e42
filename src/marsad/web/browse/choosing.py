"""The incidents that fit filters, chosen in memory: see ``marsad.web.columns``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

import numpy as np

from marsad.web.browse.filters import Filters
from marsad.web.browse.remembering import VERSIONS, remembered
from marsad.web.columns.keeping import table
from marsad.web.columns.marking import marked
from marsad.web.columns.table import CODES, UNDATED, Array, Table
from marsad.web.ledger import facets
from marsad.web.search.matching import reports_with

_KEPT: Final = 32  # searches remembered
_CHOICES: Final = 24  # choices kept, of some MB at most
KINDS: Final = (facets.PLACE, facets.ACTOR, facets.SOURCE, facets.TYPE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Incidents by their places in the table, the newest first; ``fits`` says of each place whether it is one."""

    table: Table
    fits: Array
    at: Array

    def __len__(self) -> int:
        return len(self.at)

    def times(self, kind: str) -> tuple[Array, Array]:
        """The values they can be found by, in order, and how many of them have each: none may have some."""
        return self.table.facets[kind].times(None if len(self) == len(self.table) else self.fits)

    def of(self, column: str) -> Array:
        """A column of them."""
        values: Array = getattr(self.table.rows, column)
        return values if len(self) == len(self.table) else values[self.at]


_GUARD: Final = Lock()
_LAST: Final[dict[Filters, tuple[Chosen, int]]] = {}


def choose(filters: Filters) -> Chosen:
    """Those that fit. A page asks for the same ones again and again: what was chosen last is kept."""
    found, now = table(), VERSIONS.now() if filters.words else 0  # what words find hangs on more than the incidents
    with _GUARD:
        known, of = _LAST.pop(filters, (None, now))
        if known is not None and known.table is not found:
            known = None
            _LAST.clear()  # or the table of before would be kept with them
    if known is None or of != now:
        known = _choose(found, filters)
    with _GUARD:
        _LAST[filters] = known, now
        while len(_LAST) > _CHOICES:
            del _LAST[next(iter(_LAST))]
    return known


def _choose(found: Table, filters: Filters) -> Chosen:
    fits = _columns(found, filters)
    for kind in KINDS:
        if values := getattr(filters, kind):
            fits &= _having(found, kind, values)
    if filters.words:
        fits &= _telling(found, filters.words)
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


def _telling(found: Table, words: str) -> Array:
    """Which incidents are told in reports that have the words."""
    reports, told, fits = _reports(words), found.tellings, np.zeros(len(found), bool)
    wanted = np.zeros(reports.max(initial=0) + 1, bool)
    wanted[reports] = True
    fits[told.row[marked(wanted, told.report)]] = True
    return fits


@remembered(_KEPT)
def _reports(words: str) -> Array:
    return reports_with(words)


def _having(found: Table, kind: str, values: Iterable[str]) -> Array:
    """Which incidents have one of the values."""
    told, fits = found.facets[kind], np.zeros(len(found), bool)
    for code in CODES.find(map(str, values)):
        fits[told.having(code)] = True
    return fits
