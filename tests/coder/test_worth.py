"""Whether a group of tellings is a claim of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder.coreference import cluster, pair_chances
from marsad.coder.facts import names
from marsad.coder.kinds import judge_kinds
from marsad.coder.linear import Binary
from marsad.coder.pipeline import tellings
from marsad.coder.worth import group_facts, judge_groups


def grouped(analysis):
    found = tellings(analysis)
    groups = cluster(found, pair_chances(analysis, found))
    judge_kinds(analysis, groups)
    return groups


def test_groups_are_judged_by_the_model(analysed, plain_models) -> None:
    models = replace(plain_models, claim=Binary.of({"sure/type=shelling": 2.0, "sure/type=arrest": -2.0}))
    analysis = analysed(models=models)
    groups = grouped(analysis)
    judge_groups(analysis, groups)
    worth = {group.kind: group.worth for group in groups}
    assert worth["shelling"] == pytest.approx(0.8808, abs=1e-3)
    assert worth["arrest"] == pytest.approx(0.1192, abs=1e-3)
    assert all(group.facts for group in groups)


def test_what_a_telling_fills(analysed) -> None:
    analysis = analysed("قصفت قوات النظام أمس بلدة سراقب وقتل ثلاثة مدنيين.")
    groups = grouped(analysis)
    lead = groups[0].lead
    lead.initiators, lead.targets, lead.places = [frozenset("a")], [frozenset("b")], [frozenset("c")]
    features = names(group_facts(analysis, groups, 0))
    assert {f"has/slot={slot}" for slot in ("who", "whom", "where", "toll", "when")} <= set(features)
    assert "sure/sure=9" in features
    lead.initiators = lead.targets = lead.places = []
    assert {f"has/slot={slot}" for slot in ("who", "whom", "where")}.isdisjoint(names(group_facts(analysis, groups, 0)))


def test_the_company_of_a_group(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة ثم هاجمت المدينة واعتقلت رجالاً وقصفت القرية وهاجمت الجسر.")
    groups = grouped(analysis)
    features = names(group_facts(analysis, groups, len(groups) - 1))
    assert "sentence_shared/many=3+" in features
    assert any(f.startswith("beside/") for f in features)
    assert any(f.startswith("type_told_before/") for f in features)
    assert len(features) == len(set(features))


def test_another_group_that_may_tell_the_same_is_noted(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة. وهاجمت المدينة.")
    groups = grouped(analysis)[:2]
    groups[1].rival, groups[1].before = 0.45, 0
    groups[0].echo, groups[0].behind = 0.45, 1
    groups[0].lead.trigger.happening, groups[1].lead.trigger.happening = 0.2, 0.9
    assert "twin/side+chance+fuller=behind | 4 | yes" in names(group_facts(analysis, groups, 0))
    assert "twin/side+chance+fuller=before | 4 | no" in names(group_facts(analysis, groups, 1))
    groups[0].echo = 0.05
    assert not any(f.startswith("twin/") for f in names(group_facts(analysis, groups, 0)))
