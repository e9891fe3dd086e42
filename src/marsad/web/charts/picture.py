"""Drawings as PNG, for letters and for those who paste a chart into a document."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

import resvg_py

FONTS: Final = Path(__file__).parents[1] / "static" / "vendor" / "ttf"  # made by frontend/build.py
_TWICE: Final = 2  # pixels for one of the drawing: sharp on screens of today
# Letters of romanised names («Ḩāfir», «Samandağ»), which the fonts draw of a plain letter and a mark.
_MARKED: Final = re.compile("[\u0100-\u017f\u1e00-\u1eff]")
_MARKS: Final = "\u0300\u0301\u0303\u0304\u0308"  # grave, acute, tilde, macron, diaeresis: those that the fonts have


def png(svg: bytes, width: int) -> bytes:
    """An SVG file as PNG, twice ``width`` pixels wide, in the fonts of the package and no others."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=_MARKED.sub(_drawable, svg.decode()),
            width=_TWICE * width,
            skip_system_fonts=True,
            font_dirs=[str(FONTS)],
            font_family="IBM Plex Sans Arabic",
            sans_serif_family="IBM Plex Sans Arabic",
        )
    )


def _drawable(found: re.Match[str]) -> str:
    """A letter without the marks that the fonts have not."""
    letter = unicodedata.normalize("NFD", found.group())
    return unicodedata.normalize("NFC", letter[0] + "".join(mark for mark in letter[1:] if mark in _MARKS))
