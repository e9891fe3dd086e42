"""A book in EPUB 3.3 (W3C): chapters that read in their own direction, with a table of contents.

No well-kept library with a permissive licence writes EPUB (EbookLib is AGPL); the format is a ZIP of a few files.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.template.loader import render_to_string

from marsad.web.readers.saved.tongue import UNKNOWN, language, rtl

_CONTAINER: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: ``document`` is XHTML, ``language`` that of its text."""

    title: str
    document: str
    language: str

    @property
    def rtl(self) -> bool:
        """Whether it reads from right to left."""
        return rtl(self.language)

    @property
    def titled(self) -> str:
        """The language of its title, which need not be that of the text."""
        return language(self.title, self.language)

    @property
    def title_rtl(self) -> bool:
        """Whether its title reads from right to left."""
        return rtl(self.titled)


def book(title: str, chapters: Sequence[Chapter], usual: str, made: datetime | None = None) -> bytes:
    """The file. Its identifier is that of its content: the same chapters make the same book.

    ``usual`` is the reader's language: that of a title whose letters tell nothing more, and of a book of nothing.
    """
    made = made or datetime.now(UTC)
    content = sha256("\0".join(chapter.document for chapter in chapters).encode()).digest()
    spoken = _language(chapters, usual)
    told = {
        "title": title,
        "titled": _known(language(title, spoken), usual),
        "chapters": [(f"chapter-{n}", chapter) for n, chapter in enumerate(chapters, 1)],
        "language": spoken,
        "rtl": rtl(spoken),
        "identifier": UUID(bytes=content[:16]),
        "made": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        # First, and not compressed: by this a reading system tells the format (OCF 4.2.6).
        packed.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        packed.writestr("META-INF/container.xml", _CONTAINER)
        for name in ("package.opf", "contents.xhtml", "style.css"):
            packed.writestr(f"book/{name}", render_to_string(f"saved/epub/{name}", told))
        for n, chapter in enumerate(chapters, 1):
            packed.writestr(f"book/chapter-{n}.xhtml", chapter.document)
    return out.getvalue()


def _language(chapters: Sequence[Chapter], usual: str) -> str:
    """The language of most chapters: by it reading systems choose fonts and voices, some even which way pages turn."""
    most = Counter(chapter.language for chapter in chapters).most_common(1)
    return _known(most[0][0], usual) if most else usual


def _known(found: str, usual: str) -> str:
    """What is not known is taken for the reader's own language, if that is written in the same direction."""
    return usual if found == UNKNOWN and not rtl(usual) else found
