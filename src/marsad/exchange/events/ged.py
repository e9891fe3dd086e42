"""Rows of the UCDP Georeferenced Event Dataset (Codebook, version 25.1, and the releases before it)."""

from __future__ import annotations

from typing import Final

from marsad.exchange.events.cells import Cells, day, number, texts, whole
from marsad.exchange.events.row import EventRow
from marsad.exchange.tables.countries import by_name
from marsad.model.types import ClaimType

NEEDED: Final = frozenset(("id", "type_of_violence", "date_start", "date_end", "latitude", "longitude", "best"))
_ONE_SIDED: Final = "3"  # type_of_violence: by an armed side against civilians


def read(cells: Cells, where: str) -> EventRow:
    """Raises ``InputError`` for a cell that cannot be read."""
    # UCDP writes «Yemen (North Yemen)»: what stands before the bracket is the name elsewhere.
    name = cells.get("country", "").partition(" (")[0].lower()
    country = by_name().get(name)
    one_sided = cells["type_of_violence"] == _ONE_SIDED
    return EventRow(
        id=cells["id"],
        first=day(cells, "date_start", where),
        last=day(cells, "date_end", where),
        date_prec=whole(cells, "date_prec", where),
        place=cells.get("where_coordinates", ""),
        admin1=cells.get("adm_1", ""),
        country=country.code if country else None,
        lat=number(cells, "latitude", where),
        lon=number(cells, "longitude", where),
        where_prec=whole(cells, "where_prec", where),
        types=(ClaimType.VIOLENCE_AGAINST_CIVILIANS,) if one_sided else (),
        side_a="; ".join(texts(cells, "side_a", ",")),
        side_b="; ".join(texts(cells, "side_b", ",")),
        low=whole(cells, "low", where),
        best=whole(cells, "best", where),
        high=whole(cells, "high", where),
        sources=texts(cells, "source_original", ";", ",") or texts(cells, "source_office", ";"),
        note=cells.get("source_headline", ""),
    )
