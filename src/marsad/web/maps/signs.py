"""The signs of icons.svg, for drawings that stand alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from marsad.web.charts.svg import element

_FILE: Final = Path(__file__).parents[1] / "static" / "marsad" / "icons.svg"
_SPACE: Final = "{http://www.w3.org/2000/svg}"
_SIDE: Final = 24  # of a sign's own square


def sign(name: str, x: float, y: float, size: float) -> str:
    """A sign with its middle at a point, ``size`` pixels wide. Raises ``KeyError`` for one that is not there."""
    scale = size / _SIDE
    moved = f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({scale:.3f})"
    return element("g", _signs()[name], class_="sign", transform=moved)


@cache
def _signs() -> dict[str, str]:
    root = ElementTree.parse(_FILE).getroot()
    return {
        symbol.get("id", ""): "".join(element(part.tag.removeprefix(_SPACE), **dict(part.attrib)) for part in symbol)
        for symbol in root.iter(f"{_SPACE}symbol")
    }
