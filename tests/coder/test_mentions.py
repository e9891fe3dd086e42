"""Actor and place phrases of whole sentences: what is found, where it begins and ends, what it is joined to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.document import Document
from marsad.coder.mentions import find_mentions
from marsad.coder.ranges import Phrase
from marsad.model import Report


def mentions(text: str) -> list[Phrase]:
    return find_mentions(Document(Report("r", "", text)))


def cores(text: str, kind: str) -> list[str]:
    return [phrase.core.text for phrase in mentions(text) if phrase.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت قوات النظام البلدة", ["قوات النظام"]),
        ("قتل ثلاثة عناصر من قوات سوريا الديمقراطية", ["قوات سوريا الديمقراطية"]),
        ("هاجم تنظيم «داعش» الموقع", ["تنظيم «داعش»"]),
        ("اشتباكات بين الجيش التركي ومقاتلي المعارضة", ["الجيش التركي", "مقاتلي المعارضة"]),
        ("انسحبت الفرقة 17 من الموقع", ["الفرقة 17"]),
        ("شن طيران حكومة طرابلس غارات", ["طيران حكومة طرابلس"]),
        ("اتهمت سلطات صنعاء التحالف", ["سلطات صنعاء", "التحالف"]),
        ("أصيب جندي إسرائيلي", ["جندي إسرائيلي"]),
        ("قتل العقيد محمد الأحمد", ["العقيد محمد الأحمد"]),
        ("خطف مسلحون مجهولون طبيبا", ["مسلحون مجهولون", "طبيبا"]),
        ("وبحسب المصدر سلم المقاتلون سلاحهم للحوثيين", ["المقاتلون", "للحوثيين"]),
        ("تقدم لواء شهداء اليرموك", ["لواء شهداء اليرموك"]),
        ("قتل التنظيم 20 شخصا", ["التنظيم", "شخصا"]),
        ("دمروا ناقلة جند إسرائيلية ثم ناقلة أخرى", ["ناقلة جند إسرائيلية"]),
        ("وصلت تعزيزات روسية ثم وصلت تعزيزات", ["تعزيزات روسية"]),
        ("أغارت طائرات أمريكية من دون طيار", ["طائرات أمريكية من دون طيار"]),
        ("تقدمت القوات الموالية لصالح", ["القوات الموالية لصالح"]),
        ("انسحبت القوات الرديفة", ["القوات الرديفة"]),
        ("قصف الحوثيين وصالح القرية", ["الحوثيين", "صالح"]),
        ("أصيب صالح في القرية", []),
        ("منزل يعود لعائلة الأسطل", ["عائلة الأسطل"]),
        ("قتل مدنيون «لم يحملوا سلاحا في أي يوم»", ["مدنيون"]),
        ("هجوم نفذته وحدة خاصة", ["وحدة خاصة"]),
        ("هاجم مسلحون جنوبي المدينة", ["مسلحون"]),
        ("هاجمت حركة تحرير دلتا النيجر المنصة", ["حركة تحرير دلتا النيجر"]),
        ("قصفت قوات حماية سرت الميناء", ["قوات حماية سرت"]),
        ('اشتباك مع تنظيم "بي كا كا" الإرهابي', ['تنظيم "بي كا كا" الإرهابي']),
        ("انسحب مقاتلو مصراتة", ["مقاتلو مصراتة"]),
        ("هاجم غاضبون باعة", ["غاضبون", "باعة"]),
        ("اتهمت عائلته جنودا", ["عائلته", "جنودا"]),
        ("معارك مع موالين للقذافي", ["موالين للقذافي"]),
        ("اقتحمت قوة القرية", ["قوة"]),
        ("القصف قوة لا تنفع", []),
        ("نقطة للحشد الرافضي", ["للحشد الرافضي"]),
        ("حاصروا حامية البلدة", ["حامية البلدة"]),
        ("معارك حامية", []),
    ],
)
def test_actor_cores(text: str, expected: list[str]) -> None:
    assert cores(text, "actor") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على بلدة النشابية", ["بلدة النشابية"]),
        ("غارات على بلدات سرمين وبنش وتفتناز", ["سرمين", "بنش", "تفتناز"]),
        ("قصف على أطراف بلدتي سرمين وبنش", ["سرمين", "بنش"]),
        ("وصلت القوات إلى خان يونس", ["خان يونس"]),
        ("قصف على ريف حلب الشمالي", ["ريف حلب الشمالي"]),
        ("اشتباكات في قرية كفر عمار غربي حلب", ["قرية كفر عمار", "غربي حلب"]),
        ("انفجار قرب معبر باب الهوى", ["معبر باب الهوى"]),
        ("قصف على حي الزهور", ["حي الزهور"]),
        ("سقطت قذائف شمال قطاع غزة", ["شمال قطاع غزة"]),
        ("انفجار في مطار عدن الدولي", ["مطار عدن الدولي"]),
        ("تقدم لواء شهداء اليرموك", []),
        ("قال لـ«الشرق الأوسط»", []),
    ],
)
def test_place_cores(text: str, expected: list[str]) -> None:
    assert cores(text, "place") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل في قصف صاروخي تركي", ["تركي"]),
        ("إن قصفا إسرائيليا أصاب البيت", ["إسرائيليا"]),
        ("سقطت مقذوفات حوثية", ["حوثية"]),
        ("تقدمت القوات الهندية والباكستانية", ["القوات الهندية", "الباكستانية"]),
        ("مقتل فلسطيني في الحي", ["فلسطيني"]),
        ("بضائع تركية في السوق", []),
    ],
)
def test_side_by_its_adjective(text: str, expected: list[str]) -> None:
    assert cores(text, "actor") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("رجل يدعى صالح الصومالي", ["رجل", "صالح الصومالي"]),
        ("قتل القيادي المدعو «صرحات»", ["القيادي", "«صرحات»"]),
        ("زعيمهم بيت الله محسود", ["زعيمهم", "بيت الله محسود"]),
        ("قتل «موسى اليتيم»", ["موسى اليتيم"]),
        ("الشيخ عبد الله فهد عبد الله الرشيد", ["الشيخ عبد الله فهد عبد الله الرشيد"]),
        ("خرج منها على الفور", []),
        ("أصيب في مدرسة محمد الفاتح", []),
        ("سلموا صالح أوراقهم", []),
        ("مقتل صالح العاروري", ["صالح العاروري"]),
        ("تقدم لواء «جفعاتي»", ["لواء «جفعاتي»"]),
    ],
)
def test_persons(text: str, expected: list[str]) -> None:
    assert cores(text, "actor") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فجرت انتحارية نفسها", ["انتحارية"]),
        ("قتلوا في عملية انتحارية", []),
        ("الهجوم الانتحاري", []),
        ("هجوم مسلح في الحي", []),
        ("مقتل مسلح في الحي", ["مسلح"]),
        ("السبب الرئيسي للنزاع", []),
        ("انفجار في محافظة أبين", []),
        ("بحاجة إلى دعم", []),
        ("قذيفة مضادة للأفراد", []),
        ("تنظيم مسيرة سلام", []),
        ("قال في مؤتمر صحفي", []),
    ],
)
def test_adjectives_and_places_are_no_people(text: str, expected: list[str]) -> None:
    assert cores(text, "actor") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتهمت موسكو كييف بالقصف", ["موسكو", "كييف"]),
        ("وصل الوفد إلى موسكو", []),
        ("القاهرة، مصر -- انفجرت قنبلة", ["مصر"]),
    ],
)
def test_capitals_stand_for_their_governments(text: str, expected: list[str]) -> None:
    assert [phrase.core.text for phrase in mentions(text) if phrase.cls == "state"] == expected


def test_core_leaves_proclitics_out() -> None:
    place = next(p for p in mentions("قصف بريف دمشق") if p.kind == "place")
    assert place.core.text == "ريف دمشق"
    assert place.prep == "ب"


def test_preposition_of_two_words() -> None:
    actor = next(p for p in mentions("قصف من قبل قوات النظام") if p.kind == "actor")
    assert actor.prep == "من قبل"


def test_list_shares_group_and_preposition() -> None:
    places = [p for p in mentions("غارات على بلدات سرمين وبنش") if p.kind == "place"]
    assert len({p.group for p in places}) == 1
    assert {p.prep for p in places} == {"على"}


def test_container_is_marked() -> None:
    places = [p for p in mentions("قصف على بلدة كنصفرة بريف إدلب") if p.kind == "place"]
    assert [p.inner for p in places] == [False, True]


def test_country_is_place_and_actor() -> None:
    assert {p.kind for p in mentions("أعلنت روسيا هدنة")} == {"actor", "place"}
    assert {p.kind for p in mentions("انفجار في روسيا")} == {"place"}


def test_tie_is_kept() -> None:
    actor = next(p for p in mentions("هاجمت كتائب القسام التابعة لحركة حماس الموقع") if p.kind == "actor")
    assert actor.tie == "belongs"
    assert actor.of is not None
    assert actor.of.core.text == "حركة حماس"


def test_bare_head_takes_its_tie() -> None:
    assert cores("هاجم المسلحين الموالين للحكومة", "actor")[0] == "المسلحين الموالين للحكومة"


def test_definite_descriptions_are_unnamed() -> None:
    assert [p.named for p in mentions("دخلت المدينة") if p.kind == "place"] == [False]


def test_second_half_of_a_first_name_is_no_surname() -> None:
    assert "الله" not in cores("قتل بيت الله محسود. ثم عاد إلى رام الله", "actor")


def test_surname_stands_for_the_person() -> None:
    assert "القرموطي" in cores("قتل القيادي أحمد القرموطي. وكان القرموطي مطلوبا", "actor")


ARABIC = st.text(alphabet='ابتقوفليمنهةى ءأإلحزب«»"“()،.0123456789ـًُ\n-/', max_size=200)
VOCABULARY = [
    *("قوات", "النظام", "تنظيم", "داعش", "عناصر", "من", "الموالية", "للحكومة", "التابعة", "له", "بلدات"),
    *("حلب", "وإدلب", "،", "و", "«", "»", '"', "(", ")", "-", "بين", "شمال", "ريف", "محيط", "كتيبة", "الـ"),
    *("21", "الطريق", "الواصل", "أبو", "علي", "عبد", "الرحمن", "العقيد", "كفر", "دير", "المدينة", "جندي"),
    *("تركي", "5", ".", "قرب"),
]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=100), ARABIC, WORDS))
def test_phrases_are_sorted_spans_of_the_text(text: str) -> None:
    found = mentions(text)
    assert [p.i for p in found] == sorted(p.i for p in found)
    for phrase in found:
        assert 0 <= phrase.i < phrase.j
        assert phrase.core.text == text[phrase.core.start : phrase.core.end] != ""
    for kind in ("actor", "place"):
        spans = [(p.i, p.j) for p in found if p.kind == kind]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize("unit", ["عناصر ", "الموالية للجيش التابع ", "بلدات حلب وإدلب ", "محيط مدخل ", "«قوات "])
@pytest.mark.no_cover
def test_the_work_grows_with_the_length(grows_with_length, unit: str) -> None:
    assert grows_with_length(lambda text: Document(Report("r", "", text)), find_mentions, unit, 8_000)


def test_before_is_no_imam() -> None:
    found = find_mentions(Document(Report("r", "", "وقفوا أمام المسجد الحسيني")))
    assert not [phrase for phrase in found if phrase.kind == "actor"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نزحت مئات الأسر", ["الأسر"]),
        ("تبادل الأسر بين الطرفين", []),
        ("خطف ثلاثة أشقاء", ["أشقاء"]),
        ("تظاهر الآلاف في الساحة", ["الآلاف"]),
        ("تظاهر الآلاف من السكان", ["السكان"]),
        ("جرحت معلمة", ["معلمة"]),
        ("سيارة معلمة بالأحمر", []),
        ("استعاد الجيش والمشتركة البلدة", ["الجيش", "المشتركة"]),
        ("عقدت اللجنة المشتركة اجتماعا", []),
    ],
)
def test_people_that_the_words_around_tell(text: str, expected: list[str]) -> None:
    assert cores(text, "actor") == expected


def test_place_of_fighters_stays_a_place() -> None:
    assert "مصراتة" in cores("انسحب مقاتلو مصراتة", "place")


@pytest.mark.parametrize("text", ["انفجر لغم بسيارة تابعة للواء القدس", "هاجمت كتيبة طولكرم القوة", "قصفوا لواء حلب"])
def test_place_in_the_name_of_a_unit_is_no_place(text: str) -> None:
    assert cores(text, "place") == []


def test_name_of_a_rocket_is_no_place() -> None:
    assert cores('استهدفوا "إيلات" بصاروخ "عياش 250"', "place") == ["إيلات"]
    assert cores("قصفوا «عياش» بالصواريخ", "place") == ["عياش"]


def test_a_unit_may_stand_for_its_base() -> None:
    assert cores("سيطرت على الفوج 46 غرب حلب", "place") == ["الفوج 46", "غرب حلب"]


def test_origin_as_predicate() -> None:
    assert "أمريكية" in cores("أغارت طائرة يعتقد أنها أمريكية على القرية", "actor")


def test_high_title_before_unknown_name() -> None:
    assert "الرئيس تومبا كونغوري" in cores("أعلن الرئيس تومبا كونغوري الهدنة", "actor")


def test_dateline_in_brackets_is_no_state() -> None:
    assert cores("لندن (رويترز) - قصف على القرية", "actor") == []
