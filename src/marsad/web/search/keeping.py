"""How either database keeps terms and is asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from django.db import connections

from marsad.web.search import models

TERMS: Final = "marsad_search_terms"
_DOCUMENTS: Final = models.Document._meta.db_table


@dataclass(frozen=True, slots=True)
class Condition:
    """A document fits that has all terms of ``every``, and not all terms of any list in ``none``."""

    every: tuple[str, ...]
    none: tuple[tuple[str, ...], ...] = ()


class Keeper(Protocol):
    """What the two databases have in common. A row to put in is id, kind, subject, content and terms."""

    def insert(self, alias: str, rows: Sequence[tuple[int, int, int, str, Iterable[str]]]) -> None:
        """Keep documents, all of them new."""
        ...

    def clear(self, alias: str) -> None:
        """Forget the terms of all documents."""
        ...

    def where(self, condition: Condition) -> tuple[str, list[str]]:
        """``FROM … WHERE …`` of the documents ``d`` that fit, with its parameters; more may be added with AND."""
        ...


class _Sqlite:
    # «d.id» would be looked up to sort by it; the number in the index is the same, and in order already.
    number: Final = f"{TERMS}.rowid"

    def insert(self, alias: str, rows: Sequence[tuple[int, int, int, str, Iterable[str]]]) -> None:
        with connections[alias].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_DOCUMENTS} (id, kind, subject, content) VALUES (%s, %s, %s, %s)",
                [row[:4] for row in rows],
            )
            cursor.executemany(
                f"INSERT INTO {TERMS} (rowid, terms) VALUES (%s, %s)", [(row[0], " ".join(row[4])) for row in rows]
            )

    def clear(self, alias: str) -> None:
        with connections[alias].cursor() as cursor:
            cursor.execute(f"INSERT INTO {TERMS} ({TERMS}) VALUES ('delete-all')")

    def where(self, condition: Condition) -> tuple[str, list[str]]:
        written = _joined(condition.every, " AND ")
        for terms in condition.none:
            written = f"({written} NOT {_joined(terms, ' AND ')})"
        return f"FROM {TERMS} CROSS JOIN {_DOCUMENTS} d ON d.id = {TERMS}.rowid WHERE {TERMS} MATCH %s", [written]


class _Postgresql:
    number: Final = "d.id"

    def insert(self, alias: str, rows: Sequence[tuple[int, int, int, str, Iterable[str]]]) -> None:
        with connections[alias].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_DOCUMENTS} (id, kind, subject, content, terms)"
                " VALUES (%s, %s, %s, %s, array_to_tsvector(%s::text[]))",
                [(*row[:4], list(row[4])) for row in rows],
            )

    def clear(self, alias: str) -> None:
        pass  # they went with the documents

    def where(self, condition: Condition) -> tuple[str, list[str]]:
        parts = [_quoted(term) for term in condition.every]
        parts += [f"!({' & '.join(map(_quoted, terms))})" for terms in condition.none]
        return f"FROM {_DOCUMENTS} d WHERE d.terms @@ %s::tsquery", [" & ".join(parts)]


def keeper(alias: str) -> _Sqlite | _Postgresql:
    """The way of the database ``alias``."""
    return _Sqlite() if connections[alias].vendor == "sqlite" else _Postgresql()


def _joined(terms: Sequence[str], by: str) -> str:
    return "(" + by.join([f'"{term}"' for term in terms]) + ")"


def _quoted(term: str) -> str:
    return f"'{term}'"
