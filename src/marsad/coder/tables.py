"""Weights by the names of features as tables by number, and back.

Each value that a family's weights know has a number, and the numbers are spaced so that the sum of a feature's values
tells it from every other feature of its family.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.coder.facts import BETWEEN, parted

Columns = dict[str, dict[str, int]]  # by what a value is called, the number of each value known
Table = tuple[Columns, dict[str, int], dict[int, int]]  # and the number of each template, the weight of each feature
Tables = dict[str, Table]  # by the family's name
NOTHING: Table = ({}, {}, {})


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
