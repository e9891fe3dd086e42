"""Incidents as pages ask for them: by the filters of the address, a page at a time, with counts beside each filter.

Which incidents fit, and how many, is found in memory (``choosing``); the incidents that are shown are read from the
database, where ``select`` asks for the same incidents for whoever goes through all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

import numpy as np
from django.db.models import F, Q, QuerySet

from marsad.ledger.wire import loads
from marsad.model.incident import Incident
from marsad.web.browse.choosing import KINDS, Chosen, choose, day_of, within
from marsad.web.browse.filters import FilterError, Filters
from marsad.web.browse.registers import names
from marsad.web.browse.remembering import remembered
from marsad.web.browse.tally import Counted, Tally
from marsad.web.columns.table import CODES, UNDATED, Array
from marsad.web.ledger import facets, models
from marsad.web.search.matching import incidents_with

PAGE: Final = 30  # incidents on a page
GRADE: Final = "grade"
_CHUNK: Final = 500  # rows that are held at once where all are read
_KEPT: Final = 256  # answers remembered
Rows = QuerySet[models.Incident]


@dataclass(frozen=True, slots=True)
class Page:
    """Some incidents, the latest first, and the key of the next page (``None`` on the last)."""

    incidents: tuple[Incident, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """The same by the incidents' numbers in the ledger, unread."""

    numbers: tuple[int, ...]
    after: str | None


def select(filters: Filters) -> Rows:
    """The incidents that fit, in no order."""
    rows = models.Incident.objects.filter(_columns(filters))
    for kind in KINDS:
        if values := [str(value) for value in getattr(filters, kind)]:
            rows = rows.filter(pk__in=models.Facet.objects.filter(kind=kind, value__in=values).values("incident"))
    return rows.filter(pk__in=incidents_with(filters.words)) if filters.words else rows


def total(filters: Filters) -> int:
    """How many incidents fit."""
    return len(choose(filters))


def totals(filters: Filters, periods: Sequence[Filters]) -> list[int]:
    """How many incidents fit in each of these periods, whatever the filters' own."""
    every = choose(filters.with_(first=None, last=None))
    first, last = every.of("first"), every.of("last")
    return [int(np.count_nonzero(within(first, last, one))) for one in periods]


def page(filters: Filters, after: str | None = None, size: int = PAGE) -> Page:
    """The page that begins after a key. Raises ``FilterError`` for a key that is none.

    Pages go by the key of their last incident, not by number: what is added meanwhile shifts nothing.
    """
    found = numbered(filters, after, size)
    told = read(found.numbers)
    return Page(tuple(told[number] for number in found.numbers if number in told), found.after)


def numbered(filters: Filters, after: str | None = None, size: int = PAGE) -> Numbered:
    """The same page by numbers alone: what was shown before need not be read."""
    found = newest(filters, size + 1, after)
    last = found[size - 1] if len(found) > size else None
    key = f"{last[0].isoformat() if last[0] else ''}.{last[1]}" if last else None
    return Numbered(tuple(number for _, number in found[:size]), key)


def read(numbers: Collection[int]) -> Mapping[int, Incident]:
    """The incidents of some numbers, as far as they are there."""
    rows = models.IncidentDocument.objects.filter(pk__in=numbers).values_list("pk", "document")
    return {number: loads(Incident, document) for number, document in rows}


def newest(filters: Filters, size: int, after: str | None = None) -> list[tuple[date | None, int]]:
    """The days and numbers of the incidents that fit and come after a key, the latest first: what is asked for often
    need not be read.
    """
    found = choose(filters)
    rows, at = found.table.rows, found.at
    if after:
        at = at[_beyond(after, rows.first[at], rows.number[at])]
    return [
        (day_of(first), int(number))
        for first, number in zip(rows.first[at[:size]], rows.number[at[:size]], strict=True)
    ]


def counts(filters: Filters, kind: str, most: int = 12) -> list[Counted]:
    """The commonest values of a facet among all incidents that fit, but for the facet's own filter."""
    return list(islice(_tally(choose(filters.with_(**{kind: ()})), kind), most))


@remembered(_KEPT)
def tallies(filters: Filters) -> Mapping[str, Tally]:
    """The values of every facet and of ``grade`` among the incidents that fit, each but for its own filter."""
    every = choose(filters)
    return {
        kind: _tally(choose(filters.with_(**{kind: ()})) if getattr(filters, kind) else every, kind)
        for kind in (*KINDS, GRADE)
    }


def governorates(filters: Filters, most: int = 14) -> list[Counted]:
    """The governorates with most of the incidents that fit."""
    told = _tally(choose(filters), facets.PLACE) if filters.place else tallies(filters)[facets.PLACE]
    return list(islice(told.among(_governorates()), most))


def days(filters: Filters) -> tuple[date, date] | None:
    """The first and the last day of the incidents that fit."""
    first = choose(filters).of("first")
    known = first[first != UNDATED]
    return (date.fromordinal(int(known.min())), date.fromordinal(int(known.max()))) if len(known) else None


def all_of(filters: Filters, most: int) -> Iterator[Incident]:
    """The incidents that fit, the latest first, read as they are asked for."""
    rows = select(filters).order_by(F("first").desc(nulls_last=True), "-pk").values_list("whole__document", flat=True)
    return (loads(Incident, document) for document in rows[:most].iterator(chunk_size=_CHUNK))


def incident(key: str) -> Incident | None:
    """The incident with this id, or the one that holds the claim with this id."""
    rows = models.Incident.objects.values_list("whole__document", flat=True)
    # Two questions: one with «or» over both tables would read every claim there is.
    found = rows.filter(key=key).first() or rows.filter(claims__key=key).first()
    return loads(Incident, found) if found else None


def _tally(found: Chosen, kind: str) -> Tally:
    return Tally.of(found.of(GRADE)) if kind == GRADE else Tally.counted(*found.times(kind))


@remembered(1)
def _governorates() -> Array:
    """The codes of those that incidents lie in."""
    met = tallies(Filters())[facets.PLACE].codes
    return met[[_is_governorate(CODES.known(code)) for code in met.tolist()]]


def _is_governorate(place: str) -> bool:
    found = names().place(place)
    return found is not None and found.cls == "governorate"


def _columns(filters: Filters) -> Q:
    found = Q()
    if filters.first:
        found &= Q(last__gte=filters.first)
    if filters.last:
        found &= Q(first__lte=filters.last)
    if filters.grade:
        found &= Q(grade__in=[str(grade) for grade in filters.grade])
    return found & Q(disputed=True) if filters.disputed else found


def _beyond(key: str, first: Array, number: Array) -> Array:
    """Which of some incidents, by their days and numbers, come after a key."""
    day, _, written = key.partition(".")
    try:
        start, last = date.fromisoformat(day).toordinal() if day else UNDATED, int(written)
    except ValueError:
        raise FilterError(f"after={key[:40]} is no key of a page", code="page-unknown") from None
    most = np.iinfo(np.int64).max
    beyond: Array = (first < start) | (first == start) & (number < min(max(last, 0), most))
    return beyond
