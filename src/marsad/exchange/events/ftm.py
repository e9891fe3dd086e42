"""Events of FollowTheMoney, one entity a line, with their addresses and the names of those involved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from marsad.exchange.events.cells import Cells, day, number
from marsad.exchange.events.row import EventRow
from marsad.exchange.faults import InputError
from marsad.exchange.records import parse
from marsad.model.types import ClaimType

NEEDED: Final = frozenset(("id", "startDate", "keywords", "involved"))
_TYPES: Final = {str(kind): kind for kind in ClaimType}


def events(text: str, where: str) -> Iterator[dict[str, Any]]:
    """A row an Event; the entities that it refers to may stand before or after it."""
    entities = [
        _entity(parse(line, f"{where}:{n}"), f"{where}:{n}")
        for n, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    by_id = {entity["id"]: entity["properties"] for entity in entities}
    for entity in entities:
        if entity["schema"] == "Event":
            yield _row(entity, by_id)


def _entity(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not {"id", "schema", "properties"} <= value.keys():
        raise InputError(where, "is no FollowTheMoney entity", 'an entity has "id", "schema" and "properties"')
    return value


def _row(entity: Mapping[str, Any], by_id: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Any]:
    own = entity["properties"]
    address = by_id.get(_first(own, "addressEntity"), {})
    involved = [_first(by_id[one], "name") for one in own.get("involved", ()) if one in by_id]
    return {
        "id": entity["id"],
        "startDate": _first(own, "startDate") or _first(own, "date"),
        "endDate": _first(own, "endDate") or _first(own, "startDate") or _first(own, "date"),
        "location": _first(own, "location") or _first(address, "full"),
        "country": _first(own, "country").upper(),
        "state": _first(address, "state"),
        "latitude": _first(address, "latitude"),
        "longitude": _first(address, "longitude"),
        "keywords": ";".join(own.get("keywords", ())),
        "involved": "; ".join(involved),
        "summary": _first(own, "summary") or _first(own, "name"),
    }


def _first(properties: Mapping[str, list[str]], name: str) -> str:
    return next(iter(properties.get(name, ())), "")


def read(cells: Cells, where: str) -> EventRow:
    """Raises ``InputError`` for an event without a day. FollowTheMoney counts no dead and knows no roles."""
    return EventRow(
        id=cells["id"],
        first=day(cells, "startDate", where),
        last=day(cells, "endDate", where),
        date_prec=None,
        place=cells["location"],
        admin1=cells["state"],
        country=cells["country"] or None,
        lat=number(cells, "latitude", where),
        lon=number(cells, "longitude", where),
        where_prec=None,
        types=tuple(_TYPES[word] for word in cells["keywords"].split(";") if word in _TYPES),
        side_a=cells["involved"],
        side_b="",
        low=None,
        best=None,
        high=None,
        note=cells["summary"],
    )
