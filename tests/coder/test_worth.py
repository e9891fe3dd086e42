"""Whether a group of tellings is a claim of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder import worth
from marsad.coder.coreference import cluster, pair_chances
from marsad.coder.facts import Fact
from marsad.coder.happenings import standing
from marsad.coder.kinds import judge_kinds
from marsad.coder.linear import Binary
from marsad.coder.pipeline import tellings
from marsad.coder.worth import group_facts, judge_groups


def grouped(analysis):
    found = tellings(analysis)
    groups = cluster(found, pair_chances(analysis, found))
    judge_kinds(analysis, groups)
    return groups


def of_family(facts: list[Fact], name: str) -> list[Fact]:
    return [fact for fact in facts if fact[0].name == name]


def test_groups_are_judged_by_the_model(analysed, plain_models, feature) -> None:
    weights = {feature(worth._GROUP, type=kind): weight for kind, weight in (("shelling", 2.0), ("arrest", -2.0))}
    analysis = analysed(models=replace(plain_models, claim=Binary.of(weights)))
    groups = grouped(analysis)
    judge_groups(analysis, groups)
    found = {group.kind: group.worth for group in groups}
    assert found["shelling"] == pytest.approx(0.8808, abs=1e-3)
    assert found["arrest"] == pytest.approx(0.1192, abs=1e-3)
    assert all(group.facts for group in groups)


def test_what_a_telling_fills(analysed, values) -> None:
    analysis = analysed("قصفت قوات النظام أمس بلدة سراقب وقتل ثلاثة مدنيين.")
    groups = grouped(analysis)
    lead = groups[0].lead
    lead.initiators, lead.targets, lead.places = [frozenset("a")], [frozenset("b")], [frozenset("c")]
    facts = group_facts(analysis, groups, 0)
    slots = ["who", "whom", "where", "toll", "when"]
    assert [values(fact) for fact in of_family(facts, "has")] == [{"slot": slot} for slot in slots]
    whole = values(facts[0])
    assert (whole["slots"], whole["sure"], whole["lead"]) == (" ".join(slots), "9", "9")
    lead.initiators = lead.targets = lead.places = []
    facts = group_facts(analysis, groups, 0)
    assert [values(fact)["slot"] for fact in of_family(facts, "has")] == ["toll", "when"]
    assert values(facts[0])["slots"] == "toll when"


def test_the_chances_of_its_roles_and_of_its_type(analysed, values) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب. وتواصل القصف على البلدة.")
    groups = grouped(analysis)
    groups[0].lead.best = {"initiator": 0.95, "target": 0.05, "place": 0.5}
    groups[0].kinds = {"shelling": 0.72}
    whole = values(group_facts(analysis, groups, 0)[0])
    assert (whole["who"], whole["whom"], whole["where"]) == ("4", "0", "2")
    assert (whole["type"], whole["typed"], whole["tellings"], whole["nth"]) == ("shelling", "7", "2", "0")
    assert whole["person"] == groups[0].lead.trigger.person


def test_the_word_and_its_setting_are_those_of_the_leading_trigger(analysed, values) -> None:
    analysis = analysed("ثم قصفت قوات النظام أمس بلدة سراقب.")
    groups = grouped(analysis)
    trigger = groups[0].lead.trigger
    facts, (word, times) = group_facts(analysis, groups, 0), standing(trigger.facts)
    whole, known = values(facts[0]), values(trigger.facts[0])
    for name in list(known)[: len(word)]:
        assert whole[name] == known[name]
    assert of_family(facts, "time") == times != []


def test_the_company_of_a_group(analysed, values) -> None:
    analysis = analysed("قصفت القوات البلدة ثم هاجمت المدينة واعتقلت رجالاً وقصفت القرية وهاجمت الجسر.")
    groups = grouped(analysis)
    facts = group_facts(analysis, groups, len(groups) - 1)
    whole = values(facts[0])
    assert (whole["type"], whole["shared"], whole["same"], whole["earlier"]) == ("ground_attack", "3+", "yes", "1")
    assert [values(fact)["other"] for fact in of_family(facts, "beside")] == ["shelling", "ground_attack", "arrest"]
    assert len(facts) == len(set(facts))
    first = values(group_facts(analysis, groups, 0)[0])
    assert (first["earlier"], first["outdone"]) == ("0", "no")
    groups[-1].lead.trigger.happening = 0.99
    assert values(group_facts(analysis, groups, 0)[0])["outdone"] == "yes"


def test_another_group_that_may_tell_the_same_is_noted(analysed, values) -> None:
    analysis = analysed("قصفت القوات البلدة. وهاجمت المدينة.")
    groups = grouped(analysis)[:2]
    groups[1].rival, groups[1].before = 0.45, 0
    groups[0].echo, groups[0].behind = 0.45, 1
    groups[0].lead.trigger.happening, groups[1].lead.trigger.happening = 0.2, 0.9
    (behind,), (before,) = (map(values, of_family(group_facts(analysis, groups, n), "twin")) for n in (0, 1))
    assert (behind["side"], behind["chance"], behind["fuller"]) == ("behind", "4", "yes")
    assert (before["side"], before["chance"], before["fuller"]) == ("before", "4", "no")
    assert (before["type"], before["same"], before["sentence"]) == ("ground_attack", "no", "no")
    groups[0].echo = 0.05
    assert of_family(group_facts(analysis, groups, 0), "twin") == []
