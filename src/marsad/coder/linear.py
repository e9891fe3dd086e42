"""Linear models over named features: the only learned part of the coder.

A model is a plain text file: a comment head, then one feature a line with its weight for each label, so that a
person can read what decides. Scoring is a sum of look-ups.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

from marsad.model import MarsadError

WEIGHTS = Path(__file__).parent / "weights"
BIAS = "(bias)"
_FEW = 4  # labels
_NOUGHTS = repeat(0.0)  # what a feature without a weight adds


class Binary:
    """A logistic model of a yes-or-no question."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.bias = weights.get(BIAS, 0.0)
        self.weights = weights

    def score(self, features: Iterable[str]) -> float:
        """The log-odds of yes."""
        return self.bias + sum(map(self.weights.get, features, _NOUGHTS))

    def probability(self, features: Iterable[str]) -> float:
        """The probability of yes."""
        return sigmoid(self.score(features))

    def reasons(self, features: Iterable[str], most: int = 3) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, the heaviest first."""
        weighed = [(f, self.weights[f]) for f in features if f in self.weights]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


class Choice:
    """A multinomial model: one of several labels."""

    def __init__(self, labels: Sequence[str], weights: dict[str, tuple[float, ...]]) -> None:
        self.labels = tuple(labels)
        self.bias = weights.get(BIAS, (0.0,) * len(self.labels))
        # Most weights are nought: keep the others only, by the label's number.
        self.weights = {f: tuple((k, w) for k, w in enumerate(row) if w) for f, row in weights.items() if f != BIAS}
        # A few labels are summed faster one by one, each with its own table.
        self._tables = self._by_label() if len(self.labels) <= _FEW else ()

    def _by_label(self) -> tuple[dict[str, float], ...]:
        tables: tuple[dict[str, float], ...] = tuple({} for _ in self.labels)
        for feature, row in self.weights.items():
            for k, weight in row:
                tables[k][feature] = weight
        return tables

    def _scores(self, features: Sequence[str]) -> list[float]:
        if self._tables:
            return [b + sum(map(t.get, features, _NOUGHTS)) for b, t in zip(self.bias, self._tables, strict=True)]
        scores = list(self.bias)
        get = self.weights.get
        for feature in features:
            for k, weight in get(feature, ()):
                scores[k] += weight
        return scores

    def probabilities(self, features: Sequence[str]) -> list[float]:
        """The probability of each label, in the order of ``labels``."""
        scores = self._scores(features)
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        total = sum(powers)
        return [p / total for p in powers]

    def reasons(self, features: Iterable[str], label: str, most: int = 3) -> list[tuple[str, float]]:
        """The features that weighed most for ``label``."""
        k = self.labels.index(label)
        weighed = [(f, dict(self.weights.get(f, ())).get(k, 0.0)) for f in features]
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
