"""What is noted of a trigger before the models weigh it."""

from __future__ import annotations

import pytest

from marsad.coder.facts import names
from marsad.coder.happenings import trigger_facts, typing


def features_of(analysis, word: str) -> list[str]:
    doc = analysis.doc
    rows = trigger_facts(analysis)
    return names(next(row for t, row in zip(analysis.triggers, rows, strict=True) if word in doc.tokens[t.i].text))


def test_the_word_itself(analysed) -> None:
    features = features_of(analysed("وقصفت القوات البلدة."), "قصفت")
    assert {f"word/{f}" for f in ("cls=shelling", "shape=perfect", "pro=و", "article=bare", "voice=active")} <= set(
        features
    )
    assert "word/article=def" in features_of(analysed("استمر القصف."), "القصف")
    assert any(f.startswith("owned/") for f in features_of(analysed("بعد قصفها المدينة."), "قصفها"))


def test_what_stands_around_it(analysed) -> None:
    features = features_of(analysed("ثم قصفت البلدة."), "قصفت")
    assert "prev/form=ثم" in features
    assert "next/form=البلده" in features


@pytest.mark.parametrize(
    ("text", "near"), [("قصفت القوات البلدة بقذائف الهاون.", True), ("قصفت القوات البلدة.", False)]
)
def test_the_weapon_of_the_clause(analysed, text: str, near: bool) -> None:
    features = features_of(analysed(text), "قصفت")
    assert any(f.startswith("weapon_near/") for f in features) is near
    assert ("no_weapon/cls=shelling" in features) is not near


def test_a_weapon_of_several_words_counts_and_distance_matters(analysed) -> None:
    text = "قصفت القوات بلدات كثيرة من محافظة إدلب وحماة وحلب بكل من راجمات الصواريخ والهاون."
    features = features_of(analysed(text), "قصفت")
    assert any(f.startswith("weapon/") for f in features)


def test_the_actors_and_places_of_the_clause(analysed) -> None:
    features = features_of(analysed("قصفت قوات النظام بلدة سراقب."), "قصفت")
    assert {"has/kind=actor_after", "has/kind=place_after"} <= set(features)
    assert any(f.startswith("actor_next/cls+actor=shelling | ") for f in features)
    lonely = features_of(analysed("استمر القصف."), "القصف")
    assert "no_mention/cls=shelling" in lonely


def test_the_company_it_keeps(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة أمس واعتقلت مدنيين وقتل ثلاثة أشخاص. ثم قصفت المدينة.")
    first = features_of(analysis, "قصفت")
    assert "told_before/seen=no" in first
    assert "figures/time=yes" in first
    killing = features_of(analysis, "قتل")
    assert any(f.startswith("cause_near/harm+cause=yes") for f in killing)
    later = names(trigger_facts(analysis)[-1])
    assert "told_before/seen=yes" in later


def test_every_fact_is_told_once_and_in_one_order(analysed) -> None:
    analysis = analysed("قصفت طائرات وطائرات ومدفعية القوات البلدة بالصواريخ والصواريخ والمدفعية في هجوم قديم.")
    for row in trigger_facts(analysis):
        assert len(row) == len(set(row))
    assert trigger_facts(analysis) == trigger_facts(analysis)


def test_the_type_rests_on_less_than_the_happening(analysed) -> None:
    row = trigger_facts(analysed("ثم قصفت القوات بلدة سراقب بالمدفعية."))[0]
    kept = names(typing(row))
    assert "word/cls=shelling" in kept
    assert not any(f.startswith(("left/", "opening/", "told_before/")) for f in kept)


def test_judging_sets_chances_and_types(analysed) -> None:
    trigger = analysed().triggers[0]
    assert trigger.happening == pytest.approx(0.9526, abs=1e-3)
    assert trigger.type == "shelling"
    assert sum(trigger.types.values()) == pytest.approx(1.0)
    assert trigger.facts
