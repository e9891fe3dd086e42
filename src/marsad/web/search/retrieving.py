"""The documents that a query finds, in their order, a page at a time.

The order: by what of the query stands in the title, each word or phrase weighing by its rarity; then the newer first.
It is had without reading all that is found: one question for each combination of the words in the title, the weightiest
first, until the page is full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import log2
from typing import Any, Final

import numpy as np
from django.db import DEFAULT_DB_ALIAS

from marsad.ledger.wire import loads
from marsad.model import MarsadError
from marsad.model.incident import Incident
from marsad.web.browse.remembering import remembered
from marsad.web.columns.table import Array
from marsad.web.ledger import models as ledger
from marsad.web.search import index
from marsad.web.search.forms import words_of
from marsad.web.search.keeping import Condition, keeper
from marsad.web.search.query import Atom, Query
from marsad.web.search.terms import names_of

COUNTED: Final = 10_000  # what is found is counted up to so many
READ: Final = 500  # texts read for a page where the index cannot tell all of a query (longer phrases)
_AT_ONCE: Final = 25
_KEPT: Final = 1_024  # counts remembered
_WEIGHED: Final = 3  # words or phrases that the order goes by, the rarest of the query


class PageError(MarsadError):
    """A key of a page that is none; shown with the status 400."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days searched, inclusive; ``None`` for no bound."""

    first: date | None = None
    last: date | None = None


EVER: Final = Period()


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of a page (the numbers of reports or incidents) and the key of the next one, ``None`` on the last."""

    rows: tuple[int, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many are found: ``more`` than ``count`` where nobody counted further, ``about`` so many where a few may not
    fit, for their texts were not read.
    """

    count: int
    more: bool = False
    about: bool = False


_Hit = tuple[int, int, int]  # the words in its title as bits, its id, its row


def page(
    query: Query, kind: int, period: Period = EVER, after: str = "", size: int = 20, alias: str = DEFAULT_DB_ALIAS
) -> Found:
    """The page that begins after a key. Raises ``PageError`` for a key that is none."""
    key = _key(after) if after else None
    if not query:
        return Found((), None)
    found, beyond = _fit(query, kind, period, key, size, alias)
    return Found(tuple(row for _, _, row in found), f"{beyond[0]}.{beyond[1]}" if beyond else None)


def count(query: Query, kind: int, period: Period = EVER, alias: str = DEFAULT_DB_ALIAS) -> Counted:
    """How many documents a query finds."""
    if not query:
        return Counted(0)
    found = _counted(query.condition, kind, period, COUNTED + 1, alias)
    return Counted(min(found, COUNTED), more=found > COUNTED, about=found > 0 and not query.is_told)


def rows(query: Query, kind: int, alias: str = DEFAULT_DB_ALIAS) -> Array:
    """The numbers of all reports or incidents that a query finds, in no order."""
    if not query:
        return np.empty(0, np.int64)
    if not query.is_told:
        return np.array([row for _, _, row in _fit(query, kind, EVER, None, READ, alias)[0]], np.int64)
    return keeper(alias).rows(alias, query.condition, index.bounds(kind))


def rows_of(query: Query, kind: int, alias: str = DEFAULT_DB_ALIAS) -> tuple[str, list[Any]]:
    """A subquery for the rows that a query finds, with its parameters."""
    if not query.is_told:
        rows = [row for _, _, row in _fit(query, kind, EVER, None, READ, alias)[0]]
        return f"SELECT id FROM {ledger.Report._meta.db_table} WHERE id IN ({', '.join(map(str, rows)) or 'NULL'})", []
    # Of a report nobody asks for the day: the kind of the document alone bounds it.
    where, parameters = keeper(alias).where(query.condition, index.bounds(kind))
    return f"SELECT d.subject {where}", parameters


def _hits(query: Query, kind: int, period: Period, beyond: _Hit | None, most: int, alias: str) -> list[_Hit]:
    """The first that fit, none of them before ``beyond``."""
    found: list[_Hit] = []
    levels = list(_levels(query, kind, alias))
    if beyond:
        bits = [level for level, _ in levels]
        levels = levels[bits.index(beyond[0]) :] if beyond[0] in bits else []
    for level, condition in levels:
        lowest, highest = index.bounds(kind, period.first, period.last)
        if beyond and level == beyond[0]:
            highest = min(highest, beyond[1] - 1)
        rows = keeper(alias).newest(alias, condition, (lowest, highest), most - len(found))
        found += [(level, number, row) for number, row in rows]
        if len(found) >= most:
            break
    return found


