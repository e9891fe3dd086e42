"""Whose side a name is on."""

from __future__ import annotations

import pytest

from marsad.coder.camps import UNKNOWN, facing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت قوات النظام مواقع الجيش السوري الحر", "rival"),
        ("اشتبك الدعم السريع مع الجيش السوداني", "rival"),
        ("هاجم مقاتلو حركة الشباب قوات الاتحاد الأفريقي", "rival"),
        ("قصفت كتائب القسام وسرايا القدس المستوطنة", "ally"),
        ("سيطرت فصائل المعارضة وجبهة النصرة على الحاجز", "other"),
        ("قصفت قوات النظام مقرا للنظام", "same"),
        ("هاجم مسلحون مجهولون قوات النظام", UNKNOWN),
    ],
)
def test_how_the_first_two_actors_stand_to_one_another(analysed, text: str, expected: str) -> None:
    first, second = [phrase for phrase in analysed(text).mentions if phrase.kind == "actor"][:2]
    assert facing(first, second) == facing(second, first) == expected


def test_a_description_is_on_the_side_of_what_it_stands_for(analysed) -> None:
    analysis = analysed("سيطر تنظيم داعش على القرية. وهاجمت قوات سوريا الديمقراطية التنظيم صباحا.")
    *_, last = [phrase for phrase in analysis.mentions if phrase.core.text == "التنظيم"]
    assert last.camp is not None
    assert last.camp.cls == "islamic_state"


def test_nobody_beside_it(analysed) -> None:
    phrase = next(phrase for phrase in analysed("قصفت قوات النظام سراقب").mentions if phrase.kind == "actor")
    assert facing(phrase, None) == UNKNOWN
