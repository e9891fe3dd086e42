"""The weights of features by number: what a fact weighs is found without spelling out its features.

A weight is a whole number of thousandths, one for each label of the
model side by side in one integer: a sum over features adds up all labels at once, exactly, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from marsad.coder.facts import Fact, Family
from marsad.coder.flat import FlatWeights, fits
from marsad.coder.tables import NOTHING, Table, Tables

COMPILED: Final = not __file__.endswith(".py")
_MEMORY: Final = 4_500  # facts whose weight is remembered, twice


def look_up(tables: Tables) -> Weights | FlatWeights:
    """What looks the weights of ``tables`` up, the way that is quickest here."""
    return FlatWeights(tables) if COMPILED and fits(tables) else Weights(tables)


class Weights:
    """The weights of one model, looked up by facts."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._sheets: list[_Sheet | None] = []  # by the family's number
        self._known: dict[Fact, int] = {}  # the weights of common facts asked for since this memory last filled up
        self._before: dict[Fact, int] = {}  # and before

    def total(self, facts: Iterable[Fact]) -> int:
        """What all features of all facts weigh together."""
        sheets, known, total = self._sheets, self._known, 0
        for fact in facts:
            family: Family = fact[0]
            number = family.number
            sheet = sheets[number] if number < len(sheets) else None
            if sheet is None:
                sheet = self._open(family)
            if family.common:
                weight = known.get(fact)
                total += self._remember(fact, sheet) if weight is None else weight
            else:
                total += sheet.weigh(fact)
        return total

    def _open(self, family: Family) -> _Sheet:
        self._sheets += [None] * (family.number + 1 - len(self._sheets))
        sheet = self._sheets[family.number] = _Sheet(family, self.tables.get(family.name, NOTHING))
        return sheet

    def _remember(self, fact: Fact, sheet: _Sheet) -> int:
        weight = self._before.get(fact)
        if weight is None:
            weight = sheet.weigh(fact)
        if len(self._known) >= _MEMORY:
            self._before = self._known.copy()
            self._known.clear()
        self._known[fact] = weight
        return weight


class _Sheet:
    """What one model knows of one family."""

    def __init__(self, family: Family, table: Table) -> None:
        columns, templates, sums = table
        pairs = zip(family.labels, family.places, strict=True)
        numbers = [(templates.get(label.partition("/")[2]), places) for label, places in pairs]
        self.known = [columns.get(value, {}) for value in family.values]
        self.templates = [(number, [at - 1 for at in places]) for number, places in numbers if number is not None]
        self.sums = sums

    def weigh(self, fact: Fact) -> int:
        """What all the features of a fact weigh."""
        numbers = [known.get(fact[n], 0) for n, known in enumerate(self.known, 1)]
        total, sums = 0, self.sums
        for number, places in self.templates:
            for at in places:
                number += numbers[at]
            total += sums.get(number, 0)
        return total
