"""Lists of feeds in OPML 2.0, as readers of feeds exchange them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from marsad.web.ingest import guard
from marsad.web.ingest.addresses import clean
from marsad.web.ingest.entries import line
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.models import Feed, Kind

MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of a list. ``kind`` is that of sitemaps and pages where Marsad wrote the list; else it is a feed."""

    address: str
    title: str
    kind: Kind = Kind.FEED


def read(raw: bytes) -> list[Outline]:
    """The feeds of a list, each once. Raises ``FeedError`` if it is no OPML, or longer than is taken."""
    root = guard.tree(guard.text(raw))
    if root.tag != "opml":
        raise FeedError("is no OPML")
    found: dict[str, Outline] = {}
    for outline in root.iter("outline"):
        address = clean(outline.get("xmlUrl") or "")
        if address:
            title = line(outline.get("title") or outline.get("text") or "")
            found.setdefault(address, Outline(address, title, _kind(outline.get("type") or "")))
    if len(found) > MOST:
        raise FeedError(f"holds more than {MOST:,} feeds; split it")
    return list(found.values())


def write(feeds: Iterable[Feed]) -> bytes:
    """The list of these feeds."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Marsad"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        kind = "rss" if feed.kind == Kind.FEED else f"marsad-{feed.kind}"
        etree.SubElement(body, "outline", type=kind, text=line(feed.name), title=line(feed.name), xmlUrl=feed.address)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _kind(written: str) -> Kind:
    kind = written.removeprefix("marsad-")
    return Kind(kind) if written.startswith("marsad-") and kind in Kind.values else Kind.FEED
