"""The map of a letter: the incidents that it tells of, as PNG."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import get_language

from marsad.model import CasualtyKind
from marsad.model.incident import Incident, Site
from marsad.web.browse.cards import totals
from marsad.web.browse.map import mapdata
from marsad.web.browse.map.mapdrawing import of_picture
from marsad.web.charts.picture import png
from marsad.web.charts.svg import standalone
from marsad.web.maps.style import STYLE
from marsad.web.site.choices import Choices

# Small, so that names can still be read where a phone shows the letter half as wide.
WIDTH: Final = 520
HEIGHT: Final = 340


def picture(incidents: Iterable[Incident]) -> bytes | None:
    """The map in the current language; ``None`` where no incident has a point."""
    shown = _picture(incidents)
    if not shown.spots:
        return None
    language = "en" if get_language() == "en" else "ar"
    drawn = of_picture(shown, (), language, Choices(), WIDTH, HEIGHT)
    return png(standalone(drawn, STYLE), WIDTH)


def _picture(incidents: Iterable[Incident]) -> mapdata.Picture:
    spots: dict[mapdata.Spot, int] = {}
    placed = [
        mapdata.Placed(
            spots.setdefault(spot, len(spots)),
            one.id,
            str(one.type),
            None,
            None,
            _killed(one),
            bool(one.disputes),
        )
        for one in incidents
        if one.site and (spot := _spot(one.site))
    ]
    return mapdata.Picture(len(placed), len(placed), tuple(spots), tuple(placed), (), 0)


def _spot(site: Site) -> mapdata.Spot | None:
    if site.lat is None or site.lon is None:
        return None
    name = "" if site.place else site.name
    return mapdata.Spot(site.place, name, site.lat, site.lon, site.precision or "near", site.radius_km or 0.0)


def _killed(incident: Incident) -> int | None:
    return next((one.best for one in totals(incident.casualties) if one.kind is CasualtyKind.KILLED), None)
