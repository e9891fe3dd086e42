"""Folding: spelling variants of one Arabic word brought to one form, on a view of the text.

The text itself is never altered. ``fold`` is for single words; ``Folded`` keeps, for every character of
the view, the offset in the original it came from.

What is folded: hamza seats (أ إ آ ٱ to ا, ؤ to و, ئ to ي), alif maqsura (ى to ي), ta marbuta (ة to ه),
Persian and Urdu letters for their Arabic twins, Arabic-Indic and Persian digits to ASCII, presentation
forms to plain letters. What is dropped: short vowels and other marks, tatweel, zero-width and bidi controls.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MARKS: Final = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_DROPPED: Final = [
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0670,
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E9),
    *range(0x06EA, 0x06EE),
    0x0640,  # tatweel
    0x00AD,
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    0xFEFF,
]
_LETTERS: Final = {
    "ا": "أإآٱٲٳ",
    "ي": "ىئیېے",
    "و": "ؤۆۇ",
    "ه": "ةھہۀۂۃە",
    "ك": "کگڪ",
    "ب": "پ",
    "ج": "چ",
    "ز": "ژ",
    "ف": "ڤ",
}
_DIGITS: Final = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_TWINS = {variant: letter for letter, variants in _LETTERS.items() for variant in variants}
_TWINS |= {digit: str(value) for digits in _DIGITS for value, digit in enumerate(digits)}
TABLE: Final[dict[int, str | None]] = {**dict.fromkeys(_DROPPED), **{ord(k): v for k, v in _TWINS.items()}}


def fold_char(char: str) -> str:
    """The folded form of one character: none, one, or (for ligatures) several characters."""
    if "\ufb50" <= char <= "\ufefc":
        return unicodedata.normalize("NFKC", char).translate(TABLE).strip()
    return char.translate(TABLE)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The folded form of a word or short phrase; Latin letters are lower-cased."""
    if word and max(word) >= "\ufb50":  # a form of presentation, or beyond
        word = "".join(map(fold_char, word))
    return word.translate(TABLE).lower()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded view of a text. ``offsets[k]`` is where ``view[k]`` stands in ``text``."""

    text: str
    view: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """The folded view of ``text``; each character is folded by itself."""
        view: list[str] = []
        offsets: list[int] = []
        for at, char in enumerate(text):
            folded = fold_char(char).lower()
            view.append(folded)
            offsets.extend([at] * len(folded))
        return cls(text, "".join(view), tuple(offsets))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original ``(start, end)`` of the view's ``[start:end]``, marks after its last letter included."""
        if start >= end:
            here = self.offsets[start] if start < len(self.offsets) else len(self.text)
            return here, here
        last = self.offsets[end] if end < len(self.offsets) else len(self.text)
        return self.offsets[start], max(last, self.offsets[end - 1] + 1)
