"""The store to measure on, made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from django.db import connections

from marsad.ledger.opening import open_store
from marsad.model import MarsadError
from marsad.web.bench.filling import fill
from marsad.web.bench.reports import Archive

_SEED: Final = 1
_MADE: Final = 5_000  # reports that are made; the others are copies of them
_JOBS: Final = 2
_PRAGMA: Final = "PRAGMA cache_size=-1000000"  # kB: indexes of random ids are written all over


def address(file: Path) -> str:
    """The address of the store in a file."""
    return f"sqlite:///{quote(str(file.resolve()))}"


def filled(folder: Path, reports: int, claims: int, note: Callable[[str], None] = lambda step: None) -> Path:
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


def _make(file: Path, reports: int, claims: int, note: Callable[[str], None]) -> None:
    times = max(round(reports / _MADE), 1)
    if reports % times or claims % times:
        raise MarsadError(f"{reports} reports and {claims} claims are no {times} times as many; give round numbers")
    archive = Archive.of(_SEED, reports // times, claims // times)
    store = open_store(address(file))
    # What is imported once Django is set up.
    from marsad.web.bench.copying import copy
    from marsad.web.ledger.sql import SqlStore

    assert isinstance(store, SqlStore)
    with connections[store.alias].cursor() as cursor:
        cursor.execute(_PRAGMA)
    note(f"making {len(archive)} reports")
    fill(store, archive, _JOBS)
    note(f"copying them to {reports}")
    copy(store.alias, times - 1, archive.days, len(archive))
    store.analyse()
    with connections[store.alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
