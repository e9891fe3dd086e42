"""Text from outside made safe to show: nothing in it may turn, hide or break what stands around it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

# Embeddings, overrides and isolates (UAX #9) reach beyond the text they stand in; controls and NUL are no HTML; lone
# surrogates have no UTF-8 form. Marks of direction (U+200E, U+200F, U+061C) move nothing else and stay.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_INVISIBLE: Final = "\u2060"  # word joiner: no width, no break
_REPLACEMENT: Final = "\ufffd"


def neutral(text: str) -> str:
    """``text`` with each unsafe character replaced by one that is harmless, so that offsets stay the same."""
    return _UNSAFE.sub(_harmless, text)


def _harmless(found: re.Match[str]) -> str:
    return _INVISIBLE if found.group() == "\r" or "\u202a" <= found.group() <= "\u2069" else _REPLACEMENT


def web_address(url: str | None) -> str | None:
    """The address of a page elsewhere, if it is one: ``javascript:`` and the like lead nowhere."""
    if not url or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else None
