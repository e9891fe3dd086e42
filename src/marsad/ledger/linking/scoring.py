"""How far two claims speak for one happening: log-odds, field by field, after Fellegi and Sunter (1969).

Each field is brought to a level of agreement, and each level has its weight in ``data/linking.toml``. Some pairs are
ruled out whatever else they share: see ``Bar``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.traits import KM, SMALL_KM, Point, Traits
from marsad.ledger.linking.weights import weights

_NEAR_KM = 3.0  # between the edges of two precise places that reporters may take for each other
_SIDED = frozenset({"armed_clash", "ground_attack"})
_FEW = 2
_MANY = 10
_SAME_BITS = 3  # of 64: a reprint, with a word or two changed
_ALIKE_BITS = 10  # a reprint that was shortened or edited
_AKIN_BITS = 18  # much of it in common; one pair in a thousand of unrelated sentences
_KIN_BITS = 22  # one in forty
# Beyond, only how often: two tellings of one happening share its names, two happenings of a town the town's.
_FAINT_BITS = ((25, "loose"), (29, "faint"), (33, "other"), (64, "foreign"))

_Range = tuple[int | None, int | None]


class Bar(StrEnum):
    """Why two claims cannot tell one happening."""

    REPORT = "one_report"  # one report's two claims are two happenings, unless one is a rival account of the other
    PROVINCES = "provinces"  # the governorates known of them differ
    TYPES = "types"  # types that nobody takes for each other
    DAYS = "days"  # more than a day apart
    DISTANCE = "distance"  # places too far from each other


@dataclass(frozen=True, slots=True)
class Ground:
    """What one field says: its level of agreement, the log-odds of it, and the values compared (may be empty)."""

    field: str
    level: str
    weight: float
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The log-odds that two claims tell one happening, with the ground of each field; ``bar`` where they cannot."""

    score: float
    grounds: tuple[Ground, ...]
    bar: Bar | None = None


def compare(a: Sketch, b: Sketch) -> Comparison:
    """Compare two claims. Symmetric but for the order of the values."""
    one, two = Traits(a), Traits(b)
    found = levels(one, two)
    if isinstance(found, Bar):
        return Comparison(-math.inf, (), found)
    grounds = [Ground("prior", "base", weights().levels["prior"]["base"])]
    for field, level in zip(FIELDS, found, strict=True):
        grounds.append(Ground(field, level, _weight(field, level, one, two), _values(field, a, b)))
    return Comparison(round(sum(ground.weight for ground in grounds), 2), tuple(grounds))


def score(a: Traits, b: Traits) -> int | None:
    """The log-odds of ``compare`` in whole hundredths, ``None`` where the two are barred."""
    found = levels(a, b)
    if isinstance(found, Bar):
        return None
    total = _ready().base + weights().types[a.type, b.type]
    for table, level in zip(_ready().tables, found, strict=True):
        total += table[level]
    return round(total * 100)


class _Ready(NamedTuple):
    """The weights in the order of ``FIELDS``; the level of the type weighs nought, for the two types are weighed."""

    base: float
    tables: tuple[Mapping[str, float], ...]


_NO_TYPE: Final[Mapping[str, float]] = {"same": 0.0, "other": 0.0}


@cache
def _ready() -> _Ready:
    found = weights().levels
    return _Ready(found["prior"]["base"], tuple(_NO_TYPE if field == "type" else found[field] for field in FIELDS))


FIELDS = ("report", "type", "time", "place", "initiators", "targets", "killed", "injured", "wording", "factuality")


def levels(a: Traits, b: Traits) -> tuple[str, ...] | Bar:
    """The level of each of ``FIELDS``, or why the two cannot tell one happening. The cheapest questions come first."""
    if (a.type, b.type) not in weights().types:
        return Bar.TYPES
    if a.governorates and b.governorates and a.governorates != b.governorates:
        return Bar.PROVINCES
    time = _time(a, b)
    if time is None:
        return Bar.DAYS
    place = _place(a, b)
    if place is None:
        return Bar.DISTANCE
    rival = a.report == b.report
    if rival and not _rivals(a, b, place):
        return Bar.REPORT
    return (
        "rival" if rival else "other",
        "same" if a.type == b.type else "other",
        time,
        place,
        *_actors(a, b),
        _count(a.killed, b.killed),
        _count(a.injured, b.injured),
        "unknown" if rival else _wording(a, b),
        _factuality(a, b),
    )


