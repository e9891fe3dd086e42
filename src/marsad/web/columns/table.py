"""The table: a row for each incident, the newest first, as arrays of numbers.

Words (ids of places, actors and sources, types, grades) and points are numbers in the arrays: see ``Codes``. What is
unknown is below nought: ``NONE``, and ``UNDATED`` for days, which count as ``date.toordinal`` does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from marsad.web.columns.marking import counted

Array = NDArray[Any]
K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound="_Parts")
NONE: Final = -1
UNDATED: Final = -1
UNKNOWN: Final = -2  # in the place of a number that nothing has
_THIN: Final = 16  # times as many numbers as rows, of which a list is still kept
BOUNDS: Final = ("low", "best", "high", "most")  # of a toll: see ``marsad.web.ledger.models.Incident``


class Codes(Generic[K]):
    """Values by number. Numbers are given once and stay, so that tables of different times can share them."""

    def __init__(self) -> None:
        self._numbers: dict[K, int] = {}
        self._values: list[K] = []
        self._guard = threading.Lock()

    def of(self, values: Iterable[K | None]) -> Array:
        """The numbers of values, each given one if it has none; ``NONE`` for no value."""
        told = list(values)
        with self._guard:
            for one in dict.fromkeys(told):
                if one is not None and one not in self._numbers:
                    self._values.append(one)
                    self._numbers[one] = len(self._values) - 1
        return np.array([NONE if one is None else self._numbers[one] for one in told], np.int32)

    def find(self, values: Iterable[K]) -> list[int]:
        """The numbers of the values that have one."""
        return [number for one in values if (number := self._numbers.get(one)) is not None]

    def number(self, value: K) -> int:
        """The number of a value, ``UNKNOWN`` where it has none."""
        return self._numbers.get(value, UNKNOWN)

    def value(self, number: int) -> K | None:
        """The value of a number; ``None`` for ``NONE``."""
        return None if number == NONE else self._values[number]

    def known(self, number: int) -> K:
        """The value of a number that is one."""
        return self._values[number]


def distinct(values: Array) -> Array:
    """Each value once, in order: what ``numpy.unique`` gives, by sorting, which takes a tenth of its hashing."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


CODES: Final[Codes[str]] = Codes()
SPELLINGS: Final[Codes[str]] = Codes()
SPOTS: Final[Codes[tuple[str | None, float, float]]] = Codes()  # the id of the place, latitude and longitude


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays of one length, one item for each of the same things."""

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Several, one after another."""
        return cls(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)})

    def taken(self, which: Array | slice) -> Self:
        """Some of the things: by their places, or by whether they are wanted."""
        return type(self)(**{f.name: getattr(self, f.name)[which] for f in fields(self)})


@dataclass(frozen=True, slots=True)
class Rows(Columns):
    """Incidents. ``number`` is that of the ledger's row, ``key`` the id in ASCII; ``first`` and ``last`` are days;
    ``spot`` is the point (of ``SPOTS``), ``radius`` in km not a number where it is unknown; ``tolls`` has a row for
    each incident and a column for each bound of each kind (``BOUNDS`` of ``incidents.KINDS``).
    """

    number: Array
    key: Array
    first: Array
    last: Array
    type: Array
    grade: Array
    disputed: Array
    country: Array
    governorate: Array
    place: Array
    spot: Array
    precision: Array
    radius: Array
    tolls: Array


@dataclass(frozen=True, slots=True)
class _Parts(Columns):
    """Things of incidents; ``row`` is the incident's place in the table, or its number while there is no table."""

    row: Array

    def at(self, rows: Array) -> Self:
        """The same of incidents that are told otherwise."""
        return replace(self, row=rows)


