"""SVG elements from Python values, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

# What a chart looks like outside a page, where the site's style sheets do not reach: as a file, in a letter, as PNG.
STYLE: Final = """
text { font: 12px "IBM Plex Sans Arabic", sans-serif; fill: #1c2326; }
.quiet { fill: #5a6468; } .axis { stroke: #d8d6cf; } .low { fill: #0b5563; } .high { fill: #9cc3cb; }
.best { stroke: #8c1d18; stroke-width: 2; } .count { fill: #46606b; } .ground { fill: #ffffff; }
"""


def element(name: str, content: str | Iterable[str] = "", /, **attributes: str | float | None) -> str:
    """One element; an underscore in an attribute's name stands for a hyphen, one at its end for nothing."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = content if isinstance(content, str) else "".join(content)
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


def text(words: str, x: float, y: float, /, **attributes: str | float | None) -> str:
    """Words at a point."""
    return element("text", escape(words), x=x, y=y, **attributes)


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def standalone(drawing: str) -> bytes:
    """A chart as a file of its own, with its style and a ground."""
    head, _, rest = drawing.partition(">")
    style = element("style", STYLE)
    ground = element("rect", width="100%", height="100%", class_="ground")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{style}{ground}{rest}\n'.encode()
