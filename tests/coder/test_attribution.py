"""Who says what: the sources that hold at a word of the report, and how far their word reaches."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.analysis import analyse
from marsad.coder.attribution import find_speech, sources_at
from marsad.coder.document import Document
from marsad.learn.training import BLANK
from marsad.model import Factuality, Report


def told(text: str, word: str) -> tuple[list[str], Factuality]:
    """The sources and factuality at the first token of ``text`` that is ``word``."""
    doc = Document(Report("r", "", text))
    at = next(token.i for token in doc.tokens if token.text == word)
    sources, factuality = sources_at(find_speech(doc, ()), at)
    return [source.text for source in sources], factuality


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("أفاد مصدر طبي بأن القصف أصاب السوق.", ["مصدر طبي"]),
        ("قال شهود عيان إن القصف أصاب السوق.", ["شهود عيان"]),
        ("أصاب القصف السوق، بحسب ناشطين.", ["ناشطين"]),
        ("أصاب القصف السوق، وفقا لمصادر محلية.", ["مصادر محلية"]),
        ("أصاب القصف السوق. بحسب مصادر محلية.", ["مصادر محلية"]),
        ("قال ناشطون داهمت دورية المنازل وإن القصف أصاب السوق.", ["ناشطون"]),
        ("علم المرصد من مصادر موثوقة أن القصف أصاب السوق.", ["المرصد", "مصادر موثوقة"]),
        ("علمت الصحيفة من مصادر موثوقة أن القصف أصاب السوق.", ["مصادر موثوقة"]),
        ("أصاب القصف السوق، حسبما أفاد مراسلنا.", ["مراسلنا"]),
        ("وبحسب المرصد، فإن القصف أصاب السوق.", ["المرصد"]),
        ("نقلت وكالة سانا عن مصدر عسكري قوله إن القصف أصاب السوق.", ["وكالة سانا", "مصدر عسكري"]),
        ("أفاد مراسلنا نقلا عن مصدر خاص بأن القصف أصاب السوق.", ["مراسلنا", "مصدر خاص"]),
        ("قالت مصادر عسكرية لوكالة رويترز إن القصف أصاب السوق.", ["مصادر عسكرية"]),
        ("قال مصدر في الشرطة إن القصف أصاب السوق.", ["مصدر في الشرطة"]),
        ("وكان المرصد قد أعلن أن القصف أصاب السوق.", ["المرصد"]),
        ("مصدر أمني قال إن القصف أصاب السوق.", ["مصدر أمني"]),
        ("أفاد ناشطون ومصادر طبية بأن القصف أصاب السوق.", ["ناشطون", "مصادر طبية"]),
        ("وثقت «الشبكة السورية» سقوط قتلى حين أصاب القصف السوق.", ["«الشبكة السورية»"]),
        ("وأضاف متحدث عسكري قائلا إن القصف أصاب السوق.", ["متحدث عسكري"]),
        ("بعد إعلان وزارة الدفاع أن القصف أصاب السوق.", ["وزارة الدفاع"]),
        ("قال متحدث عسكري: «القصف أصاب السوق والناس نيام».", ["متحدث عسكري"]),
        ("وقال: «مكتب الشمال» إن «القصف أصاب السوق».", ["«مكتب الشمال»"]),
        ("ونقل المرصد، عمّا سماها مصادر موثوقة، أن «القصف أصاب السوق».", ["المرصد", "مصادر موثوقة"]),
        ("أفادت وكالة أنباء الشمال بأن القصف أصاب السوق.", ["وكالة أنباء الشمال"]),
        ("قال مسؤول بوزارة الصحة إن القصف أصاب السوق.", ["مسؤول بوزارة الصحة"]),
        ("أكدت مصادر وسط المدينة أن القصف أصاب السوق.", ["مصادر وسط المدينة"]),
        ("قال سكان ومسؤولو الإغاثة إن القصف أصاب السوق.", ["سكان", "مسؤولو الإغاثة"]),
        ("قالت مصادر طبية وأخرى عسكرية إن القصف أصاب السوق.", ["مصادر طبية", "أخرى عسكرية"]),
        ("قال بيان صادر عن وزارة الدفاع إن القصف أصاب السوق.", ["وزارة الدفاع"]),
        ("أصاب القصف السوق، بحسب بيان وزارة الدفاع.", ["وزارة الدفاع"]),
        ("أصاب القصف السوق، بحسب ما أفادت به وكالة سانا عن مصدر طبي.", ["وكالة سانا", "مصدر طبي"]),
        ("علمت «الوطن» من مصدر أمني أن القصف أصاب السوق.", ["مصدر أمني"]),
        ("وأوضح لـ«الوطن» ناشط محلي أن القصف أصاب السوق.", ["ناشط محلي"]),
        ("قال مصدر أمني طلب عدم كشف اسمه إن القصف أصاب السوق.", ["مصدر أمني"]),
        ("نقلت وكالة سانا عن ضابط لم تذكر اسمه أن القصف أصاب السوق.", ["وكالة سانا", "ضابط"]),
    ],
)
def test_sources(text: str, sources: list[str]) -> None:
    assert told(text, "القصف") == (sources, Factuality.STATED)


@pytest.mark.parametrize(
    "text",
    [
        "أصاب القصف السوق.",
        "قال شاهد إن الطريق قطعت. وأصاب القصف السوق.",
        "يذكر أن القصف أصاب السوق.",
        "لم يعلن أحد شيئا حين أصاب القصف السوق.",
        "طلب عدم ذكر اسمه بعد القصف.",
    ],
)
def test_the_reports_own_voice_has_no_source(text: str) -> None:
    assert told(text, "القصف") == ([], Factuality.STATED)


@pytest.mark.parametrize(
    "text",
    [
        "قال مسؤول محلي إن الطريق قطعت. وأضاف أن القصف أصاب السوق.",
        "قال مسؤول محلي إن الطريق قطعت. وأشار المسؤول إلى أن القصف أصاب السوق.",
        "قال مسؤول محلي إن الطريق قطعت، مشيرا إلى أن القصف أصاب السوق.",
        "قال مسؤول محلي إن الطريق قطعت. مضيفا في حديث مع الصحفيين «القصف أصاب السوق وقتل ثلاثة».",
        "قال مسؤول محلي: «قطعت الطريق إلى البلدة. أصاب القصف السوق».",
    ],
)
def test_who_goes_on_speaking(text: str) -> None:
    assert told(text, "القصف")[0] == ["مسؤول محلي"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("لكن وزارة الدفاع نفت الخبر وقالت إن القصف أصاب السوق.", ["وزارة الدفاع"]),
        ("وزارة الدفاع بدورها قالت إن القصف أصاب السوق.", ["وزارة الدفاع"]),
        ("وزارة الدفاع، أعلنت أن القصف أصاب السوق.", ["وزارة الدفاع"]),
        ("أما وزارة الدفاع فأعلنت أن القصف أصاب السوق.", ["وزارة الدفاع"]),
        ("وكان مسؤولون محليون قد أعلنوا الشهر الماضي أن القصف أصاب السوق.", ["مسؤولون محليون"]),
    ],
)
def test_a_subject_in_front_of_its_verb(text: str, sources: list[str]) -> None:
    assert told(text, "القصف")[0] == sources


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قال المتحدث باسم الجيش، أحمد ياسين، إن القصف أصاب السوق.", "أحمد ياسين"),
        ("أعلن حاكم الإقليم، باليسكو فرانتي، أن القصف أصاب السوق.", "باليسكو فرانتي"),
        ("أصاب القصف السوق، وفق ما أعلن الناطق باسم الجيش، أحمد ياسين.", "أحمد ياسين"),
        ("قال العقيد سامر ياسين، قائد الشرطة في الإقليم، إن القصف أصاب السوق.", "العقيد سامر ياسين"),
        ("قال المتحدث باسم الجيش، لرويترز، إن القصف أصاب السوق.", "المتحدث باسم الجيش"),
    ],
)
def test_a_man_named_beside_his_office(text: str, source: str) -> None:
    assert told(text, "القصف")[0] == [source]


def test_groups_in_a_list_all_speak() -> None:
    text = "أعلنت جبهة النصرة، وحركة الشباب، والجيش الحر، عن قصف القاعدة."
    doc = Document(Report("r", "", text))
    mentions = analyse(doc, BLANK).mentions
    at = next(token.i for token in doc.tokens if token.text == "قصف")
    sources, _ = sources_at(find_speech(doc, mentions), at)
    assert [source.text for source in sources] == ["جبهة النصرة", "حركة الشباب", "الجيش الحر"]


@pytest.mark.parametrize(
    "text",
    [
        "قالت وزارة الدفاع إن الطريق قطعت. وأعلنت قصفا أصاب السوق.",
        "قالت وزارة الدفاع إن الطريق قطعت. ونشرت مشاهد تظهر قصفا على السوق.",
    ],
)
def test_a_verb_followed_by_what_happened_has_no_new_speaker(text: str) -> None:
    assert told(text, "قصفا")[0] == ["وزارة الدفاع"]


def test_an_announced_happening_is_no_part_of_the_name() -> None:
    assert told("أكدت اللجنة الأمنية محاصرة مسلحين.", "محاصرة")[0] == ["اللجنة الأمنية"]


@pytest.mark.parametrize(
    "text",
    [
        "قتل قائد يدعى أبو محمود حين أصاب القصف السوق.",
        "ولم تشر الوكالة إلى القصف.",
        "دارت معارك بين فصيلي «الشمال والجنوب معا في الإقليم» قبل القصف.",
        "نقلوا جميعا إلى المستشفى بعد القصف.",
        "كما نشرت قناصة في المدينة قبل القصف.",
        "علمت القناة أن القصف أصاب السوق.",
    ],
)
def test_words_that_only_look_like_saying(text: str) -> None:
    assert told(text, "القصف") == ([], Factuality.STATED)


def test_a_claim_of_the_deed_leaves_the_sentence_to_its_source() -> None:
    text = "أصاب القصف السوق ظهر اليوم بعد ساعات من هجوم تبنته الحركة، بحسب ما ذكرته الشرطة."
    assert told(text, "القصف")[0] == ["الشرطة"]


def test_a_contrast_does_not_bound_the_source_at_the_end() -> None:
    assert told("أصاب القصف السوق لكن أحدا لم يقتل، بحسب الشرطة.", "القصف")[0] == ["الشرطة"]


def test_a_chain_comes_back_with_the_bare_word() -> None:
    text = "نقلت وكالة سانا عن مصدر عسكري أن الطريق قطعت. وأضاف المصدر أن القصف أصاب السوق."
    assert told(text, "القصف")[0] == ["وكالة سانا", "مصدر عسكري"]


def test_a_new_speaker_ends_the_first() -> None:
    text = "قال ناشطون إن الطريق قطعت، وقالت الشرطة إن القصف أصاب السوق."
    assert told(text, "القصف")[0] == ["الشرطة"]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("زعم التنظيم أن القصف أصاب السوق.", Factuality.ALLEGED),
        ("نفى الجيش أن القصف أصاب السوق.", Factuality.DENIED),
        ("رجح مسؤول أن القصف أصاب السوق.", Factuality.LIKELY),
        ("هدد التنظيم بأن القصف لن يتوقف.", Factuality.PLANNED),
    ],
)
def test_firmness_of_the_verb(text: str, factuality: Factuality) -> None:
    assert told(text, "القصف")[1] == factuality


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "قال",
                "المرصد",
                "إن",
                "«",
                "»",
                ":",
                "،",
                ".",
                "\n",
                "بحسب",
                "وأضاف",
                "مصدر",
                "نقلت",
                "عن",
                "كما",
                "أن",
                "قد",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_gives_valid_ranges_in_order(text: str) -> None:
    doc = Document(Report("r", "", text))
    speeches = find_speech(doc, ())
    assert speeches == sorted(speeches, key=lambda s: (s.i, -s.j))
    for speech in speeches:
        assert 0 <= speech.i < speech.j <= len(doc.tokens)
        for source in speech.sources:
            assert source.text
            assert text[source.start : source.end] == source.text


def test_a_long_line_without_stops_takes_linear_time() -> None:
    doc = Document(Report("r", "", "وقال المرصد إن القصف أصاب السوق بحسب ناشطين، " * 4000))
    began = time.perf_counter()
    find_speech(doc, ())
    assert time.perf_counter() - began < 8