def _levels(query: Query, kind: int, alias: str) -> Iterator[tuple[int, Condition]]:
    """What may be in the title, as bits and as a condition, the weightiest first."""
    weighed = _weights(query, kind, alias)
    condition = query.condition
    if kind == index.INCIDENTS:  # all that they say counts as their title
        yield (1 << len(weighed)) - 1, condition
        return
    combinations = list(product((True, False), repeat=len(weighed)))
    combinations.sort(key=lambda one: -sum(weight for (_, weight), there in zip(weighed, one, strict=True) if there))
    for one in combinations:
        told = list(zip((atom.titled(query.exact) for atom, _ in weighed), one, strict=True))
        every = tuple(term for terms, there in told if there for term in terms)
        none = tuple(terms for terms, there in told if not there)
        bits = sum(there << n for n, there in enumerate(one))
        yield bits, Condition((*condition.every, *every), (*condition.none, *none))


def _weights(query: Query, kind: int, alias: str) -> list[tuple[Atom, float]]:
    """The rarest words or phrases with their weights, the rarest first."""
    if len(query.wanted) == 1:
        return [(query.wanted[0], 1.0)]
    found = []
    for n, atom in enumerate(query.wanted):
        known = _counted(Condition(atom.terms(query.exact)), kind, EVER, COUNTED, alias)
        found.append((known, n, atom))
    return [(atom, log2(2 * COUNTED / (known + 1))) for known, _, atom in sorted(found, key=lambda one: one[:2])][
        :_WEIGHED
    ]


def _fit(
    query: Query, kind: int, period: Period, beyond: _Hit | None, size: int, alias: str
) -> tuple[list[_Hit], _Hit | None]:
    """The first that fit after a key, and the key from which to go on, if there may be more."""
    if query.is_told:
        hits = _hits(query, kind, period, beyond, size + 1, alias)
        return hits[:size], hits[size - 1] if len(hits) > size else None
    found: list[_Hit] = []
    for _ in range(READ // _AT_ONCE):
        hits = _hits(query, kind, period, beyond, _AT_ONCE, alias)
        fitting = _fitting(query, kind, [row for _, _, row in hits], alias)
        for hit in hits:
            if hit[2] in fitting:
                if len(found) == size:
                    return found, found[-1]
                found.append(hit)
        if len(hits) < _AT_ONCE:
            return found, None
        beyond = hits[-1]
    return found, beyond


def _fitting(query: Query, kind: int, rows: Sequence[int], alias: str) -> Collection[int]:
    if kind == index.REPORTS:
        told = ledger.Report.objects.using(alias).filter(pk__in=rows).values_list("pk", "title", "text")
        return {row for row, *texts in told if query.fits([list(words_of(text)) for text in texts])}
    return _fitting_incidents(query, rows, alias)


def _fitting_incidents(query: Query, rows: Sequence[int], alias: str) -> Collection[int]:
    told = ledger.Incident.objects.using(alias).filter(pk__in=rows).values_list("pk", "whole__document")
    return {
        row
        for row, document in told
        if query.fits([list(words_of(name)) for name in names_of(loads(Incident, document))])
    }


def _counted(condition: Condition, kind: int, period: Period, most: int, alias: str) -> int:
    if alias == DEFAULT_DB_ALIAS:
        return _remembered(condition, kind, period, most)
    return _count(condition, kind, period, most, alias)


@remembered(_KEPT)
def _remembered(condition: Condition, kind: int, period: Period, most: int) -> int:
    return _count(condition, kind, period, most, DEFAULT_DB_ALIAS)


def _count(condition: Condition, kind: int, period: Period, most: int, alias: str) -> int:
    return keeper(alias).count(alias, condition, index.bounds(kind, period.first, period.last), most)


def _key(after: str) -> _Hit:
    bits, _, number = after.partition(".")
    if not (bits.isascii() and bits.isdigit() and number.isascii() and number.isdigit() and len(after) < 30):
        raise PageError(f"after={after[:40]} is no key of a page", code="page-unknown")
    return int(bits), min(int(number), (1 << 63) - 1), 0
