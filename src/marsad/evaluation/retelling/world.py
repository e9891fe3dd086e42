"""Happenings drawn by lot: when, where, what, by whom, with how many dead."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

from marsad.evaluation.retelling.settings import News, Side, War, settings
from marsad.model import Place
from marsad.places.embedded import embedded

FIRST_DAY: Final = date(2010, 1, 1).toordinal()
_KM = 111.2
_PRECISE = frozenset({"city", "town", "village", "neighbourhood", "camp", "base", "airport", "crossing"})
_NEXT_DOOR_KM = 9.0


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening, as it was. ``day`` is ``date.toordinal()``; ``killed`` and ``injured`` are true figures. A
    ``twin`` is the number of the happening that the same reports tell.
    """

    number: int
    day: int
    ground: Ground
    type: str
    war: War
    doer: Side
    other: Side
    killed: int
    injured: int
    news: News
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A precise place with its governorate, the places it is confused with, and the wider ones that hold it."""

    place: Place
    governorate: Place
    larger: tuple[Place, ...]
    smaller: tuple[Place, ...]
    neighbours: tuple[Place, ...]
    regions: tuple[Place, ...]


def happenings(random: Random, days: int) -> Iterator[Happening]:
    """Happenings without end, numbered from 0, in no order of time, within so many days from 2010 on."""
    number = 0
    while True:
        first = _one(random, number, days)
        yield first
        number += 1
        while random.random() < settings().world["campaign"]:
            first = replace(
                first,
                number=number,
                day=min(first.day + random.choice((1, 1, 2)), FIRST_DAY + days - 1),
                killed=_toll(random, first.type, settings().routine),
                injured=_toll(random, first.type, settings().routine),
                news=settings().routine,
            )
            yield first
            number += 1
        if random.random() < settings().world["twin"]:
            yield _twin(random, first, number)
            number += 1


def _one(random: Random, number: int, days: int) -> Happening:
    given = settings()
    war = random.choices(given.wars, [war.weight for war in given.wars])[0]
    kind = random.choices(list(given.types), [kind.share for kind in given.types.values()])[0]
    doer, other = random.sample(war.sides, 2)
    grounds, weights = grounds_of(war.country)
    ground = random.choices(grounds, cum_weights=weights)[0]
    day = FIRST_DAY + random.randrange(days)
    news = given.notable if random.random() < given.world["notable"] else given.routine
    killed, injured = _toll(random, kind, news), _toll(random, kind, news)
    return Happening(number, day, ground, kind, war, doer, other, killed, injured, news)


def _twin(random: Random, first: Happening, number: int) -> Happening:
    near = [first.ground, *(ground_of(place.id) for place in first.ground.neighbours if ground_of(place.id))]
    ground = random.choice(near) or first.ground
    killed, injured = _toll(random, first.type, first.news), _toll(random, first.type, first.news)
    return replace(first, number=number, ground=ground, killed=killed, injured=injured, twin=first.number)


def _toll(random: Random, kind: str, news: News) -> int:
    """How many came to harm: mostly few, seldom very many."""
    mean = settings().types[kind].dead * news.scale
    if not mean or random.random() > news.toll:
        return 0
    return max(1, round(random.lognormvariate(math.log(mean) - 0.4, 0.9)))


@cache
def grounds_of(country: str) -> tuple[list[Ground], list[float]]:
    """The places of a country where happenings lie, with cumulative weights: cities and their quarters come first."""
    law = settings().world
    order = Random(f"places of {country}")
    found = [ground for place in embedded() if place.country == country and (ground := ground_of(place.id))]
    found.sort(key=lambda ground: order.random() * (1 if ground.place.cls in ("city", "neighbourhood") else 3))
    weights = (1 / (rank + law["offset"]) ** law["zipf"] for rank in range(1, len(found) + 1))
    return found, list(accumulate(weights))


@cache
def ground_of(place_id: str) -> Ground | None:
    """What there is to know of a place; ``None`` for one without a point, or in no governorate."""
    place = embedded().get(place_id)
    if place is None or place.lat is None or place.cls not in _PRECISE or place.radius_km > 15:
        return None
    governorate = next((p for p in embedded().chain(place) if p.cls == "governorate"), None)
    if governorate is None:
        return None
    around = [(_km(place, other), other) for other in _inside(governorate.id) if other.id != place.id]
    precise = [(km, other) for km, other in around if other.cls in _PRECISE]
    return Ground(
        place,
        governorate,
        tuple(
            p
            for km, p in precise
            if p.cls in ("city", "town") and km <= p.radius_km and p.radius_km >= 2 * place.radius_km
        ),
        tuple(p for km, p in precise if km <= place.radius_km and p.radius_km * 2 <= place.radius_km),
        tuple(p for km, p in precise if 0.5 < km <= _NEXT_DOOR_KM and km > place.radius_km and p.radius_km < 5)[:6],
        tuple(p for km, p in around if p.cls == "region" and km <= p.radius_km and p.radius_km > 10),
    )


@cache
def _inside(governorate: str) -> list[Place]:
    """The places with a point whose chain leads through a governorate."""
    return _by_governorate().get(governorate, [])


@cache
def _by_governorate() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in embedded():
        holder = next((p.id for p in embedded().chain(place) if p.cls == "governorate"), None)
        if holder and place.lat is not None and place.id != holder:
            found.setdefault(holder, []).append(place)
    return found


def _km(one: Place, two: Place) -> float:
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return math.inf
    return _KM * math.hypot(one.lat - two.lat, (one.lon - two.lon) * math.cos(math.radians(one.lat)))
