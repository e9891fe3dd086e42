"""What each incident can be found by, kept in step with the incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from marsad.model.incident import Incident
from marsad.places.library import load
from marsad.web.ledger import models
from marsad.web.ledger.rows import day, erase, insert, lists

PLACE, ACTOR, SOURCE, TYPE = "place", "actor", "source", "type"
ADMITTED = "admits"  # a side that confirms what is to its own loss
KINDS = (PLACE, ACTOR, SOURCE, TYPE, ADMITTED)
_COLUMNS = ("incident", "kind", "value", "first")


def put(alias: str, incidents: Iterable[Incident], numbers: Mapping[str, int]) -> None:
    """Put the facets of incidents in the place of those they have; ``numbers`` are their rows' by their ids."""
    told = list(incidents)
    _erase(alias, [numbers[incident.id] for incident in told])
    rows = ((numbers[i.id], kind, value, day(i.first)) for i in told for kind, value in facets_of(i))
    insert(alias, models.Facet, _COLUMNS, rows)


def facets_of(incident: Incident) -> Iterator[tuple[str, str]]:
    """The facets of one incident, each once."""
    yield from ((TYPE, value) for value in dict.fromkeys((str(incident.type), *(v.value for v in incident.types))))
    parties = (*incident.initiators, *incident.targets)
    yield from ((ACTOR, value) for value in dict.fromkeys(version.value for version in parties))
    told = (origin for version in incident.types for origin in version.origins)
    yield from ((SOURCE, value) for value in dict.fromkeys((*incident.certainty.origins, *told)))
    yield from ((PLACE, value) for value in _places(incident))
    yield from ((ADMITTED, value) for value in dict.fromkeys(incident.certainty.against_interest))


def _places(incident: Incident) -> tuple[str, ...]:
    """The place and all that hold it, as far as the gazetteers here know."""
    site = incident.site
    if site is None:
        return ()
    known = (site.place, *(_chain(site.place) if site.place else ()), site.governorate)
    return tuple(dict.fromkeys(one for one in (*known, *_country(site.country)) if one))


@cache
def _chain(place: str) -> tuple[str, ...]:
    gazetteer = load()
    found = gazetteer.get(place)
    return tuple(holder.id for holder in gazetteer.chain(found)) if found else ()


@cache
def _country(code: str | None) -> tuple[str, ...]:
    """The country's place, which has an id of its own."""
    if code is None:
        return ()
    return tuple(place.id for place in load() if place.cls == "country" and place.country == code)


def _erase(alias: str, numbers: Collection[int]) -> None:
    for part in lists(numbers):
        erase(models.Facet.objects.using(alias).filter(incident__in=part))
