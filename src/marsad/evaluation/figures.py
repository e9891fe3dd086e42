"""Counts of right, wrong and missed, and the rates made of them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple


class Rates(NamedTuple):
    """Precision, recall and their harmonic mean, with the counts they come from."""

    p: float
    r: float
    f1: float
    tp: int
    fp: int
    fn: int


class Tally:
    """Counts by name: ``claims``, a slot, ``type air_strike``..."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._names: set[str] = set()

    def add(self, name: str, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Count ``tp`` right, ``fp`` wrong and ``fn`` missed under ``name``."""
        self._names.add(name)
        for key, number in (("tp", tp), ("fp", fp), ("fn", fn)):
            self._counts[name, key] += number

    def check(self, name: str, right: bool) -> bool:
        """Count a field that has one value in each claim; a wrong value is also a missed one."""
        self.add(name, tp=int(right), fp=int(not right), fn=int(not right))
        return right

    def types(self) -> list[str]:
        """The names of the claim types met, in order."""
        return sorted(name for name in self._names if name.startswith("type "))

    def rates(self, name: str) -> Rates:
        """The rates of ``name``; a rate with nothing to divide by is 0."""
        tp, fp, fn = (self._counts[name, key] for key in ("tp", "fp", "fn"))
        p = tp / (tp + fp) if tp + fp else 0.0
        r = tp / (tp + fn) if tp + fn else 0.0
        return Rates(p, r, 2 * p * r / (p + r) if p + r else 0.0, tp, fp, fn)
