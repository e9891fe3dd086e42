"""Training rows of one model, and the fitting of it: logistic regression over the features that are frequent enough."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from marsad.coder.facts import Fact, names
from marsad.coder.linear import BIAS, Binary, Choice

FOLDS = 4
TAUGHT = 0.01  # rows of less weight are guessed, not learned from


class Rows:
    """Training rows of one model. Features are kept as numbers; ``report`` keeps a report's rows in one fold.

    ``trust`` is what the rows of each report count for, by how carefully it was read; without it they all count alike.
    """

    def __init__(self, trust: Sequence[float] = ()) -> None:
        self._trust = trust
        self.numbers: dict[str, int] = {}
        self.features: list[array[int]] = []
        self._known: dict[Fact, tuple[int, ...]] = {}
        self.labels: list[Any] = []
        self.weights: list[float] = []
        self.report: list[int] = []

    def add(self, report: int, facts: Iterable[Fact], label: Any, weight: float = 1.0) -> None:
        """Add a row of the report numbered ``report``."""
        row = array("i")
        for fact in facts:
            row.extend(self._known.get(fact) or self._numbered(fact))
        self.features.append(row)
        self.labels.append(label)
        self.weights.append(weight * self._trust[report] if self._trust else weight)
        self.report.append(report)

    def _numbered(self, fact: Fact) -> tuple[int, ...]:
        numbers = self.numbers
        found = self._known[fact] = tuple(numbers.setdefault(name, len(numbers)) for name in names((fact,)))
        return found

    def matrix(self) -> csr_matrix:
        """The rows as a sparse matrix of noughts and ones."""
        ends = np.cumsum([0] + [len(row) for row in self.features])
        columns = np.fromiter((k for row in self.features for k in row), dtype=np.int32, count=int(ends[-1]))
        shape = (len(self.features), len(self.numbers))
        return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=shape)


@dataclass(frozen=True)
class Strength:
    """How strongly a model's weights are held down (scikit-learn's C), how rare a feature may be and how little it may
    weigh to be kept.
    """

    c: float
    least: int = 4
    floor: float = 0.1
    rounds: int = 60


class Fitted:
    """A fitted logistic regression over the columns that are frequent enough."""

    def __init__(self, rows: Rows, strength: Strength, matrix: csr_matrix, chosen: np.ndarray) -> None:
        chosen = chosen[np.array(rows.weights)[chosen] >= TAUGHT]
        labels = np.array(rows.labels)[chosen]
        weights = np.array(rows.weights)[chosen]
        inside = matrix[chosen]
        self.columns = np.flatnonzero(np.asarray((inside > 0).sum(axis=0)).ravel() >= strength.least)
        self.model = self._fit(inside, labels, weights, strength)
        # Most features weigh next to nothing: those that tell are fitted once more without them.
        telling = abs(self.model.coef_).max(axis=0) >= strength.floor
        if telling.any() and not telling.all():
            self.columns = self.columns[telling]
            self.model = self._fit(inside, labels, weights, strength)
        self.names = np.array(list(rows.numbers), dtype=object)[self.columns]

    def _fit(self, inside: csr_matrix, labels: np.ndarray, weights: np.ndarray, strength: Strength) -> Any:
        model = LogisticRegression(C=strength.c, max_iter=strength.rounds, solver="lbfgs")
        return model.fit(inside[:, self.columns], labels, sample_weight=weights)

    def probabilities(self, matrix: csr_matrix) -> np.ndarray:
        """For each row of ``matrix`` the probability of each label, in the order of ``model.classes_``."""
        return np.asarray(self.model.predict_proba(matrix[:, self.columns]))

    def binary(self) -> Binary:
        """The coder's model of a yes-or-no question, without weights too small to matter."""
        weights = dict(zip(self.names, self.model.coef_[0].astype(float).round(2).tolist(), strict=True))
        kept = {f: w for f, w in weights.items() if w}
        return Binary.of({BIAS: round(float(self.model.intercept_[0]), 3)} | kept)

    def choice(self) -> Choice:
        """The coder's model of several labels, without weights too small to matter."""
        table = self.model.coef_.astype(float).round(2)
        table[abs(table) < 0.02] = 0.0
        rows = {f: tuple(row) for f, row in zip(self.names, table.T.tolist(), strict=True) if any(row)}
        bias = tuple(self.model.intercept_.astype(float).round(2).tolist())
        return Choice.of([str(c) for c in self.model.classes_], {BIAS: bias} | rows)


def whole(rows: Rows, strength: Strength) -> Fitted:
    """The model fitted on every row."""
    return Fitted(rows, strength, rows.matrix(), np.arange(len(rows.labels)))


def out_of_fold(rows: Rows, strength: Strength, apply: Callable[[int, np.ndarray, list[str]], None]) -> None:
    """Hand each row's probabilities by a model fitted without its report to ``apply(row, probabilities, labels)``."""
    folds = np.array(rows.report) % FOLDS
    matrix = rows.matrix()
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if len(outside) == 0:
            continue
        fitted = Fitted(rows, strength, matrix, inside)
        names = [str(c) for c in fitted.model.classes_]
        for k, row in zip(outside, fitted.probabilities(matrix[outside]), strict=True):
            apply(int(k), row, names)
