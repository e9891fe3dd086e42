"""How many incidents each value of a facet has.

What was counted is remembered: see ``remembering``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from marsad.model.incident import Grade
from marsad.web.browse.choosing import counted
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import newest, total
from marsad.web.browse.remembering import remembered
from marsad.web.columns.keeping import table
from marsad.web.ledger import facets

_KEPT: Final = 256  # answers remembered


@remembered(_KEPT)
def counts(kind: str) -> Mapping[str, int]:
    """The incidents of every value of a facet."""
    return counted(table().facets[kind].value)


def latest(source: str, most: int) -> list[int]:
    """The numbers of the latest incidents that a source tells of."""
    return [number for _, number in newest(Filters(source=(source,)), most)]


@remembered(1)
def alone() -> Mapping[str, int]:
    """The incidents that each source is the only one to tell of."""
    found = table()
    told = found.facets[facets.SOURCE]
    single = np.bincount(told.row, minlength=len(found)) == 1
    return counted(told.value[single[told.row]])


def contested(source: str) -> int:
    """The incidents of a source that are contested."""
    return total(Filters(source=(source,), grade=(Grade.CONTESTED,)))
