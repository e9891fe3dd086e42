"""Incidents as GeoJSON (RFC 7946): a FeatureCollection, written feature by feature."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from marsad.exchange.tables.incidents import INCIDENTS
from marsad.exchange.tables.told import Told

_OF_THE_POINT = frozenset(("lat", "lon"))


def write_geojson(items: Iterable[Told], out: BinaryIO) -> int:
    """One feature an incident, with the columns of the table of incidents as properties. Returns their number.

    An incident without a position has a null geometry, as RFC 7946 has it (3.2). How far from the point it may lie is
    ``radius_km``: GeoJSON knows no circles.
    """
    out.write(b'{"type": "FeatureCollection", "features": [')
    count = 0
    for told in items:
        out.write((b",\n" if count else b"\n") + _line(feature(told)))
        count += 1
    out.write(b"\n]}\n")
    return count


def feature(told: Told) -> dict[str, Any]:
    """One incident as a feature; longitude first, as RFC 7946 wants it."""
    site = told.incident.site
    point = None
    if site and site.lat is not None and site.lon is not None:
        point = {"type": "Point", "coordinates": [site.lon, site.lat]}
    cells = {column.name: column.value(told) for column in INCIDENTS.columns if column.name not in _OF_THE_POINT}
    return {"type": "Feature", "id": told.incident.id, "geometry": point, "properties": cells}


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
