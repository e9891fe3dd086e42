"""In which language and direction a text reads, as far as its letters tell: for those who read aloud, and for lines.

The first letter, by which ``dir="auto"`` goes, misleads: «BBC عربي: …» is a line of Arabic.
"""

from __future__ import annotations

import re
from typing import Final

UNKNOWN: Final = "und"  # BCP 47: not determined
_ARABIC: Final = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_HEBREW: Final = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_OTHER: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_RTL: Final = ("ar", "he")


def language(text: str, usual: str = "ar") -> str:
    """The language that most letters tell: Arabic, Hebrew, or not known; ``usual`` for a text without letters."""
    arabic, hebrew, other = (len(signs.findall(text)) for signs in (_ARABIC, _HEBREW, _OTHER))
    if not arabic + hebrew + other:
        return usual
    if other > arabic + hebrew:
        return UNKNOWN
    return "ar" if arabic >= hebrew else "he"


def rtl(found: str) -> bool:
    """Whether a language reads from right to left."""
    return found in _RTL
