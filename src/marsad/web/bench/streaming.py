"""Copies of a filled store in PostgreSQL: what ``copying`` does for SQLite, for a million reports.

Rows of numbers and days are copied by the database itself. Rows with ids and days inside their texts are read once as
PostgreSQL writes them for COPY, taken apart at those, and put together and sent back for each copy. Indexes and
constraints are dropped before and made after. All of it is one transaction: a store is whole, or still what was filled.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, Final

from django.db import connections, models, transaction

from marsad.web.bench.copying import HOLDING, TABLES, TOLD, Sizes, later, measured, other_id, other_name, size
from marsad.web.ledger import models as ledger
from marsad.web.search import index
from marsad.web.search import models as search

_AT_ONCE: Final = 2_000  # rows that are taken apart together
_SHIFTED: Final = "\x01"  # stands before a number that is another in each copy, with the letter of its column
_SAME: Final = "\x02"  # stands around a text that is the same in each, whatever it holds
_TOKEN: Final = re.compile(
    rf'{_SAME}(?P<same>[^{_SAME}]*){_SAME}|{_SHIFTED}(?P<column>\w)(?P<shifted>\d+)|(?<=["\t\n]){TOLD}'
)
_SEARCHED: Final = search.Document._meta.db_table
_PARTS: Final = ("marsad_search_reports", "marsad_search_incidents")  # of it, with the indexes and constraints
_SETTINGS: Final = ("SET LOCAL synchronous_commit = off", "SET LOCAL maintenance_work_mem = '1GB'")
# Those that refer to others come last; other tables refer to these as well.
_CONSTRAINTS: Final = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('p', 'u', 'f')
        AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))
    ORDER BY contype = 'f', conname
"""
_INDEXES: Final = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename = ANY(%(tables)s) ORDER BY indexname
"""
# The id of a document has its day in the middle; those without one have none later either.
_DOCUMENTS: Final = f"""
    INSERT INTO {_SEARCHED} (id, kind, subject, content, terms)
    SELECT id + %(further)s + CASE WHEN (id >> {index.COUNT}) & {(1 << index.DAYS) - 1} = 0 THEN 0 ELSE %(ahead)s END,
        kind, subject + CASE kind WHEN {index.REPORTS} THEN %(reports)s ELSE %(incidents)s END, content, terms
    FROM copied
"""
_SEQUENCE: Final = """
    SELECT setval(pg_get_serial_sequence(%(table)s, 'id'), (SELECT max(id) FROM {table}))
    WHERE pg_get_serial_sequence(%(table)s, 'id') IS NOT NULL AND EXISTS (SELECT FROM {table})
