"""Who tells a happening, and what they get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from random import Random

from marsad.evaluation.retelling.settings import Chances, Side, settings
from marsad.evaluation.retelling.world import Happening, happenings
from marsad.model import Place

PER_DAY = 1_000_000 / (15 * 365.25)  # claims: a million in 15 years

_TOLD = 2.4  # tellings of a happening, on average
_FRESH = 2  # days in which a reporter need not say when it happened

_Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """A happening as one report tells it. ``first`` and ``last`` are ``None`` where the report gives no date, ``place``
    where it gives none. ``wording`` is the happening's own with some bits changed.
    """

    truth: int
    outlet: int
    published: int
    type: str
    place: Place | None
    first: int | None
    last: int | None
    initiator: Name | None
    target: Name | None
    killed: _Range | None
    injured: _Range | None
    factuality: str
    source: int
    wording: int
    country: str


@dataclass(frozen=True, slots=True)
class Name:
    """A side, by one of its names or one of its units'."""

    side: str
    text: str
    unit: bool


def tellings(seed: int, claims: int, days: int | None = None) -> list[Telling]:
    """So many tellings, in no order, over so many days (as many as keep a million claims to 15 years)."""
    random = Random(seed)
    days = days or max(30, round(claims / PER_DAY))
    return list(islice(_all(random, days), claims))


def of_incidents(seed: int, incidents: int) -> list[Telling]:
    """All tellings of so many happenings, in no order, at the same density."""
    days = max(30, round(incidents * _TOLD / PER_DAY))
    return list(takewhile(lambda telling: telling.truth < incidents, _all(Random(seed), days)))


def _all(random: Random, days: int) -> Iterator[Telling]:
    last: list[Telling] = []
    for happening in happenings(random, days):
        told = list(_told(random, happening, last if happening.twin is not None else []))
        last = [telling for telling in told if telling.factuality == "stated"]
        yield from told


def _told(random: Random, happening: Happening, beside: list[Telling]) -> Iterator[Telling]:
    """The tellings of a happening. Those of a twin stand in the reports that tell the other (``beside``)."""
    outlets_there = settings().outlets
    made: list[Telling] = []
    outlets: set[tuple[int, int]] = set()
    for nth in range(_draw(random, happening.news.counts)):
        outlet = min(int(random.paretovariate(0.7)) - 1, outlets_there * 50) % outlets_there
        published = happening.day + _draw(random, settings().lag)
        if nth < len(beside):
            outlet, published = beside[nth].outlet, beside[nth].published
        telling = _telling(random, happening, outlet, published, made)
        if (outlet, telling.published) in outlets:  # an outlet tells a thing once a day
            continue
        outlets.add((outlet, telling.published))
        made.append(telling)
        yield telling
        yield from _disputed(random, happening, telling)


def _telling(random: Random, happening: Happening, outlet: int, published: int, made: list[Telling]) -> Telling:
    """One more telling: a reprint of one of those ``made`` before, one edited or reworked, or one of its own."""
    noise, lot = settings().noise, random.random()
    if made:
        model = random.choice(made)
        for how in ("reprint", "edited", "reworked"):
            if lot < noise[how]:
                soon = min(
                    max(published, model.published), model.published + 1
                )  # what is copied is copied while it is news
                return _again(random, happening, model, outlet, soon, how)
            lot -= noise[how]
    return _own(random, happening, outlet, published)


def _own(random: Random, happening: Happening, outlet: int, published: int) -> Telling:
    """A telling of its own, each field right or wrong by itself."""
    noise = settings().noise
    first, last = _days(random, happening.day, published)
    initiator = None
    if random.random() >= noise["no_initiator"]:
        wrong = random.random() < noise["other_initiator"]
        sides = [side for side in happening.war.sides if side is not happening.doer]
        initiator = _name(random, random.choice(sides) if wrong else happening.doer)
    planned = random.random() < noise["planned"]
    return Telling(
        truth=happening.number,
        outlet=outlet,
        published=published,
        type=_type(random, happening.type),
        place=_place(random, happening),
        first=first,
        last=last,
        initiator=initiator,
        target=None if random.random() < noise["no_target"] else _name(random, happening.other),
        killed=_count(random, happening.killed),
        injured=_count(random, happening.injured),
        factuality="planned" if planned else random.choices(("stated", "alleged", "likely"), (96, 3, 1))[0],
        source=random.randrange(settings().sources),
        wording=_wording(random, happening.number, "independent"),
        country=happening.war.country,
    )


