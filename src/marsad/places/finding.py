"""Places looked up by hand: in what order they are shown, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.model import MarsadError, Place
from marsad.places import embedded, library
from marsad.places.gazetteer import Gazetteer
from marsad.places.geo import km_between
from marsad.places.romanise import romanised
from marsad.places.tables import SOURCE


def ordered(gazetteer: Gazetteer, name: str, near: str | None = None) -> list[tuple[Place, float | None]]:
    """The places that ``name`` can mean, each with its distance (km) from ``near``, the nearest first.

    Raises ``MarsadError`` if ``near`` is no place that is known.
    """
    found = gazetteer.find(name)
    if near is None:
        return [(place, None) for place in found]
    anchor = next((place for place in gazetteer.find(near) if place.lat is not None), None)
    if anchor is None:
        raise MarsadError(f"no place is called {near}; --near needs one that is known")
    away = [(place, _away(place, anchor)) for place in found]
    return sorted(away, key=lambda pair: (pair[1] is None, pair[1]))


def line(gazetteer: Gazetteer, place: Place, away: float | None, isolate: Callable[[str], str] = str) -> str:
    """One place as tab-separated columns: id, name, Latin name, class, chain, point, radius, people, source."""
    latin = romanised(place)
    point = "" if place.lat is None or place.lon is None else f"{place.lat:.4f},{place.lon:.4f} ±{place.radius_km:g} km"
    chain = " › ".join(isolate(outer.name) for outer in gazetteer.chain(place)[1:])
    columns = [
        place.id,
        isolate(place.name),
        f"{latin.text} [{latin.rule}]",
        place.cls,
        chain,
        point,
        f"{place.population} people" if place.population else "",
        "" if away is None else f"{away:.1f} km away",
        f"{place.source}, {place.licence}" if place.licence else place.source,
    ]
    return "\t".join(columns)


def references(names: Sequence[str] = ()) -> Gazetteer:
    """What the project's own tables are compared with: the gazetteers named, else all others there are."""
    if names:
        return library.load(names)
    others = [store for store in embedded.stores() if store.source != SOURCE]
    return Gazetteer([*others, *(library.store(one.source.name) for one in library.imported())])


def _away(place: Place, anchor: Place) -> float | None:
    if place.lat is None or place.lon is None or anchor.lat is None or anchor.lon is None:
        return None
    return km_between(place.lat, place.lon, anchor.lat, anchor.lon)