def _weight(field: str, level: str, a: Traits, b: Traits) -> float:
    if field == "type":
        return weights().types[a.type, b.type]
    return weights().levels[field][level]


def _values(field: str, a: Sketch, b: Sketch) -> tuple[str, ...]:
    """What a field's ground rests on: of one claim and of the other; nothing where a field has no one value."""
    told = _TOLD.get(field)
    return (told(a), told(b)) if told else ()


def _told_days(sketch: Sketch) -> str:
    if not sketch.last:
        return ""
    first, last = date.fromordinal(sketch.first).isoformat(), date.fromordinal(sketch.last).isoformat()
    return first if first == last else f"{first}/{last}"


def _told_count(count: _Range | None) -> str:
    return "–".join("" if bound is None else str(bound) for bound in count) if count else ""


_TOLD: Final[dict[str, Callable[[Sketch], str]]] = {
    "type": lambda sketch: sketch.type,
    "time": _told_days,
    "place": lambda sketch: ", ".join(spot.place or spot.governorate or "" for spot in sketch.spots),
    "initiators": lambda sketch: ", ".join(sketch.initiators),
    "targets": lambda sketch: ", ".join(sketch.targets),
    "killed": lambda sketch: _told_count(sketch.killed),
    "injured": lambda sketch: _told_count(sketch.injured),
    "factuality": lambda sketch: sketch.factuality,
}


def _rivals(a: Traits, b: Traits, place: str) -> bool:
    """Whether two claims of one report are rival accounts of one happening: one denies what the other tells, or
    somebody else is accused, or something else alleged, of the same place.
    """
    near_types = weights().types[a.type, b.type] >= weights().rival_types
    if place not in _ONE_PLACE or a.planned or b.planned or not near_types:
        return False
    if a.denied != b.denied:
        return True
    if a.origin == b.origin and not (a.likely and b.likely):
        return False
    other_doer = bool(a.initiators and b.initiators and not a.initiators & b.initiators)
    return (a.likely or b.likely) and (other_doer or a.type != b.type)


_ONE_PLACE = frozenset({"same_small", "same_large", "same_name", "same_wide"})
_ONE_CITY = frozenset({"same_large", "inside"})
_MAY_BE_ONE = _ONE_PLACE | {"inside"}


def _time(a: Traits, b: Traits) -> str | None:
    if not a.last or not b.last:
        return "unknown"
    gap = max(a.first - b.last, b.first - a.last)
    if gap > (1 if a.dated and b.dated else 0):
        return None
    if a.long or b.long:
        return "wide"
    if a.dated and b.dated:
        return "next_day" if gap == 1 else "same_day" if a.single and b.single else "overlap"
    if a.dated or b.dated:
        dated, told = (a, b) if a.dated else (b, a)
        late = told.last - dated.last
        return "told_that_day" if late <= 0 else "told_next_day" if late == 1 else "told_later"
    apart = abs(a.last - b.last)
    return "both_undated" if apart == 0 else "undated_next_day" if apart == 1 else "undated_later"


def _place(a: Traits, b: Traits) -> str | None:
    """The best level of any two of the places; ``None`` where all are too far apart."""
    if not a.points or not b.points:
        return "unknown"
    best = _spots(a.points[0], b.points[0]) if len(a.points) == len(b.points) == 1 else _nearest(a.points, b.points)
    return "other_part" if best in _ONE_CITY and _other_parts(a, b) else best


def _nearest(a: tuple[Point, ...], b: tuple[Point, ...]) -> str | None:
    found = {level for p in a for q in b if (level := _spots(p, q)) is not None}
    return max(found, key=weights().levels["place"].__getitem__, default=None)


