"""Linear models over named features: the only learned part of the coder. Scoring is a sum of look-ups."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from marsad.coder.facts import BETWEEN, Fact, Family, Key, names, parted

BIAS = "(bias)"
_MEMORY = 4_500  # facts whose weight a model remembers, twice
Value = TypeVar("Value")


Tables = dict[str, dict[Key, Value]]  # by the label of a template and the values of a feature, what it weighs
Row = tuple[tuple[int, float], ...]  # the weights that are not nought, each with its label's number


def sparse(row: Iterable[float]) -> Row:
    """A weight for each label, without the noughts: most are."""
    return tuple((k, weight) for k, weight in enumerate(row) if weight)


def tables_of(weights: Iterable[tuple[str, Value]]) -> Tables[Value]:
    """Weights by the names of features, by template and value."""
    tables: Tables[Value] = {}
    for name, weight in weights:
        label, key = parted(name)
        tables.setdefault(label, {})[key] = weight
    return tables


def spelt(tables: Tables[Value]) -> Iterator[tuple[str, Value]]:
    """The same, by the names of features again."""
    for label, table in tables.items():
        for key, weight in table.items():
            yield f"{label}={key if isinstance(key, str) else BETWEEN.join(key)}", weight


class _Opened(dict[Family, list[tuple[Callable[[Fact], Key], dict[Key, Any]]]]):
    """For each family met the tables of its templates; those without a weight are left out."""

    def __init__(self, tables: Tables[Any]) -> None:
        super().__init__()
        self.tables = tables

    def __missing__(self, family: Family) -> list[tuple[Callable[[Fact], Key], dict[Key, Any]]]:
        pairs = zip(family.getters, family.labels, strict=True)
        found = self[family] = [(getter, self.tables[label]) for getter, label in pairs if label in self.tables]
        return found


class _Known(dict[Fact, Value]):
    """What facts weigh, worked out once. What was asked for since the memory last filled up outlives its emptying."""

    def __init__(self, weigh: Callable[[Fact], Value]) -> None:
        super().__init__()
        self._weigh = weigh
        self._before: dict[Fact, Value] = {}

    def __missing__(self, fact: Fact) -> Value:
        weight = self._before.get(fact)
        if weight is None:
            weight = self._weigh(fact)
        if len(self) >= _MEMORY:
            self._before = self.copy()
            self.clear()
        self[fact] = weight
        return weight


class Binary:
    """A logistic model of a yes-or-no question."""

    def __init__(self, bias: float, tables: Tables[float]) -> None:
        self.bias = bias
        self.tables = tables
        self._opened = _Opened(tables)
        self._known = _Known(self._weigh)  # what each common fact weighs, all its features together

    @classmethod
    def of(cls, weights: dict[str, float]) -> Binary:
        """The model of weights by the names of features, the bias under its own."""
        return cls(weights.get(BIAS, 0.0), tables_of((f, w) for f, w in weights.items() if f != BIAS))

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weights by the names of features, with the bias."""
        return {BIAS: self.bias} | dict(spelt(self.tables))

    def score(self, facts: Iterable[Fact]) -> float:
        """The log-odds of yes."""
        known, total = self._known, self.bias
        for fact in facts:
            if fact[0].common:
                total += known[fact]
            else:
                for getter, table in self._opened[fact[0]]:
                    total += table.get(getter(fact), 0.0)
        return total

    def _weigh(self, fact: Fact) -> float:
        return math.fsum(table.get(getter(fact), 0.0) for getter, table in self._opened[fact[0]])

    def probability(self, facts: Iterable[Fact]) -> float:
        """The probability of yes."""
        return sigmoid(self.score(facts))

    def reasons(self, facts: Iterable[Fact], most: int = 3) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, the heaviest first."""
        weighed = [(f, self.weights[f]) for f in names(facts) if f in self.weights]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


class Choice:
    """A multinomial model: one of several labels."""

    def __init__(self, labels: Sequence[str], bias: tuple[float, ...], tables: Tables[Row]) -> None:
        self.labels = tuple(labels)
        self.bias = bias
        self.tables = tables
        self._opened = _Opened(tables)
        self._known = _Known(self._weigh)

    @classmethod
    def of(cls, labels: Sequence[str], weights: dict[str, tuple[float, ...]]) -> Choice:
        """The model of a weight for each label, by the names of features, the bias under its own."""
        rows = ((f, sparse(row)) for f, row in weights.items() if f != BIAS)
        return cls(labels, weights.get(BIAS, (0.0,) * len(labels)), tables_of(rows))

    @cached_property
    def weights(self) -> dict[str, Row]:
        """The weights by the names of features, without the bias."""
        return dict(spelt(self.tables))

    def _scores(self, facts: Iterable[Fact]) -> list[float]:
        scores, known = list(self.bias), self._known
        for fact in facts:
            if fact[0].common:
                for k, weight in known[fact]:
                    scores[k] += weight
            else:
                for getter, table in self._opened[fact[0]]:
                    for k, weight in table.get(getter(fact), ()):
                        scores[k] += weight
        return scores

    def _weigh(self, fact: Fact) -> tuple[tuple[int, float], ...]:
        """What all the features of a fact add to each label that they add to."""
        sums: dict[int, float] = {}
        for getter, table in self._opened[fact[0]]:
            for k, weight in table.get(getter(fact), ()):
                sums[k] = sums.get(k, 0.0) + weight
        return tuple(sums.items())

    def probabilities(self, facts: Iterable[Fact]) -> list[float]:
        """The probability of each label, in the order of ``labels``."""
        scores = self._scores(facts)
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        total = sum(powers)
        return [p / total for p in powers]

    def reasons(self, facts: Iterable[Fact], label: str, most: int = 3) -> list[tuple[str, float]]:
        """The features that weighed most for ``label``."""
        k = self.labels.index(label)
        weighed = [(f, dict(self.weights.get(f, ())).get(k, 0.0)) for f in names(facts)]
        return sorted((pair for pair in weighed if pair[1]), key=lambda pair: -abs(pair[1]))[:most]


@dataclass(frozen=True, slots=True)
class Scale:
    """Chances as the coder computes them, and how often such claims were right on reports not trained on."""

    steps: tuple[tuple[float, float], ...]  # (from this chance on, share that was right), rising

    def at(self, chance: float) -> float:
        """The measured precision of claims with this chance."""
        k = bisect_right(self.steps, (chance, 2.0)) - 1
        return self.steps[max(k, 0)][1] if self.steps else 0.0


def sigmoid(score: float) -> float:
    """The logistic function, safe at both ends."""
    if score < -60:
        return 0.0
    return 1.0 / (1.0 + math.exp(-score))


@dataclass(frozen=True, slots=True)
class Models:
    """Every model of the coder. ``marsad train`` makes another set from labelled reports."""

    happening: Binary  # is this trigger a happening of the guide?
    type: Choice  # of which type?
    role: Choice  # is this actor its initiator, its target, or neither?
    place: Binary  # did it happen at this place?
    role_again: Choice  # the same beside the other candidates and the neighbouring triggers
    place_again: Binary
    retelling: Binary  # do these two triggers tell one happening?
    kind: Choice  # of which type is a group of tellings?
    claim: Binary  # is this group of tellings a claim of its own?
    precision: Scale  # how often claims of a chance were right
    toll: Binary  # does this casualty count belong to this trigger?
    time: Binary  # does this time?
