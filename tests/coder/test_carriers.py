"""Verbs that carry a verbal noun."""

from __future__ import annotations

from marsad.coder.carriers import carriers
from marsad.coder.facts import names


def places(analysis) -> dict[str, list[str]]:
    trigger = next(t for t in analysis.triggers if "هجوم" in analysis.doc.tokens[t.i].form)
    found = carriers(analysis, trigger)
    return {m.core.text: names([found.fact(m, "a1", "-")]) for m in analysis.mentions if m.kind == "actor"}


def test_a_verb_before_its_noun(analysed) -> None:
    found = places(analysed("شنت قوات النظام هجوما على فصائل المعارضة."))
    assert "carrier/before+after+place=carry_out,verb | - | inside" in found["قوات النظام"]
    assert "carrier/before+after+place=carry_out,verb | - | behind" in found["فصائل المعارضة"]


def test_a_verb_behind_its_noun(analysed) -> None:
    found = places(analysed("في هجوم شنته فصائل المعارضة على قوات النظام."))
    assert "carrier/before+after+place=- | carry_out,verb,owned | next" in found["فصائل المعارضة"]
    assert "carrier/before+after+place=- | carry_out,verb,owned | last" in found["قوات النظام"]


def test_no_verb(analysed) -> None:
    found = places(analysed("هجوم قوات النظام."))
    assert "carrier/before+after+place=- | - | behind" in found["قوات النظام"]
