"""Fit every model of the coder on labelled reports, each on what the stage before it will really hand over.

The models form a chain (the roles see the type that was guessed, the retellings see the roles that were guessed), so
each stage is trained on out-of-fold guesses of the one before it: what a model says of reports it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.attach import count_facts, near_count, near_times, time_facts
from marsad.coder.context import context_facts
from marsad.coder.coreference import cluster
from marsad.coder.facts import Fact
from marsad.coder.happenings import HELD, trigger_facts, typing
from marsad.coder.kinds import kind_facts
from marsad.coder.linear import Binary, Choice, Models, Scale
from marsad.coder.roles import Filler, candidates, make_filler
from marsad.coder.tellings import Group, Telling, fullness
from marsad.coder.worth import group_facts
from marsad.learn.align import Gold, actor_roles, claims_of_triggers, fills, gold_counts, leads, type_of
from marsad.learn.retold import fit_retellings, owner_of
from marsad.learn.rows import Rows, Strength, out_of_fold, whole

Groups = list[list[Group]]  # for each report its groups of tellings
Owners = list[list[Gold | None]]  # for each of them the gold claim it tells
Trust = Sequence[float]  # what each report counts for
Claims = list[dict[int, Gold]]  # for each report the gold claim of each trigger that has one
OPTIONAL = 0.3  # the weight of what two careful readers may leave out

SPARED = 0.05  # the weight of an optional claim where it is asked whether a claim is worth telling
RETOLD = 0.3  # the weight of a retelling's roles, most of which stand at the fullest telling


STRENGTHS = {
    "happening": Strength(0.15, floor=0.12),
    "type": Strength(0.3, floor=0.14),
    "role": Strength(0.15, floor=0.12),
    "place": Strength(0.15, floor=0.13),
    "role_again": Strength(0.1, floor=0.12),
    "place_again": Strength(0.1),
    "retelling": Strength(0.15),
    "kind": Strength(0.1, floor=0.08),
    "claim": Strength(0.04),
    "toll": Strength(0.2, floor=0.14),
    "time": Strength(0.2),
}


def fit(analyses: Sequence[Analysis], golds: Sequence[dict[str, Any]]) -> Models:
    """Models fitted on analysed reports and their gold codings, given in the same order.

    A gold coding may say how much it is to count for (``trust``, 1 if it does not).
    """
    claims = [claims_of_triggers(a, g) for a, g in zip(analyses, golds, strict=True)]
    trust = [gold.get("trust", 1.0) for gold in golds]
    happening, kinds = _fit_triggers(analyses, claims, trust)
    roles, tellings = _fit_roles(analyses, claims, trust)
    retelling, chances = fit_retellings(analyses, claims, tellings, trust, STRENGTHS["retelling"])
    groups = [
        cluster([t for t in told if t.trigger.happening >= HELD], pairs_)
        for told, pairs_ in zip(tellings, chances, strict=True)
    ]
    owners = [[owner_of(group, known) for group in found] for found, known in zip(groups, claims, strict=True)]
    kind = _fit_kinds(analyses, groups, owners, trust)
    claim, precision = _fit_claims(analyses, groups, claims, trust)
    return Models(
        happening=happening,
        type=kinds,
        **roles,
        retelling=retelling,
        kind=kind,
        claim=claim,
        precision=precision,
        toll=_fit_tolls(analyses, golds, claims, trust),
        time=_fit_times(analyses, claims, trust),
    )


def _fit_triggers(analyses: Sequence[Analysis], claims: Claims, trust: Trust) -> tuple[Binary, Choice]:
    return _fit_happenings(analyses, claims, trust), _fit_types(analyses, claims, trust)


def _fit_happenings(analyses: Sequence[Analysis], claims: Claims, trust: Trust) -> Binary:
    rows = Rows(trust)
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


def _fit_types(analyses: Sequence[Analysis], claims: Claims, trust: Trust) -> Choice:
    rows = Rows(trust)
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

    def __init__(self, trust: Trust) -> None:
        self.actors, self.places = Rows(trust), Rows(trust)
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


def _fit_roles(
    analyses: Sequence[Analysis], claims: Claims, trust: Trust
) -> tuple[dict[str, Any], list[list[Telling]]]:
    """The four role models by name, and each report's tellings with out-of-fold chances."""
    told: list[list[tuple[Trigger, list[Filler]]]] = []
    first, again = RoleRows(trust), RoleRows(trust)
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


def _fit_kinds(analyses: Sequence[Analysis], groups: Groups, owners: Owners, trust: Trust) -> Choice:
    rows = Rows(trust)
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


def _fit_claims(analyses: Sequence[Analysis], groups: Groups, claims: Claims, trust: Trust) -> tuple[Binary, Scale]:
    rows = Rows(trust)
    for n, analysis in enumerate(analyses):
        for k, (right, weight) in enumerate(rights(groups[n], claims[n])):
            rows.add(n, group_facts(analysis, groups[n], k), right, weight)
    return whole(rows, STRENGTHS["claim"]).binary(), _scale(rows)


def rights(groups: list[Group], claims: dict[int, Gold]) -> list[tuple[bool, float]]:
    """Whether each group would count as right, and with what weight: as the scorer has it, a claim is right when gold
    has one of its type at its trigger that no fuller group tells, and one that gold calls optional counts for nothing.
    """
    found = [(False, 1.0)] * len(groups)
    told: set[int] = set()
    for k in sorted(range(len(groups)), key=lambda k: fullness(groups[k].lead), reverse=True):
        claim = claims.get(groups[k].lead.trigger.n)
        if claim and id(claim) not in told and groups[k].kind in (claim["type"], *claim["alt_types"]):
            told.add(id(claim))
            found[k] = (True, SPARED if claim.get("optional") else 1.0)
    return found


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


def _fit_tolls(analyses: Sequence[Analysis], golds: Sequence[dict[str, Any]], claims: Claims, trust: Trust) -> Binary:
    rows = Rows(trust)
    for n, analysis in enumerate(analyses):
        held = [t for t in analysis.triggers if t.happening >= HELD or t.n in claims[n]]
        for count in analysis.counts:
            owners = gold_counts(count, golds[n])
            for trigger in near_count(analysis, count, held):
                claim = claims[n].get(trigger.n)
                rows.add(n, count_facts(analysis, count, trigger), any(claim is o for o in owners))
    return whole(rows, STRENGTHS["toll"]).binary()


def _fit_times(analyses: Sequence[Analysis], claims: Claims, trust: Trust) -> Binary:
    rows = Rows(trust)
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
