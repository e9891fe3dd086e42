"""Place phrases: how far a name reaches behind its class word, members of lists, and what is no place."""

from __future__ import annotations

import pytest

from marsad.coder.document import Document
from marsad.coder.mentions import find_mentions
from marsad.coder.ranges import Phrase
from marsad.model import Report


def places(text: str) -> list[Phrase]:
    return [phrase for phrase in find_mentions(Document(Report("r", "", text))) if phrase.kind == "place"]


def cores(text: str) -> list[str]:
    return [phrase.core.text for phrase in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اشتباكات في محيط مقر قوات الأمن الخاصة", ["مقر قوات الأمن الخاصة"]),
        ("استهدفوا مبنى نقابة المحامين", ["مبنى نقابة المحامين"]),
        ("غارة على المركز الثقافي", ["المركز الثقافي"]),
        ("توغلوا في المنطقة الجبلية", ["المنطقة الجبلية"]),
        ("سقطت قذيفة في حي شهيد", ["حي شهيد"]),
        ("دخلوا حي الكاشف", ["حي الكاشف"]),
        ("سيطروا على قرية بينة", ["قرية بينة"]),
        ("هاجموا مدينة القاعدة", ["مدينة القاعدة"]),
        ("غارة على مزارع الزيتونة", ["مزارع الزيتونة"]),
        ("كمين على طريق M5", ["طريق M5"]),
        ("اشتباكات في محاور القتال", ["محاور القتال"]),
    ],
)
def test_name_behind_class_word(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize("text", ["دخلوا بلدة محاصرة", "وصلوا إلى مدينة تسيطر عليها", "قال مزارع من أهلها"])
def test_description_is_no_name(text: str) -> None:
    assert not any(place.named for place in places(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [("قصف منطقة المحطة", True), ("قصف قرية المزرعة", True), ("قصف مدخل المدينة", False), ("شارع المدينة", False)],
)
def test_site_words_name_areas(text: str, named: bool) -> None:
    assert [place.named for place in places(text)] == [named]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجار قرب وزارة المالية", ["وزارة المالية"]),
        ("قالت وزارة المالية", []),
        ("صرح مصدر في وزارة المالية", []),
    ],
)
def test_ministry_is_a_place_beside_a_word_of_nearness(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غارات على مطاري صنعاء وتعز", ["صنعاء", "تعز"]),
        ("قصف معسكري الصمع والفريجة", ["الصمع", "الفريجة"]),
        ('قصف محاور "كبانة وسراقب"', ["كبانة", "سراقب"]),
        ("قصف مديريات «باقم ورازح» ليلا", ["باقم", "رازح"]),
        ("قصف قرى (صوغانية، حربيل، بينة، وتل رفعت)", ["صوغانية", "حربيل", "بينة", "تل رفعت"]),
        ("حرروا قرى سراقب، شجرة العجائز، رسم الورد", ["سراقب", "شجرة العجائز", "رسم الورد"]),
        ("قصف محوري «كبانة» و«سراقب»", ["«كبانة»", "«سراقب»"]),
    ],
)
def test_members_of_lists(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطروا على قرى سراقب، وقتلوا جنديا، وأصابوا آخر", ["سراقب"]),
        ("قصفوا مناطق مكتظة بالسكان", []),
        ("استهدف مقرا للشرطة", []),
        ("بريفي حلب الشمالي والشرقي", ["ريفي حلب الشمالي والشرقي"]),
    ],
)
def test_where_no_list_goes_on(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلوا نحو «كفارايا» و«ياتاد»", ["«كفارايا»", "«ياتاد»"]),
        ("هجوم في «الأنباء»", []),
        ("معارك في المقاشة قرب صعدة", ["المقاشة", "صعدة"]),
        ("معارك في المقاشة أمس", []),
        ("حافظوا على تعامله", []),
        ("هجوم على حافلتين", []),
    ],
)
def test_unknown_name_by_position(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize("name", ["رواندا", "ستوكهولم", "مومباي", "الشيشان", "راولبندي", "إب", "المخا"])
def test_known_behind_a_preposition_with_a_conjunction(name: str) -> None:
    assert cores(f"وفي {name} سمع انفجار") == [name]
