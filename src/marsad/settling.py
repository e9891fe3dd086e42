"""What a process does that has coded many reports and will code more: it settles with what it knows by then.

The words of the first reports are what most of the later ones consist of. What is known of them stays, and is made
cheap to keep and quick to find.
"""

from __future__ import annotations

import os
from itertools import count
from typing import Final

from marsad import paging
from marsad.garbage import swept_apart

_KNOWN: Final = frozenset(30 * 4**n for n in range(10))  # reports after which the collector leaves alone what there is
# Reports after which a process is taken for one that goes on, and after which what came since is laid out as well.
_MANY: Final = frozenset(500 * 4**n for n in range(8))
_USES: Final = count(1)


def used() -> None:
    """Told once a report.

    The collector of garbage is told soon to leave alone what is known, and again as it grows. Large pages
    (``paging.settle``) take a third of a second, which only a process that has coded many is worth; with
    ``MARSAD_LARGE_PAGES=0`` none is.
    """
    uses = next(_USES)
    if uses in _KNOWN:
        swept_apart()
    if uses in _MANY and os.environ.get("MARSAD_LARGE_PAGES") != "0":
        paging.settle()
