"""Weighing the candidates of a referent against what is known of the report: country, larger places, neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.places.resolve.candidates import SETTLED, Candidate, well_known
from marsad.places.resolve.ground import bearing, km, turn
from marsad.places.resolve.referents import Referent
from marsad.places.resolve.ties import LIKELY, SENTENCE

_NEAR_KM: Final = 22.0  # how fast nearness fades
_HERE, _HERE_MOST = 1.4, 2.6  # places of the same sentence
_AROUND, _AROUND_MOST = 0.8, 1.3  # places of the rest of the report
_WIDE, _WIDE_KM = 0.5, 80.0
_FAR_KM: Final = 90.0
_LARGEST_ANCHOR_KM: Final = 45.0
_SAME_LIST: Final = 1.6
_SAME_SENTENCE: Final = 1.0
_SAME_PARAGRAPH: Final = 0.7
_ELSEWHERE: Final = 0.4
_INSIDE: Final = 4.0
_OUTSIDE: Final = -6.0
_TOWARD_DEGREES: Final = 80.0
_DIRECTION_KM: Final = 260.0
_HELD: Final = 0.35
_UNHELD: Final = -2.5
_QUARTER_KM: Final = 8.0
_INSIDE_LARGE: Final = 0.25
_INSIDE_LARGE_KM: Final = 35.0
_LEAST_SHARE: Final = 0.12


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and what made it; ``held`` says that the text or its neighbours bear it out."""

    candidate: Candidate
    score: float
    held: bool
    evidence: tuple[str, ...]


def weigh(
    referent: Referent, referents: Sequence[Referent], anchors: Sequence[int], shares: Mapping[str, float]
) -> list[Scored]:
    """The candidates of ``referent``, best first."""
    scored = [_weigh(c, referent, referents, anchors, shares) for c in referent.candidates]
    return sorted(scored, key=lambda s: -s.score)


def _weigh(
    candidate: Candidate,
    referent: Referent,
    referents: Sequence[Referent],
    anchors: Sequence[int],
    shares: Mapping[str, float],
) -> Scored:
    evidence: list[str] = []
    score = candidate.prior + _country(candidate, shares)
    inside, told = _inside(candidate, referent, referents)
    near, closest, who = _near(candidate, referent, referents, anchors)
    score += inside + near
    held = inside >= _INSIDE * SENTENCE * 0.5 or near >= _HELD
    if told:
        evidence.append(told)
    if near >= 0.2 and who:
        evidence.append(f"near {who} ({closest:.0f} km)")
    score += _distance_cost(candidate, referent, held, closest)
    return Scored(candidate, score, held, tuple(evidence))


def _distance_cost(candidate: Candidate, referent: Referent, held: bool, closest: float) -> float:
    """What it costs a small place to lie away from all that is known, and a quarter to lie away from its town."""
    place = candidate.place
    asked = referent.phrase.asked
    if candidate.relation == "host" and not held and not well_known(place):
        return _UNHELD
    if asked is not None and asked.name == "quarter" and place.cls in SETTLED:
        if place.cls != "neighbourhood" and closest > _QUARTER_KM:
            return _UNHELD
    if held or well_known(place) or candidate.large or not math.isfinite(closest) or closest <= _FAR_KM:
        return 0.0
    cost = -0.8 - min((closest - _FAR_KM) / 150, 1.2)
    return cost / 2 if len(referent.candidates) == 1 else cost


def _country(candidate: Candidate, shares: Mapping[str, float]) -> float:
    share = shares.get(candidate.place.country, 0.0)
    small = not well_known(candidate.place)
    if share < _LEAST_SHARE:
        return -2.0 if small else -0.4
    return 2.2 * math.sqrt(share) - (0.7 if small else 0.0)


def _inside(candidate: Candidate, referent: Referent, referents: Sequence[Referent]) -> tuple[float, str]:
    """How well the candidate lies in the larger places that the text puts the mention into."""
    total, told = 0.0, ""
    for number, strength in referent.outer.items():
        outer = referents[number]
        home = outer.choice
        if home is None or home.place.id == candidate.place.id:
            continue
        if candidate.place.cls == "governorate" and home.place.cls != "country":
            continue
        if strength < LIKELY and well_known(candidate.place):
            continue
        verdict = _lies_in(candidate, outer, home)
        if verdict > 0:
            total += _INSIDE * strength * verdict
            told = told or f"inside {home.place.name}"
        elif strength >= LIKELY:
            total += _OUTSIDE * strength * -verdict
        else:
            total += -verdict * -1.5 * strength
    return max(-8.0, min(total, 5.0)), told


