"""Addresses of articles: one form for the many in which a page is linked to."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import httpx

from marsad.web.reports.neutral import web_address

LONGEST: Final = 2_000  # bytes
# What says how a reader came there, and nothing of what stands there.
_TRACKING: Final = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|mc_cid|mc_eid|igshid|ref_src|_ga|at_medium|at_campaign)", re.IGNORECASE
)
_HOST: Final = re.compile(r"[\w.-]+|\[[0-9a-f:.]+\]", re.ASCII)
_DEFAULT: Final = {"http": 80, "https": 443}


def clean(address: str, base: str = "") -> str:
    """The address whole, percent-encoded, without its fragment and what tracks; empty if it is none that is fetched."""
    try:
        parsed = httpx.URL(base).join(address.strip()) if base else httpx.URL(address.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return ""
    if parsed.userinfo or not web_address(str(parsed)) or not _HOST.fullmatch(parsed.raw_host.decode("ascii")):
        return ""
    asked = [pair for pair in parsed.query.decode("ascii").split("&") if not _TRACKING.fullmatch(pair.split("=")[0])]
    found = str(parsed.copy_with(fragment=None, query="&".join(asked).encode("ascii") or None))
    return found if len(found.encode()) <= LONGEST else ""


def host(address: str) -> str:
    """The host of an address, in ASCII and lower case, with its port if that is none of the usual."""
    parsed = _parsed(address)
    name = parsed.raw_host.decode("ascii").casefold().rstrip(".")
    port = parsed.port
    return f"{name}:{port}" if port and port != _DEFAULT.get(parsed.scheme) else name


def site(address: str) -> str:
    """The outlet that an address belongs to, as far as it tells: its host without ``www.``, ``m.`` and ``amp.``."""
    return re.sub(r"^(www\d?|m|amp)\.", "", host(address))


def key(address: str) -> str:
    """A digest that is the same for addresses that lead to the same page: of either scheme, with ``www.`` or not."""
    parsed = _parsed(address)
    path = parsed.raw_path.decode("ascii")
    path = re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), path)
    bare, question, query = path.partition("?")
    return digest(site(address), bare.rstrip("/") + question + query)


@lru_cache(maxsize=1_024)
def _parsed(address: str) -> httpx.URL:
    """Each address of a feed is looked at three times in a row."""
    return httpx.URL(address)


def digest(*parts: str) -> str:
    """Sixteen bytes in hexadecimal."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
