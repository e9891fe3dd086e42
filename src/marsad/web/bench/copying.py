"""A filled store many times over: the same reports again with other ids, each time as many days later.

To make a report and all that follows from it takes some hundred times as long as to copy its rows, and pages of copies
take as long as pages of others: what counts is how many rows there are, how they are spread, and how large they are.
SQLite copies them by itself (here), for its functions can be written in Python; for PostgreSQL see ``streaming``.
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
TABLES: Final[tuple[type[models.Model], ...]] = (
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
HOLDING: Final = frozenset({"key", "document", "claim", "cluster", "group"})  # columns with ids and days
# What stands in them, alone or in quotation marks.
TOLD: Final = rf'(?P<id>[0-9a-f]{{20}})(?=["\t\n]|$)|{NAME.pattern}|\b(?P<day>20\d\d-\d\d-\d\d)\b'
_TOLD: Final = re.compile(TOLD.replace("(?P<id>", '(?:^|(?<="))(?P<id>', 1))
_TOP: Final = 72  # bits of an id below those that tell copies apart
_MOST: Final = 255  # copies that those tell apart
_SPAN: Final = 3_653  # days, ten years: later copies lie beside the first ones
Sizes = dict[type[models.Model], int]


def copy(alias: str, times: int, days: int, reports: int, note: Callable[[int], None] = lambda done: None) -> None:
    """Copy the reports of a SQLite store (so many) so many times, each ``days`` after the one before."""
    sizes = measured(alias, times)
    for nth in range(1, times + 1):
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            _functions(alias, nth, days, reports)
            for table in TABLES:
                cursor.execute(_sql(table, nth, sizes))
        note(nth)
    _index(alias, times, days, sizes)


def measured(alias: str, times: int) -> Sizes:
    """How far the numbers of each table go. Raises ``ValueError`` for more copies than can be told apart."""
    if times > _MOST:
        raise ValueError(f"{times} copies; {_MOST} are the most")
    return {table: table._default_manager.using(alias).aggregate(most=Max("pk"))["most"] or 0 for table in TABLES}


def later(nth: int, days: int) -> int:
    """How many days after the first a copy lies."""
    return days * (nth % max(_SPAN // days, 1))


def other_id(told: str, nth: int) -> str:
    """The id of a claim or incident in a copy."""
    return f"{int(told, 16) ^ nth << _TOP:020x}"


def other_name(archive: str, number: str, nth: int, reports: int) -> str:
    """The id of a report in a copy, where each has so many reports."""
    return f"{archive}{int(number) + nth * reports:06}"


def size(field: Any, sizes: Sizes) -> int:
    """How far the numbers of a column go: those of another table's rows, or of its own."""
    home = field.related_model if field.is_relation else field.model
    while home not in sizes or (field.is_relation and _borrows(home)):
        field = home._meta.pk
        home = field.related_model
    return sizes[home]


def _borrows(table: type[models.Model]) -> bool:
    """Whether its rows bear the numbers of another table's."""
    return bool(table._meta.pk and table._meta.pk.is_relation)


def _functions(alias: str, nth: int, days: int, reports: int) -> None:
    ahead = timedelta(days=later(nth, days))

    @cache
    def moved(day: str | None) -> str | None:
        return (date.fromisoformat(day) + ahead).isoformat() if day else day

    def one(found: re.Match[str]) -> str:
        if found["id"]:
            return other_id(found["id"], nth)
        if found["day"]:
            return moved(found["day"]) or ""
        return other_name(found["archive"], found["number"], nth, reports)

    def again(text: str | None) -> str | None:
        return _TOLD.sub(one, text) if text else text

    connection: Any = connections[alias].connection
    connection.create_function("later", 1, moved, deterministic=True)
    connection.create_function("again", 1, again, deterministic=True)


def _sql(table: type[models.Model], nth: int, sizes: Sizes) -> str:
    fields: list[Any] = list(table._meta.concrete_fields)
    name = table._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, nth, sizes) for field in fields)
    own = next(field for field in fields if field.primary_key)
    return f'INSERT INTO "{name}" ({columns}) SELECT {values} FROM "{name}" WHERE "{own.column}" <= {size(own, sizes)}'


def _value(field: Any, nth: int, sizes: Sizes) -> str:
    column = f'"{field.column}"'
    if field.is_relation or field.primary_key:
        return f"{column} + {nth * size(field, sizes)}"
    if isinstance(field, models.DateField):
        return f"later({column})"
    if isinstance(field, models.BigIntegerField):  # a hash under which few rows are filed: not all copies under one
        return f"({column} >> 8) + {nth}"
    return f"again({column})" if field.name in HOLDING else column


def _index(alias: str, times: int, days: int, sizes: Sizes) -> None:
    """The search index of the copies: their terms are those of what they were copied from."""
    bounds = {index.REPORTS: sizes[ledger.Report], index.INCIDENTS: sizes[ledger.Incident]}
    for kind, told in index.stored(alias, bounds):
        with transaction.atomic(using=alias):
            index.put(alias, kind, _copies(told, times, days, bounds[kind]))


def _copies(told: Iterator[index.Indexed], times: int, days: int, size: int) -> Iterator[index.Indexed]:
    for row, when, terms in told:
        for nth in range(1, times + 1):
            yield row + nth * size, when + timedelta(days=later(nth, days)) if when else None, terms
