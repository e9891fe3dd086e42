"""Whether an event of a table lies in a place of the gazetteer: the table has a point, not our ids."""

from __future__ import annotations

from collections.abc import Callable

from marsad.exchange.events.row import EventRow
from marsad.ledger.sites import Sites
from marsad.model import GEO_PRECISION, Located, Mention, Place, Position
from marsad.places.geo import km_between


def within(place: Place, sites: Sites) -> Callable[[EventRow], bool]:
    """A test for events: in a country by its code, in a governorate by the nearest settlement's, else by distance."""
    if place.cls == "country":
        return lambda row: row.country == place.country
    if place.cls == "governorate":
        return lambda row: _governorate(row, sites) == place.id
    return lambda row: _near(row, place)


def _governorate(row: EventRow, sites: Sites) -> str | None:
    if row.lat is None or row.lon is None:
        return None
    point = Located(Position(None, row.lat, row.lon, 0.0, "near", *GEO_PRECISION["near"], evidence=()))
    site = sites.of(Mention(row.place, 0, 0, located=point))
    return site.governorate if site else None


def _near(row: EventRow, place: Place) -> bool:
    if row.lat is None or row.lon is None or place.lat is None or place.lon is None:
        return False
    return km_between(row.lat, row.lon, place.lat, place.lon) <= place.radius_km
