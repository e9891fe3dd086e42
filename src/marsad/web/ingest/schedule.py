"""When a feed is visited next: as often as it has something new, within bounds; seldom where it fails."""

from __future__ import annotations

from typing import Final

SHORTEST: Final = 10 * 60  # seconds
LONGEST: Final = 24 * 3600
FIRST: Final = 3600
OWN: Final = 60  # a folder or mailbox of the operator's own, which nobody else pays for
_SLOWER: Final = 1.5  # times, when nothing was new
_WEIGHT: Final = 0.5  # of what the last visit told, beside what was known before


def after_success(interval: float, elapsed: float, new: int) -> int:
    """Seconds until the next visit, after one that found so many new items ``elapsed`` seconds after the one before.

    With something new it draws near to the time that one item took; two of them are then seldom missed.
    """
    if new <= 0:
        return _bounded(interval * _SLOWER)
    return _bounded(interval * (1 - _WEIGHT) + (elapsed / new) * _WEIGHT)


def after_failure(interval: float, failures: int, wait: float | None = None) -> int:
    """Seconds until the next try after so many failures in a row; never before the server asked to come back."""
    doubled = interval * 2.0 ** min(max(failures - 1, 0), 16)
    return max(_bounded(doubled), int(min(wait or 0, 7 * LONGEST)))


def again(attempts: int, wait: float | None = None) -> int:
    """Seconds until an article is tried again: a minute, four, sixteen, to a day at most."""
    return max(int(min(60 * 4.0 ** min(max(attempts - 1, 0), 8), LONGEST)), int(min(wait or 0, 7 * LONGEST)))


def _bounded(seconds: float) -> int:
    return int(min(max(seconds, SHORTEST), LONGEST))
