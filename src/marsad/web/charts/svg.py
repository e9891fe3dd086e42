"""SVG elements from Python values, escaped. Drawings are laid out left to right; words bring their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from textwrap import wrap
from typing import Final, Literal

from marsad.text.memory import Memory

Edge = Literal["left", "middle", "right"]
_ANCHORS: Final = {"left": "start", "middle": "middle", "right": "end"}
# Unicode's isolates, which every renderer heeds: browsers, and resvg, which passes over ``direction`` on text.
_LTR, _RTL, _END = "\u2066", "\u2067", "\u2069"
_LETTER: Final = 6.2  # pixels that a letter of 12 px takes on average, Arabic or Latin
_HEAD, _LINE = 44, 20  # pixels: over the first line of a caption, and of a line
_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

_NAMES: Final = Memory(lambda key: f" {key.rstrip('_').replace('_', '-')}=")  # of attributes, as they are written

# What a chart looks like outside a page, where the site's style sheets do not reach: as a file, in a letter, as PNG.
STYLE: Final = """
text { font: 12px "IBM Plex Sans Arabic", sans-serif; fill: #1c2326; } .title { font-size: 15px; font-weight: 600; }
.quiet { fill: #5a6468; } .axis { stroke: #d8d6cf; } .low { fill: #0b5563; } .high { fill: #9cc3cb; }
.hatch { stroke: #0b5563; } .best { stroke: #8c1d18; stroke-width: 2; } .count { fill: #46606b; }
.ground { fill: #ffffff; } .tile { stroke: #ffffff; fill: none; }
.clash { fill: #9c3d1f; } .air { fill: #2f5d9b; } .artillery { fill: #7a5a00; } .explosive { fill: #a3294f; }
.civilians { fill: #6a3d9a; } .control { fill: #1f6b45; } .movement { fill: #46606b; } .politics { fill: #55602a; }
"""


def element(name: str, content: str | Iterable[str] = "", /, **attributes: str | float | None) -> str:
    """One element; an underscore in an attribute's name stands for a hyphen, one at its end for nothing."""
    told = "".join(
        [
            f'{_NAMES[key]}"{escape(value) if isinstance(value, str) else _text(value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
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


def text(
    words: str, x: float | str, y: float, edge: Edge, /, *, rtl: bool = False, **attributes: str | float | None
) -> str:
    """Words whose left edge, middle or right edge is at ``x`` (pixels, or a share such as «50%»), their base line at
    ``y``.
    """
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


def captioned(drawn: str, title: str, above: Iterable[str], below: Iterable[str], rtl: bool = False) -> str:
    """A drawing with its title and lines of words over it, and others under it, as a drawing of its own: what leaves
    the page has to say what it is. Lines that are too long are folded.
    """
    found = _BOX.search(drawn)
    if found is None:
        raise ValueError("this is no drawing")
    width, height = map(float, found.groups())
    edge: Edge = "right" if rtl else "left"
    x = width - 4 if rtl else 4
    over, under = (list(_folded(lines, width - 8)) for lines in (above, below))
    top = _HEAD + _LINE * len(over)
    inner = drawn.replace("<svg ", f'<svg y="{top}" width="{_text(width)}" height="{_text(height)}" ', 1)
    foot = top + height + _LINE
    content = [
        text(title, x, _LINE, edge, rtl=rtl, class_="title"),
        *(text(line, x, _HEAD + n * _LINE, edge, rtl=rtl, class_="quiet") for n, line in enumerate(over)),
        inner,
        *(text(line, x, foot + n * _LINE, edge, rtl=rtl, class_="quiet") for n, line in enumerate(under)),
    ]
    return drawing(width, foot + _LINE * len(under), content, class_="sheet")


def _folded(lines: Iterable[str], room: float) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, int(room / _LETTER))


def standalone(drawn: str, more: str = "") -> bytes:
    """A drawing as a file of its own, with its style (and ``more`` of it) and a ground."""
    head, _, rest = drawn.partition(">")
    style = element("style", STYLE + more)
    ground = element("rect", width="100%", height="100%", class_="ground")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{style}{ground}{rest}\n'.encode()


def _text(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