def _other_parts(a: Traits, b: Traits) -> bool:
    """Whether both name places smaller than the city that they share, and none of them is one."""
    if not a.parts or not b.parts:
        return False
    return not any(_spots(p, q) in _MAY_BE_ONE for p in a.parts for q in b.parts)


def _spots(p: Point, q: Point) -> str | None:
    if p.named or q.named:
        if p.place == q.place:
            return "same_name"
        if p.named and q.named and p.words.isdisjoint(q.words):
            return "other_name"
        return "governorate" if p.governorate is not None and p.governorate == q.governorate else "unknown"
    if p.wide or q.wide:
        return _wide(p, q)
    if p.place is not None and p.place == q.place:
        return "same_small" if max(p.radius, q.radius) <= SMALL_KM else "same_large"
    apart = KM * math.hypot(p.lat - q.lat, (p.lon - q.lon) * (p.cos + q.cos) / 2)
    small, large = (p.radius, q.radius) if p.radius <= q.radius else (q.radius, p.radius)
    if apart <= large:
        return "inside" if large >= 2 * small else "touching"
    return "near" if apart <= small + large + _NEAR_KM else None


def _wide(p: Point, q: Point) -> str | None:
    """Where one place at least is wide. What is known to lie in different governorates was barred before."""
    if p.place is not None and p.place == q.place:
        return "same_wide"
    one_governorate = p.governorate is not None and p.governorate == q.governorate
    if p.placed and q.placed:
        apart = KM * math.hypot(p.lat - q.lat, (p.lon - q.lon) * (p.cos + q.cos) / 2)
        if apart <= p.radius + q.radius:
            return "within_wide"
        if not (one_governorate and p.governorate in (p.place, q.place)):
            return None
    return "governorate" if one_governorate else "unknown"


def _actors(a: Traits, b: Traits) -> tuple[str, str]:
    """Levels of initiators and targets. Other culprits are a dispute and weigh little. Either side of a clash may be
    named first.
    """
    if a.type in _SIDED and b.type in _SIDED:
        sides = _agree(a.sides, b.sides)
        return sides, "agree" if len(a.sides & b.sides) > 1 else "unknown"
    initiators = _agree(a.initiators, b.initiators)
    if initiators == "differ" and (a.type in weights().deeds or b.type in weights().deeds):
        initiators = "other_deed"
    return initiators, _agree(a.targets, b.targets)


def _agree(a: frozenset[str], b: frozenset[str]) -> str:
    return "unknown" if not a or not b else "differ" if a.isdisjoint(b) else "agree"


def _count(a: _Range | None, b: _Range | None) -> str:
    if a is None or b is None:
        return "neither" if a is b else "unknown"
    if a == b and a[0] == a[1] and a[0] is not None:
        return "equal_few" if a[0] <= _FEW else "equal_many" if a[0] >= _MANY else "equal"
    low, high = max(_low(a), _low(b)), min(_high(a), _high(b))
    if a[0] == a[1] and b[0] == b[1]:
        return _apart(high, low, "close")
    return "compatible" if low <= high else _apart(high, low, "compatible")


def _apart(small: float, large: float, near: str) -> str:
    """How far two numbers are apart: figures that reporters round or that rise are near."""
    if large - small <= _FEW or large <= 1.5 * small:
        return near
    return "apart" if large <= 3 * small else "wild"


def _low(count: _Range) -> float:
    return count[0] if count[0] is not None else 0


def _high(count: _Range) -> float:
    return count[1] if count[1] is not None else math.inf


def _wording(a: Traits, b: Traits) -> str:
    if not a.wording or not b.wording:
        return "unknown"
    bits = (a.wording ^ b.wording).bit_count()
    if bits > _KIN_BITS:
        return next(level for most, level in _FAINT_BITS if bits <= most)
    if a.type != b.type:  # one sentence, printed twice, tells two happenings
        return "other"
    return "same" if bits <= _SAME_BITS else "alike" if bits <= _ALIKE_BITS else "akin" if bits <= _AKIN_BITS else "kin"


def _factuality(a: Traits, b: Traits) -> str:
    if a.planned != b.planned:
        return "planned"
    return "denied" if a.denied != b.denied else "same"
