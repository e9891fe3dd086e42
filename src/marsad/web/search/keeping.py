"""How either database keeps terms and is asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Protocol

import numpy as np
from django.db import connections, transaction

from marsad.web.columns.bulk import unpacked
from marsad.web.columns.table import Array
from marsad.web.search import models

TERMS: Final = "marsad_search_terms"
KIND: Final = 62  # bits of an id below its kind: see ``index``
_DOCUMENTS: Final = models.Document._meta.db_table
_COUNT: Final = "SELECT count(*) FROM (SELECT 1 {} LIMIT %s) found"
_HAVING: Final = "d.terms @> %s::bigint[]"
_HAVING_NOT: Final = "n.terms @> %s::bigint[]"
_NEWEST: Final = f"""
    SELECT id, subject, terms FROM {_DOCUMENTS} WHERE kind = %s AND id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s
"""
_SAMPLE: Final = 300  # of the newest documents that are looked through first
_OFTEN: Final = 100  # one of so many fits: the rest of a page is among the newest too
_ENOUGH: Final = 3  # times as many as are counted are asked of the index, which drops some of them by chance
# So many numbers are more than PostgreSQL keeps in a row, and it puts them apart: what is read of a document that the
# index finds is then a tenth as long. Fewer terms are filled up to that with a number that stands for none.
_APART: Final = 256
_NONE: Final = 0
# A bitmap of a million rows has room in that; less, and their terms would be read again, as any join but one by hashes
# would read them.
_BY_INDEX: Final = ("enable_seqscan", "enable_indexscan", "enable_nestloop", "enable_mergejoin", "jit")
_SETTINGS: Final = "SELECT set_config('work_mem', '64MB', true), " + ", ".join(
    f"set_config('{name}', 'off', true)" for name in _BY_INDEX
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A document fits that has all terms of ``every``, and not all terms of any list in ``none``."""

    every: tuple[str, ...]
    none: tuple[tuple[str, ...], ...] = ()


Numbers = tuple[int, int]  # the lowest and the highest id, inclusive; both of one kind


class Keeper(Protocol):
    """What the two databases have in common. A row to put in is id, kind, subject, content and terms."""

    def insert(self, alias: str, rows: Sequence[tuple[int, int, int, str, Iterable[str]]]) -> None:
        """Keep documents, all of them new."""
        ...

    def clear(self, alias: str) -> None:
        """Forget the terms of all documents."""
        ...

    def where(self, condition: Condition) -> tuple[str, list[Any]]:
        """``FROM … WHERE …`` of the documents ``d`` that fit, with its parameters; more may be added with AND."""
        ...


class _Sqlite:
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

    def where(self, condition: Condition, numbers: Numbers) -> tuple[str, list[Any]]:
        written = _joined(condition.every, " AND ")
        for terms in condition.none:
            written = f"({written} NOT {_joined(terms, ' AND ')})"
        # «d.id» would be looked up to sort by it; the number in the index is the same, and in order already.
        found = f"FROM {TERMS} CROSS JOIN {_DOCUMENTS} d ON d.id = {TERMS}.rowid WHERE {TERMS} MATCH %s"
        return f"{found} AND {TERMS}.rowid BETWEEN %s AND %s", [written, *numbers]

    def newest(self, alias: str, condition: Condition, numbers: Numbers, most: int) -> list[tuple[int, int]]:
        where, parameters = self.where(condition, numbers)
        with connections[alias].cursor() as cursor:
            cursor.execute(
                f"SELECT {TERMS}.rowid, d.subject {where} ORDER BY {TERMS}.rowid DESC LIMIT %s", [*parameters, most]
            )
            return list(cursor.fetchall())

    def count(self, alias: str, condition: Condition, numbers: Numbers, most: int) -> int:
        where, parameters = self.where(condition, numbers)
        with connections[alias].cursor() as cursor:
            cursor.execute(_COUNT.format(where), [*parameters, most])
            return int(cursor.fetchone()[0])

    def rows(self, alias: str, condition: Condition, numbers: Numbers) -> Array:
        where, parameters = self.where(condition, numbers)
        with connections[alias].cursor() as cursor:
            cursor.execute(f"SELECT d.subject {where}", parameters)
            return np.array([row for (row,) in cursor.fetchall()], np.int64)


