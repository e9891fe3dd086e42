"""Learning to choose."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from marsad.learn.ranking import Ranking


def test_the_right_ones_are_told_from_the_rest_and_from_none() -> None:
    # Columns: speaks for, speaks against, stands beside every row.
    rows, right, starts = [], [], []
    for n in range(30):
        starts.append(len(rows))
        rows += [[1, 0, 1], [0, 1, 1]]
        right += [True, False]
        if n % 3 == 0:  # a choice in which no row is right
            starts.append(len(rows))
            rows.append([0, 1, 1])
            right.append(False)
    matrix = csr_matrix(np.array(rows, dtype=float))
    weights, bias = Ranking(matrix, starts, np.array(right), np.ones(len(starts))).fit(10.0, 100)
    scores = matrix @ weights + bias
    assert all(score > 0 for score, yes in zip(scores, right, strict=True) if yes)
    assert all(score < 0 for score, yes in zip(scores, right, strict=True) if not yes)


def test_any_of_several_right_ones_will_do() -> None:
    matrix = csr_matrix(np.array([[1, 0], [0, 1]] * 20, dtype=float))
    ranking = Ranking(matrix, list(range(0, 40, 2)), np.ones(40), np.ones(20))
    weights, bias = ranking.fit(10.0, 100)
    chosen = np.exp(matrix @ weights + bias).reshape(-1, 2).sum(axis=1)
    assert all(chosen / (1 + chosen) > 0.95)


def test_a_choice_without_weight_teaches_nothing() -> None:
    ranking = Ranking(csr_matrix(np.eye(3)), [0, 1, 2], np.array([True, False, True]), np.array([1.0, 1.0, 0.0]))
    weights, _ = ranking.fit(1.0, 50)
    assert weights[0] > weights[2] == 0 > weights[1]
