"""Drawings as PNG, for letters and for those who paste a chart into a document."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import resvg_py

FONTS: Final = Path(__file__).parents[1] / "static" / "vendor" / "ttf"  # made by frontend/build.py
_TWICE: Final = 2  # pixels for one of the drawing: sharp on screens of today


def png(svg: bytes, width: int) -> bytes:
    """An SVG file as PNG, twice ``width`` pixels wide, in the fonts of the package and no others."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg.decode(),
            width=_TWICE * width,
            skip_system_fonts=True,
            font_dirs=[str(FONTS)],
            font_family="IBM Plex Sans Arabic",
            sans_serif_family="IBM Plex Sans Arabic",
        )
    )
