"""Rows of an ACLED event table (Codebook, 2024), as its export tool and its API write them."""

from __future__ import annotations

from typing import Final

from marsad.exchange.events.cells import Cells, day, number, texts, whole
from marsad.exchange.events.row import EventRow
from marsad.exchange.tables.acled_names import CLAIM_TYPES
from marsad.exchange.tables.countries import by_name

NEEDED: Final = frozenset(("event_id_cnty", "event_date", "sub_event_type", "latitude", "longitude", "fatalities"))
_DATE_PREC: Final = {1: 1, 2: 3, 3: 4}  # ACLED's time_precision to UCDP's date_prec: the day, the week, the month
_WHERE_PREC: Final = {1: 1, 2: 2, 3: 4}  # ACLED's geo_precision to UCDP's where_prec


def read(cells: Cells, where: str) -> EventRow:
    """Raises ``InputError`` for a cell that cannot be read. ACLED gives one count of the dead, no range."""
    first = day(cells, "event_date", where)
    country = by_name().get(cells.get("country", "").lower())
    kind = CLAIM_TYPES.get(cells["sub_event_type"])
    dead = whole(cells, "fatalities", where)
    return EventRow(
        id=cells["event_id_cnty"],
        first=first,
        last=first,
        date_prec=_DATE_PREC.get(whole(cells, "time_precision", where) or 0),
        place=cells.get("location", ""),
        admin1=cells.get("admin1", ""),
        country=country.code if country else None,
        lat=number(cells, "latitude", where),
        lon=number(cells, "longitude", where),
        where_prec=_WHERE_PREC.get(whole(cells, "geo_precision", where) or 0),
        types=(kind,) if kind else (),
        side_a=cells.get("actor1", ""),
        side_b=cells.get("actor2", ""),
        low=dead,
        best=dead,
        high=dead,
        sources=texts(cells, "source", ";"),
        note=cells.get("notes", ""),
    )
