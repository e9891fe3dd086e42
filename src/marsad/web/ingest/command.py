"""Feeds as the command line runs them, registered under the entry point ``marsad.feeds``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.web.database import address
from marsad.web.ledger.store import open_store, told


@dataclass(frozen=True, slots=True)
class Line:
    """A feed in a list."""

    number: int
    standing: str
    kind: str
    items: int
    reports: int
    claims: int
    succeeded: str
    failures: int
    wrong: str
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a visit came to; ``left`` are items whose turn is still to come."""

    address: str
    new: int
    changed: int
    fault: str
    kept: int
    aside: int
    left: int


class Feeds:
    """The feeds in the settings' own database."""

    def __init__(self) -> None:
        open_store()  # brings the tables up to date, or says what is wrong
        self._where = address()

    def add(self, address: str, outlet: str) -> tuple[str, bool]:
        """Add the feed found at an address: where it is, and whether it is new."""
        from marsad.web.ingest import adding

        with told(self._where):
            feed, new = adding.add(address, outlet)
        return feed.address, new

    def all(self) -> Iterator[Line]:
        """All feeds."""
        from marsad.web.ingest.health import feeds, health

        with told(self._where):
            for one in health(list(feeds())):
                feed = one.feed
                last = feed.succeeded.isoformat(timespec="minutes") if feed.succeeded else ""
                yield Line(
                    feed.pk, feed.standing, feed.kind, one.items, one.coded, one.claims, last, feed.failures,
                    one.wrong or feed.fault, feed.address, feed.name,
                )  # fmt: skip

    def remove(self, named: str) -> str:
        """Forget a feed, by its number or address: the address."""
        from marsad.web.ingest import adding

        with told(self._where):
            feed = adding.find(named)
            adding.remove(feed)
        return str(feed.address)

    def visit(self, named: str | None, most: int) -> Iterator[Done]:
        """Visit a feed, or all that are due, and take their items into the ledger, ``most`` of each."""
        from django.utils import timezone

        from marsad.web.ingest import adding, visiting

        with told(self._where):
            shown = [adding.find(named)] if named else visiting.due(timezone.now())
            for feed in shown:
                visit = visiting.visit(feed)
                kept, aside, left = _processed(feed, most)
                yield Done(feed.address, visit.new, visit.changed, visit.fault, kept, aside, left)

    def read_opml(self, raw: bytes, name: str) -> tuple[int, int]:
        """Add the feeds of a list (of a file of this name): how many are new, and how many were there."""
        from marsad.web.ingest import adding, opml
        from marsad.web.ingest.guard import FeedError

        try:
            outlines = opml.read(raw)
        except FeedError as error:
            raise FeedError(f"{name} {error}") from error
        with told(self._where):
            return adding.bring(outlines)

    def write_opml(self) -> bytes:
        """All feeds as a list."""
        from marsad.web.ingest import opml
        from marsad.web.ingest.health import feeds

        with told(self._where):
            return opml.write(feeds())


def _processed(feed: Any, most: int) -> tuple[int, int, int]:
    """The items of a feed that wait, each as far as it goes now; a host's turn is waited for."""
    import time

    from django.utils import timezone

    from marsad.web.ingest.models import Item, State
    from marsad.web.ingest.processing import process

    open_ones = Item.objects.filter(feed=feed, state__in=(State.FOUND, State.FETCHED)).order_by("due", "pk")
    kept = aside = 0
    for item in open_ones.filter(due__lte=timezone.now())[:most]:
        outcome = process(item)
        while outcome.state == State.FOUND and 0 < outcome.wait <= 5:
            time.sleep(outcome.wait)
            outcome = process(item)
        kept, aside = kept + (outcome.state == State.CODED), aside + (outcome.state == State.ASIDE)
    return kept, aside, open_ones.count()
