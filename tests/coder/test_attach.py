"""Which trigger a count or a time belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder import attach
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
from marsad.coder.linear import Binary

FAR = "قصفت القوات البلدة. وهدأت. وعاد الناس. وفتحت السوق. ثم قتل ثلاثة مدنيين."


def test_counts_are_weighed_for_the_triggers_around(analysed, plain_models, feature) -> None:
    killed = feature(attach._TOLL, type="shelling", toll="killed")
    models = replace(plain_models, toll=Binary.of({"(bias)": -1.0, killed: 3.0}))
    analysis = analysed(models=models)
    chances = chances_of_counts(analysis, analysis.triggers)[0]
    by_type = {trigger.type: chance for trigger, chance in chances}
    assert by_type["shelling"] == pytest.approx(0.8808, abs=1e-3)
    assert by_type["arrest"] < 0.5


def test_a_count_is_not_looked_for_far_away(analysed) -> None:
    analysis = analysed(FAR)
    (count,) = analysis.counts
    assert analysis.triggers[0] not in near_count(analysis, count, analysis.triggers)


def test_what_is_noted_of_a_count(analysed, values) -> None:
    analysis = analysed()
    count = analysis.counts[0]

    def noted(trigger) -> dict[str, str]:
        (fact,) = count_facts(analysis, count, trigger)
        return values(fact)

    first = noted(analysis.triggers[0])
    assert (first["type"], first["toll"], first["word"], first["site"]) == ("shelling", "killed", "cause", "after 0")
    assert (first["civilian"], first["part"]) == ("True", "no")
    killing = next(t for t in analysis.triggers if "kill" in t.hit.reading.sense.feats)
    assert noted(killing)["word"] == "kill"
    assert noted(analysis.triggers[-1])["site"].startswith("before -")


def test_how_many_a_count_tells_of_and_the_counts_beside_it(analysed, values) -> None:
    text = "قصفت القوات البلدة، ما أدى إلى مقتل ثلاثة مدنيين وإصابة خمسة آخرين. وقتل خمسون جنديا في قصفها."
    analysis = analysed(text)
    rows = [values(count_facts(analysis, count, analysis.triggers[0])[0]) for count in analysis.counts]
    assert [row["toll"] for row in rows] == ["killed", "injured", "killed"]
    assert [row["many"] for row in rows] == ["few", "few", "tens"]
    assert [row["counts"] for row in rows] == ["2", "2", "1"]
    assert [(row["sentence"], row["opens"]) for row in rows] == [("0", "no"), ("0", "no"), ("1", "yes")]
    assert [row["told"] for row in rows] == [analysis.told_before(count) for count in analysis.counts]
    assert {(row["article"], row["person"]) for row in rows} == {("bare", "3fs")}


def test_injuring_is_told_from_killing(analysed, values) -> None:
    analysis = analysed("أصيب ثلاثة مدنيين في قصف على البلدة.")
    words = {t.cls: values(f)["word"] for t in analysis.triggers for f in count_facts(analysis, analysis.counts[0], t)}
    assert words == {"violence_against_civilians": "injure", "shelling": "cause"}


def test_the_best_time_is_the_likeliest(analysed, plain_models, feature) -> None:
    own = feature(attach._WHEN, own="yes", site="after 0")
    models = replace(plain_models, time=Binary.of({"(bias)": -1.0, own: 3.0}))
    analysis = analysed("قصفت القوات البلدة أمس قبل أن تنسحب يوم الأحد الماضي.", models=models)
    time, chance = best_time(analysis, analysis.triggers[0])
    assert time is not None
    assert time.text == "أمس"
    assert chance == pytest.approx(0.8808, abs=1e-3)


def test_without_a_time_there_is_none(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة.")
    assert best_time(analysis, analysis.triggers[0]) == (None, 0.0)


def test_times_of_the_first_sentence_hold_for_all_and_others_nearby(analysed, values) -> None:
    analysis = analysed("وقع هذا أمس. ثم هدأت. وعادت. وفي يوم الأحد هدأت. وقصفت القوات البلدة.")
    trigger = analysis.triggers[-1]
    texts = [t.text for t in near_times(analysis, trigger)]
    assert texts[0] == "أمس"
    assert len(texts) == 2
    for time in near_times(analysis, trigger):
        (fact,) = time_facts(analysis, time, trigger)
        told = values(fact)
        assert (told["first"], told["site"]) == (("yes", "before -2") if time.text == "أمس" else ("no", "before -1"))


@pytest.mark.parametrize(
    ("text", "share"),
    [("أعلن الجيش أمس أن قواته قصفت البلدة.", SAID), ("أعلن الجيش أن قواته قصفت البلدة أمس.", 1.0)],
)
def test_a_time_of_telling_stands_behind(analysed, plain_models, text: str, share: float) -> None:
    analysis = analysed(text, replace(plain_models, time=Binary.of({"(bias)": 0.0})))
    (time,) = analysis.times
    assert time_chance(analysis, time, analysis.triggers[0]) == 0.5 * share
