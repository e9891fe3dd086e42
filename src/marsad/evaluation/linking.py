"""How well claims were brought together: pairs and B-cubed against a known truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean. Where nothing was asked for or nothing given, there is no error."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Linking:
    """``pairs`` counts pairs of claims that share a cluster, ``b_cubed`` (Bagga and Baldwin 1998) weighs each claim
    alike, however large its cluster.
    """

    pairs: Figures
    b_cubed: Figures


def measure(
    found: Mapping[str, Hashable], truth: Mapping[str, Hashable], perhaps: Collection[frozenset[str]] = ()
) -> Linking:
    """Compare clusters with the truth, each given as the cluster of each claim; both must hold the same claims.

    ``perhaps`` are pairs of claims that careful readers may or may not bring together: they count neither way in
    ``pairs``.
    """
    both = Counter((found[claim], truth[claim]) for claim in truth)
    ours, theirs = Counter(found[claim] for claim in truth), Counter(truth.values())
    right, given, asked = _pairs(both), _pairs(ours), _pairs(theirs)
    for pair in perhaps:
        one, two = sorted(pair)
        here, there = found[one] == found[two], truth[one] == truth[two]
        right, given, asked = right - (here and there), given - here, asked - there
    size = len(truth) or 1
    return Linking(
        Figures(right / given if given else 1.0, right / asked if asked else 1.0),
        Figures(
            sum(n * n / ours[mine] for (mine, _), n in both.items()) / size,
            sum(n * n / theirs[real] for (_, real), n in both.items()) / size,
        ),
    )


def _pairs(sizes: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())
