"""Who says what: the sources that hold at a word of the report, and how far their word reaches."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.attribution import find_speech, sources_at
from marsad.coder.document import Document
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
        "قال مسؤول محلي: «قطعت الطريق إلى البلدة. أصاب القصف السوق».",
    ],
)
def test_who_goes_on_speaking(text: str) -> None:
    assert told(text, "القصف")[0] == ["مسؤول محلي"]


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
