"""The outcome of a comparison: its three lists and the sums that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from marsad.evaluation.compare.matching import Match, PartyOf, match, nobody, overlaps
from marsad.exchange.events.row import EventRow
from marsad.exchange.tables.scope import ARMED

MARGIN: Final = 4  # days


@dataclass(frozen=True, slots=True)
class Dead:
    """Sums of the dead over events, and how many of these have no count."""

    low: int
    best: int
    high: int
    open: int  # events whose count has no upper bound: ``high`` is then at least
    unknown: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``outside`` are incidents here that the other table does not set out to hold: without armed force or a known
    death.
    """

    both: tuple[Match, ...]
    only_here: tuple[EventRow, ...]
    only_there: tuple[EventRow, ...]
    outside: tuple[EventRow, ...]

    @property
    def agreeing(self) -> int:
        """Events in both whose ranges of the dead share a figure."""
        return sum(
            m.here.best is not None and m.there.best is not None and overlaps(m.here, m.there) for m in self.both
        )

    @property
    def here(self) -> tuple[EventRow, ...]:
        """All events here that the other table could hold."""
        return (*(m.here for m in self.both), *self.only_here)

    @property
    def there(self) -> tuple[EventRow, ...]:
        """All events there."""
        return (*(m.there for m in self.both), *self.only_there)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: ISO days, both inclusive, and a test for the place."""

    first: str | None = None
    last: str | None = None
    holds: Callable[[EventRow], bool] = lambda row: True

    def has(self, row: EventRow) -> bool:
        """Whether an event lies in the period; the place is asked for by ``near``."""
        return (self.first is None or row.last >= self.first) and (self.last is None or row.first <= self.last)

    def near(self, rows: Iterable[EventRow]) -> list[EventRow]:
        """The rows of the place and the days around the period, by id so that the order of a file decides nothing."""
        around = self.around
        return sorted((row for row in rows if around.has(row) and self.holds(row)), key=lambda row: row.id)

    @property
    def around(self) -> Scope:
        """The period with the days before and after it: an event of its first day may be told of the day before."""
        return Scope(_later(self.first, -MARGIN), _later(self.last, MARGIN), self.holds)


def _later(day: str | None, days: int) -> str | None:
    return None if day is None else (date.fromisoformat(day) + timedelta(days)).isoformat()


def compare_tables(
    here: Iterable[EventRow],
    there: Iterable[EventRow],
    scope: Scope,
    *,
    deadly: bool,
    party_of: PartyOf = nobody,
) -> Comparison:
    """``deadly`` says that the other table holds only armed force with a death, as UCDP GED does; ``party_of`` gives
    the sides of an event.
    """
    ours, theirs = scope.near(here), scope.near(there)
    armed = [row for row in ours if not deadly or not row.types or ARMED.intersection(row.types)]
    met = match(armed, theirs, party_of)
    found = [m for m in met if scope.has(m.here) or scope.has(m.there)]
    known, matched = {m.here.id for m in met}, {m.there.id for m in met}
    held = {row.id for row in armed if not deadly or row.best or row.high}
    left = [row for row in ours if row.id not in known and scope.has(row)]
    return Comparison(
        tuple(sorted(found, key=lambda m: (m.there.first, m.there.id))),
        _by_day(row for row in left if row.id in held),
        _by_day(row for row in theirs if row.id not in matched and scope.has(row)),
        _by_day(row for row in left if row.id not in held),
    )


def _by_day(rows: Iterable[EventRow]) -> tuple[EventRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.first, row.last, row.id)))


def dead(rows: Sequence[EventRow]) -> Dead:
    """The sums over ``rows``; an open upper bound adds what is known, and is counted."""
    known = [row for row in rows if row.best is not None or row.low is not None or row.high is not None]
    return Dead(
        sum(row.low or 0 for row in known),
        sum(_best(row) for row in known),
        sum(row.high if row.high is not None else _best(row) for row in known),
        sum(row.high is None for row in known),
        len(rows) - len(known),
    )


def _best(row: EventRow) -> int:
    return row.best if row.best is not None else row.low or 0
