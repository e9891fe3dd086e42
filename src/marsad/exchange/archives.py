"""Reports in web archives: the pages of WARC files (ISO 28500)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from marsad.exchange.faults import InputError
from marsad.exchange.markup import extract
from marsad.exchange.reading import REPORT_LIMIT
from marsad.model import Report

_HTML: Final = ("text/html", "application/xhtml+xml")
_TEXT: Final = "text/plain"
_KINDS: Final = ("response", "resource", "conversion")  # of WARC records that hold what was fetched
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_ANOTHER: Final = "take another copy of it"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a WARC file as it was fetched. ``raw`` is ``None`` where it is longer than a report can be."""

    url: str
    media: str
    charset: str
    raw: bytes | None


def pages(stream: BinaryIO, where: str) -> Iterator[tuple[str, Page]]:
    """The pages and texts of a WARC file, gzipped or not, each with where it stands (``FILE:N``, from 1).

    Requests, redirects, errors, images and whatever else is no text are passed over. Raises ``InputError`` for what is
    no WARC file or is cut short.
    """
    # Imported here because whoever reads no WARC file need not have it.
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            page = _page(record)
            if page:
                yield f"{where}:{number}", page
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        raise InputError(where, f"cannot be read as WARC ({error})", _ANOTHER) from error


def _page(record: Any) -> Page | None:
    http = record.http_headers
    if record.rec_type not in _KINDS or (http and http.get_statuscode() != "200"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    told = (http.get_header("Content-Type") if http else None) or record.rec_headers.get_header("Content-Type") or ""
    media = told.split(";")[0].strip().lower()
    if not url or media not in (*_HTML, _TEXT):
        return None
    charset = _CHARSET.search(told)
    raw = record.content_stream().read(REPORT_LIMIT + 1)
    return Page(url, media, charset[1] if charset else "", raw if len(raw) <= REPORT_LIMIT else None)


def report_of(page: Page, where: str) -> Report:
    """The report on a page, its address for an id. Raises ``InputError`` where no article can be found.

    It has no date where the page tells none: when it was fetched is not when it was published.
    """
    if page.raw is None:
        raise InputError(where, f"is too long for one report (at most {REPORT_LIMIT // 1_000_000} MB)")
    if page.media == _TEXT:
        return Report(page.url, "", page.raw.decode(page.charset or "utf-8", "replace"), url=page.url)
    article = extract(_as_utf8(page), where)
    return Report(page.url, article.title, article.text, article.published, article.outlet, page.url)


def _as_utf8(page: Page) -> bytes:
    """The page so that its own declaration, or UTF-8 where it has none, holds: what HTTP says goes before."""
    raw = page.raw or b""
    if not page.charset or page.charset.lower() in ("utf-8", "utf8") or re.search(rb"<meta[^>]+charset", raw, re.I):
        return raw
    try:
        return raw.decode(page.charset).encode()
    except (LookupError, UnicodeDecodeError):
        return raw
