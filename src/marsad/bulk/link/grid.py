"""Cells of time and place, in which claims meet that may tell one happening.

A cell holds blocking keys (``marsad.ledger.linking.blocking``): those of its days and of its part of the map, or, for
what is known by a governorate, a name, a doer, a toll or its wording, of its share of these. A claim is sent to every
cell that one of its keys lies in, so that neighbouring cells overlap by the claims at their edges.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from marsad.ledger.linking.blocking import asked, filed
from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.traits import Traits

_BUCKET: Final = 8  # days that a key by wording counts its time in (``blocking``)
_REMEMBERED: Final = 200_000  # places of keys; there are far fewer than keys


@dataclass(frozen=True, slots=True)
class Grid:
    """``days`` and ``squares`` (of a fifth of a degree) are the sides of a cell; ``shares`` is into how many cells what
    is known by no square is dealt out.
    """

    days: int = 32
    squares: int = 20
    shares: int = 8

    def cell(self, key: str) -> str:
        """The cell of a blocking key."""
        return _cell(key, self.days, self.squares, self.shares)

    def cells(self, keys: Iterable[str]) -> frozenset[str]:
        """The cells that keys lie in."""
        days, squares, shares = self.days, self.squares, self.shares
        return frozenset([_cell(key, days, squares, shares) for key in keys])


def _cell(key: str, days: int, squares: int, shares: int) -> str:
    if key.startswith("t"):
        place, _, bucket = key.rpartition(".")
        day = int(bucket) * _BUCKET
    else:
        told, _, place = key.split(".", 2)
        day = int(told)
    return f"{day // days}/{_part(place, squares, shares)}"


@lru_cache(_REMEMBERED)
def _part(place: str, squares: int, shares: int) -> str:
    row, colon, column = place.partition(":")
    if colon and row.lstrip("-").isdecimal():
        return f"{int(row) // squares}:{int(column) // squares}"
    # Without its first letter, which is its role: what files and what looks under another role meet in one cell.
    return str(zlib.crc32(place[1:].encode("utf-8", "surrogatepass")) % shares)


class Filed:
    """A claim with its keys."""

    __slots__ = ("asked", "filed", "traits")

    def __init__(self, sketch: Sketch) -> None:
        self.traits = Traits(sketch)
        self.filed = frozenset(filed(sketch, self.traits))
        self.asked = frozenset(asked(sketch, self.traits))


def places(sketch: Sketch, grid: Grid) -> tuple[frozenset[str], frozenset[str]]:
    """The cells that a claim is sent to; and those of them in which it may meet claims of its own kind, precise or
    wide.
    """
    one = Filed(sketch)
    keys = one.filed | one.asked
    cells = grid.cells(keys)
    # Precise claims meet each other in squares, or under a place's name, alone.
    return cells, cells if one.traits.wide else grid.cells(key for key in keys if _of_square(key))


def _of_square(key: str) -> bool:
    place = key.split(".", 2)[2]
    return place[:1] == "n" or place[:1] == "-" or place[:1].isdecimal()
