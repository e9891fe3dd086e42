"""The shipped register, loaded once."""

from __future__ import annotations

import pytest

from marsad.ledger.actors.register import ActorRegister


@pytest.fixture(scope="session")
def register() -> ActorRegister:
    return ActorRegister.shipped()
