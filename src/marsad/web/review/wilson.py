"""The interval in which a share lies, after so many trials."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.959964  # 95% of a normal distribution lie within so many standard deviations


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95% score interval of Wilson (1927) for ``right`` of ``of``: honest for few trials and shares near 0 and 1.

    Raises ``ValueError`` for no trials: nothing is known then.
    """
    if of < 1 or not 0 <= right <= of:
        raise ValueError(f"{right} of {of} is no share")
    share, z2 = right / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
