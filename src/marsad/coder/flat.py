"""Weights as flat arrays of machine integers: compiled, a feature is looked up without a Python object.

As plain Python this is slower than the dictionaries of ``sums``, which give the same sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from librt.vecs import vec
from mypy_extensions import i64

from marsad.coder.facts import Fact, Family
from marsad.coder.tables import NOTHING, Table, Tables, known_templates, room

_ROOM: Final = 2  # slots for each feature, at the least
_SPREAD: Final = 0x9E3779B97F4A7C1  # a large odd number
_KEPT: Final = 64  # values of a column whose numbers are at hand
_PLACE: Final = 16  # bits of a slot that tell where a feature's weight stands; the others are the feature's number
_EMPTY: Final = -1  # no feature's slot
_LIMB: Final = 48  # bits of a weight that add up together; longer weights are parted into so many at a time
_NARROW: Final = 54  # bits of a weight that need not be parted
_MOST: Final = 1 << 62 - _PLACE


class FlatWeights:
    """The weights of one model, looked up by facts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._sheets: list[FlatSheet | None] = []  # by the family's number
        longest = max((weight.bit_length() for _, _, sums in tables.values() for weight in sums.values()), default=0)
        self._limbs = 1 if longest <= _NARROW else longest // _LIMB + 1

    def total(self, facts: Iterable[Fact]) -> int:
        """What all features of all facts weigh together."""
        sheets = self._sheets
        sums = vec[i64]([0] * self._limbs)
        for fact in facts:
            family: Family = fact[0]
            sheet = sheets[family.number] if family.number < len(sheets) else None
            if sheet is None:
                sheet = self._open(family)
            sheet.weigh(fact, sums)
        total = 0
        for limb in range(self._limbs - 1, -1, -1):
            total = (total << _LIMB) + int(sums[limb])
        return total

    def _open(self, family: Family) -> FlatSheet:
        self._sheets += [None] * (family.number + 1 - len(self._sheets))
        sheet = self._sheets[family.number] = FlatSheet(family, self._tables.get(family.name, NOTHING), self._limbs)
        return sheet


def fits(tables: Tables) -> bool:
    """Whether the number of each feature has room in a slot beside the place of its weight."""
    return all(room(table) < _MOST and len(table[2]) < 1 << _PLACE for table in tables.values())


@final
class FlatSheet:
    """What one model knows of one family. A weight takes ``limbs`` machine's integers, the lowest bits first.

    The numbers of values asked for are kept by where the values stand in memory, which is sooner told than what they
    say. Threads share all this, and none comes between the setting of ``numbers`` and their use, since compiled code
    holds the interpreter's lock.
    """

    def __init__(self, family: Family, table: Table, limbs: int) -> None:
        columns, templates, sums = table
        found = list(known_templates(family, columns, templates))
        asked = sorted({at for _, places, _ in found for at in places})  # the values that some template has
        self.asked = vec[i64](asked)
        self.known = [columns.get(family.values[at - 1], {}) for at in asked]
        self.numbers = vec[i64]([0] * len(self.known))
        self.kept: list[str] = [""] * (_KEPT * len(self.known))  # so that no other value comes to stand there
        self.kept_numbers = vec[i64]([0] * (2 * len(self.kept)))  # where a value stands, and its number
        self.templates = vec[i64](_laid_out(found, asked))
        self.limbs: i64 = limbs
        self.weights = vec[i64](_parted([0, *sums.values()], limbs))
        self.slots = _slots(sums)
        self.found = vec[i64]([0] * len(family.labels))

    def weigh(self, fact: Fact, sums: vec[i64]) -> None:
        """Add what all the features of a fact weigh to ``sums``, limb by limb."""
        found, weights, limbs = self.found, self.weights, self.limbs
        n = self._find(fact)
        while n:
            n -= 1
            at = found[n] * limbs
            limb: i64 = 0
            while limb < limbs:
                sums[limb] += weights[at + limb]
                limb += 1

    def _find(self, fact: Fact) -> i64:
        """Put the places of the weights that a fact has in ``found``; how many there are."""
        self._turn_to(fact)
        numbers, templates, slots, found = self.numbers, self.templates, self.slots, self.found
        n: i64 = 0
        at: i64 = 0
        while at < len(templates):
            number = templates[at]
            end = templates[at + 1]
            at += 2
            while at < end:
                digit = numbers[templates[at]]
                if digit == 0:
                    break
                number += digit * templates[at + 1]
                at += 2
            if at == end:
                slot = slots[_slot(slots, number)]
                if slot != _EMPTY:
                    found[n] = slot & ((1 << _PLACE) - 1)
                    n += 1
            at = end
        return n

    def _turn_to(self, fact: Fact) -> None:
        """Make ``numbers`` those of the values of a fact."""
        kept_numbers, numbers, asked = self.kept_numbers, self.numbers, self.asked
        n: i64 = 0
        while n < len(numbers):
            value = fact[asked[n]]
            where: i64 = id(value)
            at = n * _KEPT + (where * _SPREAD >> 32 & (_KEPT - 1))
            if where != kept_numbers[2 * at]:
                kept_numbers[2 * at + 1] = self.known[n].get(value, 0)
                self.kept[at] = value
                kept_numbers[2 * at] = where
            numbers[n] = kept_numbers[2 * at + 1]
            n += 1


def _parted(weights: Iterable[int], limbs: int) -> list[int]:
    """The limbs of each weight, all but the highest without a sign."""
    parts: list[int] = []
    for weight in weights:
        parts += [weight >> _LIMB * limb & (1 << _LIMB) - 1 for limb in range(limbs - 1)]
        parts.append(weight >> _LIMB * (limbs - 1))
    return parts


def _laid_out(found: Iterable[tuple[int, tuple[int, ...], list[int]]], asked: list[int]) -> list[int]:
    """For each template its first number, where it ends, and for each of its values which of ``asked`` it is and what
    it counts.
    """
    laid: list[int] = []
    for first, places, counts in found:
        laid += [first, len(laid) + 2 + 2 * len(places)]
        for place, count in zip(places, counts, strict=True):
            laid += [asked.index(place), count]
    return laid


def _slots(known: Iterable[int]) -> vec[i64]:
    """Numbers with the place of each, from 1 on, in the first free slot from its own on."""
    numbers = list(known)
    slots = vec[i64]([_EMPTY] * (1 << (len(numbers) * _ROOM).bit_length()))
    for place, number in enumerate(numbers, 1):
        slots[_slot(slots, number)] = number << _PLACE | place
    return slots


def _slot(slots: vec[i64], number: i64) -> i64:
    """Where in the slots a number stands, or the free slot in which it would."""
    last = len(slots) - 1
    at = (number * _SPREAD >> 24) & last
    while slots[at] >> _PLACE != number and slots[at] != _EMPTY:
        at = (at + 1) & last
    return at
