"""A look at a source, whatever it is: what it tells of, and what is kept so that the next look is told what is new."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final

from marsad.web.fetching import Fetched, fetch
from marsad.web.ingest import files, frontpages, guard, hosts, reading, sitemaps
from marsad.web.ingest.entries import Listing
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.mail import boxes
from marsad.web.ingest.models import Feed, Kind

_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.5, */*;q=0.1"
)
_READERS: Final = {Kind.FEED: reading.read, Kind.SITEMAP: sitemaps.read, Kind.PAGE: frontpages.read}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server said of what it served, and a digest of that: by them it tells, or we see, that nothing changed."""

    etag: str = ""
    modified: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a source told. ``moved`` is where it lives from now on; with ``more`` the next look is due at once."""

    listing: Listing = field(default_factory=Listing)
    marks: Marks = field(default_factory=Marks)
    moved: str | None = None
    more: bool = False


def look(feed: Feed) -> Look:
    """Ask a source what there is. Raises ``FetchError``, ``FeedError``, ``FileError``, ``LaterError``,
    ``ForbiddenError``.
    """
    if feed.kind == Kind.MAILBOX:
        entries, mark, more = boxes.look(feed)
        return Look(Listing(entries=entries), Marks(mark), more=more)
    if feed.kind == Kind.FOLDER:
        return Look(Listing(files=tuple(files.settled(files.path(feed.address)))))
    return _served(feed, _asked(feed.address, {"etag": feed.etag, "last-modified": feed.modified}))


def _asked(address: str, known: dict[str, str]) -> Fetched:
    time.sleep(hosts.turn(address))
    return fetch(address, accept=_ACCEPT, known=known, rules=hosts.rules(guard.BYTES))


def _served(feed: Feed, fetched: Fetched) -> Look:
    """What a server told, with the parts of an index of sitemaps; nothing if it is what it told before."""
    known = Marks(feed.etag, feed.modified, feed.seen)
    if fetched.status == 304:
        return Look(marks=known, moved=fetched.moved)
    seen = blake2b(fetched.body, digest_size=16).hexdigest()
    marks = Marks(fetched.headers.get("etag", ""), fetched.headers.get("last-modified", ""), seen)
    if seen == feed.seen:
        return Look(marks=marks, moved=fetched.moved)
    listing = _read(feed, fetched)
    if not listing.onward:
        return Look(listing, marks, fetched.moved)
    entries = list(listing.entries)
    for address in listing.onward:
        part = sitemaps.read(_asked(address, {}))
        entries += part.entries
        listing = replace(listing, title=listing.title or part.title)
    # The parts may change although their list does not.
    return Look(replace(listing, entries=entries), replace(marks, seen=""), fetched.moved)


def _read(feed: Feed, fetched: Fetched) -> Listing:
    try:
        return _READERS[Kind(feed.kind)](fetched)
    except FeedError as error:
        raise FeedError(str(error) if fetched.url in str(error) else f"{fetched.url} {error}") from error
