"""RSS, Atom and JSON feeds: read in bounds, their markup taken out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import feedparser

from marsad.web.fetching import Fetched
from marsad.web.ingest import guard
from marsad.web.ingest.addresses import clean
from marsad.web.ingest.entries import Entry, Listing, body, identity, line
from marsad.web.ingest.guard import FeedError
from marsad.web.readers.saved.importing import paragraphs

_JSON: Final = "https://jsonfeed.org/version/"
_EARLIEST: Final = date(1990, 1, 1)  # before it stood no feed on the net; a day of it is a default of some program


def read(fetched: Fetched) -> Listing:
    """What a feed tells of, in its order. Raises ``FeedError`` if it is none."""
    raw = guard.unpacked(fetched.body)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(raw, fetched.url)
    written = guard.cut(guard.text(raw, fetched.headers.get("content-type", "")))
    # Given a stream, feedparser opens nothing: a string might be taken for an address or the name of a file.
    found = feedparser.parse(
        io.BytesIO(written.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": fetched.url},
        sanitize_html=False,  # all markup is taken out
        resolve_relative_uris=False,  # of links alone, by us
    )
    if not found.get("version") and not found.entries:
        raise FeedError("is no feed: neither RSS nor Atom nor JSON Feed")
    return Listing(line(found.feed.get("title", "")), tuple(_entries(found.entries[: guard.ITEMS], fetched.url)))


def _entries(told: list[Any], base: str) -> Iterator[Entry]:
    for one in told:
        address = clean(_link(one), base)
        title = line(one.get("title", ""))
        guid = identity(one.get("id", ""), address, title)
        if guid:
            author = line(str(one.get("author") or ""))
            yield Entry(guid, address, title, body(_content(one)), _day(one), _updated(one), author)


def _link(one: Mapping[str, Any]) -> str:
    """The address of the page; RSS lets the id be one where there is no link."""
    if one.get("link"):
        return str(one["link"])
    guid = str(one.get("id", ""))
    return guid if guid.startswith(("http://", "https://")) else ""


def _content(one: Mapping[str, Any]) -> str:
    """The longest of what the feed gives of the text."""
    told = [str(part.get("value", "")) for part in one.get("content", ())] + [str(one.get("summary", ""))]
    return paragraphs(max(told, key=len))


def _updated(one: dict[str, Any]) -> str:
    """Past feedparser's own look-up, which gives (and warns of giving) the day of publication in its place."""
    return str(dict.get(one, "updated", ""))[:100]


def _day(one: dict[str, Any]) -> date | None:
    for name in ("published_parsed", "updated_parsed"):
        if parsed := dict.get(one, name):
            try:
                return sensible(date(*parsed[:3]))
            except ValueError:
                continue
    return None


def sensible(day: date) -> date | None:
    """The day, unless it is before all feeds or in the future, which is a mistake of the program that wrote it."""
    return day if day >= _EARLIEST and (day - datetime.now(UTC).date()).days <= 1 else None


def iso_day(written: object) -> date | None:
    """The day of a date of RFC 3339, in its own time."""
    try:
        return sensible(date.fromisoformat(str(written)[:10]))
    except ValueError:
        return None


def _json(raw: bytes, base: str) -> Listing:
    if len(raw) > guard.BYTES:
        raise FeedError(f"is larger than {guard.BYTES:,} bytes")
    try:
        found = json.loads(raw.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise FeedError(f"is no JSON: {error}") from error
    if not isinstance(found, dict) or not str(found.get("version", "")).startswith(_JSON):
        raise FeedError("is JSON, but no JSON Feed")
    items = found.get("items")
    told = [one for one in items if isinstance(one, dict)][: guard.ITEMS] if isinstance(items, list) else []
    return Listing(line(str(found.get("title") or "")), tuple(_of_json(told, base)))


def _of_json(told: list[dict[str, Any]], base: str) -> Iterator[Entry]:
    for one in told:
        given = {name: str(one.get(name) or "") for name in ("id", "url", "title", "summary", "content_text")}
        address, title = clean(given["url"], base) if given["url"] else "", line(given["title"])
        if guid := identity(given["id"], address, title):
            content = paragraphs(str(one.get("content_html") or "")) or given["content_text"] or given["summary"]
            day = iso_day(one.get("date_published") or one.get("date_modified"))
            changed = str(one.get("date_modified") or "")[:100]
            yield Entry(guid, address, title, body(content), day, changed, _author(one))


def _author(one: Mapping[str, Any]) -> str:
    """The first author, as version 1.1 tells them, or the one of version 1."""
    authors = one.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else one.get("author")
    return line(str(first.get("name") or "")) if isinstance(first, dict) else ""
