"""Where an incident lies, drawn: a point for a place, a disc as wide as the place is vague."""

from __future__ import annotations

from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from marsad.model.incident import Site
from marsad.web.browse.maplabels import names_on
from marsad.web.charts.words import Words
from marsad.web.maps.drawing import draw, frame_of
from marsad.web.maps.spot import Spot
from marsad.web.site.digits import grouped

_WIDTH, _HEIGHT = 400, 260  # pixels
_POINTS: Final = frozenset({"exact", "village", "town"})  # precisions of which a map shows no more than the point


def drawn(site: Site | None, name: str, family: str, language: str, digits: str) -> SafeString:
    """An SVG element with the place among its neighbours; empty where no more than the country is known."""
    if site is None or site.lat is None or site.lon is None or site.precision == "country":
        return SafeString("")
    radius = None if site.precision in _POINTS else site.radius_km
    spot = Spot(site.lat, site.lon, name, {family: 1}, radius_km=radius)
    words = Words(_("Where it happened"), name, lambda number: grouped(number, digits), language == "ar")
    frame = frame_of([spot], _WIDTH, _HEIGHT)
    # Built by marsad.web.maps, which escapes all it is given.
    return mark_safe(draw([spot], list(names_on(frame, language)), words, frame, name="where"))
