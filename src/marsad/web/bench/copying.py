"""A filled store many times over: the same reports again with other ids, each time as many days later.

To make a report and all that follows from it takes some hundred times as long as to copy its rows, and pages of copies
take as long as pages of others: what counts is how many rows there are, how they are spread, and how large they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from django.db import connections, models, transaction
from django.db.models import Max

from marsad.web.bench.reports import NAME
from marsad.web.ledger import models as ledger
from marsad.web.search import index

# Each refers only to what comes before it.
_TABLES: Final[tuple[type[models.Model], ...]] = (
    ledger.Report,
    ledger.Coding,
    ledger.Incident,
    ledger.IncidentDocument,
    ledger.Claim,
    ledger.Party,
    ledger.Sketch,
    ledger.ClaimKey,
    ledger.Tell,
    ledger.TellParty,
    ledger.Belonging,
    ledger.TextSignature,
    ledger.TextBand,
    ledger.Facet,
)
_HOLDING: Final = frozenset({"key", "document", "claim", "cluster", "group"})  # columns with ids and days
_TOLD: Final = re.compile(rf'(?:^|(?<="))(?P<id>[0-9a-f]{{20}})(?=$|")|{NAME.pattern}|\b(?P<day>20\d\d-\d\d-\d\d)\b')
_TOP: Final = 72  # bits of an id below those that tell copies apart
_MOST: Final = 255  # copies that those tell apart


def copy(alias: str, times: int, days: int, reports: int, note: Callable[[int], None] = lambda done: None) -> None:
    """Copy the reports of a SQLite store (so many) so many times, each ``days`` after the one before."""
    if times > _MOST:
        raise ValueError(f"{times} copies; {_MOST} are the most")
    sizes = {table: table._default_manager.using(alias).aggregate(most=Max("pk"))["most"] or 0 for table in _TABLES}
    for nth in range(1, times + 1):
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            _functions(alias, nth, days, reports)
            for table in _TABLES:
                cursor.execute(_sql(table, nth, sizes))
        note(nth)
    _index(alias, times, days, sizes)


def _functions(alias: str, nth: int, days: int, reports: int) -> None:
    ahead = timedelta(days=days * nth)

    @cache
    def later(day: str | None) -> str | None:
        return (date.fromisoformat(day) + ahead).isoformat() if day else day

    def one(found: re.Match[str]) -> str:
        if found["id"]:
            return f"{int(found['id'], 16) ^ nth << _TOP:020x}"
        if found["day"]:
            return later(found["day"]) or ""
        return f"{found['archive']}{int(found['number']) + nth * reports:06}"

    def again(text: str | None) -> str | None:
        return _TOLD.sub(one, text) if text else text

    connection: Any = connections[alias].connection
    connection.create_function("later", 1, later, deterministic=True)
    connection.create_function("again", 1, again, deterministic=True)


def _sql(table: type[models.Model], nth: int, sizes: dict[type[models.Model], int]) -> str:
    fields: list[Any] = list(table._meta.concrete_fields)
    name = table._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, nth, sizes) for field in fields)
    own = next(field for field in fields if field.primary_key)
    return f'INSERT INTO "{name}" ({columns}) SELECT {values} FROM "{name}" WHERE "{own.column}" <= {_size(own, sizes)}'


def _value(field: Any, nth: int, sizes: dict[type[models.Model], int]) -> str:
    column = f'"{field.column}"'
    if field.is_relation or field.primary_key:
        return f"{column} + {nth * _size(field, sizes)}"
    if isinstance(field, models.DateField):
        return f"later({column})"
    if isinstance(field, models.BigIntegerField):  # a hash under which few rows are filed: not all copies under one
        return f"({column} >> 8) + {nth}"
    return f"again({column})" if field.name in _HOLDING else column


def _size(field: Any, sizes: dict[type[models.Model], int]) -> int:
    """How far the numbers of a column go: those of another table's rows, or of its own."""
    home = field.related_model if field.is_relation else field.model
    while home not in sizes or (field.is_relation and _borrows(home)):
        field = home._meta.pk
        home = field.related_model
    return sizes[home]


def _borrows(table: type[models.Model]) -> bool:
    """Whether its rows bear the numbers of another table's."""
    return bool(table._meta.pk and table._meta.pk.is_relation)


def _index(alias: str, times: int, days: int, sizes: dict[type[models.Model], int]) -> None:
    """The search index of the copies: their terms are those of what they were copied from."""
    bounds = {index.REPORTS: sizes[ledger.Report], index.INCIDENTS: sizes[ledger.Incident]}
    for kind, told in index.stored(alias, bounds):
        with transaction.atomic(using=alias):
            index.put(alias, kind, _copies(told, times, timedelta(days=days), bounds[kind]))


def _copies(told: Iterator[index.Indexed], times: int, ahead: timedelta, size: int) -> Iterator[index.Indexed]:
    for row, when, terms in told:
        for nth in range(1, times + 1):
            yield row + nth * size, when + nth * ahead if when else None, terms
