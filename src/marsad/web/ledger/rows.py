"""Many rows at once: written in one go, and asked for in lists that every database takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connections, models

from marsad.model import MarsadError
from marsad.web.ledger.fields import ExactText, safe

T = TypeVar("T")
# Written as they are, as are references, which are numbers all.
_PLAIN: Final = (
    models.BigIntegerField,
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.IntegerField,
    models.PositiveIntegerField,
)
_MANY: Final = 900  # values in a list: SQLite takes 32,766 variables, and plans badly long before


def lists(values: Collection[T]) -> Iterator[list[T]]:
    """The values, each once, in lists that fit into a query."""
    left = iter(dict.fromkeys(values))
    while part := list(islice(left, _MANY)):
        yield part


def insert(
    alias: str, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], unique: str = ""
) -> None:
    """Insert rows; with a ``unique`` column, in place of those that have the same value there.

    Ten times as fast as by ``bulk_create``, which makes an object of each and asks for its number.
    """
    connection = connections[alias]
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    turns = [_turn(field, connection) for field in fields]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    rest = _in_place([quote(field.column) for field in fields], [field.name == unique for field in fields])
    prepared = [tuple(row) for row in rows]
    if any(turns):
        prepared = [
            tuple([turn(value) if turn else value for turn, value in zip(turns, row, strict=True)]) for row in prepared
        ]
    if len(prepared) > _MANY and not rest and connection.vendor == "postgresql":
        _copy(connection, f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN", prepared)
    elif prepared:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks}){rest}", prepared)


def _copy(connection: Any, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Rows by PostgreSQL's COPY, which takes several times as many in the same time; a few are not worth its start."""
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _in_place(columns: Sequence[str], unique: Sequence[bool]) -> str:
    """What lets a row take the place of one with the same value in the unique column; nothing where none is."""
    own = [column for column, is_own in zip(columns, unique, strict=True) if is_own]
    rest = (f"{column} = excluded.{column}" for column in columns if column not in own)
    return f" ON CONFLICT ({own[0]}) DO UPDATE SET {', '.join(rest)}" if own else ""


def select(alias: str, sql: str, values: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows of a query that ``{}`` in ``sql`` gives the values to, list by list. Linking asks thousands of small ones,
    of which Django would take longer to write each than the database to answer it.
    """
    for part in lists(values):
        marks = ", ".join(["%s"] * len(part))
        with connections[alias].cursor() as cursor:
            cursor.execute(sql.replace("{}", marks), part * sql.count("{}"))
            yield from cursor.fetchall()


def numbers(alias: str, model: type[models.Model], column: str, values: Collection[str]) -> dict[str, int]:
    """The numbers of rows by the values of a unique column."""
    field: Any = model._meta.get_field(column)
    own: Any = model._meta.pk
    quote, turn = connections[alias].ops.quote_name, _turn(field, connections[alias])
    columns, table = f"{quote(field.column)}, {quote(own.column)}", quote(model._meta.db_table)
    sql = f"SELECT {columns} FROM {table} WHERE {quote(field.column)} IN ({{}})"
    asked = {turn(value): value for value in values} if turn else {value: value for value in values}
    return {asked[value]: number for value, number in select(alias, sql, asked)}


def kept(values: Iterable[str]) -> list[str]:
    """Texts as the database keeps those of ``ExactText``."""
    return list(map(safe, values))


def erase(rows: models.QuerySet[Any]) -> None:
    """Delete rows that nothing refers to any more, without Django's look at what might: it would read them all."""
    rows._raw_delete(rows.db)


def day(iso: str | None) -> date | None:
    """An ISO date as the database keeps it. Raises ``MarsadError`` if it is none."""
    if iso is None:
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError as error:
        raise MarsadError(f"{iso!r} is no date; write it as YYYY-MM-DD") from error


def in_order(found: Mapping[str, T], ids: Collection[str]) -> dict[str, T]:
    """What was found, in the order in which it was asked for."""
    return {one: found[one] for one in dict.fromkeys(ids) if one in found}


def _turn(field: Any, connection: Any) -> Any:
    """What makes of a value what the database keeps; nothing where it is kept as it is."""
    if type(field) is ExactText:  # half of all values
        return lambda value: safe(value) if isinstance(value, str) else value
    if field.is_relation or type(field) in _PLAIN:
        return None
    return lambda value: field.get_db_prep_save(value, connection)
