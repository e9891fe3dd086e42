"""Rest for the collector of garbage while many claims are linked."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No look for cycles meanwhile, as before afterwards.

    Linking makes none, and to look for them among all that is kept takes a quarter of its time, the more the more
    claims there are.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