class _Postgresql:
    def insert(self, alias: str, rows: Sequence[tuple[int, int, int, str, Iterable[str]]]) -> None:
        with connections[alias].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_DOCUMENTS} (id, kind, subject, content, terms) VALUES (%s, %s, %s, %s, %s)",
                [(*row[:4], _filled(row[4])) for row in rows],
            )

    def clear(self, alias: str) -> None:
        pass  # they went with the documents

    def where(self, condition: Condition, numbers: Numbers) -> tuple[str, list[Any]]:
        """What must not be there is asked of the index as well: to look it up in the terms would be to read them."""
        every, kind = list(map(numbered, condition.every)), numbers[0] >> KIND
        found, parameters = f"FROM {_DOCUMENTS} d WHERE d.kind = %s AND {_HAVING}", [kind, every]
        for terms in condition.none:
            found += f" AND NOT EXISTS (SELECT FROM {_DOCUMENTS} n WHERE n.id = d.id AND n.kind = %s AND {_HAVING_NOT})"
            parameters += (kind, [*every, *map(numbered, terms)])
        if numbers == (kind << KIND, (kind + 1 << KIND) - 1):  # all there are: their numbers need not be looked at
            return found, parameters
        return f"{found} AND d.id BETWEEN %s AND %s", [*parameters, *numbers]

    def newest(self, alias: str, condition: Condition, numbers: Numbers, most: int) -> list[tuple[int, int]]:
        """What many documents have is soon found among the newest, what few have by the index. No plan tells which: the
        planner knows how many documents have each of the commonest terms, and nothing of all others.
        """
        found = self._among(alias, condition, numbers, _SAMPLE, most)
        if len(found) < most and len(found) * _OFTEN >= _SAMPLE:
            found = self._among(alias, condition, numbers, 2 * _SAMPLE * most // len(found), most)
        return found if len(found) == most else self._indexed(alias, condition, numbers, most)

    def count(self, alias: str, condition: Condition, numbers: Numbers, most: int) -> int:
        """First among as many of what the index finds as may do: where it finds far more, that saves half the time."""
        where, parameters = self.where(condition, numbers)
        for limit in (0,) if condition.none else (_ENOUGH * most, 0):  # of what must not be there none may be dropped
            with by_index(alias) as cursor:
                cursor.execute("SELECT set_config('gin_fuzzy_search_limit', %s, true)", [str(limit)])
                cursor.execute(_COUNT.format(where), [*parameters, most])
                found = int(cursor.fetchone()[0])
            if found == most:
                break
        return found

    def rows(self, alias: str, condition: Condition, numbers: Numbers) -> Array:
        where, parameters = self.where(condition, numbers)
        with by_index(alias) as cursor:
            cursor.execute(f"SELECT array_send(array_agg(d.subject)) {where}", parameters)
            sent = cursor.fetchone()[0]
        return np.empty(0, np.int64) if sent is None else unpacked(sent, ">i8")

    def _among(
        self, alias: str, condition: Condition, numbers: Numbers, looked_at: int, most: int
    ) -> list[tuple[int, int]]:
        """Those of the newest documents that fit."""
        none = "".join(f" AND NOT {_HAVING}" for _ in condition.none)
        terms = [list(map(numbered, one)) for one in (condition.every, *condition.none)]
        sql = f"SELECT d.id, d.subject FROM ({_NEWEST}) d WHERE {_HAVING}{none} ORDER BY d.id DESC LIMIT %s"
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, [numbers[0] >> KIND, *numbers, looked_at, *terms, most])
            return list(cursor.fetchall())

    def _indexed(self, alias: str, condition: Condition, numbers: Numbers, most: int) -> list[tuple[int, int]]:
        """Those that the index finds."""
        where, parameters = self.where(condition, numbers)
        with by_index(alias) as cursor:
            cursor.execute(f"SELECT d.id, d.subject {where} ORDER BY d.id DESC LIMIT %s", [*parameters, most])
            return list(cursor.fetchall())


def _filled(terms: Iterable[str]) -> list[int]:
    """The numbers of terms, as they are kept."""
    found = sorted(map(numbered, terms))
    return found + [_NONE] * (_APART - len(found))


@contextmanager
def by_index(alias: str) -> Iterator[Any]:
    """A cursor of PostgreSQL whose questions go by the index of the terms, with room for all that it finds."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(_SETTINGS)
        yield cursor


def numbered(term: str) -> int:
    """The number that stands for a term in PostgreSQL: 64 bits of a hash, so that among a hundred million terms hardly
    two have the same.
    """
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big", signed=True)


def keeper(alias: str) -> _Sqlite | _Postgresql:
    """The way of the database ``alias``."""
    return _Sqlite() if connections[alias].vendor == "sqlite" else _Postgresql()


def _joined(terms: Sequence[str], by: str) -> str:
    return "(" + by.join([f'"{term}"' for term in terms]) + ")"
