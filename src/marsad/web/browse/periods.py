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
    for name, span in _SPANS:
        first = latest - timedelta(days=span - 1)
        if first < earliest:
            break
        changed = filters.with_(first=first.isoformat(), last=latest.isoformat())
        yield Period(name, changed, changed == filters, queries.total(changed))
    everything = filters.with_(first=None, last=None)
    yield Period(_("all days"), everything, everything == filters, queries.total(everything))
