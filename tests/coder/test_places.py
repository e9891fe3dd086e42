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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استعادوا ثلاث قرى هي زرنوبة وكفر هالة ودمسين", ["زرنوبة", "كفر هالة", "دمسين"]),
        ("نزح سكان خمس بلدات، بينها زرنوبة وشمرخ", ["زرنوبة", "شمرخ"]),
        ("انتزعوا قريتين هما: زرنوبة وشمرخ", ["زرنوبة", "شمرخ"]),
    ],
)
def test_list_told_behind_a_pronoun(text: str, expected: list[str]) -> None:
    assert cores(text)[-len(expected) :] == expected


def test_pronoun_without_places_before_opens_no_list() -> None:
    assert not cores("قدموا ثلاثة مطالب هي زرنوبة وشمرخ")


def test_verb_behind_a_list_is_no_member() -> None:
    assert "أضرموا" not in cores("اقتحموا بلدات بينها زرنوبة وشمرخ، وأضرموا النار")


@pytest.mark.parametrize("text", ["اقتحمت القوات الأبيض ليلا", "استعادت الأبيض", "شهدت الأبيض", "دمر حصار الأبيض"])
def test_ordinary_name_behind_verb_of_place(text: str) -> None:
    assert ("الأبيض" in cores(text)) is not text.startswith("اقتحمت القوات")


@pytest.mark.parametrize("text", ["▪ الخوي: قصف مدفعي", "قصف ليلي\n- الخوي: قصف مدفعي"])
def test_name_that_opens_an_item(text: str) -> None:
    assert "الخوي" in cores(text)


def test_unknown_name_behind_a_bullet() -> None:
    assert cores("▪ الزرنوبية: قصف مدفعي") == ["الزرنوبية"]
    assert not cores("الزرنوبية: قصف مدفعي")
    assert not cores("▪ المصدر: قصف مدفعي")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطروا على قاعدة جوية", ["قاعدة جوية"]),
        ("هاجموا نقطة تفتيش", ["نقطة تفتيش"]),
        ("قصفوا مخيمات النازحين", ["مخيمات النازحين"]),
        ("قصفوا مبنى", []),
    ],
)
def test_indefinite_site_by_its_use(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


def test_two_directions_of_one_place() -> None:
    assert cores("عمليات في شمال ووسط سيناء") == ["شمال ووسط سيناء"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف قرب حي 17 تموز", "حي 17 تموز"),
        ("تجمعوا فوق جسر السادس من أكتوبر", "جسر السادس من أكتوبر"),
        ("دمروا نفقا قرب نفق برفح", "رفح"),
        ("أحرقوا مقر فوج المهمات", "مقر فوج المهمات"),
        ("دخلوا الحي الثالث", "الحي الثالث"),
        ("قتلوا اثنين بالبويرة", "البويرة"),
        ("معارك في ألزرنوب", "ألزرنوب"),
        ("قطعوا أشجارا في قُصرة", "قُصرة"),
    ],
)
def test_extent_of_name(text: str, expected: str) -> None:
    assert expected in cores(text)


def test_ends_of_road_stand_for_themselves() -> None:
    assert cores("كمين على الطريق الواصل بين بلدتي زرنوبة وشمرخ") == [
        "الطريق الواصل بين بلدتي زرنوبة وشمرخ",
        "زرنوبة",
        "شمرخ",
    ]


def test_definite_word_before_a_known_name_is_listed() -> None:
    assert cores("تفجيرات في أحياء الشعب والعامل والدورة") == ["الشعب", "العامل", "الدورة"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجار في شارع ستين", ["شارع ستين"]),
        ("قذيفة على سوق مايو", ["سوق مايو"]),
        ("هجوم على فندق إس واي إل", ["فندق إس واي إل"]),
        ("هجوم على فندق لو غراي", ["فندق لو غراي"]),
        ("كمين على جبل زين العابدين", ["جبل زين العابدين"]),
        ("غارة على حي إبراهيم باشا", ["حي إبراهيم باشا"]),
        ("غارة على حي الليبي", ["حي الليبي"]),
        ("هجوم على مخيم رقم 2", ["مخيم رقم 2"]),
        ("تفجير في منطقة كيلو 4", ["منطقة كيلو 4"]),
        ("انفجار عند العلامة الدولية رقم 79", ["العلامة الدولية رقم 79"]),
        ("سقط صاروخ في منطقة جبلية", ["منطقة جبلية"]),
        ("انفجار في مخيم للنازحين", ["مخيم للنازحين"]),
        ("سيطروا على سرية الخشنية", ["سرية الخشنية"]),
        ("تقدموا إلى حدودها الشمالية", ["حدودها الشمالية"]),
        ("قصفوا مبنى الإذاعة والتلفزيون", ["مبنى الإذاعة والتلفزيون"]),
        ("اشتباكات في حي سنترال بمدينة حلب", ["حي سنترال", "مدينة حلب"]),
        ("معارك في تين أكوف", ["تين أكوف"]),
    ],
)
def test_names_of_other_kinds(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجار في سوق نيسان الماضي", "نيسان"),
        ("اعتقلوا في شارع ستين شخصا", "ستين"),
        ("قصفوا قرية على الحدود", "قرية على"),
    ],
)
def test_what_ends_no_name(text: str, expected: str) -> None:
    assert not any(expected in core for core in cores(text))


def test_neighbouring_camp_is_another_one() -> None:
    assert [(place.core.text, place.named) for place in places("أخلوا المخيم المجاور")] == [("المخيم المجاور", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اشتباكات في أم الطيور", ["أم الطيور"]),
        ("فروا نحو أبو كرشم", ["أبو كرشم"]),
        ("تظاهروا في أم درمان وبحري", ["أم درمان", "بحري"]),
        ("مقتل أبو كبير العبود", []),
        ("غارة على ميناء الماية وأبو صرة", ["ميناء الماية", "أبو صرة"]),
        ("معارك في البغدادي", ["البغدادي"]),
        ("اغتالوا أبو كرشم", []),
    ],
)
def test_town_called_like_a_person(text: str, expected: list[str]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتصموا أمام المجلس البلدي", ["المجلس البلدي"]),
        ("تظاهروا أمام القيادة العامة", ["القيادة العامة"]),
        ("استهدفوا المبنى المؤقت لوزارة المالية", ["وزارة المالية"]),
        ("أحرقوا إطارات أمام مكتب التأشيرات", ["مكتب التأشيرات"]),
        ("قال المجلس البلدي", []),
    ],
)
def test_body_that_is_its_building(text: str, expected: list[str]) -> None:
    assert [core for core in cores(text) if core != "المبنى"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحبت القوات من تابتو بعد حصار", ["تابتو"]),
        ("عبر الرتل إلى جوريل وسط البلاد", ["جوريل"]),
        ("توصلوا إلى تفاهم أولي", []),
        ("خرجوا من داره", []),
        ("مسلحون من آل فلاني", []),
    ],
)
def test_unknown_name_where_a_movement_leads(text: str, expected: list[str]) -> None:
    assert [core for core in cores(text) if core != "وسط البلاد"] == expected


def test_verb_joined_to_a_place_is_none() -> None:
    assert cores("غارات على النوفلية، واستلمت القوات الموقع")[:1] == ["النوفلية"]
    assert not any("استلمت" in core for core in cores("غارات على النوفلية، واستلمت السدرة"))
