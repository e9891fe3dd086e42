"""Casualty counts in sentences written for the tests."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.casualties import find_casualties
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase
from marsad.model import Report

Row = tuple[str, int | None, int | None, str | None]


def find(text: str) -> list[CountPhrase]:
    return find_casualties(Document(Report("r", "", text)), [])


def rows(text: str) -> list[Row]:
    return [(str(c.kind), c.low, c.high, c.group.text if c.group else None) for c in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 5 أشخاص وإصابة 3 آخرين", [("killed", 5, 5, None), ("injured", 3, 3, None)]),
        ("قتل شخصان في الحي", [("killed", 2, 2, None)]),
        ("سقط 12 قتيلاً و30 جريحاً", [("killed", 12, 12, None), ("injured", 30, 30, None)]),
        ("لقي سبعة مدنيين مصرعهم", [("killed", 7, 7, "مدنيين")]),
        ("استشهد أربعة أطفال", [("killed", 4, 4, "أطفال")]),
        ("أصيب ثلاثة عمال بجروح", [("injured", 3, 3, "عمال")]),
        ("أدى الهجوم إلى سقوط قتلى وجرحى", [("killed", 2, None, None), ("injured", 2, None, None)]),
        ("قالت الشرطة إن 13 شخصا على الأقل قتلوا", [("killed", 13, None, None)]),
        ("أضاف أن طفلة استشهدت", [("killed", 1, 1, "طفلة")]),
        ("راح ضحيتها أكثر من عشرة مدنيين", [("killed", 11, None, "مدنيين")]),
        ("مقتل جندي وإصابة جنديين", [("killed", 1, 1, "جندي"), ("injured", 2, 2, "جنديين")]),
        ("مقتل 17 جنديا وأربعة مدنيين", [("killed", 17, 17, "جنديا"), ("killed", 4, 4, "مدنيين")]),
        ("مقتل وإصابة 25 شخصا", [("killed", None, 25, None), ("injured", None, 25, None)]),
        ("قتل وجرح عدد من العمال", [("killed", 2, None, "العمال"), ("injured", 2, None, "العمال")]),
        ("اعتقلت قوات الأمن 12 شخصا", [("captured", 12, 12, None)]),
        ("اختطف مسلحون مجهولون خمسة عمال", [("captured", 5, 5, "عمال")]),
        ("قال إن مسلحين اختطفوا 11 عاملا", [("captured", 11, 11, "عاملا")]),
        ("نزوح أكثر من 200 عائلة", [("displaced", 201, None, "عائلة")]),
        ("فقدان ثلاثة بحارة", [("missing", 3, 3, "بحارة")]),
        ("العثور على 5 جثث", [("killed", 5, 5, None)]),
        ("ارتفعت الحصيلة إلى 30 قتيلا", [("killed", 30, 30, None)]),
        ("فقد أربعة أطفال حياتهم", [("killed", 4, 4, "أطفال")]),
        ("وقع ثلاثة جنود قتلى", [("killed", 3, 3, "جنود")]),
        ("مقتل عائلة مؤلفة من 5 أشخاص", [("killed", 5, 5, "عائلة مؤلفة من 5 أشخاص")]),
        ("تركهم الهجوم 25 بين قتيل وجريح", [("killed", None, 25, None), ("injured", None, 25, None)]),
        ("قتل جندي بالإضافة إلى ستة مدنيين", [("killed", 1, 1, "جندي"), ("killed", 6, 6, "مدنيين")]),
    ],
)
def test_counts_of_a_sentence(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_parts_of_a_total_stand_by_themselves() -> None:
    total, *parts = find("سقط 10 قتلى بينهم 3 أطفال وامرأتان")
    assert (total.low, total.part) == (10, False)
    assert [(p.low, p.high, p.group.text if p.group else "", p.part) for p in parts] == [
        (3, 3, "أطفال", True),
        (2, 2, "امرأتان", True),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قصف الحي دون وقوع إصابات", 0),
        ("لم يسفر الانفجار عن ضحايا", 0),
        ("واقتصرت الأضرار على الماديات", 0),
        ("لم يصب أحد بأذى", 0),
        ("لم ترد أنباء عن إصابات", None),
        ("دون معلومات عن خسائر بشرية", None),
    ],
)
def test_absence_of_casualties(text: str, count: int | None) -> None:
    (found,) = find(text)
    assert (str(found.kind), found.low, found.high) == ("none_reported", count, count)


@pytest.mark.parametrize(
    "text",
    [
        "قصفت المدفعية الحي بـ 12 قذيفة",
        "قتل الوقت في انتظار القرار",
        "سيطر اللواء 15 على التلة",
        "سقط 3 صواريخ في الحقل",
        "عمره 12 عاما",
        "خاضت كتائب شهداء الوادي معارك",
        "حققت الغارة إصابات مباشرة",
        "أفرجت السلطات عن خمسة معتقلين",
        "أصابت القذيفة منزلا",
    ],
)
def test_what_counts_no_casualties(text: str) -> None:
    assert rows(text) == []


def test_fighters_are_not_civilians() -> None:
    assert [c.civilian for c in find("مقتل ثلاثة جنود وأربعة أطفال وخمسة أشخاص")] == [False, True, None]


def test_counts_over_a_long_time_say_so() -> None:
    assert [c.rule for c in find("قتل 300 مدني منذ بداية العام")] == ["casualties:cumulative"]


HARM = [
    "قتل",
    "مقتل",
    "وإصابة",
    "أصيب",
    "12",
    "قتيلا",
    "وجريحا",
    "من",
    "جندي",
    "جنود",
    "بينهم",
    "أطفال",
    "و",
    "،",
    "دون",
    "إصابات",
]
HARM += [
    "بين",
    "قتيل",
    "وجريح",
    "عدد",
    "القتلى",
    "إلى",
    "منهم",
    "على الأقل",
    "نحو",
    "ثلاثة",
    "آخرين",
    "لقي",
    "مصرعهم",
    "كل",
    "«",
    "»",
    ".",
]


@settings(derandomize=True, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(HARM), max_size=60).map(" ".join)))
def test_any_text_gives_valid_counts(text: str) -> None:
    doc = Document(Report("r", "", text))
    for count in find_casualties(doc, []):
        assert 0 <= count.i < count.j <= len(doc.tokens)
        assert 0 <= count.start < count.end <= len(text)
        assert count.low is None or count.high is None or count.low <= count.high
        if count.group is not None:
            assert text[count.group.start : count.group.end] == count.group.text


@pytest.mark.parametrize("sentence", ["قتل جندي من جندي ", "مقتل 3 جنود وإصابة 5 آخرين بينهم طفل ", "شخص "])
def test_long_texts_take_linear_time(sentence: str) -> None:
    doc = Document(Report("r", "", sentence * 4_000))
    doc.phrases  # noqa: B018 - built beforehand: not what is timed
    begin = time.process_time()
    find_casualties(doc, [])
    assert time.process_time() - begin < 4
