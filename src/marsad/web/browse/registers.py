"""The registers and gazetteers, loaded once a process, for pages that name actors, sources and places."""

from __future__ import annotations

from functools import cache

from django.db import DEFAULT_DB_ALIAS

from marsad.exchange.picture import Names
from marsad.ledger.registers import Registers
from marsad.places.library import load
from marsad.web.ledger.entries import SqlEntries


@cache
def registers() -> Registers:
    """Those of the package with all gazetteers there are."""
    return Registers.shipped(load())


@cache
def names() -> Names:
    """The same as tables ask them."""
    return Names(registers(), SqlEntries(DEFAULT_DB_ALIAS))
