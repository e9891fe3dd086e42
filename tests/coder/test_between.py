"""The two sides of «بين … و…»."""

from __future__ import annotations

import pytest

from marsad.coder.between import sides


def told(analysed, text: str) -> list[list[str]]:
    """The names on the first side and on the second."""
    analysis = analysed(text)
    trigger = next(t for t in analysis.triggers if t.cls == "armed_clash")
    found = sides(analysis.doc, trigger.i, analysis.mentions)
    return [[p.core.text for p in analysis.mentions if found.get(id(p)) == side] for side in (1, 2)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("اندلعت اشتباكات بين قوات النظام وفصائل المعارضة.", ["قوات النظام"], ["فصائل المعارضة"]),
        (
            "اندلعت اشتباكات بين قوات النظام وحزب الله من جهة وفصائل المعارضة من جهة أخرى.",
            ["قوات النظام", "حزب الله"],
            ["فصائل المعارضة"],
        ),
        ("دارت معارك بين الجيش وبين تنظيم داعش في البلدة.", ["الجيش"], ["تنظيم داعش"]),
        # Members of a side stand with what they belong to.
        ("دارت مواجهات بين عناصر من “لواء الفتح” وقوات النظام.", ["عناصر", "لواء الفتح"], ["قوات النظام"]),
        ("دارت مواجهات بين قوات الأمن ومجموعة من المتظاهرين في عدن.", ["قوات الأمن"], ["المتظاهرين"]),
        # Who only backs the first side is no second one.
        (
            "دارت معارك بين القوات العراقية المدعومة بفصائل الحشد الشعبي وتنظيم داعش.",
            ["القوات العراقية", "فصائل الحشد الشعبي"],
            ["تنظيم داعش"],
        ),
        # Another «بين» opens other sides.
        (
            "اندلعت اشتباكات بين الجيش وتنظيم داعش وتجددت المعارك بين قوات النظام وفصائل المعارضة.",
            ["الجيش"],
            ["تنظيم داعش"],
        ),
    ],
)
def test_who_stands_on_which_side(analysed, text: str, first: list[str], second: list[str]) -> None:
    assert told(analysed, text) == [first, second]


@pytest.mark.parametrize(
    "text",
    ["اندلعت اشتباكات بين الطرفين وقصفت قوات النظام البلدة.", "اشتبكت قوات النظام مع فصائل المعارضة."],
)
def test_where_nobody_is_named_there_are_no_sides(analysed, text: str) -> None:
    assert told(analysed, text) == [[], []]
