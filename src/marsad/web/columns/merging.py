"""A table brought up to date: what was written takes the place of what was there, and all else keeps its order.

To put millions of rows into order again takes seconds, and a ledger that is fed is written all day long. Here the rows
of before are copied past those that go, and the new ones let in where they belong.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Final, TypeVar

import numpy as np

from marsad.web.columns.table import NONE, Array, Deeds, Facets, Parts, Rows, Table, Tellings, Voices, newest

C = TypeVar("C", Facets, Deeds, Tellings, Voices)
_DAYS: Final = 40  # bits of a number below those of its day


def merged(table: Table, numbers: Collection[int], fresh: Parts) -> Table:
    """The table without the incidents of these numbers, but with those that were read in their place."""
    rows, facets, deeds, tellings, voices = fresh
    rows = rows.taken(newest(rows))
    keep = ~_named(table.rows.number, numbers)
    at = np.searchsorted(-_keys(table.rows)[keep], -_keys(rows))
    made = Rows(**{f.name: _let_in(getattr(table.rows, f.name)[keep], at, getattr(rows, f.name)) for f in fields(rows)})
    # Where each row of before is now: behind those kept before it and those let in before it.
    let_in = np.bincount(at, minlength=np.count_nonzero(keep) + 1).cumsum()
    now = np.full(len(keep), NONE, np.int32)
    now[keep] = np.arange(len(let_in) - 1) + let_in[:-1]
    fresh_now = at + np.arange(len(at))

    def with_fresh(part: C, other: C, by: str = "") -> C:
        return _with(part, now, _placed(other, rows, fresh_now), by)

    return Table(
        made,
        {kind: with_fresh(found, facets[kind], "value") for kind, found in table.facets.items()},
        with_fresh(table.deeds, deeds, "party"),
        with_fresh(table.tellings, tellings),
        with_fresh(table.voices, voices),
    )


def _named(numbers: Array, some: Collection[int]) -> Array:
    """Which of the numbers are among some."""
    wanted = np.zeros(int(numbers.max(initial=0)) + 1, bool)
    told = np.fromiter(some, np.int64, len(some))
    wanted[told[(told >= 0) & (told < len(wanted))]] = True
    found: Array = wanted[numbers]
    return found


def _keys(rows: Rows) -> Array:
    """Numbers that sort as the rows do, the newest highest."""
    found: Array = (rows.first.astype(np.int64) << _DAYS) + rows.number
    return found


def _let_in(kept: Array, at: Array, fresh: Array) -> Array:
    found: Array = np.insert(kept, at, fresh, axis=0)
    return found


def _placed(part: C, rows: Rows, now: Array) -> C:
    """Things of fresh incidents, which they name by number, by the incidents' places."""
    order = np.argsort(rows.number)
    at = np.searchsorted(rows.number, part.row, sorter=order)
    there = np.append(rows.number[order], NONE)[at] == part.row
    return part.taken(there).at(now[order[at[there]]].astype(np.int32))


def _with(part: C, now: Array, fresh: C, by: str) -> C:
    """Things of the incidents that stay, with those of fresh ones: in the order of a column, or behind them."""
    rows = now[part.row]
    left = part.at(rows).taken(rows >= 0)
    if not by:
        return part.joined([left, fresh])
    fresh = fresh.taken(np.argsort(getattr(fresh, by), kind="stable"))
    at = np.searchsorted(getattr(left, by), getattr(fresh, by), side="right")
    return type(part)(**{f.name: _let_in(getattr(left, f.name), at, getattr(fresh, f.name)) for f in fields(part)})
