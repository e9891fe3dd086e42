"""The feeds of a site whose address somebody pasted: what its page names, then where feeds usually lie."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import httpx

from marsad.web.fetching import Fault, Fetched, FetchError, fetch
from marsad.web.ingest import frontpages, guard, hosts, reading, sitemaps
from marsad.web.ingest.addresses import clean
from marsad.web.ingest.entries import Listing, line
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.models import Kind

_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")
# Where programs that many outlets use put their feeds: WordPress, Drupal, Hugo, Ghost, Blogger.
_FEEDS: Final = ("feed/", "rss.xml", "rss", "feed.xml", "index.xml", "atom.xml", "feed.json", "feeds/posts/default")
_SITEMAPS: Final = ("news-sitemap.xml", "sitemap-news.xml", "sitemap.xml")
_MOST: Final = 10
_LONGEST_WAIT: Final = 5.0  # seconds that somebody who pasted an address is let wait for a turn
_STOPS: Final = frozenset((Fault.CLOSED, Fault.NAME, Fault.CONNECTION, Fault.SLOW))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be added. ``count`` is how many articles it tells of, ``None`` where it was not opened."""

    address: str
    kind: Kind
    title: str = ""
    count: int | None = None


def discover(address: str) -> list[Candidate]:
    """What there is at an address, the best first. Raises ``FetchError``, ``FeedError`` or ``ForbiddenError``.

    A feed or sitemap is taken for itself; of a page, the feeds that it names; else what lies at the usual places; at
    the last the page itself, if it links to articles.
    """
    wanted = clean(address if "://" in address else f"https://{address}")
    if not wanted:
        raise FeedError(f"{address[:200]!r} is no address; paste one such as https://news.example.org")
    fetched = _asked(wanted)
    if found := _itself(fetched):
        return [found]
    named = list(_named(fetched))[:_MOST]
    if named:
        return named
    usual = next(_usual(fetched.url), None)
    if usual:
        return [usual]
    listing = frontpages.read(fetched)
    if not listing.entries:
        raise FeedError(f"{wanted} has no feed, no sitemap and no links to articles; paste the address of its feed")
    return [Candidate(fetched.url, Kind.PAGE, listing.title, len(listing.entries))]


def _asked(address: str) -> Fetched:
    try:
        time.sleep(hosts.turn(address))
    except hosts.LaterError as error:
        # Somebody waits for it: a turn that is not far off is waited for.
        if error.wait > _LONGEST_WAIT:
            raise FeedError(f"{address} is busy; try again in {error.wait:.0f} seconds") from error
        time.sleep(error.wait)
        time.sleep(hosts.turn(address))
    return fetch(address, rules=hosts.rules(guard.BYTES))


def _itself(fetched: Fetched) -> Candidate | None:
    """What was fetched, if that is a feed or a sitemap."""
    for kind, read in ((Kind.FEED, reading.read), (Kind.SITEMAP, sitemaps.read)):
        if fetched.media_type == "text/html" and fetched.body.lstrip()[:5] != b"<?xml":
            return None
        try:
            listing: Listing = read(fetched)
        except FeedError:
            continue
        if listing.entries or listing.onward or kind is Kind.FEED:
            return Candidate(fetched.moved or fetched.url, kind, listing.title, len(listing.entries))
    return None


def _named(fetched: Fetched) -> Iterator[Candidate]:
    """The feeds that a page names in its head, each once; those of comments come last or not at all."""
    seen: set[str] = set()
    for link in frontpages.tree(fetched).iter("link"):
        rel = (link.get("rel") or "").lower().split()
        address = clean(link.get("href") or "", fetched.url)
        if "alternate" not in rel or (link.get("type") or "").lower().strip() not in _TYPES:
            continue
        if address and address not in seen and "/comments/" not in address:
            seen.add(address)
            yield Candidate(address, Kind.FEED, line(link.get("title") or ""))


def _usual(base: str) -> Iterator[Candidate]:
    """What lies at the usual places. Raises ``FetchError`` when the site itself is not to be reached."""
    root = httpx.URL(base).join("/")
    for path in (*_FEEDS, *_SITEMAPS):
        try:
            found = _itself(_asked(str(root.join(path))))
        except FetchError as error:
            if error.fault in _STOPS:
                raise
            continue
        except hosts.ForbiddenError:
            continue
        if found:
            yield found
