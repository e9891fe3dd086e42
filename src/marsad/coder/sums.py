"""The weights of features by number: what a fact weighs is found without spelling out its features.

A weight is a whole number of thousandths, one for each label of the
model side by side in one integer: a sum over features adds up all labels at once, exactly, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from marsad.coder.facts import Fact, Family
from marsad.coder.flat import FlatWeights, fits
from marsad.coder.tables import NOTHING, Table, Tables, known_templates

COMPILED: Final = not __file__.endswith(".py")


def look_up(tables: Tables) -> Weights | FlatWeights:
    """What looks the weights of ``tables`` up, the way that is quickest here."""
    return FlatWeights(tables) if COMPILED and fits(tables) else Weights(tables)


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