@dataclass(frozen=True, slots=True)
class Facets(_Parts):
    """What incidents can be found by; in a table in the order of the values' numbers."""

    value: Array

    def having(self, value: int) -> Array:
        """The rows of a value, of a table's facets."""
        rows: Array = self.row[_span(self.value, value)]
        return rows

    def times(self, fits: Array | None = None) -> tuple[Array, Array]:
        """The values of a table's facets, each once and in order, and how many of its rows fit (``fits`` says of each
        row of the table whether it does; some values may have none): counted where they stand, which is sooner done
        than to gather those that fit.
        """
        if fits is not None:
            return counted(self.value, fits, self.row)
        first = np.append(0, np.flatnonzero(self.value[1:] != self.value[:-1]) + 1)[: len(self.value)]
        return self.value[first], np.diff(np.append(first, len(self.value)))


@dataclass(frozen=True, slots=True)
class Deeds(_Parts):
    """Actors in claims: whether as target, what the claim calls the deed, how it spells the actor (a number of
    ``SPELLINGS``), and the numbers of claim and report; in a table in the order of the actors' numbers.
    """

    party: Array
    target: Array
    type: Array
    name: Array
    claim: Array
    report: Array

    def by(self, party: int) -> Self:
        """Those of one actor, of a table's deeds."""
        return self.taken(_span(self.party, party))


@dataclass(frozen=True, slots=True)
class Voices(_Parts):
    """Sources that pass on another's word: the source, whose word it is, and whether the source is the claim's outlet
    or stands in its chain. A source has one row a claim.
    """

    party: Array
    origin: Array
    outlet: Array


@dataclass(frozen=True, slots=True)
class Tellings(_Parts):
    """In which reports (their numbers in the ledger) incidents are told."""

    report: Array


def _span(ordered: Array, value: int) -> slice:
    """Where a value stands in an array that is in order. For one of another type NumPy would turn the whole array into
    that first.
    """
    begin, end = np.searchsorted(ordered, np.array((value, value + 1), ordered.dtype)).tolist()
    return slice(begin, end)


@dataclass(frozen=True, slots=True)
class Table:
    """All incidents, the newest first, with what each can be found by (by kind of facet), who did it, where it is told,
    and who quotes whom in it.
    """

    rows: Rows
    facets: Mapping[str, Facets]
    deeds: Deeds
    tellings: Tellings
    voices: Voices

    def __len__(self) -> int:
        return len(self.rows.number)


Parts = tuple[Rows, Mapping[str, Facets], Deeds, Tellings, Voices]


def ordered(rows: Rows, facets: Mapping[str, Facets], deeds: Deeds, tellings: Tellings, voices: Voices) -> Table:
    """The table of rows in any order, all parts of which name the numbers of their incidents.

    What names an incident that has no row is left out: it was written while the rows were read, and is read next time.
    """
    made = rows.taken(newest(rows))
    places = _places(made.number)

    def placed(part: P) -> P:
        at = places(part.row)
        there = at != NONE
        return part.at(at) if there.all() else part.taken(there).at(at[there])

    return Table(
        made,
        {kind: _by(placed(found), "value") for kind, found in facets.items()},
        _by(placed(deeds), "party"),
        placed(tellings),
        placed(voices),
    )


def newest(rows: Rows) -> Array:
    """The order of rows: the newest first, those without a day last."""
    found: Array = np.lexsort((-rows.number, -rows.first))
    return found


def _places(numbers: Array) -> Callable[[Array], Array]:
    """Tells where each of these numbers stands, ``NONE`` for others: by a list of all numbers up to the highest, unless
    that would be far longer than they are many.
    """
    highest = int(numbers.max(initial=0))
    if highest < _THIN * len(numbers):
        told = np.full(highest + 2, NONE, np.int32)
        told[numbers] = np.arange(len(numbers), dtype=np.int32)
        return lambda asked: told[np.minimum(asked, highest + 1)]
    order = np.argsort(numbers)
    known = numbers[order]

    def found(asked: Array) -> Array:
        at = np.searchsorted(known, asked)
        there = np.append(known, NONE)[at] == asked
        return np.where(there, np.append(order, NONE)[at], NONE).astype(np.int32)

    return found


def _by(found: P, column: str) -> P:
    values = getattr(found, column)
    return found if (values[1:] >= values[:-1]).all() else found.taken(np.argsort(values, kind="stable"))
