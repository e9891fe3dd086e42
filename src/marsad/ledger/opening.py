"""Stores by name: a package registers what opens one under the entry point ``marsad.stores``.

The ledger knows no database. What it is kept in is found by name, as coders are:

    [project.entry-points."marsad.stores"]
    sql = "marsad.web.ledger.store:open_store"
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Final

from marsad.ledger.store import Store
from marsad.model import MarsadError

GROUP: Final = "marsad.stores"
SQL: Final = "sql"


def open_store(url: str | None = None, migrate: bool = True) -> Store:
    """The store at an address; without one, the one that the environment names or that of this machine's user.

    ``migrate`` makes its tables or brings them up to date. Raises ``MarsadError`` if there is none or it cannot be
    used, and where no store is installed.
    """
    found = entry_points(group=GROUP, name=SQL)
    if not found:
        raise MarsadError(f"no store is installed under the entry point {GROUP}; install marsad again (pip install .)")
    opened: Store = next(iter(found)).load()(url, migrate)
    return opened
