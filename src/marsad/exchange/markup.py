"""The article in an HTML page: its text, title, date and outlet, found by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import Any, NamedTuple

from marsad.exchange.decode import decode
from marsad.exchange.faults import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_HEAD = 4096


class Article(NamedTuple):
    """What a page gives of a report."""

    text: str
    title: str
    published: str | None
    outlet: str
    url: str | None


def extract(raw: bytes, where: str) -> Article:
    """The article of a page. Raises ``InputError`` if the page cannot be decoded or holds no article."""
    # Imported here because it takes a third of a second, which a plain text should not pay.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = _decode(raw, where)
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    except Exception as error:  # a parser of wild input: whatever it raises is a fault of this page alone
        raise InputError(
            where, f"cannot be read as HTML ({error})", "save the article's text as UTF-8 (.txt)"
        ) from error
    fields: dict[str, Any] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = (fields.get("text") or "").strip()
    if not text:
        raise InputError(where, "holds no article that could be found", "save the article's text as UTF-8 (.txt)")
    return Article(text, fields.get("title") or "", fields.get("date"), fields.get("sitename") or "", fields.get("url"))


def _decode(raw: bytes, where: str) -> str:
    """The page's text in the encoding it declares, else UTF-8."""
    declared = _CHARSET.search(raw[:_HEAD])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    if name.lower() in ("utf-8", "utf8"):
        return decode(raw, where)
    try:
        return raw.decode(name)
    except (LookupError, UnicodeDecodeError):
        return decode(raw, where)
