"""``python -m marsad.learn.linking``: what weights labelled pairs of claims give for linking, beside those it goes by.

Pairs come from made-up retellings, whose truth is known, and from what people said of the claims of a ledger (merges
and splits). A logistic regression weighs the levels of agreement of each field, as ``data/linking.toml`` holds them.
Clusters are more than pairs, and the made-up differ from the real: whoever takes fitted weights over looks at both.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from marsad.evaluation.retelling import sketched
from marsad.ledger.linking.blocking import asked, filed
from marsad.ledger.linking.scoring import FIELDS, Bar, levels, score
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.weights import weights
from marsad.ledger.opening import open_store
from marsad.ledger.store import Store

_SEED, _OTHER_SEED = 21, 22
_CLAIMS: Final = 20_000
_DAYS: Final = 110  # as dense as a million in 15 years
_PRIOR: Final = 3.0  # the variance of weights before anything is seen: what is seldom seen stays near nought
_NEUTRAL: Final = "unknown"  # the level that weighs nothing where a field has it


class Pair(NamedTuple):
    """Two claims that meet, by their levels; ``score`` is in hundredths, by the weights as they are."""

    levels: tuple[str, ...]
    types: tuple[str, str]
    score: int
    same: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by field and level, with how many pairs have each; ``f1`` of pairs, that of the weights as they are, and
    of the fitted ones, on pairs that neither was fitted on.
    """

    weights: dict[str, dict[str, float]]
    seen: dict[str, Counter[str]]
    f1: tuple[float, float]


def generated(seed: int, claims: int = _CLAIMS, days: int = _DAYS) -> list[Pair]:
    """The pairs that meet among made-up claims."""
    sketches, truth = sketched(seed, claims, days)
    traits = {sketch.id: Traits(sketch) for sketch in sketches}
    index: dict[str, list[str]] = defaultdict(list)
    for sketch in sketches:
        for key in filed(sketch, traits[sketch.id]):
            index[key].append(sketch.id)
    return [
        pair
        for sketch in sketches
        for other in {o for key in asked(sketch, traits[sketch.id]) for o in index.get(key, ()) if o < sketch.id}
        if (pair := _pair(traits[sketch.id], traits[other], truth[sketch.id] == truth[other]))
    ]


def judged(store: Store) -> list[Pair]:
    """The pairs of claims that people brought together or parted and that linking would not rule out."""
    words = list(store.links.all_constraints())
    found = store.links.sketches({claim for word in words for claim in (word.a, word.b)})
    traits = {claim: Traits(sketch) for claim, sketch in found.items()}
    there = (word for word in words if word.a in traits and word.b in traits)
    return [pair for word in there if (pair := _pair(traits[word.a], traits[word.b], word.together))]


def fit(pairs: Sequence[Pair], others: Sequence[Pair]) -> Fit:
    """Weights fitted on some pairs, and how well they and the present ones do on ``others``."""
    columns = DictVectorizer()
    matrix = columns.fit_transform([_facts(pair) for pair in pairs])
    model = LogisticRegression(C=_PRIOR, max_iter=1_000).fit(matrix, [pair.same for pair in pairs])
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in zip(columns.get_feature_names_out(), model.coef_[0], strict=True):
        field, _, level = name.partition(".")
        found[field][level] = float(weight)
    truth = np.array([pair.same for pair in others])
    ours = model.predict(columns.transform([_facts(pair) for pair in others]))
    theirs = np.array([pair.score > 0 for pair in others])
    seen = {field: Counter(pair.levels[n] for pair in pairs) for n, field in enumerate(FIELDS)}
    return Fit(_levelled(found, float(model.intercept_[0])), seen, (_f1(theirs, truth), _f1(ours, truth)))


def lines(found: Fit) -> Iterator[str]:
    """The fitted weights in the form of ``data/linking.toml``, each with the present one and how often it was seen."""
    now = weights().levels
    for field, table in found.weights.items():
        yield f"[weights.{field}]"
        for level, weight in sorted(table.items(), key=lambda one: -one[1]):
            known = now.get(field, {}).get(level)
            told = f"now {known}" if known is not None else "by the types, see [[types]]"
            times = found.seen[field][level] if field in found.seen else ""
            yield f"{level} = {weight:.2f}  # {told}; {times} pairs".replace(";  pairs", "")
        yield ""
    yield f"# F1 over other pairs: {found.f1[0]:.4f} by the present weights, {found.f1[1]:.4f} by these"


def _pair(a: Traits, b: Traits, same: bool) -> Pair | None:
    told, weight = levels(a, b), score(a, b)
    if isinstance(told, Bar) or weight is None:
        return None
    return Pair(told, (a.type, b.type), weight, same)


def _facts(pair: Pair) -> dict[str, int]:
    return {f"{field}.{level}": 1 for field, level in zip(FIELDS, pair.levels, strict=True)}


def _levelled(found: dict[str, dict[str, float]], bias: float) -> dict[str, dict[str, float]]:
    """The same weights with ``unknown`` at nought in each field that has it: the prior takes up the rest."""
    moved = {field: table.get(_NEUTRAL, 0.0) for field, table in found.items()}
    levelled = {field: {level: w - moved[field] for level, w in table.items()} for field, table in found.items()}
    return {"prior": {"base": bias + sum(moved.values())}, **levelled}


def _f1(found: np.ndarray, truth: np.ndarray) -> float:
    return float(2 * (found & truth).sum() / max(found.sum() + truth.sum(), 1))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="python -m marsad.learn.linking", description=__doc__)
    parser.add_argument("--database", help="a ledger whose merges and splits count too")
    parser.add_argument("--claims", type=int, default=_CLAIMS, help=f"made-up claims to learn from ({_CLAIMS})")
    given = parser.parse_args()
    days = round(_DAYS * given.claims / _CLAIMS)
    pairs = generated(_SEED, given.claims, days)
    if given.database:
        pairs += judged(open_store(given.database, migrate=False))
    found = fit(pairs, generated(_OTHER_SEED, given.claims, days))
    sys.stdout.write("\n".join(lines(found)) + "\n")


if __name__ == "__main__":
    main()
