"""What all processes of a site count and remember together for a while: Django's cache, in a database.

With PostgreSQL it is a table there, so that several machines share it; the connection is another one, so that what a
transaction counted stays counted when it is rolled back. With SQLite it is a file beside the ledger's: whoever writes
the ledger holds its file for as long as that takes, and to count who asks must not wait for it. Values are integers or
JSON, so that nothing that is read back can run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import DatabaseError, connections

from marsad.web.database import SQLITE

ALIAS: Final = "shared"  # of the connection
_TABLE: Final = "marsad_shared"
_MAKE: Final = (
    f"CREATE {{unlogged}} TABLE IF NOT EXISTS {_TABLE} "
    "(key varchar(250) PRIMARY KEY, number bigint NOT NULL, value text, until double precision NOT NULL)",
    f"CREATE INDEX IF NOT EXISTS {_TABLE}_until ON {_TABLE} (until)",
)
# Nothing here outlives a day: that a crash of the machine may lose it costs less than to wait for the disk.
_PRAGMAS: Final = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
_PATIENCE: Final = 10  # seconds that one writer waits for another
_MOST: Final = 200_000  # entries; those that end first go first
_EVERY: Final = 500  # writes of a thread between two times that it lets go of what has ended
_NEVER: Final = 1e15  # seconds: the end of what has none


def beside(ledger: dict[str, Any]) -> dict[str, Any]:
    """Django's settings of the connection, by those of the ledger's."""
    if ledger["ENGINE"] != SQLITE:
        return dict(ledger)
    options = {"transaction_mode": "IMMEDIATE", "timeout": _PATIENCE, "init_command": _PRAGMAS}
    name = Path(f"{ledger['NAME']}-shared")
    return {"ENGINE": SQLITE, "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}


class SharedCache(BaseCache):
    """The cache. ``count`` is what limits are made of: many may count the same at once, and none is lost."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._writes = 0
        self._made = False

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value of a key that has not ended."""
        found = self._rows(
            f"SELECT number, value FROM {_TABLE} WHERE key = %s AND until > %s", [self._key(key, version), time.time()]
        )
        return _value(*found[0]) if found else default

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value for some seconds. Raises ``TypeError`` for what JSON does not know."""
        number, written = _written(value)
        self._rows(
            f"INSERT INTO {_TABLE} (key, number, value, until) VALUES (%s, %s, %s, %s) ON CONFLICT (key) DO UPDATE "
            "SET number = excluded.number, value = excluded.value, until = excluded.until",
            [self._key(key, version), number, written, self._until(timeout)],
        )
        self._let_go()

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless there is one; whether it was kept."""
        number, written = _written(value)
        found = self._rows(
            f"INSERT INTO {_TABLE} (key, number, value, until) VALUES (%s, %s, %s, %s) ON CONFLICT (key) DO UPDATE "
            "SET number = excluded.number, value = excluded.value, until = excluded.until "
            f"WHERE {_TABLE}.until <= %s RETURNING 1",
            [self._key(key, version), number, written, self._until(timeout), time.time()],
        )
        self._let_go()
        return bool(found)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number. Raises ``ValueError`` where there is none."""
        found = self._rows(
            f"UPDATE {_TABLE} SET number = number + %s "
            "WHERE key = %s AND until > %s AND value IS NULL RETURNING number",
            [delta, self._key(key, version), time.time()],
        )
        if not found:
            raise ValueError(f"there is no number under {key!r}")
        return int(found[0][0])

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value for longer; whether there was one."""
        found = self._rows(
            f"UPDATE {_TABLE} SET until = %s WHERE key = %s AND until > %s RETURNING 1",
            [self._until(timeout), self._key(key, version), time.time()],
        )
        return bool(found)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a key; whether there was one."""
        return bool(self._rows(f"DELETE FROM {_TABLE} WHERE key = %s RETURNING 1", [self._key(key, version)]))

    def clear(self) -> None:
        """Forget everything."""
        self._rows(f"DELETE FROM {_TABLE}", [])

    def count(self, key: str, seconds: float, now: float) -> tuple[int, float]:
        """Count once more, in a time that began with the first: how often by now, and when (in seconds) it ends."""
        found = self._rows(
            f"INSERT INTO {_TABLE} (key, number, value, until) VALUES (%s, 1, NULL, %s) ON CONFLICT (key) DO UPDATE "
            f"SET number = CASE WHEN {_TABLE}.until <= %s THEN 1 ELSE {_TABLE}.number + 1 END, "
            f"until = CASE WHEN {_TABLE}.until <= %s THEN excluded.until ELSE {_TABLE}.until END "
            "RETURNING number, until",
            [self._key(key, None), now + seconds, now, now],
        )
        self._let_go()
        return int(found[0][0]), float(found[0][1])

    def counted(self, key: str) -> tuple[int, float]:
        """How often it was counted, and when that time ends; (0, 0) for what never was."""
        found = self._rows(f"SELECT number, until FROM {_TABLE} WHERE key = %s", [self._key(key, None)])
        return (int(found[0][0]), float(found[0][1])) if found else (0, 0.0)

    def _key(self, key: str, version: int | None) -> str:
        made: str = self.make_and_validate_key(key, version=version)
        return made

    def _until(self, timeout: float | None) -> float:
        ends: float | None = self.get_backend_timeout(timeout)
        return _NEVER if ends is None else ends

    def _let_go(self) -> None:
        """Now and then, let go of what has ended, and of what is too much."""
        self._writes += 1
        if self._writes % _EVERY == 0:
            self.prune()

    def prune(self) -> None:
        """Let go of what has ended, and of what is too much."""
        self._rows(f"DELETE FROM {_TABLE} WHERE until <= %s", [time.time()])
        kept = int(self._rows(f"SELECT count(*) FROM {_TABLE}", [])[0][0])
        if kept > _MOST:
            first = f"SELECT key FROM {_TABLE} ORDER BY until LIMIT %s"
            self._rows(f"DELETE FROM {_TABLE} WHERE key IN ({first})", [kept - _MOST])

    def _rows(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        if not self._made:
            self._make()
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []

    def _make(self) -> None:
        unlogged = "UNLOGGED" if connections[ALIAS].vendor == "postgresql" else ""
        with connections[ALIAS].cursor() as cursor:
            for statement in (one.format(unlogged=unlogged) for one in _MAKE):
                try:
                    cursor.execute(statement)
                except DatabaseError:
                    cursor.execute(statement)  # PostgreSQL refuses one of two that make it at once: it is there now
            self._made = True


def _written(value: Any) -> tuple[int, str | None]:
    if isinstance(value, int) and not isinstance(value, bool):
        return value, None
    return 0, json.dumps(value)


def _value(number: int, written: str | None) -> Any:
    return number if written is None else json.loads(written)
