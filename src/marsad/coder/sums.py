"""The weights of features by number: what a fact weighs is found without spelling out its features.

Each value that a family's weights know has a number, and the numbers are spaced so that the sum of a feature's values
tells it from every other feature of its family. A weight is a whole number of thousandths, one for each label of the
model side by side in one integer: a sum over features adds up all labels at once, exactly, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from marsad.coder.facts import BETWEEN, Fact, Family, parted

if TYPE_CHECKING:
    from mypy_extensions import i64  # an int of the machine, where this is compiled

COMPILED: Final = not __file__.endswith(".py")
_MEMORY = 4_500  # facts whose weight is remembered, twice
_ROOM: Final = 8  # marks of a sieve for each feature
_SPREAD: Final = 0x9E3779B97F4A7C1  # a large odd number

Columns = dict[str, dict[str, int]]  # by what a value is called, the number of each value known
Table = tuple[Columns, dict[str, int], dict[int, int]]  # and the number of each template, the weight of each feature
Tables = dict[str, Table]  # by the family's name


def numbered(weights: Iterable[tuple[str, int]]) -> Tables:
    """Weights by the names of features as tables by number."""
    parts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], int]]] = {}
    for name, weight in weights:
        family, called, values = parted(name)
        if len(called) == len(values):  # else a name that no fact can spell
            parts.setdefault(family, []).append((called, values, weight))
    return {family: _table(features) for family, features in parts.items()}


def _table(features: list[tuple[tuple[str, ...], tuple[str, ...], int]]) -> Table:
    known: dict[str, dict[str, int]] = {}
    for called, values, _ in features:
        for name, value in zip(called, values, strict=True):
            column = known.setdefault(name, {})
            column.setdefault(value, len(column) + 1)
    step = 1
    for column in known.values():
        spaced = {value: step * n for value, n in column.items()}
        step *= len(column) + 1
        column.update(spaced)
    templates: dict[str, int] = {}
    sums: dict[int, int] = {}
    for called, values, weight in features:
        first = templates.setdefault("+".join(called), step * len(templates))
        sums[first + sum(known[name][value] for name, value in zip(called, values, strict=True))] = weight
    return known, templates, sums


def spelt(tables: Tables) -> Iterator[tuple[str, int]]:
    """The weights by the names of features again."""
    for family, (columns, templates, sums) in tables.items():
        values = {name: {number: value for value, number in column.items()} for name, column in columns.items()}
        called = {first: (template, template.split("+")) for template, first in templates.items()}
        step = 1
        for column in columns.values():
            step *= len(column) + 1
        for key, weight in sums.items():
            template, parts = called[key // step * step]
            digits = _digits(key % step, columns)
            yield f"{family}/{template}={BETWEEN.join(values[name][digits[name]] for name in parts)}", weight


def _digits(key: int, columns: Columns) -> dict[str, int]:
    """The number of each value that ``key`` sums up."""
    digits, step = {}, 1
    for name, column in columns.items():
        size = len(column) + 1
        digits[name] = key // step % size * step
        step *= size
    return digits


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
            if sheet.fast:
                total += sheet.weigh_fast(fact)
            elif family.common:
                weight = known.get(fact)
                total += self._remember(fact, sheet) if weight is None else weight
            else:
                total += sheet.weigh(fact)
        return total

    def _open(self, family: Family) -> _Sheet:
        self._sheets += [None] * (family.number + 1 - len(self._sheets))
        sheet = self._sheets[family.number] = _Sheet(family, self.tables.get(family.name, _NOTHING))
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


class _Column:
    """The numbers of what a fact can hold in one place.

    The last one is kept: facts that follow one another share more than half of their values. Threads share it too, and
    none comes between ``turn_to`` and the use of ``number``, since compiled code holds the interpreter's lock.
    """

    def __init__(self, known: dict[str, int]) -> None:
        self.known = known
        self.value = ""
        self.number: i64 = known.get("", 0)

    def turn_to(self, value: str) -> None:
        """Make ``number`` that of ``value``."""
        if value != self.value:
            self.number = self.known.get(value, 0)
            self.value = value


class _Template:
    """A feature's number but for its values; the columns of these, and where they stand in a fact, from 0."""

    def __init__(self, number: int, columns: list[_Column], places: tuple[int, ...]) -> None:
        self.number: i64 = number
        self.places = [place - 1 for place in places]
        self.columns = [columns[place] for place in self.places]


class _Sheet:
    """What one model knows of one family: ``fast`` to weigh facts in machine code.

    Most features have no weight. A sieve, one byte for each few numbers, tells so without a look into the table.
    """

    def __init__(self, family: Family, table: Table, fast: bool = COMPILED) -> None:
        columns, templates, sums = table
        pairs = zip(family.labels, family.places, strict=True)
        numbers = [(templates.get(label.partition("/")[2]), places) for label, places in pairs]
        self.columns = [_Column(columns.get(value, {})) for value in family.values]
        self.known = [column.known for column in self.columns]
        self.templates = [_Template(number, self.columns, at) for number, at in numbers if number is not None]
        self.sums = sums
        self.fast = fast
        self.sieve = _sieve(sums) if fast else b""
        self.last: i64 = len(self.sieve) - 1

    def weigh(self, fact: Fact) -> int:
        """What all the features of a fact weigh."""
        numbers = [known.get(fact[n], 0) for n, known in enumerate(self.known, 1)]
        total, sums = 0, self.sums
        for template in self.templates:
            key: int = template.number
            for at in template.places:
                key += numbers[at]
            total += sums.get(key, 0)
        return total

    def weigh_fast(self, fact: Fact) -> int:
        """The same in numbers that a compiler keeps out of memory."""
        n = 1
        for column in self.columns:
            value: str = fact[n]
            column.turn_to(value)
            n += 1
        total, sieve, last = 0, self.sieve, self.last
        for template in self.templates:
            key: i64 = template.number
            for column in template.columns:
                key += column.number
            if sieve[(key * _SPREAD >> 24) & last]:
                total += self.sums.get(key, 0)
        return total


def _sieve(sums: dict[int, int]) -> bytes:
    """A byte for each slot that a number falls into: 1 if it is the slot of a number with a weight."""
    size = 1 << (len(sums) * _ROOM).bit_length()
    marks = bytearray(size)
    last: i64 = size - 1
    for number in sums:
        key: i64 = number
        marks[(key * _SPREAD >> 24) & last] = 1
    return bytes(marks)


_NOTHING: Table = ({}, {}, {})
