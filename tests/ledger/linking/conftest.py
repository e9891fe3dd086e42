"""Sketches made to order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from marsad.ledger.linking.links import Sketch, Spot

DAY = 736000
DARAYYA = Spot("sy-darayya", 33.459, 36.232, 2.0, "SY-RD", "SY")


@pytest.fixture
def make() -> Callable[..., Sketch]:
    """Makes a sketch: of shelling in Darayya on one day, told by a report of its own, but for what is given."""
    numbers = count()

    def made(**fields: Any) -> Sketch:
        number = next(numbers)
        day = fields.pop("day", DAY)
        plain = Sketch(
            id=f"c{number:03}",
            report=f"r{number:03}",
            type="shelling",
            first=day,
            last=day,
            dated=True,
            published=day + 1,
            spots=(DARAYYA,),
            initiators=(),
            targets=(),
            killed=None,
            injured=None,
            factuality="stated",
            origin="",
            wording=0,
        )
        return replace(plain, **fields)

    return made
