"""Words, numbers, punctuation and breaks, and their places in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold
from marsad.text.tokens import Token, tokenize

ARABIC = st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF) | st.sampled_from(" \n.,«»12"), max_size=60)
ANY = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("\ud800\udfff اب\u200f\ufeff\u00a0ـ.1\r\n"), max_size=40
)
TEXT = ARABIC | ANY


def forms(text: str) -> list[str]:
    return [token.form for token in tokenize(text)]


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتِل جنديان", ["قتل", "جنديان"]),
        ("أصيب12 شخصًا", ["اصيب", "12", "شخصا"]),
        ("خلال الـ48 ساعة", ["خلال", "ال", "48", "ساعه"]),
        ("بنسبة 3.5%", ["بنسبه", "3.5", "%"]),
        ("١٬٢٠٠ نازح", ["1٬200", "نازح"]),
        ("«لواء الفجر»", ["«", "لواء", "الفجر", "»"]),
        ("قـ ـصـ ـف", ["قصف"]),
        ("حلب\n\nإدلب", ["حلب", "\n\n", "ادلب"]),
        ("\u200fدرعا\u200f", ["درعا"]),
        ("", []),
        (" \u00a0\t", []),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_kinds() -> None:
    assert kinds("قتل 5، في حلب\nأمس") == ["word", "number", "punct", "word", "word", "break", "word"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مدينةالرقة", ["مدينه", "الرقه"]),
        ("إلىحلب", ["الي", "حلب"]),
        ("المسؤولإن", ["المسوول", "ان"]),
        ("والإصابات", ["والاصابات"]),
        ("الـإصابات", ["الاصابات"]),
    ],
)
def test_words_that_lost_their_space(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_token_shows_itself() -> None:
    assert repr(Token(3, "حلب", "حلب", 0, 3, "word")) == "Token(3, 'حلب', word)"


@given(TEXT)
def test_every_token_is_the_text_at_its_place(text: str) -> None:
    end = 0
    for i, token in enumerate(tokenize(text)):
        assert token.i == i
        assert token.text == text[token.start : token.end] != ""
        assert end <= token.start
        end = token.end


@given(TEXT)
def test_forms_are_folded_and_never_empty(text: str) -> None:
    for token in tokenize(text):
        assert token.form
        assert token.form == fold(token.form)


@given(TEXT)
def test_nothing_that_folds_to_something_is_lost(text: str) -> None:
    inside = {k for token in tokenize(text) for k in range(token.start, token.end)}
    assert all(not char.strip() or not fold(char) or k in inside for k, char in enumerate(text))


@given(TEXT, TEXT)
def test_a_line_break_parts_two_texts(first: str, second: str) -> None:
    whole = tokenize(f"{first.rstrip()} \nو\n {second}")
    apart = tokenize(first.rstrip()), tokenize(second)
    words = [t.form for t in whole if t.kind != "break"]
    assert words == [t.form for t in (*apart[0], *tokenize("و"), *apart[1]) if t.kind != "break"]


@pytest.mark.parametrize("piece", ["قـ ", "ـ", "ة", "12.", "((", "\n \n", "\u064b", "إ"])
def test_long_runs_give_tokens_in_proportion(piece: str) -> None:
    """No piece, however often repeated, makes more tokens a character than it does once or twice."""
    assert len(tokenize(piece * 5000)) <= 5000 * len(piece)


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("قُتِلَجندي", 3, ["قُتِلَ", "جندي"]),
        ("قـتـلـجندي", 3, ["قـتـلـ", "جندي"]),
        ("مدينةقتلجندي", 3, ["مدينة", "قتل", "جندي"]),
        ("قـ ـتلجندي", 3, ["قـ ـتلجندي"]),
        ("\ufefbجندي", 1, ["\ufefbجندي"]),  # the seam falls inside a ligature
        ("قتلجندي", 9, ["قتلجندي"]),
    ],
)
def test_a_seam_parts_a_word(text: str, letters: int, expected: list[str]) -> None:
    def seam(form: str) -> int:
        return letters if form.endswith("جندي") else 0

    assert [token.text for token in tokenize(text, seam)] == expected


@given(TEXT, st.integers(0, 6))
def test_parted_tokens_read_back(text: str, letters: int) -> None:
    for i, token in enumerate(tokenize(text, lambda form: letters)):
        assert token.i == i
        assert token.text == text[token.start : token.end] != ""
