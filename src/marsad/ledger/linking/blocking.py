"""Under which keys a claim is filed, and under which it looks for others: time by place by type family.

Precise claims meet in squares of a grid, wide ones (a countryside, a governorate) meet all of their governorate. Days
are told a day wrong, so that dated claims look a day further on either side. A claim without a place meets those of
any place that name the same doer or give the same toll. One that has neither, or of which nobody knows when it happened
to within ten days, meets only others whose sentence has the same words: any other neighbour would be a guess.

Filing and looking are symmetric for all pairs that ``scoring`` does not rule out: whichever comes first, the other
finds it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.traits import KM, Point, Traits
from marsad.ledger.linking.weights import weights

_CELL = 0.2  # degrees: about 20 km, so that all but the largest cities lie in one to four squares
_PAD_KM = 1.5  # two discs that are this far from touching, each, still share a square
_BAND = 16  # bits of the wording that must be the same: of four bands one is, where up to three bits differ
_TELLING = 3  # dead or injured: from here on a toll tells happenings of one day apart
_BUCKET = 8  # days in which reprints are looked for
_POINTS: Final = 100_000  # of which the squares are remembered


def filed(sketch: Sketch, traits: Traits) -> list[str]:
    """The keys that a claim is found under."""
    places = [*_squares(traits), *_governorates(traits, "w" if _all_wide(traits) else "p")]
    places += _hints(traits, "k" if places else "q")
    if traits.timeless or not places:
        return [f"t{band}.{sketch.published // _BUCKET}" for band in _bands(traits)]
    return _keys(traits, range(traits.first, traits.last + 1), places)


def asked(sketch: Sketch, traits: Traits) -> list[str]:
    """The keys under which those lie that may tell the same happening."""
    places = [*_squares(traits), *_governorates(traits, "w")]
    if _all_wide(traits):
        places += _governorates(traits, "p")
    places += [*_hints(traits, "q"), *([] if places else _hints(traits, "k"))]
    if traits.timeless or not places:
        bucket = sketch.published // _BUCKET
        return [f"t{band}.{near}" for band in _bands(traits) for near in (bucket - 1, bucket, bucket + 1)]
    slack = 1 if traits.dated else 0
    return _keys(traits, range(traits.first - slack, traits.last + slack + 1), places)


def _keys(traits: Traits, days: Iterable[int], places: Iterable[str]) -> list[str]:
    told = [f".{family}.{place}" for family in weights().families[traits.type] for place in places]
    return [day + where for day in map(str, days) for where in told]


def _all_wide(traits: Traits) -> bool:
    return all(point.wide for point in traits.points)


def _governorates(traits: Traits, role: str) -> list[str]:
    return [f"{role}{governorate}" for governorate in traits.governorates]


def _squares(traits: Traits) -> set[str]:
    """The squares that the precise places of a claim, with a margin, lie in; names stand for squares of their own."""
    return {
        square
        for point in traits.points
        if not point.wide
        for square in (_covered(point) if point.placed else (f"n{point.place}",))
    }


@lru_cache(_POINTS)
def _covered(point: Point) -> tuple[str, ...]:
    lat = (point.radius + _PAD_KM) / KM
    lon = lat / max(point.cos, 0.1)
    rows = range(math.floor((point.lat - lat) / _CELL), math.floor((point.lat + lat) / _CELL) + 1)
    columns = range(math.floor((point.lon - lon) / _CELL), math.floor((point.lon + lon) / _CELL) + 1)
    return tuple(f"{row}:{column}" for row in rows for column in columns)


def _hints(traits: Traits, role: str) -> list[str]:
    """What a claim without a place is known by: who did it, and a toll that few happenings of a day share."""
    counts = ((role, traits.killed), (f"{role}i", traits.injured))
    tolls = [f"{name}{c[0]}" for name, c in counts if c and c[0] == c[1] and (c[0] or 0) >= _TELLING]
    return tolls + [f"{role}a{actor}" for actor in traits.initiators]


def _bands(traits: Traits) -> list[str]:
    """The wording in bands, each with its number; none where there is no wording to go by."""
    if not traits.wording:
        return []
    mask = (1 << _BAND) - 1
    return [f"{nth}:{traits.wording >> (nth * _BAND) & mask}" for nth in range(4)]
