"""The article at an address, or what its feed gave of it: title, text, outlet, day."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from lxml import html

from marsad.model import MarsadError
from marsad.web.fetching import Fetched, fetch
from marsad.web.ingest import bylines, frontpages, hosts, overrides
from marsad.web.ingest.addresses import clean, site
from marsad.web.ingest.entries import body, line
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.models import Item
from marsad.web.ingest.reading import iso_day
from marsad.web.readers.saved.extracting import article
from marsad.web.reports.bringing import BYTES, BroughtError

ENOUGH: Final = 120  # letters: a shorter text is a caption, or a page that asks to switch JavaScript on
_ACCEPT: Final = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
_PAGES: Final = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True)
class Article:
    """What was read. ``found`` is whether the page itself gave the text, ``address`` what it says of its own."""

    title: str
    text: str
    outlet: str
    published: date | None
    author: str = ""
    address: str = ""
    found: bool = True


class EmptyError(MarsadError):
    """Neither the page nor the feed gives a text."""


def asked(item: Item) -> Fetched:
    """The page of an item, in its turn. Raises ``FetchError``, ``LaterError``, ``ForbiddenError``."""
    time.sleep(hosts.turn(item.address))
    return fetch(item.address, accept=_ACCEPT, rules=hosts.rules(BYTES))


def read(item: Item, fetched: Fetched) -> Article:
    """The article of a page; if that gives no text, what the feed gave. Raises ``EmptyError`` if there is none at all.

    What the feed says of title and day comes first: a page's title is often its site's as well.
    """
    said = overrides.of(site(fetched.url))
    try:
        shaped, author = _shaped(fetched, said)
        report = article(shaped)
    except (BroughtError, FeedError) as error:
        return given(item, str(error))
    text = overrides.lines(body(report.text), said).strip()
    if len(text) < ENOUGH:
        return given(item, "the page gives no text")
    title = item.title or line(report.title)
    outlet = item.feed.outlet or overrides.outlet(site(fetched.url)) or line(report.outlet) or item.feed.title
    return Article(
        title,
        _without_title(text, {title, line(report.title)}),
        outlet or site(fetched.url),
        item.published or iso_day(report.published),
        author or item.author,
        address=clean(report.url or ""),
    )


def given(item: Item, why: str = "") -> Article:
    """The article as the feed gave it. Raises ``EmptyError`` if that is too short for one."""
    name = site(item.address) if item.address else ""
    text = overrides.lines(item.content, overrides.of(name) if name else ()).strip()
    if len(text) < ENOUGH:
        raise EmptyError(why or "the feed gives no text")
    known = item.feed.outlet or (overrides.outlet(name) if name else "")
    outlet = known or item.outlet or item.feed.title or name
    return Article(item.title, text, outlet, item.published, item.author, found=False)


def _shaped(fetched: Fetched, said: Sequence[overrides.Override]) -> tuple[Fetched, str]:
    """The page as its outlet's overrides leave it, if it is one, and who it says wrote it."""
    if fetched.media_type not in _PAGES:
        return fetched, ""
    root = frontpages.tree(fetched)
    author = bylines.author(root)
    written = html.tostring(overrides.shape(root, said), encoding="unicode").encode("utf-8", "replace")
    headers = {**fetched.headers, "content-type": "text/html; charset=utf-8"}
    return replace(fetched, body=written, headers=headers), author


def _without_title(text: str, titles: set[str]) -> str:
    """The text without its title, which some pages repeat as its first line."""
    first, _, rest = text.partition("\n")
    return rest.strip() if rest and " ".join(first.split()) in titles else text
