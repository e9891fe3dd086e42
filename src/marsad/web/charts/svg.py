"""SVG elements from Python values, escaped. Drawings are laid out left to right; words bring their own direction."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final, Literal

Edge = Literal["left", "middle", "right"]
_ANCHORS: Final = {"left": "start", "middle": "middle", "right": "end"}
# Unicode's isolates, which every renderer heeds: browsers, and resvg, which passes over ``direction`` on text.
_LTR, _RTL, _END = "\u2066", "\u2067", "\u2069"
_LETTER: Final = 6.2  # pixels that a letter of 12 px takes on average, Arabic or Latin

# What a chart looks like outside a page, where the site's style sheets do not reach: as a file, in a letter, as PNG.
STYLE: Final = """
text { font: 12px "IBM Plex Sans Arabic", sans-serif; fill: #1c2326; }
.quiet { fill: #5a6468; } .axis { stroke: #d8d6cf; } .low { fill: #0b5563; } .high { fill: #9cc3cb; }
.hatch { stroke: #0b5563; } .best { stroke: #8c1d18; stroke-width: 2; } .count { fill: #46606b; }
.ground { fill: #ffffff; } .tile { stroke: #ffffff; fill: none; }
.clash { fill: #9c3d1f; } .air { fill: #2f5d9b; } .artillery { fill: #7a5a00; } .explosive { fill: #a3294f; }
.civilians { fill: #6a3d9a; } .control { fill: #1f6b45; } .movement { fill: #46606b; } .politics { fill: #55602a; }
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


def drawing(width: float, height: float, content: Iterable[str], /, **attributes: str | float | None) -> str:
    """The root of a drawing. A page's right-to-left direction ends here: what is drawn knows its own."""
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_text(width)} {_text(height)}",
        direction="ltr",
        **attributes,
    )


def text(words: str, x: float, y: float, edge: Edge, /, *, rtl: bool = False, **attributes: str | float | None) -> str:
    """Words whose left edge, middle or right edge is at ``x``, their base line at ``y``."""
    return element("text", isolated(escape(words), rtl), x=x, y=y, text_anchor=_ANCHORS[edge], **attributes)


def isolated(words: str, rtl: bool = False) -> str:
    """Words that keep their direction whatever stands beside them; a range such as «3–7» is never turned round."""
    return f"{_RTL if rtl else _LTR}{words}{_END}"


def room_for(words: str) -> float:
    """About how wide words are, in pixels."""
    return len(words) * _LETTER


def fitted(words: str, room: float) -> str:
    """Words cut to about this many pixels, with an ellipsis where something was left out."""
    most = max(int(room / _LETTER), 1)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def standalone(drawn: str, more: str = "") -> bytes:
    """A drawing as a file of its own, with its style (and ``more`` of it) and a ground."""
    head, _, rest = drawn.partition(">")
    style = element("style", STYLE + more)
    ground = element("rect", width="100%", height="100%", class_="ground")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{style}{ground}{rest}\n'.encode()


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
