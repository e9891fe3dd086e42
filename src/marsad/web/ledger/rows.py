"""Many rows at once: written in one go, and asked for in lists that every database takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connections, models

from marsad.model import MarsadError

T = TypeVar("T")
_MANY: Final = 900  # values in a list: SQLite takes 32,766 variables, and plans badly long before


def lists(values: Collection[T]) -> Iterator[list[T]]:
    """The values, each once, in lists that fit into a query."""
    left = iter(dict.fromkeys(values))
    while part := list(islice(left, _MANY)):
        yield part


def insert(alias: str, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows. Ten times as fast as by ``bulk_create``, which makes an object of each and asks for its number."""
    connection = connections[alias]
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    turns = [_turn(field, connection) for field in fields]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    prepared = [[turn(value) for turn, value in zip(turns, row, strict=True)] for row in rows]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})", prepared)


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
    found: dict[str, int] = {}
    for part in lists(values):
        rows = model._default_manager.using(alias).filter(**{f"{column}__in": part})
        found.update(rows.values_list(column, "pk"))
    return found


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
    plain = type(field) in (models.BigIntegerField, models.PositiveIntegerField, models.CharField, models.FloatField)
    return (lambda value: value) if plain else (lambda value: field.get_db_prep_save(value, connection))
