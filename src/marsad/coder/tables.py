"""Weights by the names of features as tables by number, and back.

Each value that a family's weights know is numbered from 1 on in its column. The values of a feature are the digits of
its number, one place for each column of its template, and the numbers of one template begin where those of the one
before end: a number stands for one feature of its family, and a value that is not known makes none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from marsad.coder.facts import BETWEEN, Family, parted

Columns = dict[str, dict[str, int]]  # by what a value is called, the number of each value known
Table = tuple[Columns, dict[str, int], dict[int, int]]  # and each template's first number, the weight of each feature
Tables = dict[str, Table]  # by the family's name
NOTHING: Final[Table] = ({}, {}, {})


def numbered(weights: Iterable[tuple[str, int]]) -> Tables:
    """Weights by the names of features as tables by number."""
    parts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], int]]] = {}
    for name, weight in weights:
        family, called, values = parted(name)
        if len(called) == len(values):  # else a name that no fact can spell
            parts.setdefault(family, []).append((called, values, weight))
    return {family: _table(features) for family, features in parts.items()}


def steps(columns: Columns, called: Iterable[str]) -> tuple[list[int], int]:
    """What a value of each column of a template counts in a feature's number, and how many numbers there are."""
    counts, size = [], 1
    for name in called:
        counts.append(size)
        size *= len(columns[name]) + 1
    return counts, size


def room(table: Table) -> int:
    """How many numbers the features of a family could have."""
    columns, templates, _ = table
    return sum([steps(columns, called.split("+"))[1] for called in templates])


def known_templates(
    family: Family, columns: Columns, templates: dict[str, int]
) -> Iterator[tuple[int, tuple[int, ...], list[int]]]:
    """Each template of a family that has weights: its first number, where its values stand in a fact, and what they
    count.
    """
    for label, places in zip(family.labels, family.places, strict=True):
        called = label.partition("/")[2]
        if called in templates:
            yield templates[called], places, steps(columns, called.split("+"))[0]


def _table(features: list[tuple[tuple[str, ...], tuple[str, ...], int]]) -> Table:
    columns: Columns = {}
    for called, values, _ in features:
        for name, value in zip(called, values, strict=True):
            column = columns.setdefault(name, {})
            column.setdefault(value, len(column) + 1)
    templates: dict[str, int] = {}
    sums: dict[int, int] = {}
    free = 0
    counts: dict[tuple[str, ...], list[int]] = {}
    for called, values, weight in features:
        if called not in counts:
            counts[called], size = steps(columns, called)
            templates["+".join(called)] = free
            free += size
        digits = [columns[name][value] for name, value in zip(called, values, strict=True)]
        number = sum(digit * count for digit, count in zip(digits, counts[called], strict=True))
        sums[templates["+".join(called)] + number] = weight
    return columns, templates, sums


def spelt(tables: Tables) -> Iterator[tuple[str, int]]:
    """The weights by the names of features again."""
    for family, (columns, templates, sums) in tables.items():
        values = {name: {number: value for value, number in column.items()} for name, column in columns.items()}
        firsts, called = list(templates.values()), [name.split("+") for name in templates]
        for number, weight in sums.items():
            n = bisect_right(firsts, number) - 1
            told = [values[name][digit] for name, digit in _digits(number - firsts[n], columns, called[n])]
            yield f"{family}/{'+'.join(called[n])}={BETWEEN.join(told)}", weight


def _digits(number: int, columns: Columns, called: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The number of each column's value in that of a feature."""
    for name in called:
        number, digit = divmod(number, len(columns[name]) + 1)
        yield name, digit
