"""Which trigger a count or a time belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder.attach import (
    SAID,
    best_time,
    chances_of_counts,
    count_facts,
    near_count,
    near_times,
    time_chance,
    time_facts,
)
from marsad.coder.facts import names
from marsad.coder.linear import Binary

FAR = "قصفت القوات البلدة. وهدأت. وعاد الناس. وفتحت السوق. ثم قتل ثلاثة مدنيين."


def test_counts_are_weighed_for_the_triggers_around(analysed, plain_models) -> None:
    models = replace(plain_models, toll=Binary.of({"(bias)": -1.0, "type/type+toll=shelling | killed": 3.0}))
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
    features = names(count_facts(analysis, count, analysis.triggers[0]))
    assert "type/type+toll=shelling | killed" in features
    assert any(f.startswith("site/word+site+triggers=cause | after 0") for f in features)
    killing = next(t for t in analysis.triggers if "kill" in t.hit.reading.sense.feats)
    assert any("=kill | " in f for f in names(count_facts(analysis, count, killing)))
    later = analysis.triggers[-1]
    assert any(f.startswith("site/site+clauses+triggers=before -") for f in names(count_facts(analysis, count, later)))


def test_injuring_is_told_from_killing(analysed) -> None:
    analysis = analysed("أصيب ثلاثة مدنيين في البلدة.")
    words = [f for t in analysis.triggers for c in analysis.counts for f in names(count_facts(analysis, c, t))]
    if analysis.triggers:
        assert any("=injure | " in f for f in words)


def test_the_best_time_is_the_likeliest(analysed, plain_models) -> None:
    models = replace(plain_models, time=Binary.of({"(bias)": -1.0, "place/own+site=yes | after 0": 3.0}))
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
        features = names(time_facts(analysis, time, trigger))
        assert len(features) == len(set(features))
        first = time.text == "أمس"
        assert f"place/first+site={'yes' if first else 'no'} | before -{2 if first else 1}" in features


@pytest.mark.parametrize(
    ("text", "share"),
    [("أعلن الجيش أمس أن قواته قصفت البلدة.", SAID), ("أعلن الجيش أن قواته قصفت البلدة أمس.", 1.0)],
)
def test_a_time_of_telling_stands_behind(analysed, plain_models, text: str, share: float) -> None:
    analysis = analysed(text, replace(plain_models, time=Binary.of({"(bias)": 0.0})))
    (time,) = analysis.times
    assert time_chance(analysis, time, analysis.triggers[0]) == 0.5 * share
