"""Who speaks in each entry of an incident, and how many of those are independent of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from marsad.ledger.entry import Entry

T = TypeVar("T")
Independent = Callable[[Iterable[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Voices:
    """``origins`` gives the origin (a source id) of entries by their ids, the entry's own where it has none;
    ``independent`` the independent ones of some origins, of each voice the first.
    """

    origins: Mapping[str, str]
    independent: Independent

    def origin(self, entry: Entry) -> str:
        """The source whose word an entry is."""
        return self.origins.get(entry.id, entry.origin)

    def distinct(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """The independent origins of entries, those of the first entries first."""
        return self.independent(dict.fromkeys(map(self.origin, entries)))

    def count(self, origins: Iterable[str]) -> int:
        """How many independent ones there are among origins."""
        return len(self.independent(sorted(set(origins))))

    def are_two(self, a: str, b: str) -> bool:
        """Whether two origins are independent of each other."""
        return self.count((a, b)) > 1

    def by_origin(self, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
        """The entries of each origin, by the origin's id and in its order."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            found[self.origin(entry)].append(entry)
        return dict(sorted(found.items()))

    def supporters(self, told: Mapping[str, Sequence[T]], holds: Callable[[T], bool]) -> int:
        """How many independent origins have a value that holds, of the values that each tells."""
        return self.count(origin for origin, values in told.items() if any(map(holds, values)))

    def disagree(self, told: Mapping[str, Sequence[T]], same: Callable[[T, T], bool]) -> bool:
        """Whether two independent origins have values of which none is the same. Who has none disagrees with nobody."""
        pairs = combinations([origin for origin, values in told.items() if values], 2)
        return any(
            not any(same(a, b) for a, b in product(told[one], told[two])) and self.are_two(one, two)
            for one, two in pairs
        )
