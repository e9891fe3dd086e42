"""Which trigger a count or a time belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder.attach import best_time, chances_of_counts, count_features, near_count, near_times, time_features
from marsad.coder.linear import Binary

FAR = "قصفت القوات البلدة. وهدأت. وعاد الناس. وفتحت السوق. ثم قتل ثلاثة مدنيين."


def test_counts_are_weighed_for_the_triggers_around(analysed, plain_models) -> None:
    models = replace(plain_models, toll=Binary({"(bias)": -1.0, "type+kind=shelling,killed": 3.0}))
    analysis = analysed(models=models)
    chances = chances_of_counts(analysis, analysis.triggers)[0]
    by_type = {trigger.type: chance for trigger, chance in chances}
    assert by_type["shelling"] == pytest.approx(0.8808, abs=1e-3)
    assert by_type["arrest"] < 0.5


def test_a_count_is_not_looked_for_far_away(analysed) -> None:
    analysis = analysed(FAR)
    (count,) = analysis.counts
    assert analysis.triggers[0] not in near_count(analysis, count, analysis.triggers)


def test_what_is_noted_of_a_count(analysed) -> None:
    analysis = analysed()
    count = analysis.counts[0]
    features = count_features(analysis, count, analysis.triggers[0])
    assert "type+kind=shelling,killed" in features
    assert any(f.startswith("word=cause,after,s0") for f in features)
    killing = next(t for t in analysis.triggers if "kill" in t.hit.reading.sense.feats)
    assert any(f.startswith("word=kill") for f in count_features(analysis, count, killing))
    later = analysis.triggers[-1]
    assert any(f.startswith("site=before,s-") for f in count_features(analysis, count, later))


def test_injuring_is_told_from_killing(analysed) -> None:
    analysis = analysed("أصيب ثلاثة مدنيين في البلدة.")
    words = [f for t in analysis.triggers for c in analysis.counts for f in count_features(analysis, c, t)]
    if analysis.triggers:
        assert any(f.startswith("word=injure") for f in words)


def test_the_best_time_is_the_likeliest(analysed, plain_models) -> None:
    models = replace(plain_models, time=Binary({"(bias)": -1.0, "own=True,after,s0": 3.0}))
    analysis = analysed("قصفت القوات البلدة أمس قبل أن تنسحب يوم الأحد الماضي.", models=models)
    time, chance = best_time(analysis, analysis.triggers[0])
    assert time is not None
    assert time.text == "أمس"
    assert chance == pytest.approx(0.8808, abs=1e-3)


def test_without_a_time_there_is_none(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة.")
    assert best_time(analysis, analysis.triggers[0]) == (None, 0.0)


def test_times_of_the_first_sentence_hold_for_all_and_others_nearby(analysed) -> None:
    analysis = analysed("وقع هذا أمس. ثم هدأت. وعادت. وفي يوم الأحد هدأت. وقصفت القوات البلدة.")
    trigger = analysis.triggers[-1]
    texts = [t.text for t in near_times(analysis, trigger)]
    assert texts[0] == "أمس"
    assert len(texts) == 2
    for time in near_times(analysis, trigger):
        features = time_features(analysis, time, trigger)
        assert len(features) == len(set(features))
        assert f"report_first={time.text == 'أمس'},before,s-{2 if time.text == 'أمس' else 1}" in features
