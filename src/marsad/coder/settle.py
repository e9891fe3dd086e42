"""Memory kept in order in a process that codes many reports."""

from __future__ import annotations

import gc
from functools import cache
from typing import Final

from marsad.coder.models import shipped
from marsad.lexicon.lexicon import lexicon

_VALUES: Final = 100_000  # made between two looks for cycles


@cache
def settle() -> None:
    """Set what every report needs aside from garbage collection, and collect more seldom.

    The lexicon and the weights live as long as the process, and to look through them again and again took a seventh of
    the time. A report makes thousands of short-lived values and few cycles.
    """
    lexicon()
    shipped()
    gc.freeze()
    gc.set_threshold(_VALUES, 20, 100)
