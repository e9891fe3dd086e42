"""The store to measure on, made once and kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote

from django.db import connections

from marsad.ledger.opening import open_store
from marsad.model import MarsadError
from marsad.web.bench.filling import fill
from marsad.web.bench.reports import Archive

if TYPE_CHECKING:
    from marsad.ledger.store import Store
    from marsad.web.ledger.sql import SqlStore

_SEED: Final = 1
_ADDED: Final = 1_000  # reports more than asked for: each measuring adds two
_MADE: Final = 5_000  # reports that are made, at least; the others are copies of them
_COPIES: Final = 100  # of more reports more are made, so that no more copies of them lie on the same days
_JOBS: Final = 2
_PRAGMA: Final = "PRAGMA cache_size=-1000000"  # kB: indexes of random ids are written all over
_MARKS: Final = {"sqlite": 250, "postgresql": 300}  # ms
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A store that is there, how soon its pages are to come (the 95th percentile) and the version of its database."""

    address: str
    reports: int
    claims: int
    mark_ms: int
    versions: dict[str, str]


def store(folder: Path, database: str | None, reports: int, claims: int, note: Note = lambda step: None) -> Made:
    """A store with so many reports and claims, made if it is not there: in a file in the folder, or in a database of
    PostgreSQL.
    """
    if database is None:
        where = address(filled(folder, reports, claims, note))
        return Made(where, reports, claims, _MARKS["sqlite"], {"sqlite": sqlite3.sqlite_version})
    folder.mkdir(parents=True, exist_ok=True)
    filled_database(database, reports, claims, note)
    return Made(database, reports, claims, _MARKS["postgresql"], {"postgresql": _version(database)})


def address(file: Path) -> str:
    """The address of the store in a file."""
    return f"sqlite:///{quote(str(file.resolve()))}"


def filled(folder: Path, reports: int, claims: int, note: Note = lambda step: None) -> Path:
    """The file of a store with so many reports and claims, made in the folder if it is not there."""
    file = folder / f"pages-{reports}-{claims}.sqlite3"
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    made = file.with_suffix(".making")
    for left in folder.glob(f"{made.name}*"):
        left.unlink()
    _make(made, reports, claims, note)
    made.replace(file)
    return file


def filled_database(url: str, reports: int, claims: int, note: Note = lambda step: None) -> None:
    """Fill a database of PostgreSQL with so many reports and claims, unless it holds them. What was interrupted goes on
    with the copies, if all that is copied was there. Raises ``MarsadError`` where it holds other reports.
    """
    times, archive = _archive(reports, claims)
    store = _opened(url)
    try:
        from marsad.web.bench.streaming import copy  # what is imported once Django is set up

        held = _held(store)
        if reports <= held[0] <= reports + _ADDED and held[1] >= claims:
            return
        if held == (0, 0):
            note(f"making {len(archive)} reports")
            fill(
                cast("Store", store),
                archive,
                _JOBS,
                lambda done: note(f"{done} reports") if done % _MADE == 0 else None,
            )
        elif held != (len(archive), claims // times) or not times - 1:
            raise MarsadError(f"the database holds {held[0]} reports and {held[1]} claims; give an empty one")
        note(f"copying them to {reports}")
        copy(store.alias, times - 1, archive.days, len(archive), note)
        note("counting what plans go by")
        store.settle()
    finally:
        store.close()


def _make(file: Path, reports: int, claims: int, note: Note) -> None:
    times, archive = _archive(reports, claims)
    store = _opened(address(file))
    from marsad.web.bench.copying import copy  # what is imported once Django is set up

    with connections[store.alias].cursor() as cursor:
        cursor.execute(_PRAGMA)
    note(f"making {len(archive)} reports")
    fill(cast("Store", store), archive, _JOBS)
    note(f"copying them to {reports}")
    copy(store.alias, times - 1, archive.days, len(archive))
    store.analyse()
    with connections[store.alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def _archive(reports: int, claims: int) -> tuple[int, Archive]:
    """How many times the store holds which reports."""
    times = max(round(reports / max(_MADE, reports // _COPIES)), 1)
    if reports % times or claims % times:
        raise MarsadError(f"{reports} reports and {claims} claims are no {times} times as many; give round numbers")
    return times, Archive.of(_SEED, reports // times, claims // times)


def _opened(url: str) -> SqlStore:
    store = open_store(url)
    from marsad.web.ledger.sql import SqlStore

    assert isinstance(store, SqlStore)
    return store


def _version(url: str) -> str:
    opened = _opened(url)
    with connections[opened.alias].cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _held(store: SqlStore) -> tuple[int, int]:
    """How many reports and claims there are."""
    with connections[store.alias].cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM ledger_report), (SELECT count(*) FROM ledger_claim)")
        reports, claims = cursor.fetchone()
    return int(reports), int(claims)
