"""The weights of features by number: what a fact weighs is found without spelling out its features.

A weight is a whole number of thousandths, one for each label of the
model side by side in one integer: a sum over features adds up all labels at once, exactly, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from marsad.coder.facts import Fact, Family
from marsad.coder.tables import NOTHING, Table, Tables, known_templates, room

if TYPE_CHECKING:
    from marsad.coder.flat import Laid

COMPILED: Final = not __file__.endswith(".py")
FLAT: Final = find_spec("marsad.coder.flat") is not None  # a stub alone is not found

_LIMB: Final = 48  # bits of a weight that add up in one machine integer; longer weights are parted into so many
_NARROW: Final = 54  # bits of a weight that need not be parted
_NUMBER: Final = 46  # bits of a feature's number
_FEATURES: Final = 1 << 16  # of one family
_LABELS: Final = 64  # that are parted at once


def look_up(tables: Tables) -> Weights | FlatWeights:
    """What looks the weights of ``tables`` up, the way that is quickest here."""
    return FlatWeights(tables) if FLAT and fits(tables) else Weights(tables)


def fits(tables: Tables) -> bool:
    """Whether the numbers of all features are short enough for flat tables, and no family has too many."""
    return all(room(table) < 1 << _NUMBER and len(table[2]) < _FEATURES for table in tables.values())


class Weights:
    """The weights of one model, looked up by facts."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._sheets: list[_Sheet | None] = []  # by the family's number

    def total(self, facts: Iterable[Fact]) -> int:
        """What all features of all facts weigh together."""
        sheets, total = self._sheets, 0
        for fact in facts:
            number = fact[0].number
            sheet = sheets[number] if number < len(sheets) else None
            total += (sheet or self._open(fact[0])).weigh(fact)
        return total

    def parted(self, facts: Iterable[Fact], width: int, labels: int) -> list[int]:
        """The same for each of so many labels, whose weights stand side by side."""
        return parted(self.total(facts), width, labels)

    def _open(self, family: Family) -> _Sheet:
        self._sheets += [None] * (family.number + 1 - len(self._sheets))
        sheet = self._sheets[family.number] = _Sheet(family, self.tables.get(family.name, NOTHING))
        return sheet


class _Sheet:
    """What one model knows of one family."""

    def __init__(self, family: Family, table: Table) -> None:
        columns, templates, sums = table
        self.templates = [
            (first, list(zip([at - 1 for at in places], counts, strict=True)))
            for first, places, counts in known_templates(family, columns, templates)
        ]
        self.known = [(at, columns.get(value, {})) for at, value in enumerate(family.values, 1)]
        self.sums = sums

    def weigh(self, fact: Fact) -> int:
        """What all the features of a fact weigh."""
        numbers = [known.get(fact[at], 0) for at, known in self.known]
        total, sums = 0, self.sums
        for number, digits in self.templates:
            for at, count in digits:
                digit = numbers[at]
                if not digit:
                    break
                number += digit * count
            else:
                total += sums.get(number, 0)
        return total


class FlatWeights:
    """The same in flat tables of machine integers, where ``flat.c`` is compiled."""

    def __init__(self, tables: Tables) -> None:
        from marsad.coder.flat import Sheets

        longest = max((weight.bit_length() for _, _, sums in tables.values() for weight in sums.values()), default=0)
        limbs = 1 if longest <= _NARROW else longest // _LIMB + 1
        self._sheets = Sheets(partial(_laid_out, tables, limbs), limbs)

    def total(self, facts: Iterable[Fact]) -> int:
        """What all features of all facts weigh together."""
        found = self._sheets.total(facts)
        if isinstance(found, int):
            return found
        total = 0
        for limb in reversed(found):
            total = (total << _LIMB) + limb
        return total

    def parted(self, facts: Iterable[Fact], width: int, labels: int) -> list[int]:
        """The same for each of so many labels, whose weights stand side by side."""
        if width > _LIMB or labels > _LABELS:
            return parted(self.total(facts), width, labels)
        return self._sheets.parted(facts, width, labels)


def parted(total: int, width: int, labels: int) -> list[int]:
    """The sums of so many labels that stand side by side in ``total``, ``width`` bits for each."""
    half, last = 1 << max(width - 1, 0), (1 << width) - 1  # a half is added to each, so that none is less than nought
    rest = total + sum(half << width * k for k in range(labels))
    return [(rest >> width * k & last) - half for k in range(labels)]


def _laid_out(tables: Tables, limbs: int, family: Family) -> Laid:
    columns, templates, sums = tables.get(family.name, NOTHING)
    found = list(known_templates(family, columns, templates))
    asked = sorted({at for _, places, _ in found for at in places})  # the values that some template has
    return (
        [(at, columns.get(family.values[at - 1], {})) for at in asked],
        [(first, list(zip(map(asked.index, places), counts, strict=True))) for first, places, counts in found],
        list(sums),
        [limb for weight in sums.values() for limb in _limbs(weight, limbs)],
    )


def _limbs(weight: int, many: int) -> Iterator[int]:
    """The limbs of a weight, all but the highest without a sign."""
    for _ in range(many - 1):
        yield weight & (1 << _LIMB) - 1
        weight >>= _LIMB
    yield weight
