"""Names of places for maps: countries, governorates and settlements of the gazetteer that comes with the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import chain
from typing import Final

from marsad.model import Place
from marsad.places.cities import COUNTRIES
from marsad.places.embedded import embedded
from marsad.web.browse import naming
from marsad.web.maps.frame import Frame
from marsad.web.maps.spot import Name


class Rank(IntEnum):
    """How important a name is: the smaller, the farther away it is shown."""

    COUNTRY = 0
    METROPOLIS = 1
    GOVERNORATE = 2
    CITY = 3
    TOWN = 4
    VILLAGE = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a point, in the page's language."""

    text: str
    lat: float
    lon: float
    rank: Rank


_METROPOLIS: Final = 500_000  # people
# The radius of a country or an island beyond the region up to which it is named no sooner than a city.
_SMALL_KM: Final = 25
_RANKS: Final = {
    "country": Rank.COUNTRY,
    "governorate": Rank.GOVERNORATE,
    "city": Rank.CITY,
    "town": Rank.TOWN,
    "village": Rank.VILLAGE,
}
# What is fetched at once: first what a map of the region shows, the rest when somebody looks closer.
LEVELS: Final = {"far": (Rank.COUNTRY, Rank.CITY), "near": (Rank.TOWN, Rank.VILLAGE)}


_MOST: Final = 40  # names on a drawing, those of countries not among them


def labels(level: str, language: str) -> tuple[Label, ...]:
    """The names of a level (a key of ``LEVELS``), the more important first. ``language`` is the page's own."""
    return _labels(level, language)


def names_on(frame: Frame, language: str) -> Iterator[Name]:
    """The names that may stand on a drawing, the more important first; a governorate's is its town's."""
    both = chain(labels("far", language), labels("near", language))
    shown = (label for label in both if frame.shows((label.lon, label.lat)))
    left = _MOST
    for label in shown:
        left -= label.rank is not Rank.COUNTRY
        if label.rank is not Rank.GOVERNORATE:
            yield Name(label.text, label.lat, label.lon, strong=label.rank <= Rank.METROPOLIS)
        if not left:
            return


@cache
def _labels(level: str, _language: str) -> tuple[Label, ...]:
    least, most = LEVELS[level]
    found = [(rank, place) for rank, place in _ranked() if least <= rank <= most]
    found.sort(key=lambda item: (item[0], -item[1].population, -item[1].radius_km, item[1].id))
    return tuple(
        Label(naming.place_name(place), place.lat, place.lon, rank)
        for rank, place in found
        if place.lat is not None and place.lon is not None
    )


def _ranked() -> Iterator[tuple[Rank, Place]]:
    for place in embedded():
        rank = _RANKS.get(place.cls)
        if rank is Rank.CITY and place.population >= _METROPOLIS:
            yield Rank.METROPOLIS, place
        elif rank is Rank.COUNTRY and place.radius_km < _SMALL_KM and place.country not in COUNTRIES:
            yield Rank.CITY, place
        elif rank is not None:
            yield rank, place
