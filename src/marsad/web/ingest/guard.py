"""XML from outside, bounded before a parser sees it: no entities of its own, so many bytes, so many items."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import Final

from lxml import etree

from marsad.model import MarsadError

BYTES: Final = 6_000_000  # of a feed or a sitemap, unpacked
ITEMS: Final = 2_000  # of a feed
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Those in which a letter of ASCII can be written in one way alone: others (UTF-7) could hide what is looked for.
_ENCODINGS: Final = frozenset(
    ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "cp1256", "cp1252", "iso8859-1", "iso8859-6", "iso8859-15")
)
_ENTITY: Final = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_SUBSET: Final = re.compile(r"<!\s*DOCTYPE[^>\[]*\[", re.IGNORECASE)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCES: Final = re.compile(r"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));")
_ENDS: Final = re.compile(r"</(?:\w+:)?(item|entry)\s*>")


class FeedError(MarsadError):
    """What came is no feed that can be read; the message says why."""


def text(raw: bytes, content_type: str = "") -> str:
    """The text of a feed or sitemap. Raises ``FeedError`` for what is too large or defines entities."""
    if len(raw) > BYTES:
        raise FeedError(f"is larger than {BYTES:,} bytes")
    found = _DECLARATION.sub("", _decoded(raw, content_type), count=1)
    if _ENTITY.search(found) or _SUBSET.search(found):
        raise FeedError("defines entities of its own, which no feed needs")
    return _REFERENCES.sub("\ufffd", _CONTROLS.sub("\ufffd", found))


def unpacked(raw: bytes) -> bytes:
    """The bytes of a file that was packed by gzip (as sitemaps are), others as they are. Raises ``FeedError``."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        found = inflate.decompress(raw, BYTES + 1)
    except zlib.error as error:
        raise FeedError(f"cannot be unpacked: {error}") from error
    if len(found) > BYTES:
        raise FeedError(f"is larger than {BYTES:,} bytes")
    return found


def cut(written: str) -> str:
    """A feed with its first items alone, if there are more than are taken; feeds begin with the newest."""
    for number, end in enumerate(_ENDS.finditer(written), 1):
        if number == ITEMS and written[end.end() :].strip():
            return written[: end.end()] + ("</feed>" if end[1] == "entry" else "</channel></rss>")
        if number == ITEMS:
            break
    return written


def tree(written: str) -> etree._Element:
    """The root of XML that was let through. Raises ``FeedError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(written.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"is not XML: {error}") from error
    if root is None:
        raise FeedError("is not XML")
    return root


def _decoded(raw: bytes, content_type: str) -> str:
    name = _encoding(raw, content_type)
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if known not in (*_ENCODINGS, "utf-8-sig", "utf-32"):
        raise FeedError(f"is written in {name!r}, which is not read")
    return raw.decode(known, "replace")


def _encoding(raw: bytes, content_type: str) -> str:
    """By the mark at the beginning, the server's word, what the file says of itself."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return name
    if said := _CHARSET.search(content_type):
        return said[1]
    declared = _DECLARED.match(raw)
    return declared[1].decode("ascii") if declared else "utf-8"
