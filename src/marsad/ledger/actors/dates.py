"""Days against spans whose ends may be a year or a month only."""

from __future__ import annotations

_AFTER = "~"  # sorts behind every digit and dash: "2014-09~" is behind each day of that month


def within(day: str | None, first: str | None, last: str | None) -> bool:
    """Whether an ISO day lies in a span, its ends ISO dates or their beginnings, open where ``None``; no day does."""
    return day is None or ((first or "") <= day and (last is None or day <= last + _AFTER))


def turns(first: str | None, last: str | None) -> tuple[str, ...]:
    """The strings at which days pass into a span or out of it, by their order among days."""
    return tuple(turn for turn in (first, last + _AFTER if last else None) if turn)
