"""What may be wrong in a gazetteer: places outside their parent, doubled names, points far from any reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.model import Place
from marsad.places.gazetteer import Gazetteer
from marsad.places.geo import km_between
from marsad.places.keys import ARTICLE, key, without_article, words
from marsad.places.tables import LookedAt

# An area is no circle: its corners lie farther from the middle than its radius, and those of countries farthest.
_SLACK: Final = 1.6
_COUNTRY_SLACK: Final = 2.2
_LEAST_KM: Final = 10.0
# Points of these are compared with references of the same name; a region's or road's point is a matter of choice.
_POINTS: Final = frozenset(("city", "town", "village", "neighbourhood", "camp", "airport"))
_ROOTS: Final = frozenset(("country", "governorate"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. ``what`` is ``parent``, ``outside``, ``duplicate`` or ``far``."""

    what: str
    place: Place
    told: str


def check(
    places: Iterable[Place],
    gazetteer: Gazetteer,
    references: Gazetteer | None = None,
    looked_at: frozenset[LookedAt] = frozenset(),
) -> Iterator[Finding]:
    """Each finding on ``places``, but those that were looked at and found right.

    Their parents are in ``gazetteer``; ``references`` are sources to compare with.
    """
    for finding in _findings(list(places), gazetteer, references):
        place = finding.place
        if LookedAt(place.id, finding.what, place.parent, place.lat, place.lon) not in looked_at:
            yield finding


def _findings(rows: Sequence[Place], gazetteer: Gazetteer, references: Gazetteer | None) -> Iterator[Finding]:
    for place in rows:
        yield from _parents(place, gazetteer)
    yield from _duplicates(rows)
    if references is not None:
        for place in rows:
            yield from _far(place, references)


def _parents(place: Place, gazetteer: Gazetteer) -> Iterator[Finding]:
    if place.cls == "country":
        return
    parent = gazetteer.get(place.parent) if place.parent else None
    if parent is None:
        yield Finding("parent", place, f"the parent {place.parent or '(none)'} is not there")
        return
    if len({other.country for other in gazetteer.chain(place)}) > 1:
        yield Finding("parent", place, f"the parent {parent.id} lies in another country")
    if place.lat is None or place.lon is None or parent.lat is None or parent.lon is None:
        return
    off = km_between(place.lat, place.lon, parent.lat, parent.lon)
    slack = _COUNTRY_SLACK if parent.cls == "country" else _SLACK
    # What reaches beyond its parent (a road, a front) may have its middle outside by its own radius.
    if off > max(_LEAST_KM, parent.radius_km * slack + place.radius_km):
        told = f"{off:.0f} km from the middle of {parent.name}, which reaches {parent.radius_km:g}"
        yield Finding("outside", place, told)


def _duplicates(rows: Iterable[Place]) -> Iterator[Finding]:
    seen: dict[tuple[str, str | None, str], Place] = {}
    told: dict[str, set[str]] = defaultdict(set)
    for place in rows:
        for name in place.names:
            entry = (key(words(name.text)), place.parent, _kind(place))
            other = seen.setdefault(entry, place)
            if other.id != place.id and name.script == "arab" and other.id not in told[place.id]:
                told[place.id].add(other.id)
                yield Finding("duplicate", place, f"{name.text} is also a name of {other.id} in the same parent")


def _kind(place: Place) -> str:
    """Of one name there may be a town and an airport, but not a town and a village."""
    return "settlement" if place.cls in ("city", "town", "village") else place.cls


def _names(place: Place) -> Iterator[str]:
    """The Arabic names with the article and without: «الحويز» may stand as «حويز» in another gazetteer."""
    for name in place.names:
        if name.script == "arab":
            bare = " ".join(map(without_article, words(name.text)))
            yield from (name.text, bare, ARTICLE + bare)


def _far(place: Place, references: Gazetteer) -> Iterator[Finding]:
    if place.cls not in _POINTS or place.lat is None or place.lon is None:
        return
    nearest: tuple[float, Place] | None = None
    for name in _names(place):
        for other in references.find(name):
            if other.country != place.country or other.lat is None or other.lon is None or other.cls in _ROOTS:
                continue
            if (place.cls == "neighbourhood") != (other.cls == "neighbourhood"):
                continue  # a village of a neighbourhood's name says nothing about the neighbourhood
            off = km_between(place.lat, place.lon, other.lat, other.lon)
            if nearest is None or off < nearest[0]:
                nearest = (off, other)
    if nearest and nearest[0] > max(_LEAST_KM, 2 * place.radius_km):
        off, other = nearest
        yield Finding("far", place, f"{off:.0f} km from the nearest {other.name} of {other.source} ({other.id})")
