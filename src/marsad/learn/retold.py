"""Fit what tells retellings from happenings of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from marsad.coder.analysis import Analysis
from marsad.coder.coreference import Pairs, comparisons
from marsad.coder.facts import Fact
from marsad.coder.linear import BIAS, Binary, sigmoid
from marsad.coder.tellings import Group, Telling
from marsad.learn.align import Gold
from marsad.learn.ranking import Ranking
from marsad.learn.rows import FOLDS, Rows, Strength

OPTIONAL = 0.3  # the weight of what two careful readers may leave out
Linear = tuple[np.ndarray, np.ndarray, float]  # the columns that tell, their weights, the bias
Claims = list[dict[int, Gold]]  # for each report the gold claim of each trigger that has one


class Choices:
    """Rows that are chosen among, those of one telling side by side; without weight they are not learned from."""

    def __init__(self, trust: Sequence[float]) -> None:
        self.rows = Rows(trust)
        self.telling: list[tuple[int, int]] = []  # the report and the trigger that each row is a choice of

    def add(self, report: int, trigger: int, facts: list[Fact], right: bool, weight: float) -> None:
        """Add what the telling of ``trigger`` may go back to."""
        self.rows.add(report, facts, right, weight)
        self.telling.append((report, trigger))

    def fitted(self, matrix: csr_matrix, strength: Strength, without: int | None = None) -> Linear:
        """What is learned from all folds but one."""
        weights, folds = np.array(self.rows.weights), np.array(self.rows.report) % FOLDS
        taken = np.flatnonzero((weights > 0) & (folds != without))
        new = [n == 0 or self.telling[k] != self.telling[taken[n - 1]] for n, k in enumerate(taken)]
        starts = np.flatnonzero(new)
        return _fitted(matrix[taken], starts, np.array(self.rows.labels)[taken], weights[taken][starts], strength)

    def binary(self, learned: Linear) -> Binary:
        """The coder's model, without weights too small to matter."""
        columns, weights, bias = learned
        names = np.array(list(self.rows.numbers), dtype=object)[columns]
        kept = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}
        return Binary.of({BIAS: round(bias, 3)} | {name: w for name, w in kept.items() if w})


def _fitted(
    inside: csr_matrix, starts: np.ndarray, right: np.ndarray, weights: np.ndarray, strength: Strength
) -> Linear:
    columns = np.flatnonzero(np.asarray((inside > 0).sum(axis=0)).ravel() >= strength.least)
    found, bias = Ranking(inside[:, columns], starts, right, weights).fit(strength.c, strength.rounds)
    telling = abs(found) >= strength.floor
    if telling.any() and not telling.all():
        columns = columns[telling]
        found, bias = Ranking(inside[:, columns], starts, right, weights).fit(strength.c, strength.rounds)
    return columns, found, bias


def fit_retellings(
    analyses: Sequence[Analysis],
    claims: Claims,
    tellings: list[list[Telling]],
    trust: Sequence[float],
    strength: Strength,
) -> tuple[Binary, list[Pairs]]:
    """The model of pairs, and each report's pairs with out-of-fold chances."""
    choices = Choices(trust)
    at: list[tuple[int, int]] = []
    for n, analysis in enumerate(analyses):
        for compared in comparisons(analysis, tellings[n]):
            number = compared.later.trigger.n
            for place, earlier in enumerate(compared.earlier):
                a, b = claims[n].get(earlier.trigger.n), claims[n].get(number)
                weight = 0.0 if a is None or b is None else _weight(b)
                choices.add(n, number, compared.facts(place), a is b, weight)
                at.append((earlier.trigger.n, number))
    matrix, folds = choices.rows.matrix(), np.array(choices.rows.report) % FOLDS
    chances: list[Pairs] = [{} for _ in analyses]
    for fold in range(FOLDS):
        outside = np.flatnonzero(folds == fold)
        if len(outside) == 0:
            continue
        columns, weights, bias = choices.fitted(matrix, strength, fold)
        scores = matrix[outside][:, columns] @ weights + bias
        for k, score in zip(outside, scores, strict=True):
            chances[choices.rows.report[k]][at[k]] = sigmoid(float(score))
    return choices.binary(choices.fitted(matrix, strength)), chances


def _weight(claim: Gold) -> float:
    return OPTIONAL if claim.get("optional") else 1.0


def owner_of(group: Group, claims: dict[int, Gold]) -> Gold | None:
    """The gold claim most of the group's tellings belong to."""
    votes: dict[int, list[Gold]] = {}
    for telling in group.tellings:
        claim = claims.get(telling.trigger.n)
        if claim:
            votes.setdefault(id(claim), []).append(claim)
    return max(votes.values(), key=len)[0] if votes else None
