"""Linear models over named features: the only learned part of the coder. Scoring is a sum of look-ups."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

from marsad.coder.facts import Fact, names
from marsad.coder.sums import look_up, parted
from marsad.coder.tables import Tables, numbered, spelt

BIAS: Final = "(bias)"
THOUSANDTHS: Final = 1000  # what a weight is counted in
_AT_ONCE: Final = 256  # features that hold at once; a label's sum has room for so many of the greatest weight
Row = tuple[tuple[int, float], ...]  # the weights that are not nought, each with its label's number


class Binary:
    """A logistic model of a yes-or-no question. Its weights are kept to thousandths."""

    def __init__(self, bias: float, tables: Tables) -> None:
        self.bias = bias
        self.tables = tables
        self._sums = look_up(tables)
        self._weights: dict[str, float] | None = None

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Binary:
        """The model of weights by the names of features, the bias under its own."""
        return cls(weights.get(BIAS, 0.0), numbered((f, _whole(w)) for f, w in weights.items() if f != BIAS))

    @property
    def weights(self) -> dict[str, float]:
        """The weights by the names of features, with the bias."""
        if self._weights is None:
            self._weights = {BIAS: self.bias} | {f: w / THOUSANDTHS for f, w in spelt(self.tables)}
        return self._weights

    def score(self, facts: Iterable[Fact]) -> float:
        """The log-odds of yes."""
        return self.bias + self._sums.total(facts) / THOUSANDTHS

    def probability(self, facts: Iterable[Fact]) -> float:
        """The probability of yes."""
        return sigmoid(self.score(facts))

    def reasons(self, facts: Iterable[Fact], most: int = 3) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, the heaviest first."""
        weighed = [(f, self.weights[f]) for f in names(facts) if f in self.weights]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


class Choice:
    """A multinomial model: one of several labels. Its weights are kept to thousandths.

    The weights of a feature stand side by side in one integer, ``width`` bits for each label.
    """

    def __init__(self, labels: Sequence[str], bias: tuple[float, ...], width: int, tables: Tables) -> None:
        self.labels = tuple(labels)
        self.bias = bias
        self.width = width
        self.tables = tables
        self._sums = look_up(tables)
        self._weights: dict[str, Row] | None = None

    @classmethod
    def of(cls, labels: Sequence[str], weights: Mapping[str, Sequence[float]]) -> Choice:
        """The model of a weight for each label, by the names of features, the bias under its own."""
        rows = {f: [_whole(w) for w in row] for f, row in weights.items() if f != BIAS}
        width = width_of(rows.values())
        tables = numbered((f, packed(row, width)) for f, row in rows.items())
        return cls(labels, tuple(weights.get(BIAS, (0.0,) * len(labels))), width, tables)

    @property
    def weights(self) -> dict[str, Row]:
        """The weights by the names of features, without the bias."""
        if self._weights is None:
            self._weights = {
                f: tuple((k, w / THOUSANDTHS) for k, w in enumerate(parted(row, self.width, len(self.labels))) if w)
                for f, row in spelt(self.tables)
            }
        return self._weights

    def number(self, label: str) -> int:
        """Where a label stands in ``labels``. Raises ``ValueError`` if the model has no such label."""
        return self.labels.index(label)

    def probabilities(self, facts: Iterable[Fact]) -> list[float]:
        """The probability of each label, in the order of ``labels``."""
        sums, bias = self._sums.parted(facts, self.width, len(self.labels)), self.bias
        scores = [bias[n] + sums[n] / THOUSANDTHS for n in range(len(sums))]
        top = scores[0]
        for score in scores:
            if score > top:
                top = score
        total = 0.0
        for n, score in enumerate(scores):
            scores[n] = power = math.exp(score - top)
            total += power
        return [power / total for power in scores]

    def reasons(self, facts: Iterable[Fact], label: str, most: int = 3) -> list[tuple[str, float]]:
        """The features that weighed most for ``label``."""
        k = self.number(label)
        weighed = [(f, dict(self.weights.get(f, ())).get(k, 0.0)) for f in names(facts)]
        return sorted((pair for pair in weighed if pair[1]), key=lambda pair: -abs(pair[1]))[:most]


def _whole(weight: float) -> int:
    return round(weight * THOUSANDTHS)


def width_of(rows: Iterable[Iterable[int]]) -> int:
    """The bits that a label's sum of such weights takes, its sign included."""
    most = max((abs(weight) for row in rows for weight in row), default=0)
    return (most * _AT_ONCE).bit_length() + 1


def packed(row: Iterable[int], width: int) -> int:
    """Numbers side by side in one, ``width`` bits for each."""
    return sum(weight << width * k for k, weight in enumerate(row))


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


def kinds() -> dict[str, str]:
    """What each of ``Models`` is: «Binary», «Choice» or «Scale»."""
    # Compiled code keeps a field's type as the class, Python as it is written.
    return {part.name: getattr(part.type, "__name__", str(part.type)) for part in fields(Models)}
