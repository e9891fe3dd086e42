"""Numbers in the reader's digits."""

from __future__ import annotations

from typing import Final

_ARABIC_INDIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def in_digits(text: str, digits: str) -> str:
    """``text`` with its digits as chosen: ``latn`` (0-9) or ``arab`` (٠-٩)."""
    return text.translate(_ARABIC_INDIC) if digits == "arab" else text


def grouped(number: int, digits: str) -> str:
    """Thousands apart by a thin space, which reads the same in both directions."""
    return in_digits(f"{number:,}".replace(",", "\u202f"), digits)
