"""Who passes on whose word, of what claims name: a source for each claim once."""

from __future__ import annotations

from typing import Final

import numpy as np

from marsad.web.columns.table import NONE, Array, Voices

_PARTY: Final = 32  # bits of a source's number below those of its claim


def voices_of(number: Array, claim: Array, party: Array, outlet: Array, whose: Array) -> Voices:
    """The voices of sources that claims (their numbers) name, each with the number of the claim's incident. ``whose``
    gives the source whose word each claim is, by the claim's number; ``NONE`` for one that nobody has.

    A source that is both outlet of a claim and in its chain is its outlet.
    """
    origin = np.append(whose, NONE)[np.minimum(claim, len(whose))]
    other = np.flatnonzero((origin != NONE) & (party != origin))
    both = (claim[other] << _PARTY) + party[other]
    order = np.lexsort((~outlet[other], both))
    first = np.ones(len(order), bool)
    first[1:] = np.diff(both[order]) != 0
    kept = other[order[first]]
    return Voices(number[kept], party[kept], origin[kept], outlet[kept])