"""
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Copies:
    """How a store is copied: so many ``times``, each ``days`` later, with so many ``reports`` each."""

    times: int
    days: int
    reports: int
    sizes: Sizes


def copy(alias: str, times: int, days: int, reports: int, note: Note = lambda step: None) -> None:
    """Copy the reports of a PostgreSQL store (so many) so many times, each ``days`` after the one before."""
    copies = Copies(times, days, reports, measured(alias, times))
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(setting)
        with _bare(cursor, [*(table._meta.db_table for table in TABLES), *_PARTS], note):
            for table in TABLES:
                _copy(cursor, table, copies, note)
            _search(cursor, copies, note)
        _count_on(cursor)


@contextmanager
def _bare(cursor: Any, tables: Sequence[str], note: Note) -> Iterator[None]:
    """The tables without their constraints and indexes, which are made anew at the end."""
    cursor.execute(_CONSTRAINTS, {"tables": list(tables)})
    constraints = cursor.fetchall()
    for table, name, _ in reversed(constraints):
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    cursor.execute(_INDEXES, {"tables": list(tables)})
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    told = [(name, sql) for name, sql in indexes]
    told += [(name, f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {sql}') for table, name, sql in constraints]
    for nth, (name, sql) in enumerate(told, 1):
        start = time.monotonic()
        cursor.execute(sql)
        note(f"index {nth} of {len(told)}, {name}: {time.monotonic() - start:.1f} s")


def _copy(cursor: Any, table: type[models.Model], copies: Copies, note: Note) -> None:
    fields: list[Any] = list(table._meta.concrete_fields)
    start = time.monotonic()
    if any(map(_is_holding, fields)):
        _stream(cursor, table._meta.db_table, fields, copies)
    else:
        _multiply(cursor, table._meta.db_table, fields, copies)
    note(f"{table._meta.db_table}: {time.monotonic() - start:.1f} s")


def _multiply(cursor: Any, table: str, fields: Sequence[Any], copies: Copies) -> None:
    """Rows of numbers and days."""
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, copies.sizes) for field in fields)
    cursor.execute(f'CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT * FROM "{table}"')
    for nth in range(1, copies.times + 1):
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM copied',
            {"nth": nth, "ahead": later(nth, copies.days)},
        )
    cursor.execute("DROP TABLE copied")


def _value(field: Any, sizes: Sizes) -> str:
    column = f'"{field.column}"'
    if field.is_relation or field.primary_key:
        return f"{column} + %(nth)s::bigint * {size(field, sizes)}"
    if isinstance(field, models.DateField):
        return f"{column} + %(ahead)s::int"
    if isinstance(field, models.BigIntegerField):  # a hash under which few rows are filed: not all copies under one
        return f"({column} >> 8) + %(nth)s"
    return column


def _stream(cursor: Any, table: str, fields: Sequence[Any], copies: Copies) -> None:
    """Rows with ids and days in their texts."""
    columns = ", ".join(f'"{field.column}"' for field in fields)
    steps = {chr(ord("a") + n): size(field, copies.sizes) for n, field in enumerate(fields) if _is_number(field)}
    told = ", ".join(_marked(field, chr(ord("a") + n)) for n, field in enumerate(fields))
    own = next(field.column for field in fields if field.primary_key)
    sheets = list(_sheets(cursor, f'COPY (SELECT {told} FROM "{table}" ORDER BY "{own}") TO STDOUT'))
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as out:
        for nth in range(1, copies.times + 1):
            for sheet in sheets:
                out.write(sheet.copied(nth, copies, steps))


def _marked(field: Any, letter: str) -> str:
    """A column as it is read to be taken apart."""
    if _is_number(field):
        return f"'{_SHIFTED}{letter}' || \"{field.column}\""
    same = isinstance(field, models.TextField) and not _is_holding(field)
    return f"'{_SAME}' || \"{field.column}\" || '{_SAME}'" if same else f'"{field.column}"'


def _is_holding(field: Any) -> bool:
    """Whether ids and days may stand in its texts."""
    return field.name in HOLDING and isinstance(field, models.TextField | models.CharField)


def _is_number(field: Any) -> bool:
    return bool(field.is_relation or field.primary_key)


def _sheets(cursor: Any, sql: str) -> Iterator[_Sheet]:
    lines: list[str] = []
    with cursor.copy(sql) as told:
        for line in told:
            lines.append(bytes(line).decode())
            if len(lines) == _AT_ONCE:
                yield _Sheet("".join(lines))
                lines.clear()
    yield _Sheet("".join(lines))


class _Sheet:
    """Rows as COPY writes them, taken apart: what is the same in each copy, and what is not."""

    def __init__(self, text: str) -> None:
        self._pieces: list[str] = []
        places: list[int] = []
        known: dict[str, int] = {}
        self._tokens: list[re.Match[str]] = []
        kept, end = "", 0
        for found in _TOKEN.finditer(text):
            if found["same"] is not None:
                kept += text[end : found.start()] + found["same"]
                end = found.end()
                continue
            self._pieces += (kept + text[end : found.start()], "")
            kept, end = "", found.end()
            place = known.setdefault(found.group(), len(known))
            if place == len(self._tokens):
                self._tokens.append(found)
            places.append(place)
        self._pieces.append(kept + text[end:])
        self._chosen: Callable[[Sequence[str]], Sequence[str]] = (
            itemgetter(*places) if len(places) > 1 else lambda told: told[: len(places)]
        )

    def copied(self, nth: int, copies: Copies, steps: dict[str, int]) -> str:
        """The rows of a copy."""
        ahead = timedelta(days=later(nth, copies.days))
        moved = {column: nth * step for column, step in steps.items()}
        told = [_other(one, nth, copies.reports, ahead, moved) for one in self._tokens]
        self._pieces[1::2] = self._chosen(told)
        return "".join(self._pieces)


def _other(found: re.Match[str], nth: int, reports: int, ahead: timedelta, moved: dict[str, int]) -> str:
    _, column, number, key, archive, count, day = found.groups()
    if number:
        return str(int(number) + moved[column])
    if key:
        return other_id(key, nth)
    if day:
        return (date.fromisoformat(day) + ahead).isoformat()
    return other_name(archive, count, nth, reports)


def _search(cursor: Any, copies: Copies, note: Note) -> None:
    """The search index of the copies: their terms are those of what they were copied from."""
    start = time.monotonic()
    cursor.execute("SELECT following FROM marsad_search_counter")
    ((following,),) = cursor.fetchall()
    cursor.execute(f"CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT * FROM {_SEARCHED}")
    for nth in range(1, copies.times + 1):
        given = {
            "further": following * nth,
            "ahead": later(nth, copies.days) << index.COUNT,
            "reports": copies.sizes[ledger.Report] * nth,
            "incidents": copies.sizes[ledger.Incident] * nth,
        }
        cursor.execute(_DOCUMENTS, given)
    cursor.execute("DROP TABLE copied")
    cursor.execute("UPDATE marsad_search_counter SET following = %s", [following * (copies.times + 1)])
    note(f"{_SEARCHED}: {time.monotonic() - start:.1f} s")


def _count_on(cursor: Any) -> None:
    """Numbers of rows to come are those after the copies'."""
    for table in TABLES:
        if table._meta.pk is not None and table._meta.pk.column == "id":
            name = table._meta.db_table
            cursor.execute(_SEQUENCE.format(table=name), {"table": name})
