"""Which mentions are weighed for a trigger's roles, and by what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder.facts import names as features_of
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


def test_what_is_coordinated_stands_where_the_first_stands(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدتي سراقب وكفرنبل.")
    rows = {p.core.text: features_of(facts) for p, facts in candidates(analysis, analysis.triggers[0])}
    joined = [f for features in rows.values() for f in features if f.startswith("joined/")]
    orders = [{f for f in features if f.startswith("order/")} for text, features in rows.items() if "قوات" not in text]
    assert joined
    assert orders[0] == orders[1]


def test_what_is_known_of_a_mention_besides(analysed) -> None:
    analysis = analysed("قالت قوات النظام إن القصف على بلدة سراقب بريف إدلب قتل ثلاثة مدنيين.")
    trigger = next(t for t in analysis.triggers if t.cls == "shelling")
    rows = dict(zip(names(candidates(analysis, trigger)), candidates(analysis, trigger), strict=True))
    everything = [f for _, facts in rows.values() for f in features_of(facts)]
    assert any(f.startswith("is_source/") for f in everything)
    assert any(f.startswith("container/") for f in everything)
    assert any(f.startswith("counted/as+type=killed") for f in everything)
    assert any(f.startswith("opens/") for f in everything)


def test_the_sides_of_a_clash(analysed) -> None:
    analysis = analysed("اندلعت اشتباكات بين قوات النظام من جهة وفصائل المعارضة من جهة أخرى.")
    trigger = next(t for t in analysis.triggers if t.cls == "armed_clash")
    sides = [
        [f for f in features_of(facts) if f.startswith("between/half=")]
        for phrase, facts in candidates(analysis, trigger)
        if phrase.kind == "actor"
    ]
    assert sides == [["between/half=1"], ["between/half=2"]]


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


def features(analysis, trigger, text: str) -> list[str]:
    return next(features_of(facts) for p, facts in candidates(analysis, trigger) if p.core.text == text)


def test_what_belongs_to_a_side_stands_in_front_of_it(analysed) -> None:
    analysis = analysed("استهدفت الطائرات مواقع يتحصن فيها تنظيم داعش.")
    found = features(analysis, analysis.triggers[0], "تنظيم داعش")
    assert "holding/what+side=position | after" in found


def test_how_many_mentions_the_sentence_has(analysed) -> None:
    analysis = analysed("قصفت قوات النظام مواقع تنظيم داعش. قصفت الطائرات البلدة.")
    found = features(analysis, analysis.triggers[0], "قوات النظام")
    assert "company/order+after+before=a1 | 2 | 0" in found


def test_a_trigger_may_govern_another(analysed) -> None:
    analysis = analysed("صدت قوات النظام هجوما لتنظيم داعش.")
    led = next(t for t in analysis.triggers if t.lemma != analysis.triggers[0].lemma)
    assert any(f.startswith("led/lemma+order=") for f in features(analysis, led, "تنظيم داعش"))
    assert not any(f.startswith("led/") for f in features(analysis, analysis.triggers[0], "تنظيم داعش"))


def test_the_triggers_beside_a_mention_are_told(analysed) -> None:
    analysis = analysed("قتل جندي من الجيش في هجوم للتنظيم على البلدة.")
    attack = analysis.triggers[-1]
    found = features(analysis, attack, next(p.core.text for p in analysis.mentions if p.kind == "actor"))
    assert f"rival/site+lemma=before 0 | {analysis.triggers[0].lemma}" in found
    shelled = analysed("قصفت الطائرات بلدة سراقب وهاجمت الفصائل مدينة حلب.")
    far = features(shelled, shelled.triggers[0], "مدينة حلب")
    assert any(f.startswith("rival/site+across=after 0 | ") and not f.endswith("| -") for f in far)
    near = features(shelled, shelled.triggers[0], "بلدة سراقب")
    assert "rival/site+across=after 0 | -" in near
