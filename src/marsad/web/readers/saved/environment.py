"""How much a reader may save, as whoever runs the site says it: see docs/reference/settings.md."""

from __future__ import annotations

import os
from typing import Final

from marsad.model import MarsadError

ARTICLES: Final = "MARSAD_SAVED_ARTICLES"
LETTERS: Final = "MARSAD_SAVED_LETTERS"
_ARTICLES: Final = 20_000
_LETTERS: Final = 200_000_000
_MOST: Final = 10**12


class RoomError(MarsadError):
    """A number that cannot be; the message says which and how to mend it."""


def articles() -> int:
    """How many articles a reader may have. Raises ``RoomError`` for what is no number."""
    return _number(ARTICLES, _ARTICLES)


def letters() -> int:
    """How many letters all versions of a reader's articles may have together. Raises ``RoomError``."""
    return _number(LETTERS, _LETTERS)


def _number(variable: str, usual: int) -> int:
    written = os.environ.get(variable)
    if not written:
        return usual
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= _MOST):
        raise RoomError(f"{written!r} in {variable} will not do; write a whole number from 1 to {_MOST}")
    return int(written)
