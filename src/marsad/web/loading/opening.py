"""What loads an archive, registered under the entry point ``marsad.loaders``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.web.ledger.store import open_store

if TYPE_CHECKING:
    from marsad.web.loading.loader import SqlLoader


def open_loader(url: str | None = None) -> SqlLoader:
    """A loader into the store at an address (see ``open_store``)."""
    store = open_store(url)
    from marsad.web.loading.loader import SqlLoader  # its tables can be imported once Django is set up

    return SqlLoader(store)
