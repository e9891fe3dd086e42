"""Quick choices of a period. They count back from the last day that the ledger tells of, not from the reader's today:
an archive of 2016 has nothing of this week.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.web.browse import queries
from marsad.web.browse.filters import Filters

_SPANS: Final[tuple[tuple[Promise, int], ...]] = (
    (_("last day"), 1),
    (_("7 days"), 7),
    (_("30 days"), 30),
    (_("a year"), 365),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A choice: its name, the filters that it leads to, whether it is the one chosen, and how many incidents it has."""

    name: Promise
    filters: Filters
    chosen: bool
    count: int


def periods(filters: Filters, known: tuple[date, date] | None) -> Iterator[Period]:
    """The choices that the days of the ledger (the first and the last) leave room for."""
    if known is None:
        return
    earliest, latest = known
    room = [(name, latest - timedelta(days=span - 1)) for name, span in _SPANS]
    found = [
        (name, filters.with_(first=first.isoformat(), last=latest.isoformat()))
        for name, first in room
        if first >= earliest
    ]
    found.append((_("all days"), filters.with_(first=None, last=None)))
    counts = queries.totals(filters, [changed for _name, changed in found])
    for (name, changed), count in zip(found, counts, strict=True):
        yield Period(name, changed, changed == filters, count)
