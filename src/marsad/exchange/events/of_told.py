"""An incident of the ledger in the terms that all event tables share."""

from __future__ import annotations

from marsad.exchange.events.row import EventRow
from marsad.exchange.tables.told import Told, english_name
from marsad.model.place import GEO_PRECISION
from marsad.model.types import CasualtyKind


def row_of(told: Told) -> EventRow | None:
    """The row of an incident; ``None`` for one without a day, which no table holds."""
    incident, site = told.incident, told.incident.site
    if incident.first is None or incident.last is None:
        return None
    killed = told.total(CasualtyKind.KILLED)
    return EventRow(
        id=incident.id,
        first=incident.first,
        last=incident.last,
        date_prec=incident.date_precision,
        place=told.site_name or "",
        admin1=told.english("governorate") or "",
        country=site.country if site else None,
        lat=site.lat if site else None,
        lon=site.lon if site else None,
        where_prec=GEO_PRECISION[site.precision][1] if site and site.precision else None,
        types=(incident.type,),
        side_a="; ".join(map(english_name, told.actors(incident.initiators))),
        side_b="; ".join(map(english_name, told.actors(incident.targets))),
        low=killed.low if killed else None,
        best=killed.best if killed else None,
        high=killed.high if killed else None,
        sources=tuple(map(english_name, told.sources)),
    )
