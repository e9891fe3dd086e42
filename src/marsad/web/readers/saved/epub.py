"""A book in EPUB 3.3 (W3C): chapters that read in their own direction, with a table of contents.

No well-kept library with a permissive licence writes EPUB (EbookLib is AGPL); the format is a ZIP of a few files.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.template.loader import render_to_string

Chapter = tuple[str, str, bool]  # title, XHTML document, whether it reads from right to left
_CONTAINER: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def book(title: str, chapters: Sequence[Chapter], language: str, made: datetime | None = None) -> bytes:
    """The file. Its identifier is that of its content: the same chapters make the same book."""
    made = made or datetime.now(UTC)
    content = sha256("\0".join(document for _, document, _ in chapters).encode()).digest()
    told = {
        "title": title,
        "chapters": [(f"chapter-{n}", name, rtl) for n, (name, _, rtl) in enumerate(chapters, 1)],
        "language": language,
        "rtl": sum(rtl for _, _, rtl in chapters) * 2 >= len(chapters),
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
        for n, (_, document, _) in enumerate(chapters, 1):
            packed.writestr(f"book/chapter-{n}.xhtml", document)
    return out.getvalue()
