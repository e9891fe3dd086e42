"""Tables as lists of columns: a name, a type, what it means, and where its value comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Cell = str | int | float | bool | None

KINDS = ("text", "whole", "number", "truth")


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """``kind`` is one of ``KINDS``; ``meaning`` is shown in the reference, with what the field itself calls it."""

    name: str
    kind: str
    meaning: str
    value: Callable[[Item], Cell]


@dataclass(frozen=True, slots=True)
class Table(Generic[Item]):
    """Columns in their order. ``name`` is the file's stem, ``about`` one sentence for the reference."""

    name: str
    about: str
    columns: tuple[Column[Item], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def rows(self, items: Iterable[Item]) -> Iterator[tuple[Cell, ...]]:
        """One row an item."""
        for item in items:
            yield tuple(column.value(item) for column in self.columns)


def joined(values: Iterable[str | None]) -> str | None:
    """Several values in one cell, as ACLED and UCDP write them: «; » between them. ``None`` for none."""
    return "; ".join(value for value in values if value) or None
