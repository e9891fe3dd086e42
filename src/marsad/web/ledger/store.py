"""How the ledger's store is opened: Django set up, the database reached, its tables up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, Error, connections

from marsad.web.database import SQLITE, StoreError, address, configured, shown

if TYPE_CHECKING:
    from marsad.web.ledger.sql import SqlStore

_APP = "ledger"
_NO_ROOM = "53100"  # disk_full of PostgreSQL
_INDEX = "marsad_search"  # what it holds follows from the ledger's tables, and is made anew when its own change


def open_store(url: str | None = None, migrate: bool = True) -> SqlStore:
    """The store at an address (see ``marsad.web.database``); without one, that of ``MARSAD_DATABASE`` or the user's.

    ``migrate`` makes its tables or brings them up to date. Raises ``StoreError`` if the database cannot be reached, was
    made by a newer version, or is not up to date and ``migrate`` is off.
    """
    where = address(url)
    configured(where)  # an address that is none is told before anything is set up
    _set_up()
    alias = _alias(where)
    _file(where, alias, migrate)
    with told(where):
        _check(where, alias, migrate)
    from marsad.web.ledger.sql import SqlStore  # its tables can be imported once Django is set up

    return SqlStore(alias, where)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns what a database complains of into a ``StoreError`` that says which database it was."""
    try:
        yield
    except ImproperlyConfigured as error:
        raise StoreError(f"{shown(where)} needs the driver of PostgreSQL; pip install marsad[postgresql]") from error
    except Error as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise StoreError(f"the database {shown(where)} cannot be used ({reason}); {_remedy(error)}") from error


def _remedy(error: Error) -> str:
    if _full(error):
        return "make room on the disk that it lies on, then do the same again: what was written down before is there"
    return "check that it is there, that you may write to it, and that there is room"


def _full(error: Error) -> bool:
    """Whether the database had no room, as SQLite and PostgreSQL themselves say it."""
    said = error.__cause__
    return getattr(said, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(said, "sqlstate", "") == _NO_ROOM


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.web.settings")
    if not apps.ready:
        django.setup()


def _alias(where: str) -> str:
    """The name of the connection to an address, made if it is not the settings' own."""
    if where == settings.MARSAD_ADDRESS:
        return DEFAULT_DB_ALIAS
    alias = f"at-{blake2b(where.encode(), digest_size=8).hexdigest()}"
    if alias not in connections.databases:
        made = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: configured(where)})
        connections.databases[alias] = made[alias]
    return alias


def _file(where: str, alias: str, migrate: bool) -> None:
    """Make room for a new file, or tell that there is none."""
    if connections.databases[alias]["ENGINE"] != SQLITE:
        return
    path = Path(str(connections.databases[alias]["NAME"]))
    if not migrate and not path.is_file():
        raise StoreError(f"there is no ledger at {shown(where)}; add reports to it first (marsad ledger add)")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made ({error.strerror}); name another place for the file") from error


def _check(where: str, alias: str, migrate: bool) -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    newer = sorted(
        name
        for app, name in executor.loader.applied_migrations
        if app == _APP and (app, name) not in executor.loader.disk_migrations
    )
    if newer:
        raise StoreError(f"{shown(where)} was made by a newer version of marsad ({newer[-1]}); update marsad to use it")
    leaves = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(leaves)
    if not plan:
        return
    if not migrate:
        raise StoreError(f"{shown(where)} holds no ledger of this version; marsad init brings it up to date")
    executor.migrate(leaves)
    if any(migration.app_label == _INDEX for migration, _ in plan):
        from marsad.web.search.index import is_empty, rebuild_index  # its tables can be imported once Django is set up

        if is_empty(alias):  # which it is when it was just made, or keeps its terms otherwise now
            rebuild_index(alias)
