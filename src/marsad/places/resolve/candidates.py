"""The places that a phrase may mean, each with how well the words fit it before anything else is known."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from marsad.model.place import Place
from marsad.places.gazetteer import Gazetteer
from marsad.places.keys import is_arabic, loose_key, words
from marsad.places.resolve.ground import km
from marsad.places.resolve.phrase import Name, Phrase
from marsad.places.resolve.words import CLASS_WORDS, Asked, coder_classes

OWN: Final = "marsad"  # the project's own tables tell classes and radii best
SETTLED: Final = frozenset(("city", "town", "village", "neighbourhood", "camp", "subdistrict"))
LARGE: Final = frozenset(("country", "governorate", "region"))
_MOST: Final = 60  # namesakes looked at
# How likely a bare name, without a class word, means a place of the class.
_BARE: Final = {
    "country": 1.0,
    "city": 0.6,
    "town": 0.4,
    "region": 0.3,
    "village": 0.2,
    "governorate": -0.1,
    "neighbourhood": 0.1,
    "camp": -0.1,
    "front": -0.2,
    "district": -0.3,
    "subdistrict": -0.3,
}
_BARE_SITE: Final = -0.8
_HOW: Final = {"exact": 0.0, "class": 0.0, "article": -0.3, "ending": -0.3, "clitic": -0.7}
_DISTRICT_WORD: Final = "مديرية"  # as Yemen calls it; Syria and Iraq name districts as their towns
_WORD_FIT: Final = 1.7
_VARIANT: Final = -0.3  # a name that is not the place's main one
_OWN: Final = 0.1
_DISTRICT: Final = 1.3  # a settlement that a district is called after
_CODER_FIT: Final = 0.5
_KNOWN: Final = 30_000  # people from which a city is known to every reader
_KNOWN_FROM: Final = 0.35


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a phrase may mean. ``relation`` is that of the phrase, or ``at`` where the whole phrase is a name."""

    place: Place
    lat: float
    lon: float
    relation: str
    prior: float
    name: str

    @property
    def large(self) -> bool:
        """Whether the place contains others rather than lying beside them."""
        return self.place.cls in LARGE


def candidates(phrase: Phrase, names: tuple[Name, ...], cls: str, gazetteer: Gazetteer) -> list[Candidate]:
    """The candidates of the fullest name that leads to a place of a class the words allow, best first."""
    found: list[Candidate] = []
    for name in names:
        whole = name is phrase.names[0] if phrase.names else False
        hit = gazetteer.look(name.text)
        here = []
        for place in hit.places[:_MOST]:
            if place.lat is None or place.lon is None:
                continue
            relation = "at" if whole else phrase.relation
            fit = _fit(name, place, cls)
            if name.hosted and relation == "at" and not whole and not _is_the_thing(name, place):
                relation = "host"
                fit = _host_fit(name, place)
            prior = fit + importance(place) + _HOW.get(hit.how, 0.0) - name.cost
            prior += _VARIANT * (not _main(name.text, place)) + _OWN * (place.source == OWN)
            here.append(Candidate(place, place.lat, place.lon, relation, prior, name.text))
        found += here
        if any(c.prior > 0 for c in here):
            if name.asked is None and not any(well_known(c.place) for c in here):
                found += _districts(name, gazetteer, phrase.relation)
            break
    else:
        if names and names[0].asked is None:
            found += _districts(names[0], gazetteer, phrase.relation)
    return sorted(_seats(found), key=lambda c: -c.prior)


def _districts(name: Name, gazetteer: Gazetteer, relation: str) -> list[Candidate]:
    """Districts that the gazetteer knows by their class word alone: «مديرية رازح» for «رازح»."""
    return [
        Candidate(place, place.lat, place.lon, relation, _BARE["district"] + 0.2, name.text)
        for place in gazetteer.find(f"{_DISTRICT_WORD} {name.text}")[:_MOST]
        if place.cls == "district" and place.lat is not None and place.lon is not None
    ]


def _seats(found: list[Candidate]) -> list[Candidate]:
    """Settlements that a district is called after are likelier meant than their namesakes."""
    districts = [c for c in found if c.place.cls in ("district", "subdistrict")]
    if not districts or len(found) < 3:
        return found
    return [
        replace(c, prior=c.prior + _DISTRICT)
        if c.place.cls in SETTLED and any(km(c.lat, c.lon, d.lat, d.lon) <= d.place.radius_km for d in districts)
        else c
        for c in found
    ]


def _main(name: str, place: Place) -> bool:
    return is_arabic(place.name) and loose_key(words(name)).endswith(loose_key(words(place.name)))


def _host_fit(name: Name, place: Place) -> float:
    """How well a place may be what the thing stands in."""
    if name.host is not None:
        return name.host.fit(place.cls)
    return 0.2 if place.cls in SETTLED else -0.1 if place.cls in LARGE else -0.6


def _is_the_thing(name: Name, place: Place) -> bool:
    return name.asked is not None and place.cls in name.asked.fits


def _fit(name: Name, place: Place, cls: str) -> float:
    if name.asked is None and cls == "road":  # «شارعي الثورة وبغداد»: the second is a street too
        return _WORD_FIT * CLASS_BY_NAME["street"].fit(place.cls)
    if name.asked is not None:
        if place.cls in ("region", "site") and name.text.split(" ", 1)[0] in CLASS_WORDS:
            return _WORD_FIT  # the class word is part of the place's own name
        return _WORD_FIT * name.asked.fit(place.cls)
    bare = _BARE.get(place.cls, _BARE_SITE)
    asked = [CLASS_BY_NAME[group] for group in coder_classes(cls) if group in CLASS_BY_NAME]
    if asked and any(place.cls in a.fits for a in asked):
        bare += _CODER_FIT
    return bare


CLASS_BY_NAME: Final[dict[str, Asked]] = {asked.name: asked for asked in CLASS_WORDS.values()}


def importance(place: Place) -> float:
    """How likely a place is to be named at all: large cities, governorates and countries first."""
    if place.cls == "country":
        return 2.5
    if place.cls == "governorate":
        return 1.2
    if place.cls == "region":
        return 0.6
    known = _KNOWN_FROM * math.log10(1 + place.population) - 1.0 if place.population > 0 else 0.0
    return max(0.0, min(known, 1.4))


def well_known(place: Place) -> bool:
    """Whether a place is named without saying where it lies."""
    return place.cls in ("country", "governorate") or (place.cls in SETTLED and place.population >= _KNOWN)