def _lies_in(candidate: Candidate, outer: Referent, home: Candidate) -> float:
    """1 inside, -1 outside, between at the edge; nearer 0.6 where the direction told does not agree."""
    place = home.place
    if candidate.place.parent == place.id:
        verdict = 1.0
    elif place.cls == "country":
        return 0.4 if candidate.place.country == place.country else -1.0
    else:
        reach = place.radius_km
        if home.relation in ("direction", "countryside") and place.cls in SETTLED:
            reach = max(4 * reach, 45.0 if place.cls == "city" else 20.0)
        away = km(candidate.lat, candidate.lon, home.lat, home.lon)
        if away > 1.5 * reach + 10:
            return -_toward(candidate, outer, home, away)
        verdict = 1.0 if away <= reach + 3 else 0.4
    angle = outer.phrase.bearing
    if angle is not None and home.relation in ("direction", "countryside"):
        away = km(home.lat, home.lon, candidate.lat, candidate.lon)
        if away > 5:
            agrees = turn(angle, bearing(home.lat, home.lon, candidate.lat, candidate.lon)) <= _TOWARD_DEGREES
            verdict *= 1.0 if agrees else 0.6
    return verdict


def _toward(candidate: Candidate, outer: Referent, home: Candidate, away: float) -> float:
    """How far outside a candidate is: «تعز (جنوب صنعاء)», "Taiz (south of Sanaa)", may mean 200 km to the south."""
    angle = outer.phrase.bearing
    if home.relation != "direction" or angle is None or home.place.cls not in SETTLED or away > _DIRECTION_KM:
        return 1.0
    return 0.1 if turn(angle, bearing(home.lat, home.lon, candidate.lat, candidate.lon)) <= _TOWARD_DEGREES else 1.0


def _near(
    candidate: Candidate, referent: Referent, referents: Sequence[Referent], anchors: Sequence[int]
) -> tuple[float, float, str]:
    """Nearness to the places already known, how far the closest of them is, and its name."""
    here, total, closest, who, most = 0.0, 0.0, math.inf, "", 0.0
    beside = math.inf  # how far the closest place of the same sentence is
    if candidate.place.cls in ("country", "governorate"):
        return 0.0, closest, who
    lat, lon = candidate.lat, candidate.lon
    for number in anchors:
        anchor = referents[number]
        home = anchor.choice
        if home is None or anchor is referent or home.place.cls == "country":
            continue
        away = km(lat, lon, home.lat, home.lon)
        radius = home.place.radius_km
        if radius > _LARGEST_ANCHOR_KM:
            if away <= radius:
                closest = min(closest, _INSIDE_LARGE_KM)
                total += _INSIDE_LARGE * _closeness(referent, anchor)
            continue
        away = max(0.0, away - 0.5 * radius)
        if away < closest:
            closest = away
        closeness = _closeness(referent, anchor)
        if closeness >= _SAME_SENTENCE and away < beside:
            beside = away
        if away > 4 * _NEAR_KM:
            continue
        weight = closeness * math.exp(-away / _NEAR_KM) / (1 + radius / 20)
        if closeness >= _SAME_SENTENCE:
            here += weight
        else:
            total += weight
        if weight > most:
            most, who = weight, home.place.name
    near = min(_HERE * here, _HERE_MOST) + min(_AROUND * total, _AROUND_MOST)
    return near + _WIDE * math.exp(-beside / _WIDE_KM), closest, who


def _closeness(one: Referent, other: Referent) -> float:
    if not one.lists.isdisjoint(other.lists):
        return _SAME_LIST
    if not one.sentences.isdisjoint(other.sentences):
        return _SAME_SENTENCE
    return _SAME_PARAGRAPH if not one.paragraphs.isdisjoint(other.paragraphs) else _ELSEWHERE
