"""Linear models over named features: the only learned part of the coder.

A model is a plain text file: a comment head, then one feature a line with its weight for each label, so that a
person can read what decides. Scoring is a sum of look-ups.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from marsad.coder.facts import Fact, Family, Key, names, parted
from marsad.model import MarsadError

WEIGHTS = Path(__file__).parent / "weights"
BIAS = "(bias)"
_MEMORY = 1 << 15  # facts whose weight a model remembers
Value = TypeVar("Value")


Tables = dict[str, dict[Key, Value]]  # by the label of a template and the values of a feature, what it weighs


def _tables(weights: Iterable[tuple[str, Value]]) -> Tables[Value]:
    tables: Tables[Value] = {}
    for name, weight in weights:
        label, key = parted(name)
        tables.setdefault(label, {})[key] = weight
    return tables


class _Opened(dict[Family, list[tuple[Callable[[Fact], Key], dict[Key, Any]]]]):
    """For each family met the tables of its templates; those without a weight are left out."""

    def __init__(self, tables: Tables[Any]) -> None:
        super().__init__()
        self.tables = tables

    def __missing__(self, family: Family) -> list[tuple[Callable[[Fact], Key], dict[Key, Any]]]:
        pairs = zip(family.getters, family.labels, strict=True)
        found = self[family] = [(getter, self.tables[label]) for getter, label in pairs if label in self.tables]
        return found


class Binary:
    """A logistic model of a yes-or-no question. ``weights`` are by the names of features (see ``facts``)."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.bias = weights.get(BIAS, 0.0)
        self.weights = weights
        self._opened = _Opened(_tables((f, w) for f, w in weights.items() if f != BIAS))
        self._known: dict[Fact, float] = {}  # what each common fact weighs, all its features together

    def score(self, facts: Iterable[Fact]) -> float:
        """The log-odds of yes."""
        known, total = self._known, self.bias
        for fact in facts:
            if fact[0].common:
                weight = known.get(fact)
                if weight is None:
                    weight = self._weigh(fact)
                    _keep(known, fact, weight)
                total += weight
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

    def __init__(self, labels: Sequence[str], weights: dict[str, tuple[float, ...]]) -> None:
        self.labels = tuple(labels)
        self.bias = weights.get(BIAS, (0.0,) * len(self.labels))
        # Most weights are nought: keep the others only, by the label's number.
        self.weights = {f: tuple((k, w) for k, w in enumerate(row) if w) for f, row in weights.items() if f != BIAS}
        self._opened = _Opened(_tables(self.weights.items()))
        self._known: dict[Fact, tuple[tuple[int, float], ...]] = {}

    def _scores(self, facts: Iterable[Fact]) -> list[float]:
        scores, known = list(self.bias), self._known
        for fact in facts:
            if fact[0].common:
                weights = known.get(fact)
                if weights is None:
                    weights = self._weigh(fact)
                    _keep(known, fact, weights)
                for k, weight in weights:
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


def _keep(known: dict[Fact, Value], fact: Fact, weight: Value) -> None:
    """Remember what a fact weighs; begin anew when the memory is full, as what comes often is soon back."""
    if len(known) >= _MEMORY:
        known.clear()
    known[fact] = weight


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


# A feature can hold a word's form, and a line break is a form too.
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CHARACTERS = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}


def escaped(feature: str) -> str:
    """A feature as it is written in a table: without tabs and line breaks of its own."""
    return feature.translate(_ESCAPES)


def _unescaped(name: str) -> str:
    return re.sub(r"\\.", lambda found: _CHARACTERS.get(found.group(), found.group()), name) if "\\" in name else name


def _rows(path: Path) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MarsadError(f"{path}: these weights cannot be read; reinstall marsad or run marsad train") from error
    labels: list[str] = []
    rows: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line:
            continue
        feature, *cells = line.split("\t")
        if not labels:
            labels = cells
            continue
        try:
            rows[_unescaped(feature)] = tuple(float(c) if c else 0.0 for _, c in zip(labels, cells, strict=True))
        except ValueError as error:
            told = f"{path}:{number}: not a feature with a weight for each label ({error}); run marsad train again"
            raise MarsadError(told) from error
    return labels, rows


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


def read(folder: Path) -> Models:
    """The models kept in ``folder``, one ``.tsv`` file each."""
    return Models(**{part.name: _model(str(part.type), folder / f"{part.name}.tsv") for part in fields(Models)})


def _model(kind: str, path: Path) -> Any:
    labels, rows = _rows(path)
    if kind == "Choice":
        return Choice(labels, rows)
    if kind == "Scale":
        return Scale(tuple(sorted((float(chance), row[0]) for chance, row in rows.items())))
    return Binary({feature: row[0] for feature, row in rows.items()})


@cache
def shipped() -> Models:
    """The models that come with the package."""
    return read(WEIGHTS)
