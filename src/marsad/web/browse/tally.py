"""How many incidents each value of a filter has, the commonest first: words only for what is looked at, as thousands of
places may be counted for a page that names a dozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from marsad.web.columns.table import CODES, Array


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a filter and how many incidents have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Values by their codes with their counts, the commonest first. Gone through, it gives ``Counted``, like counts in
    the order of the values.
    """

    codes: Array
    times: Array

    @classmethod
    def of(cls, codes: Array) -> Tally:
        """How often each code comes; what is below nought is none."""
        times = np.bincount(codes[codes >= 0])
        return cls.counted(np.arange(len(times)), times)

    @classmethod
    def counted(cls, codes: Array, times: Array) -> Tally:
        """Codes, in order, that come so often; what is below nought is none."""
        met = np.flatnonzero((times > 0) & (codes >= 0))
        order = met[np.argsort(-times[met], kind="stable")]
        return cls(codes[order].astype(np.int32), times[order].astype(np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Counted]:
        pairs = zip(self.times.tolist(), self.codes.tolist(), strict=True)
        for count, alike in groupby(pairs, key=lambda pair: pair[0]):
            for value in sorted(CODES.known(code) for _, code in alike):
                yield Counted(value, count)

    def among(self, codes: Array) -> Tally:
        """The same of these codes alone."""
        there = np.isin(self.codes, codes)
        return Tally(self.codes[there], self.times[there])

    def count(self, value: str) -> int:
        """The count of one value."""
        return int(self.times[np.isin(self.codes, CODES.find([value]))].sum())
