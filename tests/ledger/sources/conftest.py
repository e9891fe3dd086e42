from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marsad.ledger.entry import Entry
from marsad.ledger.sources import SourceRegister
from marsad.model import Claim, ClaimType, Mention


@pytest.fixture(scope="session")
def register() -> SourceRegister:
    return SourceRegister.shipped()


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Make an entry: its id, the sources named (outermost first), and what else matters."""

    def make(
        name: str, *chain: str, report: str = "", outlet: str = "al-jazeera", published="2020-01-01", **claim: Any
    ):
        told = Claim(claim.pop("type", ClaimType.SHELLING), Mention("قصف", 0, 3), **claim)
        return Entry(name, report or f"r-{name}", outlet, published, told, (), chain)

    return make
