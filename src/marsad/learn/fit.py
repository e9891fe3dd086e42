"""Fit every model of the coder on labelled reports, each on what the stage before it will really hand over.

The models form a chain (the roles see the type that was guessed, the retellings see the roles that were guessed), so
each stage is trained on out-of-fold guesses of the one before it: what a model says of reports it has not seen.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.attach import count_facts, near_count, near_times, time_facts
from marsad.coder.context import context_facts
from marsad.coder.coreference import Group, Pairs, Telling, cluster, fullness, pair_facts, pairs
from marsad.coder.facts import Fact, names
from marsad.coder.happenings import HELD, trigger_facts, typing
from marsad.coder.kinds import kind_facts
from marsad.coder.linear import BIAS, Binary, Choice, Models, Scale
from marsad.coder.roles import Filler, candidates, make_filler
from marsad.coder.worth import group_facts
from marsad.learn.align import Gold, actor_roles, claims_of_triggers, fills, gold_counts, leads, type_of

Groups = list[list[Group]]  # for each report its groups of tellings
Owners = list[list[Gold | None]]  # for each of them the gold claim it tells
Claims = list[dict[int, Gold]]  # for each report the gold claim of each trigger that has one
FOLDS = 4
TAUGHT = 0.01  # rows of less weight are guessed, not learned from
OPTIONAL = 0.3  # the weight of what two careful readers may leave out

RETOLD = 0.3  # the weight of a retelling's roles, most of which stand at the fullest telling


class Rows:
    """Training rows of one model. Features are kept as numbers; ``report`` keeps a report's rows in one fold."""

    def __init__(self) -> None:
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
        self.weights.append(weight)
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


STRENGTHS = {
    "happening": Strength(0.15),
    "type": Strength(0.3, floor=0.14),
    "role": Strength(0.15),
    "place": Strength(0.15),
    "role_again": Strength(0.1),
    "place_again": Strength(0.1),
    "retelling": Strength(0.15),
    "kind": Strength(0.2),
    "claim": Strength(0.04),
    "toll": Strength(0.2),
    "time": Strength(0.2),
}


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


def fit(analyses: Sequence[Analysis], golds: Sequence[dict[str, Any]]) -> Models:
    """Models fitted on analysed reports and their gold codings, given in the same order."""
    claims = [claims_of_triggers(a, g) for a, g in zip(analyses, golds, strict=True)]
    happening, kinds = _fit_triggers(analyses, claims)
    roles, tellings = _fit_roles(analyses, claims)
    retelling, chances = _fit_retellings(analyses, claims, tellings)
    groups = [
        cluster([t for t in told if t.trigger.happening >= HELD], pairs_)
        for told, pairs_ in zip(tellings, chances, strict=True)
    ]
    owners = [[_owner(group, known) for group in found] for found, known in zip(groups, claims, strict=True)]
    kind = _fit_kinds(analyses, groups, owners)
    claim, precision = _fit_claims(analyses, groups, owners)
    return Models(
        happening=happening,
        type=kinds,
        **roles,
        retelling=retelling,
        kind=kind,
        claim=claim,
        precision=precision,
        toll=_fit_tolls(analyses, golds, claims),
        time=_fit_times(analyses, claims),
    )


def _fit_triggers(analyses: Sequence[Analysis], claims: Claims) -> tuple[Binary, Choice]:
    return _fit_happenings(analyses, claims), _fit_types(analyses, claims)


def _fit_happenings(analyses: Sequence[Analysis], claims: Claims) -> Binary:
    rows = Rows()
    at: list[Trigger] = []
    for n, analysis in enumerate(analyses):
        for trigger, facts in zip(analysis.triggers, trigger_facts(analysis), strict=True):
            trigger.facts = facts
            claim = claims[n].get(trigger.n)
            rows.add(n, facts, claim is not None, OPTIONAL if claim and claim.get("optional") else 1.0)
            at.append(trigger)

    def set_happening(k: int, chances: np.ndarray, _: list[str]) -> None:
        at[k].happening = float(chances[1])

    out_of_fold(rows, STRENGTHS["happening"], set_happening)
    return whole(rows, STRENGTHS["happening"]).binary()


def _fit_types(analyses: Sequence[Analysis], claims: Claims) -> Choice:
    rows = Rows()
    at: list[Trigger] = []
    for n, analysis in enumerate(analyses):
        for trigger in analysis.triggers:
            claim = claims[n].get(trigger.n)
            if claim:
                weight = OPTIONAL if claim.get("optional") else 1.0
                rows.add(n, typing(trigger.facts), type_of(claim, trigger), weight)
                at.append(trigger)
            elif trigger.happening >= HELD:  # guessed, not learned from
                rows.add(n, typing(trigger.facts), trigger.cls, 0.0)
                at.append(trigger)

    def set_type(k: int, chances: np.ndarray, names: list[str]) -> None:
        at[k].judge(dict(zip(names, chances.tolist(), strict=True)))

    out_of_fold(rows, STRENGTHS["type"], set_type)
    return whole(rows, STRENGTHS["type"]).choice()


