"""A database copied at one moment while others write to it, and a copy looked at: SQLite by its backup interface,
PostgreSQL by its own pg_dump and pg_restore.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from marsad.model import MarsadError
from marsad.web.database import SQLITE

_SQLITE: Final = "sqlite3"
_PRIVATE: Final = 0o600


class DumpError(MarsadError):
    """A database that cannot be copied or put back."""


def dump(settings: Mapping[str, Any], out: Path) -> dict[str, int]:
    """Copy the settings' own database to a file; the rows of each table in the copy."""
    os.close(os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))
    return (
        _dump_sqlite(Path(settings["NAME"]), out) if settings["ENGINE"] == SQLITE else _dump_postgresql(settings, out)
    )


def check(engine: str, copy: Path, rows: Mapping[str, int]) -> None:
    """Open a copy. Raises ``DumpError`` if it is not whole."""
    if engine != _SQLITE:
        _run("pg_restore", ["--list", str(copy)], {})
        return
    with _opened(copy) as database:
        said = [row[0] for row in database.execute("PRAGMA integrity_check")]
        if said != ["ok"]:
            raise DumpError(f"the copy of the database is broken: {said[0]}; run marsad doctor")
        if _counted(database) != dict(rows):
            raise DumpError("the copy of the database does not have the rows that were counted; make the backup again")


def put_back(settings: Mapping[str, Any], copy: Path, rows: Mapping[str, int]) -> None:
    """Put a copy where the settings' own database is to be, which must be empty. It is there whole or not at all."""
    if settings["ENGINE"] == SQLITE:
        path = Path(settings["NAME"])
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            shutil.copyfile(copy, part)
            part.chmod(_PRIVATE)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", [*options, "--dbname", settings["NAME"], str(copy)], settings)
    if (found := tables()) != dict(rows):
        wrong = sorted(name for name in {*found, *rows} if found.get(name) != rows.get(name))
        raise DumpError(f"{', '.join(wrong)}: not the rows that were saved; empty the database and restore again")


def is_empty(settings: Mapping[str, Any]) -> bool:
    """Whether there is nothing yet where the settings' own database is to be."""
    if settings["ENGINE"] == SQLITE:
        return not Path(settings["NAME"]).exists()
    return not connection.introspection.table_names()


def tables() -> dict[str, int]:
    """The rows of each table of the settings' own database, PostgreSQL's."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")
            found[name] = cursor.fetchone()[0]
    return dict(sorted(found.items()))


def _dump_sqlite(path: Path, out: Path) -> dict[str, int]:
    if not path.is_file():
        raise DumpError(f"there is no database at {path}; name another with --database")
    try:
        original = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        with closing(original) as source, closing(sqlite3.connect(out)) as target:
            source.backup(target)  # in one step: all of it as it was when that began, whoever writes meanwhile
            # One file: without this, whoever opens the copy makes two more beside it.
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        hint = f"there must be room for it in {out.parent.parent}, and {path} must be whole: see marsad doctor"
        raise DumpError(f"the database {path} cannot be copied ({error}); {hint}") from error
    with _opened(out) as copy:
        return _counted(copy)


def _dump_postgresql(settings: Mapping[str, Any], out: Path) -> dict[str, int]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]  # the dump sees what the counting sees
        rows = tables()
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        _run("pg_dump", [*options, "--file", str(out), settings["NAME"]], settings)
    return rows


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            yield database
    except sqlite3.Error as error:
        raise DumpError(f"the copy of the database cannot be read ({error})") from error


def _counted(database: sqlite3.Connection) -> dict[str, int]:
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    # A virtual table, such as the index of the search, has its rows in tables beside it.
    names = [name for name, sql in rows if not name.startswith("sqlite_") and not sql.startswith("CREATE VIRTUAL")]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _run(program: str, arguments: list[str], settings: Mapping[str, Any]) -> None:
    """Run one of PostgreSQL's own programs. The password goes by the environment, which others cannot read."""
    if shutil.which(program) is None:
        raise DumpError(f"{program} is not here; install the client programs of PostgreSQL (Debian: postgresql-client)")
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    place = {variable: str(settings[key]) for variable, key in named.items() if settings.get(key)}
    if "sslmode" in settings.get("OPTIONS", {}):
        place["PGSSLMODE"] = settings["OPTIONS"]["sslmode"]
    done = subprocess.run([program, *arguments], env=os.environ | place, capture_output=True, text=True, check=False)
    if done.returncode:
        said = " ".join(done.stderr.split())
        hint = "; install the client programs of the server's own version" if "version mismatch" in said else ""
        raise DumpError(f"{program} failed ({said}){hint}")
