"""``marks.c``: marks of rows in arrays, looked up and counted.

Arrays are contiguous, rows numbers of 4 or 8 bytes; a row beyond the marks has none. Raises ``ValueError`` for arrays
that do not fit one another.
"""

from marsad.web.columns.table import Array

def look_up(marks: Array, rows: Array, out: Array) -> None:
    """Write, of each row, its mark (a byte)."""

def count(values: Array, marks: Array, rows: Array, out: Array) -> None:
    """Add, of each value (a number of 4 bytes), how many of its rows are marked. ``out`` has such a number for each
    value from nought on; those below are passed over.
    """
