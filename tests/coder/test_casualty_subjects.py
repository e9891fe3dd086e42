"""Victims that stand before their verb, apart from it, or are meant by a pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = tuple[str, int | None, int | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قضت وحدة من الشرطة صباح أمس على ثلاثة متمردين", [("killed", 3, 3, "متمردين")]),
        ("أودى لغم في المزرعة بثلاثة عمال", [("killed", 3, 3, "عمال")]),
        ("أوقع القصف الجوي تسعة مدنيين", [("killed", 9, 9, "مدنيين")]),
        ("أوقعت الغارة سبعة جرحى", [("injured", 7, 7, None)]),
        ("أوقعت الغارة ثلاثة عمال جرحى", [("injured", 3, 3, "عمال")]),
        ("خسر في الأسبوع الماضي مئة مقاتل", [("killed", 100, 100, None)]),
        ("سقط ثلاثة برصاص الحراس", [("killed", 3, 3, None)]),
        ("أسروا قائدهم في الوادي", [("captured", 1, 1, None)]),
        ("فقد مزارع ساقه بانفجار لغم", [("injured", 1, 1, "مزارع")]),
        ("قضت المحكمة العسكرية بالسجن على ثلاثة ضباط", []),
        ("أسقطت مقاتلتان طائرة استطلاع", []),
    ],
)
def test_verbs_whose_victims_stand_apart(rows: Callable[[str], list[Row]], text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أنزلوا 17 راكبا من حافلة واقتادوهم إلى الغابة", [("captured", 17, 17, "راكبا")]),
        ("إن 21 صيادا ذبحتهم الجماعة", [("killed", 21, 21, "صيادا")]),
        ("أطلقوا النار على شاب قرب النهر، فأصيب في ساقه", [("injured", 1, 1, "شاب")]),
        ("أطلقوا النار على بائع في السوق ما أدى إلى مقتله", [("killed", 1, 1, "بائع")]),
        ("أصابته هو واثنين من رفاقه", [("injured", 2, 2, "رفاقه")]),
        ("مقتله مع أربعة من حراسه", []),
        ("أدى إلى مقتله مع أربعة من حراسه", [("killed", 1, 1, None), ("killed", 4, 4, "حراسه")]),
        ("اغتالوا مختار قرية مع نجله", [("killed", 1, 1, "مختار"), ("killed", 1, 1, "نجله")]),
        ("وصفته الحكومة بأنه عمل جبان", []),
        ("غادر مئات المسلحين وأسرهم الحي", []),
    ],
)
def test_victims_meant_by_a_pronoun(rows: Callable[[str], list[Row]], text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال ناشطون إن العشرات احتجزوا", [("captured", 20, None, None)]),
        ("أكد أن 11 نوبيا قتلوا", [("killed", 11, 11, "نوبيا")]),
        ("إن جنديا وامرأة فارقا الحياة", [("killed", 1, 1, "جنديا"), ("killed", 1, 1, "امرأة")]),
        ("إن معتقلا توفي في السجن", [("killed", 1, 1, None)]),
        ("ثلاثة عمال فارقوا الحياة وأصيب 16", [("killed", 3, 3, "عمال"), ("injured", 16, 16, None)]),
        ("وصول 80 أسرة إلى مخيم النهر", [("displaced", 80, 80, "أسرة")]),
        ("5- 1240 عاملا رحلوا إلى بلدهم", [("displaced", 1240, 1240, "عاملا")]),
        ("مقتل 24 متطرفا مقابل جنديين", [("killed", 24, 24, None), ("killed", 2, 2, "جنديين")]),
    ],
)
def test_victims_before_their_verb(rows: Callable[[str], list[Row]], text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