def _again(random: Random, happening: Happening, model: Telling, outlet: int, published: int, how: str) -> Telling:
    """A telling after another's. One that was reworked has some of its fields from elsewhere."""
    copy = replace(
        model, outlet=outlet, published=published, wording=model.wording ^ _bits(random, settings().wording[how])
    )
    if how == "reworked":
        fresh = _own(random, happening, outlet, published)
        for names in (("type",), ("place",), ("first", "last"), ("initiator",), ("target",), ("killed",), ("injured",)):
            if random.random() < settings().noise["reworked_field"]:
                copy = replace(copy, **{name: getattr(fresh, name) for name in names})
    return copy


def _disputed(random: Random, happening: Happening, telling: Telling) -> Iterator[Telling]:
    """A denial or a rival account in the same report."""
    lot, noise = random.random(), settings().noise
    if telling.factuality == "planned" or lot >= noise["denial"] + noise["rival"]:
        return
    wording = _wording(random, happening.number, "independent")
    other = replace(
        telling, source=(telling.source + 1) % settings().sources, killed=None, injured=None, wording=wording
    )
    if lot < noise["denial"]:
        yield replace(other, factuality="denied")
    else:
        yield replace(
            other, factuality="alleged", initiator=_name(random, happening.other), type=_type(random, telling.type)
        )


def _days(random: Random, day: int, published: int) -> tuple[int | None, int | None]:
    noise, lot = settings().noise, random.random()
    undated = noise["undated"] if published - day <= _FRESH else noise["undated_old"]
    if lot < undated:
        return None, None
    lot = (lot - undated) / (1 - undated)
    if lot < noise["day_off"]:
        wrong = min(day + random.choice((-1, 1)), published)
        return wrong, wrong
    lot -= noise["day_off"]
    if lot < noise["day_range"]:
        return day - random.choice((1, 2)), day
    lot -= noise["day_range"]
    if lot < noise["week"]:
        return published - 7, published - 1 if day < published else published
    return day, day


def _place(random: Random, happening: Happening) -> Place | None:
    noise, ground, lot = settings().noise, happening.ground, random.random()
    choices = (
        ("larger_or_smaller_place", (*ground.larger, *ground.smaller)),
        ("neighbour_place", ground.neighbours),
        ("region", ground.regions or (ground.governorate,)),
        ("governorate", (ground.governorate,)),
    )
    for name, places in choices:
        if lot < noise[name]:
            return random.choice(places) if places else ground.place
        lot -= noise[name]
    return None if lot < noise["no_place"] else ground.place


def _type(random: Random, kind: str) -> str:
    taken = settings().types[kind].taken_for if kind in settings().types else {}
    if not taken or random.random() >= settings().noise["type"]:
        return kind
    return random.choices(list(taken), list(taken.values()))[0]


def _name(random: Random, side: Side) -> Name:
    unit = random.random() < settings().noise["unit"]
    return Name(side.id, random.choice(side.units if unit else side.names), unit)


def _count(random: Random, true: int) -> _Range | None:
    noise, lot = settings().noise, random.random()
    if not true:
        return (0, 0) if lot < 0.03 else None
    if lot < noise["no_toll"]:
        return None
    lot -= noise["no_toll"]
    if lot < noise["toll_near"]:
        near = max(1, round(true * random.uniform(0.7, 1.3)))
        return near, near
    lot -= noise["toll_near"]
    if lot < noise["toll_wild"]:
        wild = max(1, round(true * random.choice((0.25, 0.4, 2.5, 4))))
        return wild, wild
    lot -= noise["toll_wild"]
    if lot < noise["toll_open"]:
        return random.choice(((true, None), (max(1, true - 2), None), (2, None)))
    return true, true


def _wording(random: Random, number: int, how: str) -> int:
    own = Random(number * 2_654_435_761).getrandbits(64)
    return own ^ _bits(random, settings().wording[how])


def _bits(random: Random, chance: float) -> int:
    """64 bits, each set with this chance."""
    return sum(1 << bit for bit in range(64) if random.random() < chance)


def _draw(random: Random, chances: Chances) -> int:
    low, high, _ = random.choices(chances, [chance for _, _, chance in chances])[0]
    return random.randint(low, high)
