"""Weighing the candidates of a referent against what is known of the report: country, larger places, neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from marsad.places.resolve.candidates import SETTLED, Candidate, well_known
from marsad.places.resolve.ground import bearing, km, moved, turn
from marsad.places.resolve.nearness import Near, Nearness, surroundings
from marsad.places.resolve.referents import Referent
from marsad.places.resolve.ties import CERTAIN, LIKELY, PARTS_OF_TOWNS

_FAR_KM: Final = 70.0
_TOO_FAR_KM: Final = 120.0
_HOST_KM: Final = 12.0
_NEIGHBOURHOOD_KM: Final = 30.0
_INSIDE: Final = 4.0
_OUTSIDE: Final = 6.0
_OUTSIDE_PERHAPS: Final = 2.5
_LARGER: Final = 1.3
_ROUGHLY_KM, _ROUGHLY = 12.0, 0.8  # reports round distances, and may be an eighth of the compass off
_CITY_AROUND_KM, _TOWN_AROUND_KM = 45.0, 20.0
_IN_TOWNS: Final = PARTS_OF_TOWNS | {"area"}
_TOO_NEAR_KM: Final = 5.0  # to tell a direction
_TOWARD_DEGREES: Final = 80.0
_DIRECTION_KM: Final = 260.0
_HELD: Final = 0.35
_HELD_INSIDE: Final = 0.7
_TOLD: Final = 0.2
_UNHELD: Final = -2.5
_QUARTER_KM: Final = 8.0
_ONE_WAR: Final = {"IL": "PS", "PS": "IL"}  # countries whose places are named in the same reports
_KNOWN_ABROAD: Final = 400_000  # people from which a city is named in reports of other countries
_LEAST_SHARE: Final = 0.12


class Scored(NamedTuple):
    """A candidate with its score and what made it; ``held`` says that the text or its neighbours bear it out."""

    candidate: Candidate
    score: float
    held: bool
    inside: str
    near: Near

    @property
    def evidence(self) -> tuple[str, ...]:
        """What bore it out, in words."""
        told = [f"inside {self.inside}"] if self.inside else []
        if self.near.score >= _TOLD and self.near.who is not None:
            told.append(f"near {self.near.who.name} ({self.near.who_km:.0f} km)")
        return tuple(told)


class Standing(NamedTuple):
    """What is kept of a candidate from one weighing to the next: what never changes, and how near it lies."""

    candidate: Candidate
    worth: float
    nearness: Nearness


def weigh(
    referent: Referent, referents: Sequence[Referent], anchors: Sequence[int], shares: Mapping[str, float]
) -> list[Scored]:
    """The candidates of ``referent``, best first; kept until there are more anchors, which are added at the end."""
    if referent.seen != len(anchors):
        if referent.seen < 0:
            referent.standing = [Standing(c, c.prior + _country(c, shares), Nearness(c)) for c in referent.candidates]
        around = surroundings(referent, referents, anchors[max(referent.seen, 0) :])
        scored: list[Scored] = []
        for standing in referent.standing:
            standing.nearness.add(around)
            scored.append(_weigh(standing, referent, referents))
        referent.scored = sorted(scored, key=_by_score) if len(scored) > 1 else scored
        referent.seen = len(anchors)
    return referent.scored


def _by_score(scored: Scored) -> float:
    return -scored.score


def _weigh(standing: Standing, referent: Referent, referents: Sequence[Referent]) -> Scored:
    candidate = standing.candidate
    inside, told = _inside(candidate, referent, referents) if referent.outer else (0.0, "")
    near = standing.nearness.near()
    held = inside >= _HELD_INSIDE or near.score >= _HELD
    score = standing.worth + inside + near.score + near.wide
    score += _distance_cost(candidate, referent, held, near)
    return Scored(candidate, score, held, told, near)


def _distance_cost(candidate: Candidate, referent: Referent, held: bool, near: Near) -> float:
    """What it costs a small place to lie away from all that is known, and a quarter to lie away from its town."""
    place, closest = candidate.place, near.closest_km
    if candidate.large or (well_known(place) and candidate.relation != "host") or not math.isfinite(closest):
        return 0.0
    asked = referent.phrase.asked
    if candidate.relation == "host" and not well_known(place):
        return _UNHELD if closest > _HOST_KM else 0.0
    if place.cls == "neighbourhood":
        return _UNHELD if closest > _NEIGHBOURHOOD_KM else 0.0
    if asked is not None and asked.name == "quarter" and place.cls in SETTLED:
        return _UNHELD if closest > _QUARTER_KM else 0.0
    if math.isfinite(near.beside_km):
        closest = (
            near.beside_km
        )  # that others of the report lie near by says little where its own sentence is elsewhere
    if held or closest <= _FAR_KM:
        return 0.0
    if asked is None or (place.cls == "village" and closest > _TOO_FAR_KM):
        return _UNHELD
    cost = -0.8 - min((closest - _FAR_KM) / 150, 1.2)
    return cost / 2 if len(referent.candidates) == 1 else cost


def _country(candidate: Candidate, shares: Mapping[str, float]) -> float:
    """What the country of a candidate says: a report is of one or two, and names only what is well known of others."""
    country = candidate.place.country
    share = shares.get(country, 0.0) + shares.get(_ONE_WAR.get(country, ""), 0.0)
    if share >= _LEAST_SHARE:
        return 2.2 * math.sqrt(share) - (0.0 if well_known(candidate.place) else 0.7)
    if candidate.place.cls == "country" or candidate.place.population >= _KNOWN_ABROAD:
        return -0.4
    return -2.5 if candidate.large else -1.5 if well_known(candidate.place) else -2.0


def _inside(candidate: Candidate, referent: Referent, referents: Sequence[Referent]) -> tuple[float, str]:
    """How well the candidate lies in the larger places that the text puts the mention into."""
    total, told = 0.0, ""
    if candidate.place.cls == "country":
        return total, told
    for number, strength in referent.outer.items():
        outer = referents[number]
        home = outer.choice
        if home is None or home.place.id == candidate.place.id or not _may_hold(home, candidate, strength):
            continue
        told_km = referent.told_km.get(number)
        if told_km is not None and outer.phrase.bearing is not None:
            verdict = _lies_at(candidate, home, outer.phrase.bearing, told_km)
        else:
            verdict = _lies_in(candidate, referent, outer, home)
        if verdict > 0:
            total += _INSIDE * strength * verdict
            told = told or home.place.name
        else:
            total += verdict * (_OUTSIDE if strength >= CERTAIN else _OUTSIDE_PERHAPS * strength)
    return max(-8.0, min(total, 5.0)), told


def _may_hold(home: Candidate, candidate: Candidate, strength: float) -> bool:
    """Whether a tie says anything of a candidate: regions lie in larger ones alone, a city is named for itself."""
    if candidate.place.cls == "governorate":
        return home.place.cls == "country" and strength >= LIKELY
    if candidate.large:
        return home.place.radius_km > _LARGER * candidate.place.radius_km
    return strength >= LIKELY or not well_known(candidate.place)


def _lies_at(candidate: Candidate, home: Candidate, angle: float, distance_km: float) -> float:
    """1 or -1: whether a candidate lies about so far from a place, in about that direction."""
    lat, lon = moved(home.lat, home.lon, angle, distance_km)
    away = km(candidate.lat, candidate.lon, lat, lon)
    return 1.0 if away <= max(_ROUGHLY_KM, _ROUGHLY * distance_km) else -1.0


def _lies_in(candidate: Candidate, referent: Referent, outer: Referent, home: Candidate) -> float:
    """1 inside, -1 outside, between at the edge and where the direction told does not agree."""
    if home.place.cls == "country" and home.relation != "direction":
        return 0.4 if candidate.place.country == home.place.country else -1.0
    verdict = 1.0
    away = km(candidate.lat, candidate.lon, home.lat, home.lon)
    if candidate.place.parent != home.place.id:
        reach, edge = _reach(referent, home)
        if away > edge:
            return -_toward(candidate, outer, home, away)
        verdict = 1.0 if away <= reach else 0.4
    angle = outer.phrase.bearing
    if angle is not None and away > _TOO_NEAR_KM and home.relation in ("direction", "countryside"):
        agrees = turn(angle, bearing(home.lat, home.lon, candidate.lat, candidate.lon)) <= _TOWARD_DEGREES
        verdict *= 1.0 if agrees else 0.6
    return verdict


def _reach(referent: Referent, home: Candidate) -> tuple[float, float]:
    """How far from its middle a place holds others: surely, and at the most."""
    radius = home.place.radius_km
    if home.place.cls not in SETTLED:
        return radius + 3, 1.5 * radius + 10
    asked = referent.phrase.asked
    if home.relation in ("at", "part") and asked is not None and asked.name in _IN_TOWNS:
        return radius + 4, 1.5 * radius + 6  # a quarter lies in the town, a village around it
    around = max(4 * radius, _CITY_AROUND_KM if home.place.cls == "city" else _TOWN_AROUND_KM)
    return around, 1.5 * around + 10


def _toward(candidate: Candidate, outer: Referent, home: Candidate, away: float) -> float:
    """How far outside a candidate is: «تعز (جنوب صنعاء)», "Taiz (south of Sanaa)", may mean 200 km to the south."""
    angle = outer.phrase.bearing
    if outer.phrase.relation != "direction" or angle is None or home.place.cls == "country":
        return 1.0
    if away > _DIRECTION_KM and not well_known(candidate.place):
        return 1.0
    return 0.1 if turn(angle, bearing(home.lat, home.lon, candidate.lat, candidate.lon)) <= _TOWARD_DEGREES else 1.0
