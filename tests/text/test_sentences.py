"""Sentence boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize

PIECES = st.lists(
    st.sampled_from(
        ["قتل", "د", "جندي ", "12", "U", "S", ". ", ".", "؟", "…", '"', "«", "»", "\n", " \n \n", "،", "("]
    ),
    max_size=40,
).map("".join)
TEXT = PIECES | st.text(st.characters(), max_size=60)


def split(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[a].start : tokens[b - 1].end].strip() for a, b in mark_sentences(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل جنديان. وأصيب ثالث.", ["قتل جنديان.", "وأصيب ثالث."]),
        ("هل توقف القصف؟ لم يتوقف!", ["هل توقف القصف؟", "لم يتوقف!"]),
        ("عنوان فرعي\nقصفت الطائرات البلدة", ["عنوان فرعي", "قصفت الطائرات البلدة"]),
        ("فقرة أولى\n\n \nفقرة ثانية", ["فقرة أولى", "فقرة ثانية"]),
        ("\n\nفقرة", ["فقرة"]),
        ("تقع على بعد 3.5 كيلومترات.", ["تقع على بعد 3.5 كيلومترات."]),
        ("سقط عشرة قتلى عام 2014. وجرح آخرون.", ["سقط عشرة قتلى عام 2014.", "وجرح آخرون."]),
        ("1. بغداد: قتيلان\n2. الموصل: ثلاثة", ["1. بغداد: قتيلان", "2. الموصل: ثلاثة"]),
        ("قال د. المدير إن المشفى قُصف.", ["قال د. المدير إن المشفى قُصف."]),
        ("نشرته أ.ف.ب أمس.", ["نشرته أ.ف.ب أمس."]),
        ("مراسل بي.بي.سي في المدينة.", ["مراسل بي.بي.سي في المدينة."]),
        ("أعلن U.S. Central Command ذلك.", ["أعلن U.S. Central Command ذلك."]),
        ("على www.example.org نشر البيان.", ["على www.example.org نشر البيان."]),
        ("انتهت المعركة.وعاد السكان.", ["انتهت المعركة.", "وعاد السكان."]),
        ("سنة 1436 هـ. وفي اليوم التالي", ["سنة 1436 هـ.", "وفي اليوم التالي"]),
        ("قال: «انسحبنا.» ثم غادر.", ["قال: «انسحبنا.»", "ثم غادر."]),
        ('قال: "انسحبنا." ثم غادر.', ['قال: "انسحبنا."', "ثم غادر."]),
        ('انتهى القصف."وقال شاهد إنه عنيف"', ["انتهى القصف.", '"وقال شاهد إنه عنيف"']),
        ("سيناء.. مقتل جنديين", ["سيناء..", "مقتل جنديين"]),
        ("لم يعد أحد... حتى الآن", ["لم يعد أحد...", "حتى الآن"]),
        ("بلا نقطة", ["بلا نقطة"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(TEXT)
def test_the_ranges_cover_every_token_once(text: str) -> None:
    tokens = tokenize(text)
    ranges = mark_sentences(tokens)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(tokens)))
    assert all(a < b for a, b in ranges)
    assert all(tokens[i].sent == number for number, (a, b) in enumerate(ranges) for i in range(a, b))


@given(TEXT)
def test_no_sentence_crosses_a_line_break(text: str) -> None:
    tokens = tokenize(text)
    for a, b in mark_sentences(tokens):
        shape = "".join("|" if token.kind == "break" else "x" for token in tokens[a:b])
        assert "|" not in shape.strip("|")


@given(TEXT)
def test_marking_twice_changes_nothing(text: str) -> None:
    tokens = tokenize(text)
    assert mark_sentences(tokens) == mark_sentences(tokens)


@pytest.mark.parametrize("piece", [".", "\n ", '"', "د.", "1. ", ".»", "قتل. "])
def test_long_runs_are_read_in_full(piece: str) -> None:
    tokens = tokenize(piece * 20_000)
    assert mark_sentences(tokens)[-1][1] == len(tokens)
