"""What reaches a terminal: messages on standard error, and text from outside made safe to show."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path

# First-strong isolate and its end (Unicode UAX #9): what stands between keeps its own direction and moves nothing else.
FSI, PDI = "\u2068", "\u2069"
# Right-to-left mark: a line that begins with a number or a Latin word is still laid out as Arabic.
RLM = "\u200f"
# Controls could drive the terminal, unpaired direction controls could turn the lines after them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` with each control character replaced by one that is harmless, so that offsets stay the same."""
    return _CONTROLS.sub(_harmless, text)


def _harmless(found: re.Match[str]) -> str:
    """A zero-width space for what has no width anyway, else the replacement character."""
    invisible = found.group() == "\r" or unicodedata.category(found.group()) == "Cf"
    return "\u200b" if invisible else "\ufffd"


def isolate(text: str) -> str:
    """``text`` as a run of its own inside a line of another direction, on one line."""
    return FSI + clean(" ".join(text.split())) + PDI


def tell(message: str) -> None:
    """One message on standard error."""
    sys.stderr.write(f"marsad: {clean(message)}\n")


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale says; what has no UTF-8 form is replaced, not raised.

    A stream that was closed before the start (``>&-``) is ``None``; what is written to it is lost, as the user wished.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open until the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
