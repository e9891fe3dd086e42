"""Cells of an event table read one by one, with faults that name the line, the column and the value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from marsad.exchange.faults import InputError

Cells = Mapping[str, str]
# How tables write days: ISO (UCDP, ACLED's API), ISO with a time (GED's releases), and ACLED's own exports.
_DAYS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y")


def day(cells: Cells, name: str, where: str) -> str:
    """An ISO date."""
    written = cells.get(name, "").strip()
    for form in _DAYS:
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    raise InputError(where, f"{name} holds {written!r}, which is no date", f"write {date(2016, 3, 1)}")


def whole(cells: Cells, name: str, where: str) -> int | None:
    """A whole number, ``None`` for an empty cell."""
    found = number(cells, name, where)
    if found is not None and found != int(found):
        raise InputError(where, f"{name} holds {found}, which is no whole number", "mend the cell")
    return None if found is None else int(found)


def number(cells: Cells, name: str, where: str) -> float | None:
    """A finite number, ``None`` for an empty cell."""
    written = cells.get(name, "").strip()
    if not written:
        return None
    try:
        found = float(written)
    except ValueError:
        found = float("nan")
    if not abs(found) < float("inf"):
        raise InputError(where, f"{name} holds {written!r}, which is no number", "mend the cell")
    return found


def texts(cells: Cells, name: str, *between: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by any of ``between``."""
    written = cells.get(name, "")
    for mark in between[1:]:
        written = written.replace(mark, between[0])
    return tuple(part.strip() for part in written.split(between[0]) if part.strip())
