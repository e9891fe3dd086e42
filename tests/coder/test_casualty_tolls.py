"""Tolls told at some length, in parts, and by numbers alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = tuple[str, int | None, int | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one number of people of two kinds
        ("مقتل العشرات من القادة وعناصر الكتيبة", [("killed", 20, None, "القادة")]),
        ("مقتل 5 من الجنود ومسلحين", [("killed", 5, 5, "الجنود"), ("killed", 2, None, None)]),
        # as many again, one of them, all of them
        ("قتل 20 شخصا وجرح مثلهم", [("killed", 20, 20, None), ("injured", 20, 20, None)]),
        ("قتل 20 شخصا وإصابة عدد مماثل", [("killed", 20, 20, None), ("injured", 20, 20, None)]),
        ("هاجموا الحاجز فقتل أحدهم", [("killed", 1, 1, None)]),
        ("أعلن الجيش مقتل جميع المهاجمين", [("killed", 2, None, None)]),
        # the number before the toll, or behind the dead
        ("ارتفع إلى 14 عدد قتلى التفجير", [("killed", 14, 14, None)]),
        ("قال المسعفون إن القتلى بالمئات", [("killed", 200, None, None)]),
        ("قال المشفى إن القتلى 79 والجرحى 199", [("killed", 79, 79, None), ("injured", 199, 199, None)]),
        # the verb behind those counted says what befell them
        ("إن 30 رهينة قتلوا في الهجوم", [("killed", 30, 30, None)]),
        ("قتل 60 مهاجما وإن 13 منهم وقعوا في الأسر", [("killed", 60, 60, None), ("captured", 13, 13, None)]),
        ("أضاف أن مستوطنا أصيب إصابة طفيفة", [("injured", 1, 1, "مستوطنا")]),
        ("إن خمسين شخصا نقلوا إلى المستشفى", [("injured", 50, 50, None)]),
        # a word and its fate, the victims between
        ("نقل ستة عمال إلى المستشفى", [("injured", 6, 6, "عمال")]),
        ("نقل المسؤول عن الشرطة قولها", []),
        ("لا يزال بحار مفقودا", [("missing", 1, 1, "بحار")]),
        ("لا يزال مصير خمسة عمال مجهولا", [("missing", 5, 5, "عمال")]),
        ("فقد ثلاثة من حراس مخازن الحبوب حياتهم", [("killed", 3, 3, "حراس")]),
        ("وقع عشرة جنود في الأسر", [("captured", 10, 10, "جنود")]),
        # flight: of civilians with their number, not of fighters, nor by way of
        ("عبر 73 ألفا الحدود", [("displaced", 73000, 73000, None)]),
        ("إن مئات العائلات لجأت إلى المدارس", [("displaced", 200, None, "العائلات")]),
        ("فر 12 ألفا من منازلهم", [("displaced", 12000, 12000, None)]),
        ("دخلوا عبر خمسة مسلحين", []),
        ("قال ناشط عبر سكايب", []),
        ("في طعنة غادرة", []),
        # the size of a family, of a crew
        ("مقتل أسرة من ستة أفراد", [("killed", 6, 6, "أسرة من ستة أفراد")]),
        ("هلك طاقمها المكون من خمسة أفراد", [("killed", 5, 5, "طاقمها المكون من خمسة أفراد")]),
        # two, not several
        ("قتل فتيان فلسطينيان", [("killed", 2, 2, "فتيان فلسطينيان")]),
        ("خطف مسلحون حارسين", [("captured", 2, 2, "حارسين")]),
        ("سقط في المعارك مقاتلان", [("killed", 2, 2, None)]),
        ("مات ضابط وجنديان", [("killed", 1, 1, "ضابط"), ("killed", 2, 2, "جنديان")]),
        # how or where comes first; who was inside
        ("قضى تحت التعذيب سبعة شبان", [("killed", 7, 7, "شبان")]),
        ("لجأ إلى البلدة ألف شخص", [("displaced", 1000, 1000, None)]),
        ("غادر المدينة مئات السكان", [("displaced", 200, None, "السكان")]),
        ("قضت المحكمة بسجن سبعة متهمين", []),
        ("تدمير آلية ومقتل من فيها", [("killed", 2, None, None)]),
        ("مقتل كل من في الحافلة", [("killed", 2, None, None)]),
        ("إصابات في صفوف المدنيين", [("injured", 2, None, "المدنيين")]),
        ("عثر على خمسة شبان مقتولين", [("killed", 5, 5, "شبان")]),
        ("قتل عن طريق الخطأ ستة مدنيين", [("killed", 6, 6, "مدنيين")]),
        ("اغتالوا مختارا مع نجله", [("killed", 1, 1, "مختارا"), ("killed", 1, 1, "نجله")]),
        ("فقتل أحدهم وجرح الآخران", [("killed", 1, 1, None), ("injured", 2, 2, None)]),
        ("ارتقى العشرات في غارة", [("killed", 20, None, None)]),
        ("إن 200 ألف مدني، معظمهم من العمال، فروا", [("displaced", 200000, 200000, "مدني")]),
        ("أوقف بعد يومين ستة شبان", [("captured", 6, 6, "شبان")]),
        ("هدم المنزل واعتقال صاحبه", [("captured", 1, 1, "صاحبه")]),
        # bare numbers
        ("اعتقلت الشرطة ستة يشتبه في صلتهم بالهجوم", [("captured", 6, 6, None)]),
        ("إصابة 7 مدنيين بالرصاص والعشرات بالاختناق", [("injured", 7, 7, "مدنيين"), ("injured", 20, None, None)]),
        ("أصيبوا بحالات اختناق", []),
        ("سقط مئة بين قتيل وجريح", [("killed", None, 100, None), ("injured", None, 100, None)]),
        # joined to the count before another word of harm
        (
            "مقتل 170 جنديا في يوم واحد، و345 مسلحا خلال شهر، وأسر 150 جنديا",
            [("killed", 170, 170, "جنديا"), ("killed", 345, 345, None), ("captured", 150, 150, "جنديا")],
        ),
        # denials
        ("نفت الوزارة، السبت، تسجيل أي خسائر بشرية", [("none_reported", 0, 0, None)]),
        ("نفى الناطق استهداف المدنيين", []),
        ("لم ترد أنباء فورية عن خسائر بشرية", [("none_reported", None, None, None)]),
        ("لم يعلن عن وقوع إصابات", [("none_reported", None, None, None)]),
    ],
)
def test_tolls_told_at_some_length(rows: Callable[[str], list[Row]], text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب عشرات بينهم رضيع فارق الحياة", [("injured", 20, None, None), ("killed", 1, 1, "رضيع")]),
        ("سجل المستشفى 21 إصابة، منها 3 خطيرة", [("injured", 21, 21, None), ("injured", 3, 3, None)]),
        ("قتل عشرة مدنيين، سبعة أطفال منهم، في الحي", [("killed", 10, 10, "مدنيين"), ("killed", 7, 7, "أطفال")]),
        ("قتل 6 وأسر 15 في المعركة", [("killed", 6, 6, None), ("captured", 15, 15, None)]),
        (
            "سقوط 30 جنديا بين قتيل وجريح ومفقود",
            [(kind, None, 30, "جنديا") for kind in ("killed", "injured", "missing")],
        ),
        ("05:20 إصابة سبعة عمال", [("injured", 7, 7, "عمال")]),
        ("لم تصلنا معلومات عن إصابة مدنيين", [("none_reported", None, None, None)]),
    ],
)
def test_parts_and_numbers_without_a_noun(rows: Callable[[str], list[Row]], text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 20 من عناصر «داعش» في كمين", [("killed", 20, 20, "عناصر «داعش»")]),
        ("قتل ستة عناصر من «الجيش الوطني» في كمين", [("killed", 6, 6, "الجيش الوطني")]),
        ("سقوط العشرات من عناصر تنظيم (داعش) في القصف", [("killed", 20, None, "تنظيم (داعش)")]),
        (
            "سقط العشرات من عناصر (داعش) بين قتيل وجريح",
            [("killed", None, None, "عناصر (داعش)"), ("injured", None, None, "عناصر (داعش)")],
        ),
        ("وقوع إصابات بين «عناصر الجيش»", [("injured", 2, None, "عناصر الجيش")]),
    ],
)
def test_the_body_may_stand_in_quotation_marks_or_brackets(analysed, text: str, expected: list[Row]) -> None:
    found = analysed(text).counts
    assert [(str(c.kind), c.low, c.high, c.group.text if c.group else None) for c in found] == expected
