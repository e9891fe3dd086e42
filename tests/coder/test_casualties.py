"""Casualty counts in sentences written for the tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.casualties import find_casualties
from marsad.coder.document import Document
from marsad.coder.mentions import find_mentions
from marsad.coder.ranges import CountPhrase
from marsad.model import Report

Row = tuple[str, int | None, int | None, str | None]


def find(text: str) -> list[CountPhrase]:
    return find_casualties(Document(Report("r", "", text)), [])


def named(text: str) -> list[Row]:
    """As ``rows``, with the mentions of the mention stage."""
    doc = Document(Report("r", "", text))
    found = find_casualties(doc, find_mentions(doc))
    return [(str(c.kind), c.low, c.high, c.group.text if c.group else None) for c in found]


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
        ("خمسة عمال لقوا مصرعهم وأصيب 12 آخرون", [("killed", 5, 5, "عمال"), ("injured", 12, 12, None)]),
        ("هجوم قتل فيه شرطيان", [("killed", 2, 2, "شرطيان")]),
        ("قتل في الغارة ما لا يقل عن 18 مدنيا", [("killed", 18, None, "مدنيا")]),
        ("قال إنه قتل تسعين مسلحا", [("killed", 90, 90, None)]),
        ("أسفر القصف عن إصابات خفيفة بين المدنيين", [("injured", 2, None, None)]),
        ("قال إن المصابين ثلاثة أطفال وامرأة", [("injured", 3, 3, "أطفال"), ("injured", 1, 1, "امرأة")]),
        ("قال إن أحد القتلى ضابط كان في إجازة", [("killed", 1, 1, "ضابط")]),
        ("ومن بين ضحايا الانفجار أربع نساء وطفل", [("killed", 4, 4, "نساء"), ("killed", 1, 1, "طفل")]),
        ("وقع ثلاثة جنود قتلى", [("killed", 3, 3, "جنود")]),
        ("مقتل عائلة مؤلفة من 5 أشخاص", [("killed", 5, 5, "عائلة مؤلفة من 5 أشخاص")]),
        ("تركهم الهجوم 25 بين قتيل وجريح", [("killed", None, 25, None), ("injured", None, 25, None)]),
        ("قتل جندي بالإضافة إلى ستة مدنيين", [("killed", 1, 1, "جندي"), ("killed", 6, 6, "مدنيين")]),
    ],
)
def test_counts_of_a_sentence(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the taker between the verb and the lives taken
        ("أودت الغارة على السوق بحياة تسعة عمال", [("killed", 9, 9, "عمال")]),
        ("بترت ساق راع جراء انفجار لغم", [("injured", 1, 1, "راع")]),
        ("نفذ التنظيم حكم الإعدام بحق ستة رجال", [("killed", 6, 6, "رجال")]),
        ("حيدت القوات سبعة إرهابيين", [("killed", 7, 7, "إرهابيين")]),
        # the victims stand before
        ("إن ستة بحارة في عداد المفقودين", [("missing", 6, 6, "بحارة")]),
        ("ثمانية طلاب تم اعتقالهم", [("captured", 8, 8, "طلاب")]),
        ("أربعة جنود وقعوا في الأسر", [("captured", 4, 4, "جنود")]),
        ("سلم تسعة مسلحين أنفسهم", [("captured", 9, 9, None)]),
        ("وقع ستة جنود أسرى", [("captured", 6, 6, "جنود")]),
        ("أجبر القصف مئات العائلات على النزوح", [("displaced", 200, None, "العائلات")]),
        ("أوضح أن شرطيا برتبة عريف قتل في الهجوم", [("killed", 1, 1, "شرطيا")]),
        ("أضاف أنه قتل في الغارة", [("killed", 1, 1, None)]),
        ("إن خمسة معلمين بين القتلى", [("killed", 5, 5, "معلمين")]),
        ("أعلن أن فلسطينيين أصيبا برصاص الجنود", [("injured", 2, 2, "فلسطينيين")]),
        # behind a cause
        ("قتل جراء القصف سبعة مزارعين", [("killed", 7, 7, "مزارعين")]),
        ("قتل على الفور سائق ومرافقه", [("killed", 1, 1, "سائق"), ("killed", 1, 1, "مرافقه")]),
        # numbers shared, exceeded, ordinal
        ("سقط أكثر من مئة قتيل وجريح", [("killed", None, None, None), ("injured", None, None, None)]),
        ("سقط مئة قتيل وجريح", [("killed", None, 100, None), ("injured", None, 100, None)]),
        ("تجاوز عدد القتلى 70 شخصا", [("killed", 71, None, None)]),
        ("إصابة عاملين وفقدان ثالث", [("injured", 2, None, "عاملين"), ("missing", 1, 1, None)]),
        ("شهيد و4 جرحى في غارة", [("killed", 1, 1, None), ("injured", 4, 4, None)]),
        # parts
        (
            "قتل 5 مدنيين هم 3 أطفال وامرأتان",
            [("killed", 5, 5, "مدنيين"), ("killed", 3, 3, "أطفال"), ("killed", 2, 2, "امرأتان")],
        ),
        ("أصيب 6 بينهم أم وطفلاها", [("injured", 6, 6, None), ("injured", 1, 1, "أم"), ("injured", 2, 2, "طفلاها")]),
        ("من بين قتلى الجيش ثلاثة ضباط", [("killed", 3, 3, "ضباط")]),
        # words that lost the space between them
        ("وقوع 6 إصاباتفي البلدة", [("injured", 6, 6, None)]),
        ("أعلن الجيشبمقتل 3 جنود", [("killed", 3, 3, "جنود")]),
        # the owner behind a plural
        ("خطف أربعة من موظفي الهلال الأحمر", [("captured", 4, 4, "موظفي الهلال الأحمر")]),
        ("نقل بعض الجرحى إلى المستشفى", []),
        ("خلف القصف ثلاثة عمال جرحى", [("injured", 3, 3, "عمال")]),
    ],
)
def test_counts_of_a_clause_in_other_orders(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two kinds that share an open number; the dead and the wounded of one «tens»
        # how many of each is not said of tens together, of «a number of» there are some of each
        ("قتل وجرح العشرات", [("killed", None, None, None), ("injured", None, None, None)]),
        ("قتل وجرح عدد من المدنيين", [("killed", 2, None, "المدنيين"), ("injured", 2, None, "المدنيين")]),
        ("سقط عشرات القتلى والجرحى", [("killed", 20, None, None), ("injured", 20, None, None)]),
        ("قوة من 6 جنود أوقعوا أفرادها بين قتيل وجريح", [("killed", None, 6, None), ("injured", None, 6, None)]),
        # a hedge behind a comma, behind an adjective, behind two counts
        ("سقط 20 قتيلا، على الأقل", [("killed", 20, None, None)]),
        ("أصيب خمسة جنود كنديين على الأقل", [("injured", 5, None, "جنود كنديين")]),
        ("سقوط 7 قتلى و30 جريحا على الأقل", [("killed", 7, None, None), ("injured", 30, None, None)]),
        # numbers of other shapes
        ("وصول 12 شهيدا و40 إصابة", [("killed", 12, 12, None), ("injured", 40, 40, None)]),
        ("وقوع إصابتين في البلدة", [("injured", 2, 2, None)]),
        ("قتل أربعة و خمسين عاملا", [("killed", 54, 54, "عاملا")]),
        ("شيع الأهالي القتلى الـ 12", [("killed", 12, 12, None)]),
        ("مقتل شرطيين في هجوم", [("killed", 2, 2, "شرطيين")]),
        ("قتل ضابطا شرطة", [("killed", 2, 2, "ضابطا شرطة")]),
        ("قدر عدد القتلى بثمانية", [("killed", 8, 8, None)]),
        ("وصل عدد النازحين إلى 90 ألف شخص", [("displaced", 90_000, 90_000, None)]),
        ("إصابة ثلاثة من هؤلاء", [("injured", 3, 3, None)]),
        ("لا يزال عشرات الضحايا تحت الأنقاض", [("missing", 20, None, None)]),
    ],
)
def test_numbers_of_harm(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 4 مدنيين (امرأة و3 أطفال)", [(4, False), (1, True), (3, True)]),
        ("سقوط 28 قتيلا - 17 متمردا و11 جنديا", [(28, False), (17, True), (11, True)]),
        ("إن ستة مدنيين (رجل وخمسة أطفال) قتلوا", [(6, False), (1, True), (5, True)]),
        ("إن امرأة وثلاثة أطفال بين القتلى", [(3, True), (1, True)]),
        ("ومن بين القتلى أيضا أربعة جنود باكستانيين", [(4, True)]),
    ],
)
def test_parts_of_a_total(text: str, expected: list[tuple[int, bool]]) -> None:
    assert [(c.low, c.part) for c in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل حارسان وثلاثة سياح", [("killed", 2, 2, "حارسان"), ("killed", 3, 3, "سياح")]),
        ("إن 15 مسلحا حوثيا قتلوا في غارة", [("killed", 15, 15, "مسلحا حوثيا")]),
        ("كان 18 عاملا قد أصيبوا أمس في تفجير حافلة تقل حجاجا", [("injured", 18, 18, "عاملا")]),
        ("أوضح أنه قتل 3 عمال وأصيب 13 آخرون", [("killed", 3, 3, "عمال"), ("injured", 13, 13, None)]),
        ("إن أربعة جنود من رفاقهم لقوا مصرعهم", [("killed", 4, 4, "جنود")]),
        ("أطلق النار على حارس فأرداه قتيلا", [("killed", 1, 1, "حارس")]),
        ("مما أدى إلى مقتلهما", [("killed", 2, 2, None)]),
        ("أعلن الجيش قتلهم 12 مسلحا", [("killed", 12, 12, None)]),
        ("تمكن مسلحون من أسر 10 سائقين", [("captured", 10, 10, "سائقين")]),
        ("قنص جنديا في الحي", [("killed", 1, 1, "جنديا")]),
        ("مقتل سائق وأطفاله الخمسة", [("killed", 1, 1, "سائق"), ("killed", 5, 5, "أطفاله الخمسة")]),
        ("العثور على جثة شاب قرب النهر", [("killed", 1, 1, "شاب")]),
        ("أودى انفجار سيارة كانت متوقفة قرب سوق البلدة الكبير، بحياة سبعة باعة", [("killed", 7, 7, "باعة")]),
    ],
)
def test_victims_wherever_they_stand(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أسرت القوات اليمنية ثلاثة مسلحين", ("captured", 3, 3, None)),
        ("خسر الجيش اثنين من جنوده", ("killed", 2, 2, None)),
        ("فقد الجيش عشرة جنود", ("killed", 10, 10, "جنود")),
        ("اختطفت الميليشيات الناشط في الجامعة سامر نوري", ("captured", 1, 1, "سامر نوري")),
    ],
)
def test_victims_behind_whoever_did_it_or_lost_them(text: str, expected: Row) -> None:
    assert named(text) == [expected]


def test_those_joined_on_behind_the_office_of_somebody_named() -> None:
    expected = [("killed", 1, 1, "سامر نوري"), ("killed", 2, 2, "عناصر الشرطة")]
    assert named("قتل سامر نوري نائب رئيس المجلس واثنان من عناصر الشرطة في الهجوم") == expected


def test_the_second_body_of_a_count_does_not_end_the_list() -> None:
    found = named("إصابة 43 من الحوثيين وقوات صالح و7 من عناصر المقاومة الشعبية")
    assert [row[:3] for row in found] == [("injured", 43, 43), ("injured", 7, 7)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("مقتل زعيم الحركة، أبو بكر سعيد، في غارة", "أبو بكر سعيد"),
        ("مقتل قائد ميداني في التنظيم يدعى سامر", "سامر"),
        ("مقتل الصحفي محمد سعيد", "الصحفي محمد سعيد"),
        ("مقتل المتحدث باسم حركة الشباب، محمد سعيد", "محمد سعيد"),
        ('مقتل السيدة "هفاء سرناني"', "هفاء سرناني"),
        ("وبين القتلى أيضا العقيد محمد سعيد", "العقيد محمد سعيد"),
        ("أكدت الكتائب مقتل، محمد سعيد، في القصف", "محمد سعيد"),
    ],
)
def test_the_name_of_an_office_holder(text: str, group: str) -> None:
    assert named(text) == [("killed", 1, 1, group)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("مقتل المسؤول العسكري للتنظيم أبو سليمان", "أبو سليمان"),
        ("مقتل زعيم التنظيم أبو بكر", "أبو بكر"),
        ("وفاة الجريح محمد سعيد", "محمد سعيد"),
        ("نعت كتائب القسام القائد محمد سعيد", "القائد محمد سعيد"),
        ("اغتال مسلحون مجهولون القيادي حسن محمود", "القيادي حسن محمود"),
        ("مقتل خالدة محمد سعيد", "خالدة محمد سعيد"),
        ("القائد العسكري محمد سعيد قتل أمس", "القائد العسكري محمد سعيد"),
    ],
)
def test_one_dead_by_name(text: str, group: str) -> None:
    assert named(text) == [("killed", 1, 1, group)]


@pytest.mark.parametrize(
    "text", ["محاولة اغتيال القيادي حسن محمود", "نجا الوزير من محاولة اغتيال", "هدد بقتل خمسة عمال"]
)
def test_what_was_only_tried_or_threatened(text: str) -> None:
    assert named(text) == []


def test_somebody_armed_is_of_the_body_he_is_said_to_belong_to() -> None:
    assert named("مقتل عنصرين تابعين لحركة الشباب") == [("killed", 2, 2, "حركة الشباب")]
    assert named("مقتل قيادي في حركة الشباب") == [("killed", 1, 1, "حركة الشباب")]


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
        ("ولم تسفر الغارة عن سقوط قتلى", 0),
        ("ولم يتم تسجيل أي خسائر", 0),
        ("دون أن يتسبب بأي إصابات", 0),
        ("نافيا وقوع أي خسائر بشرية", 0),
        ("لا توجد إصابات حتى الآن", 0),
        ("ولم يكشف عن وقوع ضحايا", None),
        ("ولم يتسن التأكد من وقوع ضحايا", None),
        ("لم تعط الوزارة تفاصيل عن الضحايا", None),
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
        "عملية تهدف إلى القضاء على المسلحين",
        "انتهت عملية احتجاز رهائن في الفندق",
        "نزح السكان إلى القرى المجاورة",
        "محاولة خطف أجانب فاشلة",
        "احتجزوهم في مدرسة",
        "يرتقي شهداء كل يوم",
        "20 في المئة منهم",
    ],
)
def test_what_counts_no_casualties(text: str) -> None:
    assert rows(text) == []


def test_fighters_are_not_civilians() -> None:
    assert [c.civilian for c in find("مقتل ثلاثة جنود وأربعة أطفال وخمسة أشخاص")] == [False, True, None]


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
@pytest.mark.no_cover
def test_the_work_grows_with_the_length(grows_with_length, sentence: str) -> None:
    assert grows_with_length(
        lambda text: Document(Report("r", "", text)), lambda doc: find_casualties(doc, []), sentence, 4_000
    )


def test_victims_behind_whoever_did_it() -> None:
    assert named("أسر المهاجمون جاسوسا")[0][:3] == ("captured", 1, 1)
    assert named("احتجزت الشرطة ما لا يقل عن 20 في حملة أمس")[0][:3] == ("captured", 20, None)
    assert named("خطف مسلحون يشتبه في انتمائهم إلى تنظيم القاعدة ستين امرأة") == [("captured", 60, 60, "امرأة")]
