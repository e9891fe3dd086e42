"""Whether an outlet's pages still give texts: if far fewer do than used to, its layout has changed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from marsad.web.ingest.models import Feed

ENOUGH: Final = 10  # pages before anything is said
_SLOW: Final = 0.02  # weight of a page in what is usual, once there were many
_FAST: Final = 0.2  # and in what was lately
_GOOD: Final = 0.5  # a feed whose pages never gave texts has not fallen
_FALL: Final = 0.5  # of what is usual


def counted(feed: Feed, gave: bool, now: datetime) -> None:
    """Count a page that gave its text or did not; the feed is not saved."""
    feed.pages += 1
    value = 1.0 if gave else 0.0
    feed.recent += (value - feed.recent) * max(_FAST, 1 / feed.pages)
    if feed.fallen is None:  # what is usual stays as it was until it is so again
        feed.usual += (value - feed.usual) * max(_SLOW, 1 / feed.pages)
    if feed.pages < ENOUGH:
        return
    low = feed.usual >= _GOOD and feed.recent < feed.usual * _FALL
    feed.fallen = (feed.fallen or now) if low else None
