"""The places that a phrase may mean, each with how well the words fit it before anything else is known."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from marsad.model.place import Place
from marsad.places.gazetteer import Gazetteer
from marsad.places.keys import is_arabic, key, loose_key, words
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
_CONTRADICTS: Final = -1.0  # as ``Asked.fit`` gives it
_CLOSE: Final = 0.7
_EXACT_WORDS: Final = frozenset(("city", "town", "village", "governorate", "district"))
_NO_DISTRICT: Final = frozenset(("road", "site", "front"))
_NAMED_DISTRICT: Final = 0.65
_WORD_FIT: Final = 1.7
_AREA_FIT: Final = 1.1  # «منطقة» (area) stands before anything
_VARIANT: Final = -0.3  # a name that is not the place's main one
_OWN: Final = 0.1
_NO_SEAT: Final = 0.9
_DISTRICTS: Final = frozenset(("district", "subdistrict"))
_CALLED_AFTER: Final = _DISTRICTS | {"governorate", "country"}  # are called after what lies in them
_EDGE_KM: Final = 15.0  # a radius is that of a circle, and seats lie on coasts and borders
_DISTRICT: Final = 1.3  # a settlement that a district is called after
_CODER_FIT: Final = 0.5
_KNOWN: Final = 30_000  # people from which a city is known to every reader
_KNOWN_FROM: Final = 0.35


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a phrase may mean; ``relation`` is the phrase's, or ``at`` where the whole phrase is a name."""

    place: Place
    lat: float
    lon: float
    relation: str
    prior: float
    name: str
    named_whole: bool = (
        False  # the class word said is part of its own name («المدينة الخضراء», "Green City", a quarter)
    )

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
            if place.lat is None or place.lon is None or (name.asked is None and not _can_be(place, cls)):
                continue
            relation = "at" if whole else phrase.relation
            named_whole = _named_whole(name, place)
            fit = _WORD_FIT if named_whole else _fit(name, place, cls)
            if name.hosted and relation == "at" and not whole and not _is_the_thing(name, place):
                relation = "host"
                fit = _host_fit(name, place)
            how = "article" if hit.how == "clitic" and name.text.startswith("لل") else hit.how
            prior = fit + importance(place) + _HOW.get(how, 0.0) - name.cost
            prior += _VARIANT * (not _main(name.text, place)) + _OWN * (place.source == OWN)
            here.append(Candidate(place, place.lat, place.lon, relation, prior, name.text, named_whole))
        found += here
        if any(c.prior > 0 for c in here):
            if name.asked is None and cls not in _NO_DISTRICT and not any(well_known(c.place) for c in here):
                found += _districts(name, gazetteer, phrase.relation)
            break
    else:
        if names and names[0].asked is None and cls not in _NO_DISTRICT:
            found += _districts(names[0], gazetteer, phrase.relation)
    asked = names[0].asked if names else None
    if asked is not None:
        found = _as_asked(found, asked)
    return sorted(_seats(found), key=lambda c: -c.prior)


def _as_asked(found: list[Candidate], asked: Asked) -> list[Candidate]:
    """Without what the class word speaks against, where there is what it asks for: «محافظة الرقة» is no district."""
    least = _CLOSE if asked.name in _EXACT_WORDS else _CONTRADICTS
    fits = [asked.fit(c.place.cls) for c in found]
    if max(fits, default=_CONTRADICTS) < _CLOSE:
        return found
    return [
        c
        for c, fit in zip(found, fits, strict=True)
        if c.relation == "host" or c.named_whole or (fit > _CONTRADICTS and fit >= least)
    ]


def _districts(name: Name, gazetteer: Gazetteer, relation: str) -> list[Candidate]:
    """Districts that the gazetteer knows by their class word alone: «مديرية رازح» for «رازح»."""
    return [
        Candidate(place, place.lat, place.lon, relation, _NAMED_DISTRICT, name.text)
        for place in gazetteer.find(f"{_DISTRICT_WORD} {name.text}")[:_MOST]
        if place.cls == "district" and place.lat is not None and place.lon is not None
    ]


def _seats(found: list[Candidate]) -> list[Candidate]:
    """Settlements that a district is called after are likelier meant than their namesakes."""
    return [replace(c, prior=c.prior + _seat_bonus(c, found)) for c in found] if len(found) > 1 else found


def _seat_bonus(candidate: Candidate, found: list[Candidate]) -> float:
    """What speaks for a seat, and for a governorate whose seat is called otherwise («صلاح الدين», Tikrit's)."""
    if candidate.place.cls in SETTLED and len(found) > 2:
        return _DISTRICT if any(_holds(c, candidate) for c in found if c.place.cls in _DISTRICTS) else 0.0
    if candidate.place.cls == "governorate":
        return 0.0 if any(_holds(candidate, c) for c in found if c.place.cls in SETTLED) else _NO_SEAT
    return 0.0


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return km(outer.lat, outer.lon, inner.lat, inner.lon) <= outer.place.radius_km + _EDGE_KM


def _main(name: str, place: Place) -> bool:
    return is_arabic(place.name) and loose_key(words(name)).endswith(loose_key(words(place.name)))


def _can_be(place: Place, cls: str) -> bool:
    """Whether a bare name can mean the place: «شارعي الثورة وبغداد», "Revolution and Baghdad Streets", are streets."""
    return cls != "road" or _STREET.fit(place.cls) > _CONTRADICTS


def _named_whole(name: Name, place: Place) -> bool:
    """Whether the place has a name that is the phrase with its class word."""
    words_said = words(name.text)
    if len(words_said) < 2 or words_said[0] not in CLASS_WORDS or place.cls in _CALLED_AFTER:
        return False
    said = key(words_said)
    return any(key(words(known.text)) == said for known in place.names if known.script == "arab")


def _host_fit(name: Name, place: Place) -> float:
    """How well a place may be what the thing stands in."""
    if name.host is not None:
        return name.host.fit(place.cls)
    return 0.2 if place.cls in SETTLED else -0.1 if place.cls in LARGE else -0.6


def _is_the_thing(name: Name, place: Place) -> bool:
    return name.asked is not None and place.cls in name.asked.fits


def _fit(name: Name, place: Place, cls: str) -> float:
    if name.asked is not None:
        return (_AREA_FIT if name.asked.name == "area" else _WORD_FIT) * name.asked.fit(place.cls)
    bare = _BARE.get(place.cls, _BARE_SITE)
    asked = [CLASS_BY_NAME[group] for group in coder_classes(cls) if group in CLASS_BY_NAME]
    if asked and any(place.cls in a.fits for a in asked):
        bare += _CODER_FIT
    elif asked and cls in ("region", "district") and place.cls in ("village", "neighbourhood"):
        bare -= _CODER_FIT
    return bare


CLASS_BY_NAME: Final[dict[str, Asked]] = {asked.name: asked for asked in CLASS_WORDS.values()}
_STREET: Final = CLASS_BY_NAME["street"]


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
