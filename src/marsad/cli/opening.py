"""The ledger that a command works on."""

from __future__ import annotations

from marsad.ledger.ledger import Ledger
from marsad.ledger.opening import open_store
from marsad.ledger.registers import Registers
from marsad.places.library import load


def open_ledger(database: str | None, migrate: bool = False) -> Ledger:
    """The ledger at an address, with the registers of the package and all gazetteers there are."""
    return Ledger(open_store(database, migrate), Registers.shipped(load()))
