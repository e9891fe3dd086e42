"""Sitemaps (sitemaps.org) with the fields of news sitemaps, and the index files that list them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from marsad.web.fetching import Fetched
from marsad.web.ingest import guard
from marsad.web.ingest.addresses import clean
from marsad.web.ingest.entries import Entry, Listing, line
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.reading import iso_day

PARTS: Final = 3  # sitemaps of an index that are read at a visit: those that changed last
_IMAGES: Final = "http://www.google.com/schemas/sitemap-image/1.1"


def read(fetched: Fetched) -> Listing:
    """The newest articles of a sitemap, or the newest sitemaps of an index. Raises ``FeedError`` for what is neither.

    A sitemap lists all that an outlet ever wrote; what bears a date counts as newer than what does not.
    """
    root = guard.tree(guard.text(guard.unpacked(fetched.body), fetched.headers.get("content-type", "")))
    name = etree.QName(root).localname
    if name == "sitemapindex":
        parts = sorted(_rows(root, "sitemap", fetched.url), key=lambda row: row.get("lastmod", ""), reverse=True)
        return Listing(onward=tuple(row["loc"] for row in parts[:PARTS]))
    if name != "urlset":
        raise FeedError("is no sitemap")
    rows = sorted(_rows(root, "url", fetched.url), key=_changed, reverse=True)
    title = next((row["name"] for row in rows if row.get("name")), "")
    return Listing(line(title), tuple(_entry(row) for row in rows[: guard.ITEMS]))


def _rows(root: etree._Element, tag: str, base: str) -> Iterator[dict[str, str]]:
    """The texts of each row by the local names of their elements, of those whose address can be fetched."""
    for element in root:
        if isinstance(element.tag, str) and etree.QName(element).localname == tag:
            row = {
                etree.QName(one).localname: (one.text or "").strip()
                for one in element.iter()
                if isinstance(one.tag, str) and etree.QName(one).namespace != _IMAGES
            }
            row["loc"] = clean(row.get("loc", ""), base) if row.get("loc") else ""
            if row["loc"]:
                yield row


def _changed(row: dict[str, str]) -> str:
    return max(row.get("lastmod", ""), row.get("publication_date", ""))


def _entry(row: dict[str, str]) -> Entry:
    day = iso_day(row.get("publication_date") or row.get("lastmod"))
    return Entry(row["loc"], row["loc"], line(row.get("title", "")), "", day, row.get("lastmod", "")[:100])
