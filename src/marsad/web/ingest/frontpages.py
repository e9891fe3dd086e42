"""Pages of outlets that have no feed: what they link to that looks like an article."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree, html

from marsad.web.fetching import Fetched
from marsad.web.ingest.addresses import clean, key, site
from marsad.web.ingest.entries import Entry, Listing, line
from marsad.web.ingest.guard import FeedError

_HEADLINE: Final = 25  # letters: names of sections are shorter
_ARABIC: Final = re.compile("[\u0621-\u064a]{2}")
_MOST: Final = 300
_FILES: Final = re.compile(r"\.(jpe?g|png|gif|webp|svg|mp[34]|pdf|zip|css|js)$", re.IGNORECASE)


def tree(fetched: Fetched) -> html.HtmlElement:
    """The elements of a page. Raises ``FeedError`` if it is none."""
    parser = html.HTMLParser(encoding=_encoding(fetched))
    try:
        root = html.document_fromstring(fetched.body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FeedError(f"{fetched.url} is no page: {error}") from error
    return root


def read(fetched: Fetched) -> Listing:
    """The links of a page to its own outlet whose words are long enough for a headline, each once."""
    root, found = tree(fetched), dict[str, Entry]()
    for link in root.iter("a"):
        address = clean(link.get("href") or "", fetched.url)
        title = line(" ".join(link.text_content()[:2_000].split()))
        if len(title) >= _HEADLINE and _ARABIC.search(title) and _article(address, fetched.url):
            found.setdefault(key(address), Entry(address, address, title, updated="-"))
    return Listing(line(root.findtext(".//title") or ""), tuple(found.values())[:_MOST])


def _article(address: str, base: str) -> bool:
    """Whether it may be an article: of the same outlet, a page, and not the front page itself."""
    if not address or site(address) != site(base) or _FILES.search(address) or key(address) == key(base):
        return False
    return len(address.split("/", 3)[3:]) > 0 and len(address.split("/", 3)[-1]) > 1


def _encoding(fetched: Fetched) -> str | None:
    """What the server says; else the parser finds what the page says, and UTF-8 where it says nothing."""
    said = re.search(r"charset=[\"']?([\w.:-]{2,40})", fetched.headers.get("content-type", ""), re.IGNORECASE)
    if said:
        return said[1]
    return None if b"charset" in fetched.body[:4096].lower() else "utf-8"
