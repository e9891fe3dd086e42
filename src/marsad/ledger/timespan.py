"""When an incident happened, from the days that its claims give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Final, NamedTuple

from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.text.dates import Days, parse_iso, shift

_NEWS: Final = 2  # days before its report that a happening without a date may lie, as in linking
# UCDP GED's date_prec by the most days that it leaves open: 1 the day, 2 two to six days, 3 the week, 4 the month.
_PRECISION: Final = ((1, 1), (6, 2), (7, 3), (31, 4))
_LONGER: Final = 5


class Timespan(NamedTuple):
    """Inclusive ISO dates and UCDP GED's ``date_prec``, all ``None`` where nothing is known; ``disputed`` says that
    independent origins give days that exclude each other.
    """

    first: str | None
    last: str | None
    precision: int | None
    disputed: bool


def timespan(entries: Sequence[Entry], voices: Voices) -> Timespan:
    """The days that most independent origins support, of those the fewest, of those the earliest.

    An origin supports days that lie within the days it gives. Where nobody gives any, the incident is news of the first
    report: of its day or the two before.
    """
    given = {origin: _given(by) for origin, by in voices.by_origin(entries).items()}
    told = {days for each in given.values() for days in each}
    if not told:
        return _span(_news(entries), disputed=False)

    def rank(days: Days) -> tuple[int, timedelta, int]:
        support = voices.supporters(given, lambda one: one.first <= days.first and days.last <= one.last)
        return support, days.first - days.last, -days.first.toordinal()

    return _span(max(told | _shared(told), key=rank), disputed=voices.disagree(given, _meet))


def _given(entries: Sequence[Entry]) -> list[Days]:
    """The days that claims give."""
    whens = [entry.claim.when for entry in entries if entry.claim.when is not None]
    return [Days(date.fromisoformat(when.first), date.fromisoformat(when.last)) for when in whens]


def _shared(told: set[Days]) -> set[Days]:
    """What pairs of spans have in common: «Friday or Saturday» and «at the weekend» are Saturday."""
    shared = (Days(max(a.first, b.first), min(a.last, b.last)) for a, b in combinations(told, 2))
    return {days for days in shared if days.first <= days.last}


def _meet(a: Days, b: Days) -> bool:
    return a.first <= b.last and b.first <= a.last


def _news(entries: Sequence[Entry]) -> Days | None:
    said = min((day for entry in entries if (day := parse_iso(entry.published))), default=None)
    return Days(shift(said, -_NEWS) or said, said) if said else None


def _span(days: Days | None, *, disputed: bool) -> Timespan:
    if days is None:
        return Timespan(None, None, None, disputed)
    open_days = (days.last - days.first) // timedelta(days=1) + 1
    precision = next((precision for most, precision in _PRECISION if open_days <= most), _LONGER)
    return Timespan(days.first.isoformat(), days.last.isoformat(), precision, disputed)
