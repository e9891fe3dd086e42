"""Tokens that lost the space between two words: which are parted, and that nothing of the text moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.glued import Seams, seams
from marsad.coder.nominal import ordinary_words
from marsad.lexicon import Lexicon, lexicon
from marsad.text.fold import fold
from marsad.text.tokens import tokenize

WORDS = ("وقوع", "انفجار", "استهدفت", "تجمع", "الميادين", "مراسل", "قصف", "مدينة", "الاحتلال", "غارات", "أنّ", "في")
MARKED = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىأإآّـًَ \n.،«»1"), max_size=40)
GLUED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join)
TEXT = MARKED | GLUED | st.tuples(GLUED, MARKED, GLUED).map(" ".join) | st.text(max_size=40)


@pytest.fixture(scope="module")
def seam() -> Seams:
    return seams(lexicon())


def parts(text: str, seam: Seams) -> list[str]:
    return [token.text for token in tokenize(text, seam)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("وقوعانفجار", ["وقوع", "انفجار"]),
        ("استهدفتجمع", ["استهدف", "تجمع"]),
        ("الاحتلالقرب", ["الاحتلال", "قرب"]),
        ("بعدعدوان", ["بعد", "عدوان"]),
        ("فيالعملية", ["في", "العملية"]),
        ("أعلنتالمقاومة", ["أعلنت", "المقاومة"]),
        ("واستهدفَتغارات", ["واستهدفَت", "غارات"]),
    ],
)
def test_two_known_words_are_parted(written: str, expected: list[str], seam: Seams) -> None:
    assert parts(written, seam) == expected


@pytest.mark.parametrize(
    "word",
    [
        *("انفجارات", "استهدافهم", "والمقاومة", "للمتظاهرين", "سيفيرودونيتسك", "الفرات", "الأحمد", "أصفهاني"),
        *("واستبعد", "ماتسبب", "المشهداني", "غوردون", "الفلسطينيينفي", "London", "اشتباكاتهما", "واجباتهم"),
    ],
)
def test_one_word_stays_whole(word: str, seam: Seams) -> None:
    assert parts(word, seam) == [word]


def test_no_word_of_the_tables_is_parted(seam: Seams) -> None:
    assert not [form for form in lexicon().words if seam(form)]


def test_no_ordinary_word_is_parted(seam: Seams) -> None:
    assert not [form for form in ordinary_words() if seam(form)]


def test_what_is_too_long_for_words_is_not_even_tried(seam: Seams) -> None:
    assert seam("وقوعانفجار") > 0
    assert seam("وقوعانفجار" * 5) == 0


def test_an_empty_lexicon_parts_nothing() -> None:
    assert Seams(Lexicon({}, {}), frozenset())("وقوعانفجار") == 0


@given(TEXT)
def test_every_part_is_the_text_at_its_place(text: str) -> None:
    end = 0
    for i, token in enumerate(tokenize(text, seams(lexicon()))):
        assert token.i == i
        assert token.text == text[token.start : token.end] != ""
        assert token.form == fold(token.form) != ""
        assert end <= token.start
        end = token.end


@given(TEXT)
def test_parts_make_up_the_tokens_they_were(text: str) -> None:
    whole, parted = tokenize(text), tokenize(text, seams(lexicon()))
    assert "".join(token.form for token in whole) == "".join(token.form for token in parted)
    assert {token.start for token in whole} <= {token.start for token in parted}
    assert {token.end for token in whole} <= {token.end for token in parted}
