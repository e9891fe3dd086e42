"""What is noted of a trigger before the models weigh it."""

from __future__ import annotations

import pytest

from marsad.coder.happenings import trigger_features


def features_of(analysis, word: str) -> list[str]:
    doc = analysis.doc
    rows = trigger_features(analysis)
    return next(row for t, row in zip(analysis.triggers, rows, strict=True) if word in doc.tokens[t.i].text)


def test_the_word_itself(analysed) -> None:
    features = features_of(analysed("وقصفت القوات البلدة."), "قصفت")
    assert {"cls=shelling", "shape=perfect", "pro=و", "article=bare", "voice=active"} <= set(features)
    assert "article=def" in features_of(analysed("استمر القصف."), "القصف")
    assert any(f.startswith("enc=") for f in features_of(analysed("بعد قصفها المدينة."), "قصفها"))


def test_what_stands_around_it(analysed) -> None:
    features = features_of(analysed("ثم قصفت البلدة."), "قصفت")
    assert "prev=ثم" in features
    assert "next=البلده" in features


@pytest.mark.parametrize(
    ("text", "near"), [("قصفت القوات البلدة بقذائف الهاون.", True), ("قصفت القوات البلدة.", False)]
)
def test_the_weapon_of_the_clause(analysed, text: str, near: bool) -> None:
    features = features_of(analysed(text), "قصفت")
    assert any(f.startswith("weapon_near=") for f in features) is near
    assert ("cls+no_weapon=shelling" in features) is not near


def test_a_weapon_of_several_words_counts_and_distance_matters(analysed) -> None:
    text = "قصفت القوات بلدات كثيرة من محافظة إدلب وحماة وحلب بكل من راجمات الصواريخ والهاون."
    features = features_of(analysed(text), "قصفت")
    assert any(f.startswith("weapon=") for f in features)


def test_the_actors_and_places_of_the_clause(analysed) -> None:
    features = features_of(analysed("قصفت قوات النظام بلدة سراقب."), "قصفت")
    assert {"has_actor_after", "has_place_after"} <= set(features)
    assert any(f.startswith("actor_next=shelling+") for f in features)
    lonely = features_of(analysed("استمر القصف."), "القصف")
    assert "no_mention=shelling" in lonely


def test_the_company_it_keeps(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة أمس واعتقلت مدنيين وقتل ثلاثة أشخاص. ثم قصفت المدينة.")
    first = features_of(analysis, "قصفت")
    assert "first_telling" in first
    assert "time_in_clause" in first
    killing = features_of(analysis, "قتل")
    assert any(f.startswith("kill+cause_near=") for f in killing)
    later = trigger_features(analysis)[-1]
    assert "told_before" in later


def test_every_feature_is_told_once_and_in_one_order(analysed) -> None:
    analysis = analysed("قصفت طائرات وطائرات ومدفعية القوات البلدة بالصواريخ والصواريخ والمدفعية في هجوم قديم.")
    for row in trigger_features(analysis):
        assert len(row) == len(set(row))
    assert trigger_features(analysis) == trigger_features(analysis)


def test_judging_sets_chances_and_types(analysed) -> None:
    trigger = analysed().triggers[0]
    assert trigger.happening == pytest.approx(0.9526, abs=1e-3)
    assert trigger.type == "shelling"
    assert sum(trigger.types.values()) == pytest.approx(1.0)
    assert trigger.features
