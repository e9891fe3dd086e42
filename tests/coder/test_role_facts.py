"""What a trigger sees of a mention that may fill one of its roles."""

from __future__ import annotations

import pytest

from marsad.coder.facts import Fact
from marsad.coder.role_facts import half_of, place_of
from marsad.coder.roles import candidates


def facts_of(analysis, trigger, text: str) -> list[Fact]:
    """The facts of the candidate with the text given."""
    return next(facts for phrase, facts in candidates(analysis, trigger) if phrase.core.text == text)


@pytest.fixture
def seen(values):
    """What a trigger sees of the mention with a text, by what its values are called."""

    def of(analysis, trigger, text: str) -> dict[str, str]:
        (fact,) = facts_of(analysis, trigger, text)
        return values(fact)

    return of


def test_where_a_mention_stands(analysed, seen) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب على الطريق. ثم هاجمت مدينة حلب.")
    first, later = analysis.triggers
    town = seen(analysis, first, "بلدة سراقب")
    assert (town["order"], town["bare"], town["side"], town["site"]) == ("a1", "a1", "after", "after 0")
    assert (town["distance"], town["clauses"], town["triggers"]) == ("2", "0", "0")
    far = seen(analysis, later, "قوات النظام")
    assert (far["order"], far["side"], far["sentences"], far["site"]) == ("b1", "before", "-1", "before -1")
    assert (seen(analysis, first, "قوات النظام")["path"], far["path"]) == ("", "GaG.k")


def test_what_the_mention_is(analysed, seen) -> None:
    analysis = analysed("قصفت قوات النظام مواقع في بلدة سراقب.")
    town = seen(analysis, analysis.triggers[0], "بلدة سراقب")
    assert (town["class"], town["head"], town["named"], town["rule"]) == ("town", "بلدة", "yes", "places:class")
    assert (town["prep"], town["bare"]) == ("في", "-")
    assert (town["word_before"], town["word_after"]) == ("في", ".")
    actor = seen(analysis, analysis.triggers[0], "قوات النظام")
    assert (actor["class"], actor["prep"], actor["name"]) == ("side", "-", "قوات نظام")


def test_what_the_trigger_is(analysed, seen) -> None:
    analysis = analysed("ثم قصفت قوات النظام بلدة سراقب. وبعد قصفها المدينة.")
    first, later = analysis.triggers
    told = seen(analysis, first, "قوات النظام")
    assert (told["type"], told["lemma"], told["manner"]) == ("shelling", "قصف", "perfect,active")
    assert (told["frame"], told["person"]) == ("who,direct,perfect,active", "3fs")
    assert (told["ahead"], told["behind"], told["clitic"]) == ("ثم", "قوات", "")
    near, again = seen(analysis, first, "بلدة سراقب"), seen(analysis, later, "المدينة")
    assert [(one["type"], one["sentence"]) for one in (near, again)] == [("shelling", "0"), ("shelling", "1")]
    assert (near["manner"], near["ahead"], again["ahead"]) == ("perfect,active", "ثم", "وبعد")


def test_what_is_known_of_a_mention_besides(analysed, seen) -> None:
    analysis = analysed("قالت قوات النظام إن القصف على بلدة سراقب بريف إدلب قتل ثلاثة مدنيين.")
    trigger = next(t for t in analysis.triggers if t.cls == "shelling")
    speaker, town, region, killed = (
        seen(analysis, trigger, text) for text in ("قوات النظام", "بلدة سراقب", "ريف إدلب", "مدنيين")
    )
    assert [one["source"] for one in (speaker, killed)] == ["yes", "no"]
    assert [one["inner"] for one in (town, region)] == ["no", "yes"]
    assert [one["counted"] for one in (speaker, killed)] == ["-", "killed"]
    assert [one["opens"] for one in (town, region)] == ["no", "no"]
    opening = analysed("في بلدة سراقب قصفت الطائرات منازل بريف إدلب.")
    places = [seen(opening, opening.triggers[0], text) for text in ("بلدة سراقب", "ريف إدلب")]
    assert [one["opens"] for one in places] == ["yes", "no"]


