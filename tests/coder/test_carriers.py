"""Verbs that carry a verbal noun."""

from __future__ import annotations

from marsad.coder.carriers import carriers
from marsad.coder.roles import candidates


def places(analysis) -> dict[str, tuple[str, str, str]]:
    """For each actor the verb before the noun, the one behind it, and where the actor stands to them."""
    trigger = next(t for t in analysis.triggers if "هجوم" in analysis.doc.tokens[t.i].form)
    found = carriers(analysis, trigger)
    return {m.core.text: (*found.kinds, found.place_of(m)) for m in analysis.mentions if m.kind == "actor"}


def test_a_verb_before_its_noun(analysed) -> None:
    found = places(analysed("شنت قوات النظام هجوما على فصائل المعارضة."))
    assert found["قوات النظام"] == ("carry_out,verb", "-", "inside")
    assert found["فصائل المعارضة"] == ("carry_out,verb", "-", "behind")


def test_a_verb_behind_its_noun(analysed) -> None:
    found = places(analysed("في هجوم شنته فصائل المعارضة على قوات النظام."))
    assert found["فصائل المعارضة"] == ("-", "carry_out,verb,owned", "next")
    assert found["قوات النظام"] == ("-", "carry_out,verb,owned", "last")


def test_an_actor_before_the_verb(analysed) -> None:
    found = places(analysed("قوات النظام شنت هجوما."))
    assert found["قوات النظام"] == ("carry_out,verb", "-", "ahead")


def test_no_verb(analysed) -> None:
    found = places(analysed("هجوم قوات النظام."))
    assert found["قوات النظام"] == ("-", "-", "behind")


def test_a_fact_of_an_actor_says_what_carries_the_noun(analysed, values) -> None:
    analysis = analysed("شنت قوات النظام هجوما على فصائل المعارضة.")
    rows = {phrase.core.text: values(facts[0]) for phrase, facts in candidates(analysis, analysis.triggers[0])}
    carried = {text: (told["carrier_before"], told["carrier_after"], told["carried"]) for text, told in rows.items()}
    assert carried == places(analysis)


def test_a_fact_of_a_place_says_what_carries_the_noun_from_before(analysed, values) -> None:
    analysis = analysed("شنت قوات النظام هجوما على بلدة سراقب.")
    rows = {phrase.core.text: values(facts[0]) for phrase, facts in candidates(analysis, analysis.triggers[0])}
    assert (rows["بلدة سراقب"]["carrier_before"], rows["بلدة سراقب"]["carried"]) == ("carry_out,verb", "behind")