class RoleRows:
    """The rows of one look at the roles: actors and places apart, each row with the filler it weighs."""

    def __init__(self) -> None:
        self.actors, self.places = Rows(), Rows()
        self.at_actor: list[Filler] = []
        self.at_place: list[Filler] = []

    def add(self, report: int, filler: Filler, facts: Iterable[Fact], claim: Gold | None, weight: float) -> None:
        """Add the row of one filler, labelled by its trigger's gold claim."""
        text = filler.named.core.text
        if filler.phrase.kind == "place":
            self.places.add(report, facts, claim is not None and fills(text, claim["places"]), weight)
            self.at_place.append(filler)
            return
        doers, struck = actor_roles(claim) if claim else ([], [])
        label = "initiator" if fills(text, doers) else "target" if fills(text, struck) else "none"
        self.actors.add(report, facts, label, weight)
        self.at_actor.append(filler)

    def guess(self, role: Strength, place: Strength) -> None:
        """Set every filler's chances to out-of-fold guesses."""

        def set_role(k: int, chances: np.ndarray, names: list[str]) -> None:
            self.at_actor[k].initiator = float(chances[names.index("initiator")])
            self.at_actor[k].target = float(chances[names.index("target")])

        def set_place(k: int, chances: np.ndarray, _: list[str]) -> None:
            self.at_place[k].place = float(chances[1])

        out_of_fold(self.actors, role, set_role)
        out_of_fold(self.places, place, set_place)


def _fit_roles(analyses: Sequence[Analysis], claims: Claims) -> tuple[dict[str, Any], list[list[Telling]]]:
    """The four role models by name, and each report's tellings with out-of-fold chances."""
    told: list[list[tuple[Trigger, list[Filler]]]] = []
    first, again = RoleRows(), RoleRows()
    for n, analysis in enumerate(analyses):
        held = [t for t in analysis.triggers if t.n in claims[n] or t.happening >= HELD]
        told.append([(t, [make_filler(analysis, t, *pair) for pair in candidates(analysis, t)]) for t in held])
        for trigger, fillers in told[n]:
            for filler in fillers:
                first.add(n, filler, filler.facts, *_taught(analysis, trigger, claims[n]))
    first.guess(STRENGTHS["role"], STRENGTHS["place"])
    for n, analysis in enumerate(analyses):
        for (trigger, fillers), rows in zip(told[n], context_facts(told[n], hopeless=True), strict=True):
            for filler, row in zip(fillers, rows, strict=True):
                again.add(n, filler, row, *_taught(analysis, trigger, claims[n]))
    again.guess(STRENGTHS["role_again"], STRENGTHS["place_again"])
    models = {
        "role": whole(first.actors, STRENGTHS["role"]).choice(),
        "place": whole(first.places, STRENGTHS["place"]).binary(),
        "role_again": whole(again.actors, STRENGTHS["role_again"]).choice(),
        "place_again": whole(again.places, STRENGTHS["place_again"]).binary(),
    }
    return models, [[Telling(trigger, fillers) for trigger, fillers in row] for row in told]


def _taught(analysis: Analysis, trigger: Trigger, claims: dict[int, Gold]) -> tuple[Gold | None, float]:
    """The gold claim of a trigger and the weight of its rows; one without a claim teaches nothing."""
    claim = claims.get(trigger.n)
    if claim is None:
        return None, 0.0
    weight = OPTIONAL if claim.get("optional") else 1.0
    return claim, weight if leads(analysis, trigger, claim) else weight * RETOLD


def _fit_retellings(
    analyses: Sequence[Analysis], claims: Claims, tellings: list[list[Telling]]
) -> tuple[Binary, list[Pairs]]:
    rows = Rows()
    at: list[tuple[int, int, int]] = []
    for n, analysis in enumerate(analyses):
        for earlier, later in pairs(tellings[n]):
            a, b = claims[n].get(earlier.trigger.n), claims[n].get(later.trigger.n)
            weight = 0.0 if a is None or b is None else OPTIONAL if a.get("optional") and b.get("optional") else 1.0
            rows.add(n, pair_facts(analysis, earlier, later), a is b and a is not None, weight)
            at.append((n, earlier.trigger.n, later.trigger.n))
    chances: list[Pairs] = [{} for _ in analyses]

    def set_chance(k: int, row: np.ndarray, _: list[str]) -> None:
        n, a, b = at[k]
        chances[n][a, b] = float(row[1])

    out_of_fold(rows, STRENGTHS["retelling"], set_chance)
    return whole(rows, STRENGTHS["retelling"]).binary(), chances