def test_a_description_stands_for_a_name(analysed, seen) -> None:
    analysis = analysed("دخلت قوات النظام بلدة سراقب. وتواصل القصف على البلدة.")
    trigger = analysis.triggers[-1]
    assert seen(analysis, trigger, "البلدة")["stands_for"] == "yes"
    assert seen(analysis, trigger, "قوات النظام")["stands_for"] == "no"


def test_what_stands_beside_a_place(analysed, seen) -> None:
    analysis = analysed("قصفت الطائرات بلدة سراقب في ريف إدلب.")
    for place in (m for m in analysis.mentions if m.kind == "place"):
        told = seen(analysis, analysis.triggers[0], place.core.text)
        names = ("words", "chain_before", "wider", "chain_behind", "chain_next")
        assert tuple(told[name] for name in names) == analysis.chains[id(place)]


def test_what_belongs_to_a_side_stands_in_front_of_it(analysed, seen) -> None:
    analysis = analysed("استهدفت الطائرات مواقع يتحصن فيها تنظيم داعش.")
    found = seen(analysis, analysis.triggers[0], "تنظيم داعش")
    assert (found["holding"], found["held"], found["side"]) == ("position", "2", "after")
    assert seen(analysis, analysis.triggers[0], "الطائرات")["holding"] == "-"


def test_how_many_mentions_the_sentence_has(analysed, seen) -> None:
    analysis = analysed("قصفت قوات النظام مواقع تنظيم داعش. قصفت الطائرات البلدة.")
    found = seen(analysis, analysis.triggers[0], "قوات النظام")
    assert (found["order"], found["after"], found["before"]) == ("a1", "2", "0")


def test_the_triggers_beside_a_mention_are_told(analysed, seen) -> None:
    analysis = analysed("قتل جندي من الجيش في هجوم للتنظيم على البلدة.")
    soldier = seen(analysis, analysis.triggers[-1], "جندي")
    assert (soldier["site"], soldier["rival"]) == ("before 0", analysis.triggers[0].cls)
    assert (soldier["shape"], soldier["beyond"]) == ("perfect,active", "")
    shelled = analysed("قصفت الطائرات بلدة سراقب وهاجمت الفصائل مدينة حلب.")
    far, near = (seen(shelled, shelled.triggers[0], text) for text in ("مدينة حلب", "بلدة سراقب"))
    assert (far["across"], far["rival"], far["triggers"]) == ("هجوم,active", "-", "1")
    assert (near["across"], near["rival"], near["triggers"]) == ("-", "ground_attack", "0")


def test_the_sides_of_a_clash(analysed, seen) -> None:
    analysis = analysed("اندلعت اشتباكات بين قوات النظام من جهة وفصائل المعارضة من جهة أخرى قرب بلدة سراقب.")
    trigger = next(t for t in analysis.triggers if t.cls == "armed_clash")
    halves = {"قوات النظام": "1", "فصائل المعارضة": "2"}
    assert {text: seen(analysis, trigger, text)["half"] for text in halves} == halves
    assert {text: half_of(facts_of(analysis, trigger, text)) for text in halves} == halves


def test_places_and_those_outside_a_clash_stand_on_no_side(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب.")
    trigger = analysis.triggers[0]
    assert [half_of(facts) for _, facts in candidates(analysis, trigger)] == ["0", "0"]
    clash = analysed("اندلعت اشتباكات قرب بلدة سراقب بين قوات النظام وفصائل المعارضة.")
    assert half_of(facts_of(clash, clash.triggers[0], "بلدة سراقب")) == "0"


def test_the_place_of_a_mention_is_its_number_and_the_triggers_between(analysed, seen) -> None:
    analysis = analysed("قصفت الطائرات بلدة سراقب وهاجمت الفصائل مدينة حلب.")
    first, later = analysis.triggers
    found = {text: place_of(facts_of(analysis, first, text)) for text in ("بلدة سراقب", "مدينة حلب", "الفصائل")}
    assert found == {"بلدة سراقب": "a10", "مدينة حلب": "a21", "الفصائل": "a21"}
    assert place_of(facts_of(analysis, later, "الطائرات")) == "b10"
    for trigger in (first, later):
        for phrase, facts in candidates(analysis, trigger):
            told = seen(analysis, trigger, phrase.core.text)
            assert place_of(facts) == told["order"] + told["triggers"]
