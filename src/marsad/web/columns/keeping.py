"""The table: read once, and brought up to date by what was written since.

That takes a fifth of a second where there are hundreds of thousands of incidents, and a ledger that is fed day and
night is written every few seconds. Where a server watches the ledger, a thread does it beside the pages, and pages have
the last table until then; elsewhere whoever asks waits for the table of now.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from marsad.web.columns import reading, touched
from marsad.web.columns.merging import merged
from marsad.web.columns.table import Table, ordered
from marsad.web.columns.touched import Seen
from marsad.web.ledger.changes import version


@dataclass(slots=True)
class _Kept:
    """The last table, the version of the ledger that it is of, and how far the log was read for it."""

    table: Table | None = None
    version: int = -1
    seen: Seen = field(default_factory=Seen)
    watched: bool = False
    guard: threading.Lock = field(default_factory=threading.Lock)


_KEPT = _Kept()


def table() -> Table:
    """All incidents, as of now or, where somebody watches, as of the last ``refresh``."""
    known = _KEPT.table
    return known if known is not None and _KEPT.watched else refresh()


def watch(kept: bool) -> None:
    """Promise to call ``refresh`` again and again, so that nobody else need wait for it; or take that back."""
    _KEPT.watched = kept


def refresh() -> Table:
    """All incidents as of now. The first call reads them all, later ones what was written since the one before."""
    now = version()
    with _KEPT.guard:
        if _KEPT.table is None or _KEPT.version != now:
            seen = touched.last()  # before the incidents are read: what comes in between is read again
            _KEPT.table = _read(_KEPT.table, _KEPT.seen)
            _KEPT.version, _KEPT.seen = now, seen
        return _KEPT.table


def forget() -> None:
    """Keep no table: for a ledger that went back to what it was without a word."""
    with _KEPT.guard:
        _KEPT.table = None


def _read(known: Table | None, seen: Seen) -> Table:
    numbers = touched.since(seen) if known else None
    if known is None or numbers is None:
        return ordered(*reading.whole())
    if not numbers:
        return known
    return merged(known, numbers, reading.some(numbers))