def _fit_kinds(analyses: Sequence[Analysis], groups: Groups, owners: Owners) -> Choice:
    rows = Rows()
    at: list[Group] = []
    for n, analysis in enumerate(analyses):
        for group, owner in zip(groups[n], owners[n], strict=True):
            group.kind_facts = tuple(kind_facts(analysis, group))
            weight = 0.0 if owner is None else OPTIONAL if owner.get("optional") else 1.0
            label = type_of(owner, group.lead.trigger) if owner else group.lead.trigger.type
            rows.add(n, group.kind_facts, label, weight)
            at.append(group)

    def set_kinds(k: int, chances: np.ndarray, names: list[str]) -> None:
        at[k].judge(dict(zip(names, chances.tolist(), strict=True)))

    out_of_fold(rows, STRENGTHS["kind"], set_kinds)
    return whole(rows, STRENGTHS["kind"]).choice()


def _fit_claims(analyses: Sequence[Analysis], groups: Groups, owners: Owners) -> tuple[Binary, Scale]:
    rows = Rows()
    for n, analysis in enumerate(analyses):
        best: dict[int, int] = {}
        for k, owner in enumerate(owners[n]):
            if owner and (
                id(owner) not in best or _fit_of(groups[n][k], owner) > _fit_of(groups[n][best[id(owner)]], owner)
            ):
                best[id(owner)] = k
        for k, owner in enumerate(owners[n]):
            weight = OPTIONAL if owner and owner.get("optional") else 1.0
            rows.add(n, group_facts(analysis, groups[n], k), bool(owner and best[id(owner)] == k), weight)
    return whole(rows, STRENGTHS["claim"]).binary(), _scale(rows)


def _scale(rows: Rows) -> Scale:
    """How often groups of a chance were claims of their own, by out-of-fold chances; never falling as chances rise."""
    chances = np.zeros(len(rows.labels))

    def set_chance(k: int, row: np.ndarray, _: list[str]) -> None:
        chances[k] = row[1]

    out_of_fold(rows, STRENGTHS["claim"], set_chance)
    rising = IsotonicRegression(out_of_bounds="clip").fit(chances, rows.labels, sample_weight=rows.weights)
    steps = np.arange(0.0, 1.0, 0.05)
    return Scale(
        tuple(
            (round(float(s), 2), round(float(p), 2)) for s, p in zip(steps, rising.predict(steps + 0.025), strict=True)
        )
    )


def _owner(group: Group, claims: dict[int, Gold]) -> dict[str, Any] | None:
    """The gold claim most of the group's tellings belong to."""
    votes: dict[int, list[dict[str, Any]]] = {}
    for telling in group.tellings:
        claim = claims.get(telling.trigger.n)
        if claim:
            votes.setdefault(id(claim), []).append(claim)
    return max(votes.values(), key=len)[0] if votes else None


def _fit_of(group: Group, claim: dict[str, Any]) -> tuple[bool, float]:
    return group.kind == claim["type"], fullness(group.lead)[0]


def _fit_tolls(analyses: Sequence[Analysis], golds: Sequence[dict[str, Any]], claims: Claims) -> Binary:
    rows = Rows()
    for n, analysis in enumerate(analyses):
        held = [t for t in analysis.triggers if t.happening >= HELD or t.n in claims[n]]
        for count in analysis.counts:
            owners = gold_counts(count, golds[n])
            for trigger in near_count(analysis, count, held):
                claim = claims[n].get(trigger.n)
                rows.add(n, count_facts(analysis, count, trigger), any(claim is o for o in owners))
    return whole(rows, STRENGTHS["toll"]).binary()


def _fit_times(analyses: Sequence[Analysis], claims: Claims) -> Binary:
    rows = Rows()
    for n, analysis in enumerate(analyses):
        for trigger in analysis.triggers:
            claim = claims[n].get(trigger.n)
            if not claim:
                continue
            when = claim["when"]
            weight = OPTIONAL if claim.get("optional") else 1.0
            for time in near_times(analysis, trigger):
                right = bool(when) and (time.first, time.last) == (when["from"], when["to"])
                rows.add(n, time_facts(analysis, time, trigger), right, weight)
    return whole(rows, STRENGTHS["time"]).binary()
