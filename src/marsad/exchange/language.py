"""Whether a text is Arabic at all: by script, and by letters that Arabic does not write."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
# Letters of Persian, Urdu and Kurdish; in Arabic they stand only in a few foreign names.
_FOREIGN = re.compile("[پچژگٹڈڑےںێۆەڵڕ]")
_FOREIGN_SHARE = 0.015
_ARABIC_SHARE = 0.3
# Arabic in UTF-8 that was read byte by byte as Latin-1 turns into rows of these two letters.
_GARBLED = re.compile("[ØÙ]")
_ENOUGH = 40


def not_arabic(text: str) -> str | None:
    """Why ``text`` does not pass for Arabic, or ``None``. Too short a text is given the benefit of the doubt."""
    sample = text[:20_000]
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH:
        return None
    arabic = len(_ARABIC.findall(sample))
    if arabic < _ARABIC_SHARE * letters:
        if len(_GARBLED.findall(sample)) > letters / 5:
            return "is garbled: Arabic in UTF-8 that was read as Latin-1"
        return f"is not in Arabic ({arabic / letters:.0%} of its letters are)"
    if len(_FOREIGN.findall(sample)) > _FOREIGN_SHARE * arabic:
        return "is in Arabic script but looks like Persian, Urdu or Kurdish"
    return None
