"""Rows of Marsad's own table of incidents, read back from CSV, Parquet or GeoJSON."""

from __future__ import annotations

from typing import Final

from marsad.exchange.events.cells import Cells, day, number, texts, whole
from marsad.exchange.events.row import EventRow
from marsad.exchange.faults import InputError
from marsad.model.place import GEO_PRECISION
from marsad.model.types import ClaimType

NEEDED: Final = frozenset(("id", "type", "first", "last", "precision", "killed_low", "killed_best", "killed_high"))


def read(cells: Cells, where: str) -> EventRow:
    """Raises ``InputError`` for a cell that cannot be read; an incident without a day cannot be placed in time."""
    precision = cells.get("precision", "")
    try:
        kind = ClaimType(cells["type"])
    except ValueError as error:
        raise InputError(where, f"type holds {cells['type']!r}", "use a claim type of the coding guide") from error
    return EventRow(
        id=cells["id"],
        first=day(cells, "first", where),
        last=day(cells, "last", where),
        date_prec=whole(cells, "date_prec", where),
        place=cells.get("place_ar", "") or cells.get("place_en", ""),
        admin1=cells.get("governorate_en", ""),
        country=cells.get("country") or None,
        lat=number(cells, "lat", where),
        lon=number(cells, "lon", where),
        where_prec=GEO_PRECISION[precision][1] if precision in GEO_PRECISION else None,
        types=(kind,),
        side_a=cells.get("initiators_ar", "") or cells.get("initiators_en", ""),
        side_b=cells.get("targets_ar", "") or cells.get("targets_en", ""),
        low=whole(cells, "killed_low", where),
        best=whole(cells, "killed_best", where),
        high=whole(cells, "killed_high", where),
        sources=texts(cells, "sources_ar", ";"),
    )
