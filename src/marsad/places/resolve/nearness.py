"""How near a candidate lies to the places of the report that are known already."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple, final

from marsad.model import Place
from marsad.places.resolve.candidates import Candidate
from marsad.places.resolve.ground import km
from marsad.places.resolve.referents import Referent

_NEAR_KM: Final = 22.0  # how fast nearness fades
_LARGEST_KM: Final = 45.0  # radius from which lying inside an anchor says little of where
_INSIDE_LARGE: Final = 0.25
_INSIDE_LARGE_KM: Final = 35.0
_HOLDS, _HOLDS_MOST = 0.4, 1.0  # known places inside a governorate
_HERE, _HERE_MOST = 1.4, 2.6  # places of the same sentence
_AROUND, _AROUND_MOST = 0.8, 1.3  # places of the rest of the report
_WIDE, _WIDE_KM = 0.5, 80.0
# By what two mentions share: a list («X وY وZ»), a sentence, a paragraph, the report.
_SAME_LIST: Final = 1.6
_SAME_SENTENCE: Final = 1.0
_SAME_PARAGRAPH: Final = 0.7
_ELSEWHERE: Final = 0.4


@final
class Anchor:
    """A known place as seen from a referent: ``weight`` is how closely the text joins the two."""

    __slots__ = ("lat", "lon", "place", "radius_km", "weight")

    def __init__(self, known: Candidate, weight: float) -> None:
        self.lat, self.lon = known.lat, known.lon
        self.place = known.place
        self.radius_km = known.place.radius_km
        self.weight = weight


class Near(NamedTuple):
    """How much nearness speaks for a candidate; ``wide`` for lying not too far from a place of the same sentence."""

    score: float
    wide: float
    closest_km: float
    beside_km: float = math.inf  # how far the closest place of the same sentence is
    who: Place | None = None  # the place that speaks for it most, and how far that is
    who_km: float = 0.0


def surroundings(referent: Referent, referents: Sequence[Referent], anchors: Sequence[int]) -> list[Anchor]:
    """The known places, countries left out, as seen from ``referent``."""
    found = []
    for number in anchors:
        other = referents[number]
        home = other.choice
        if home is not None and other is not referent and home.place.cls != "country":
            found.append(Anchor(home, _closeness(referent, other)))
    return found


class Nearness:
    """How near one candidate lies to the known places, which become more from round to round.

    A governorate is asked how many of them lie in it.
    """

    __slots__ = ("_beside", "_candidate", "_closest", "_held", "_here", "_most", "_rest", "_who", "_who_km")

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self._held = self._here = self._rest = self._most = self._who_km = 0.0
        self._closest = self._beside = math.inf
        self._who: Place | None = None

    def add(self, around: Sequence[Anchor]) -> None:
        """Take in places that became known."""
        cls = self._candidate.place.cls
        if cls == "governorate":
            self._hold(around)
        elif cls != "country":
            self._meet(around)

    def near(self) -> Near:
        """What the places known so far say."""
        cls = self._candidate.place.cls
        if cls in ("country", "governorate"):
            return Near(min(_HOLDS * self._held, _HOLDS_MOST), 0.0, math.inf)
        score = min(_HERE * self._here, _HERE_MOST) + min(_AROUND * self._rest, _AROUND_MOST)
        wide = _WIDE * math.exp(-self._beside / _WIDE_KM)
        return Near(score, wide, self._closest, self._beside, self._who, self._who_km)

    def _hold(self, around: Sequence[Anchor]) -> None:
        lat, lon, reach = self._candidate.lat, self._candidate.lon, self._candidate.place.radius_km
        for known in around:
            if known.radius_km <= _LARGEST_KM and km(lat, lon, known.lat, known.lon) <= reach:
                self._held += known.weight

    def _meet(self, around: Sequence[Anchor]) -> None:
        lat, lon = self._candidate.lat, self._candidate.lon
        for known in around:
            radius, weight = known.radius_km, known.weight
            away = km(lat, lon, known.lat, known.lon)
            if radius > _LARGEST_KM:
                if away <= radius:
                    self._closest = min(self._closest, _INSIDE_LARGE_KM)
                    self._rest += _INSIDE_LARGE * weight
                continue
            away = max(0.0, away - 0.5 * radius)
            self._closest = min(self._closest, away)
            gain = weight * math.exp(-away / _NEAR_KM) / (1 + radius / 20)
            if weight >= _SAME_SENTENCE:
                self._beside = min(self._beside, away)
                self._here += gain
            else:
                self._rest += gain
            if gain > self._most:
                self._most, self._who, self._who_km = gain, known.place, away


def _closeness(one: Referent, other: Referent) -> float:
    if not one.lists.isdisjoint(other.lists):
        return _SAME_LIST
    if not one.sentences.isdisjoint(other.sentences):
        return _SAME_SENTENCE
    return _SAME_PARAGRAPH if not one.paragraphs.isdisjoint(other.paragraphs) else _ELSEWHERE
