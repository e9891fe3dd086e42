"""A linear model of which telling before it each telling goes back to, if any.

Each telling chooses among its candidates and «none of them», whose score is nought; any telling of its own happening is
a right choice. That is what the coder does with the scores, so it is what is learned: to tell the right ones from
the rest, not to call every pair by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


class Ranking:
    """The choices of one training set: rows of a matrix, those of one choice side by side.

    ``starts`` are the first rows of each choice, ``right`` tells the right rows, ``weights`` what each choice counts.
    """

    def __init__(
        self, matrix: csr_matrix, starts: Sequence[int] | np.ndarray, right: np.ndarray, weights: np.ndarray
    ) -> None:
        self.matrix = matrix
        self.transposed = matrix.T.tocsr()
        self.starts = np.asarray(starts)
        self.right = right.astype(float)
        self.weights = weights
        sizes = np.diff(np.append(self.starts, matrix.shape[0]))
        self.choice = np.repeat(np.arange(len(self.starts)), sizes)
        self.first = np.add.reduceat(self.right, self.starts) == 0  # no row is right: told for the first time

    def fit(self, c: float, rounds: int) -> tuple[np.ndarray, float]:
        """The weights and the bias; ``c`` as scikit-learn's C."""
        start = np.zeros(self.matrix.shape[1] + 1)
        options = {"maxiter": rounds}
        found = minimize(self._loss, start, args=(c,), jac=True, method="L-BFGS-B", options=options)
        return found.x[:-1], float(found.x[-1])

    def _loss(self, point: np.ndarray, c: float) -> tuple[float, np.ndarray]:
        weights, bias = point[:-1], point[-1]
        scores = self.matrix @ weights + bias
        top = np.maximum(np.maximum.reduceat(scores, self.starts), 0.0)
        powers = np.exp(scores - top[self.choice])
        none = np.exp(-top)
        total = np.add.reduceat(powers, self.starts) + none
        rights = powers * self.right
        reached = np.add.reduceat(rights, self.starts) + np.where(self.first, none, 0.0)
        reached = np.maximum(reached, 1e-12)
        loss = float(self.weights @ (np.log(total) - np.log(reached)))
        shares = powers / total[self.choice] - rights / reached[self.choice]
        slope = shares * self.weights[self.choice]
        gradient = np.append(self.transposed @ slope, slope.sum())
        return 0.5 * float(weights @ weights) + c * loss, np.append(weights, 0.0) + c * gradient
