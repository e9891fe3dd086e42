"""Feeds as the command line runs them, registered under the entry point ``marsad.feeds``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from marsad.web.database import address
from marsad.web.ledger.store import open_store, told

_STEP: Final = 1.0  # seconds of reading after which is told how far it is


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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is: bytes of it, and articles in the ledger, there already, set aside, not to be read."""

    name: str
    done: int
    size: int
    coded: int
    same: int
    aside: int
    faults: int
    fault: str
    ended: bool


class Feeds:
    """The feeds in the settings' own database."""

    def __init__(self) -> None:
        open_store()  # brings the tables up to date, or says what is wrong
        self._where = address()

    def add(self, address: str, outlet: str) -> tuple[str, bool]:
        """Add the feed found at an address: where it is, and whether it is new."""
        from marsad.web.ingest import adding
        from marsad.web.work.audit import at_the_command_line

        with told(self._where):
            feed, new = adding.add(address, outlet)
            at_the_command_line("feeds add", feed.address)
        return feed.address, new

    def watch(self, folder: Path, outlet: str) -> tuple[str, bool]:
        """Watch a folder: its address, and whether it is new."""
        from marsad.web.ingest import adding
        from marsad.web.work.audit import at_the_command_line

        with told(self._where):
            feed, new = adding.watch(folder, outlet)
            at_the_command_line("feeds watch", feed.address)
        return feed.address, new

    def bring(self, paths: Sequence[Path], outlet: str) -> Iterator[Progress]:
        """Read files into the ledger, each to its end; how far it is after each batch."""
        from marsad.web.ingest import adding
        from marsad.web.work.audit import at_the_command_line

        with told(self._where):
            numbers = [adding.put_archive(path, outlet).pk for path in paths]
            at_the_command_line("feeds import", " ".join(path.name for path in paths))
            for number in numbers:
                yield from _read(number)

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
        from marsad.web.work.audit import at_the_command_line

        with told(self._where):
            feed = adding.find(named)
            adding.remove(feed)
            at_the_command_line("feeds remove", feed.address)
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
        from marsad.web.work.audit import at_the_command_line

        try:
            outlines = opml.read(raw)
        except FeedError as error:
            raise FeedError(f"{name} {error}") from error
        with told(self._where):
            at_the_command_line("feeds opml", name)
            return adding.bring(outlines)

    def write_opml(self) -> bytes:
        """All feeds as a list."""
        from marsad.web.ingest import opml
        from marsad.web.ingest.health import feeds

        with told(self._where):
            return opml.write(feeds())


def _read(number: int) -> Iterator[Progress]:
    """A file to its end, a batch at a time, whoever else reads it."""
    from marsad.web.ingest.importing import OvertakenError, read
    from marsad.web.ingest.models import Import

    one = Import.objects.filter(pk=number).first()
    while one is not None:
        yield Progress(
            one.name, one.done, one.size, one.coded, one.same, one.aside, one.faults, one.fault, bool(one.ended)
        )
        if one.ended:
            return
        with suppress(OvertakenError):
            read(number, seconds=_STEP)
        one = Import.objects.filter(pk=number).first()


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
