"""The map of some filters as the server draws it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.map import mapdata
from marsad.web.browse.map.mapcontrol import Held
from marsad.web.browse.maplabels import names_on
from marsad.web.browse.remembering import remembered
from marsad.web.charts.words import Words
from marsad.web.maps.drawing import HEIGHT, WIDTH, draw, frame_of
from marsad.web.maps.holders import Area
from marsad.web.maps.joining import joined
from marsad.web.maps.spot import Spot
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped

SMALL: Final = (400, 340)  # width and height beside a list, in pixels
_KEPT: Final = 64  # drawings remembered


def drawn(filters: Filters, held: Iterable[Held], language: str, choices: Choices) -> str:
    """An SVG element: the incidents that fit, over those who held the places around."""
    return of_picture(mapdata.picture(filters), held, language, choices)


@remembered(_KEPT)
def small(filters: Filters, language: str, choices: Choices) -> str:
    """The incidents that fit as a drawing to stand beside a list."""
    return of_picture(mapdata.picture(filters), (), language, choices, *SMALL)


def of_picture(
    shown: mapdata.Picture,
    held: Iterable[Held],
    language: str,
    choices: Choices,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """The same of incidents that were looked up already, so many pixels wide and high."""
    spots = list(_spots(shown))
    frame = frame_of(spots, width, height)
    within = [spot for spot in spots if frame.shows((spot.lon, spot.lat), -frame.pixels(spot.radius_km or 0, spot.lat))]
    words = Words(
        _("Map of incidents"),
        _told(shown, len(spots), len(spots) - len(within), choices),
        lambda number: grouped(number, choices.digits),
        language == "ar",
    )
    areas = [
        Area(one.lat, one.lon, one.radius_km, one.hues, one.split, one.firm)
        for one in held
        if one.drawn and one.lat is not None and one.lon is not None
    ]
    together = joined(within, frame, lambda label, more: _more(label, grouped(more, choices.digits), more))
    return draw(together, list(names_on(frame, language)), words, frame, areas=areas)


def _told(shown: mapdata.Picture, spots: int, beyond: int, choices: Choices) -> str:
    """How much there is, in words; ``beyond`` is the number of places that are not on the drawing."""
    told = _("Incidents: %(count)s; places: %(spots)s. The list beside the map has them all.")
    if beyond:
        told += " " + _("Places too far off for this drawing: %(beyond)s.")
    numbers = {"count": shown.located - shown.left, "spots": spots, "beyond": beyond}
    return told % {name: grouped(number, choices.digits) for name, number in numbers.items()}


def _more(label: str, number: str, more: int) -> str:
    told = ngettext("%(place)s and %(number)s place near it", "%(place)s and %(number)s places near it", more)
    return told % {"place": label, "number": number}


def _spots(shown: mapdata.Picture) -> Iterator[Spot]:
    types: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    killed: dict[int, int] = defaultdict(int)
    for one in shown.placed:
        types[one.spot][one.type] += 1
        killed[one.spot] += one.killed or 0
    for more in shown.rest:
        killed[more.spot] += more.killed
        for kind, count in more.types.items():
            types[more.spot][kind] += count
    for number, counts in types.items():
        spot = shown.spots[number]
        name = naming.place(spot.place).text if spot.place else spot.name
        radius = spot.radius_km if spot.precision in mapdata.VAGUE else None
        yield Spot(spot.lat, spot.lon, name, mapdata.families_of(counts), killed[number], radius)
