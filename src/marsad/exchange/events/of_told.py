"""An incident of the ledger in the terms that all event tables share."""

from __future__ import annotations

from marsad.exchange.events.row import EventRow
from marsad.exchange.tables.ged import where_prec
from marsad.exchange.tables.told import Told, english_name
from marsad.model.types import CasualtyKind


def row_of(told: Told) -> EventRow | None:
    """The row of an incident; ``None`` for one that no table holds: without a day, only planned, or denied."""
    incident, site = told.incident, told.incident.site
    if incident.first is None or incident.last is None or not told.done:
        return None
    lat, lon = told.point or (None, None)
    killed = told.total(CasualtyKind.KILLED)
    return EventRow(
        id=incident.id,
        first=incident.first,
        last=incident.last,
        date_prec=incident.date_precision,
        place=told.site_name or "",
        admin1=told.english("governorate") or "",
        country=site.country if site else None,
        lat=lat,
        lon=lon,
        where_prec=where_prec(site) if site else None,
        types=(incident.type,),
        side_a="; ".join(map(english_name, told.initiators)),
        side_b="; ".join(map(english_name, told.targets)),
        low=killed.low if killed else None,
        best=killed.best if killed else None,
        high=killed.high if killed else None,
        sources=tuple(map(english_name, told.sources)),
    )
