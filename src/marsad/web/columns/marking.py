"""Which of many rows are marked, looked up and counted: in C where ``marks.c`` is compiled, else in NumPy, which takes
four times as long.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from marsad.web.columns.table import Array

COMPILED: Final = find_spec("marsad.web.columns.marks") is not None  # a stub alone is not found


def marked(marks: Array, rows: Array) -> Array:
    """The mark of each row, truth or a number of one byte: none of a row that lies beyond the marks."""
    if not COMPILED:
        found: Array = np.append(marks, marks.dtype.type(0))[np.minimum(rows, len(marks))]
        return found
    from marsad.web.columns.marks import look_up

    found = np.empty(len(rows), marks.dtype)
    look_up(marks, rows, found)
    return found


def counted(values: Array, marks: Array, rows: Array) -> tuple[Array, Array]:
    """The values, which are in order, and how many of the rows of each are marked: of some it may be none. Values below
    nought are left out.
    """
    if not COMPILED:
        first = np.append(0, np.flatnonzero(values[1:] != values[:-1]) + 1)[: len(values)]
        times = np.add.reduceat(marked(marks, rows).view(np.uint8), first, dtype=np.int32) if len(first) else first
        known = values[first] >= 0
        return values[first][known], times[known]
    from marsad.web.columns.marks import count

    times = np.zeros(int(values[-1:].max(initial=-1)) + 1, np.int32)
    count(values, marks, rows, times)
    return np.arange(len(times)), times
