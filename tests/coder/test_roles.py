"""Which mentions are weighed for a trigger's roles, and by what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder.linear import Binary, Choice
from marsad.coder.roles import ROLES, candidates, weigh_roles


def names(rows) -> list[str]:
    return [phrase.core.text for phrase, _ in rows]


def test_candidates_come_from_the_sentence_and_the_one_before(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب. وهاجم الجيش مدينة مأرب. واعتقلت الشرطة رجلاً في مدينة بغداد.")
    second, third = (names(candidates(analysis, trigger)) for trigger in analysis.triggers[1:3])
    assert {"قوات النظام", "بلدة سراقب", "الجيش", "مدينة مأرب"} <= set(second)
    assert "مدينة بغداد" in third
    assert "بلدة سراقب" not in third


def test_where_a_sentence_names_enough_places_those_before_are_left_out(analysed) -> None:
    text = "تظاهر سكان بلدة سراقب. وقصف الطيران الحربي مدينة إدلب{}."
    one, two = (analysed(text.format(more)) for more in ("", " وبلدة بنش"))
    assert "بلدة سراقب" in names(candidates(one, one.triggers[1]))
    assert "بلدة سراقب" not in names(candidates(two, two.triggers[1]))


def test_of_a_name_told_twice_the_nearest_is_weighed(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب. وأحرق القصف منازل في سراقب.")
    first = [phrase for phrase, _ in candidates(analysis, analysis.triggers[0]) if "سراقب" in phrase.core.text]
    assert [phrase.core.text for phrase in first] == ["بلدة سراقب"]


def test_what_is_coordinated_stands_where_the_first_stands(analysed, values) -> None:
    analysis = analysed("قصفت قوات النظام بلدتي سراقب وكفرنبل.")
    told = [values(facts[0]) for phrase, facts in candidates(analysis, analysis.triggers[0]) if phrase.kind == "place"]
    assert [one["joined"] for one in told] == ["no", "yes"]
    for name in ("order", "bare", "side", "distance", "site", "carried", "triggers", "after", "before"):
        assert told[0][name] == told[1][name]


def test_coordinated_actors_share_the_path_to_the_first_and_what_it_belongs_to(analysed, values) -> None:
    analysis = analysed("قصفت الطائرات مواقع يتحصن فيها تنظيم داعش وجبهة النصرة.")
    rows = candidates(analysis, analysis.triggers[0])
    told = {phrase.core.text: values(facts[0]) for phrase, facts in rows if phrase.kind == "actor"}
    first, second = told["تنظيم داعش"], told["جبهة النصرة"]
    assert (first["joined"], second["joined"]) == ("no", "yes")
    assert (first["path"], first["holding"]) == ("Af", "position")
    for name in ("order", "distance", "path", "holding", "held", "shape"):
        assert first[name] == second[name]


def test_each_candidate_has_one_fact(analysed) -> None:
    analysis = analysed()
    for trigger in analysis.triggers:
        for phrase, facts in candidates(analysis, trigger):
            assert [fact[0].name for fact in facts] == [phrase.kind]


def test_a_filler_keeps_where_it_stands(analysed) -> None:
    analysis = analysed("اندلعت اشتباكات بين قوات النظام وفصائل المعارضة قرب بلدة سراقب. ثم هاجم الجيش مدينة حماة.")
    clash = {f.phrase.core.text: f for f in weigh_roles(analysis, analysis.triggers[0])}
    told = {text: (filler.site, filler.order, filler.half) for text, filler in clash.items()}
    assert told["قوات النظام"] == ("after,0", "a10", "1")
    assert told["فصائل المعارضة"][2] == "2"
    assert told["بلدة سراقب"] == ("after,0", "a10", "0")
    later = next(f for f in weigh_roles(analysis, analysis.triggers[1]) if f.phrase.core.text == "قوات النظام")
    assert later.site == "before,-1"


def test_chances_come_from_the_models(analysed, plain_models) -> None:
    sure = Choice.of(("initiator", "none", "target"), {"(bias)": (3.0, 0.0, 0.0)})
    models = replace(plain_models, role=sure, place=Binary.of({"(bias)": 2.0}))
    analysis = analysed(models=models)
    for filler in weigh_roles(analysis, analysis.triggers[0], keep=True):
        if filler.phrase.kind == "place":
            assert filler.place == pytest.approx(0.8808, abs=1e-3)
            assert filler.initiator == 0.0
        else:
            assert filler.initiator > 0.9 > filler.target > 0.0
        assert filler.facts
        assert filler.named is analysis.named(filler.phrase)
    assert not any(filler.facts for filler in weigh_roles(analysis, analysis.triggers[0]))
    assert set(sure.labels) == set(ROLES)


def test_many_mentions_on_one_side_are_cut_off(analysed) -> None:
    towns = "، ".join(f"بلدة سراقب{n}" for n in "أبتثجحخدذرزسشصضطظعغفقكلمنهوي")
    analysis = analysed(f"قصفت القوات أطراف كل من {towns}.")
    assert len(candidates(analysis, analysis.triggers[0])) <= 60
