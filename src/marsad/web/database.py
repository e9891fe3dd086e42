"""Which database holds the ledger: SQLite in the data folder, or PostgreSQL by its address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from marsad.model import MarsadError
from marsad.places import library

VARIABLE: Final = "MARSAD_DATABASE"
SQLITE: Final = "django.db.backends.sqlite3"
_FILE: Final = "sqlite:///"  # then a path: sqlite:////var/lib/marsad.sqlite3 is an absolute one
_HOW: Final = "write sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME"
# Readers never wait for a writer (WAL), a commit survives a crash of the process, and of the machine but for the last
# moments (NORMAL); the pages of indexes stay at hand.
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
    " PRAGMA cache_size=-65536; PRAGMA mmap_size=2147418112"
)
_PATIENCE: Final = 30  # seconds that one writer waits for another
_PREPARED: Final = 10  # seconds to wait for a server


class StoreError(MarsadError):
    """A database that cannot be used; the message says which, why and what to do."""


def data_folder() -> Path:
    """Where the data of this machine's user is kept: ``MARSAD_DATA``, else the usual folder of the system."""
    return library.folder().parent


def address(url: str | None = None) -> str:
    """The address of the database: ``url``, else ``MARSAD_DATABASE``, else a file in the data folder."""
    return url or os.environ.get(VARIABLE) or _FILE + quote((data_folder() / "marsad.sqlite3").as_posix())


def configured(url: str) -> dict[str, Any]:
    """Django's settings for the database at an address. Raises ``StoreError`` for an address of no known kind."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise StoreError(f"{shown(url)!r} is no address of a database; {_HOW}")
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise StoreError(f"{shown(url)!r} has no valid port; {_HOW}") from error
    options: dict[str, Any] = {"connect_timeout": _PREPARED, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": port or options.pop("port", ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
    }


def shown(url: str) -> str:
    """The address without its password, for messages."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url
    user = (parts.username or "").partition(":")[0]
    return parts._replace(netloc=f"{user}@{parts.netloc.rpartition('@')[2]}").geturl()


def _sqlite(url: str) -> dict[str, Any]:
    path = unquote(url.removeprefix(_FILE))
    if not url.startswith(_FILE) or not path:
        raise StoreError(f"{url!r} names no file; {_HOW}")
    return {
        "ENGINE": SQLITE,
        "NAME": Path(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": _PATIENCE, "init_command": _PRAGMAS},
        "CONN_MAX_AGE": None,
    }
