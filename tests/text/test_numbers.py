"""Numbers in digits and words, as exact values and as ranges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.numbers import NumberPhrase, bounded, digits, read_after, read_number
from marsad.text.tokens import tokenize

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TEENS = ["عشرة", "أحد عشر", "اثنا عشر", *[f"{unit} عشر" for unit in UNITS[3:]]]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = [
    "",
    "مئة",
    "مئتان",
    "ثلاثمئة",
    "أربعمئة",
    "خمسمئة",
    "ستمئة",
    "سبعمئة",
    "ثمانمئة",
    "تسعمئة",
]


def below_hundred(value: int) -> str:
    if value < 10:
        return UNITS[value]
    if value < 20:
        return TEENS[value - 10]
    tens, unit = TENS[value // 10], UNITS[value % 10]
    return f"{unit} و{tens}" if unit else tens


def below_thousand(value: int) -> str:
    parts = [HUNDREDS[value // 100], below_hundred(value % 100)]
    return " و".join(part for part in parts if part)


def in_words(value: int) -> str:
    """A number from 1 to 999,999 as a careful writer spells it."""
    thousands, rest = divmod(value, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        scale = "آلاف" if 3 <= thousands <= 10 else "ألفا"
        parts.append(f"{below_thousand(thousands)} {scale}")
    if rest:
        parts.append(below_thousand(rest))
    return " و".join(parts)


def read(text: str) -> NumberPhrase | None:
    return read_number(tokenize(text), 0)


@settings(derandomize=True)
@given(st.integers(1, 999_999))
def test_number_words_read_back_as_the_number(value: int) -> None:
    number = read(in_words(value))
    assert number is not None
    assert (number.low, number.high) == (value, value)


@settings(derandomize=True)
@given(st.integers(0, 999_999_999))
def test_digits_read_back_with_and_without_separators(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        number = read(written)
        assert number is not None
        assert number.low == number.high == value


@settings(derandomize=True)
@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    tokens = tokenize(text)
    for token in tokens:
        number = read_number(tokens, token.i)
        if number is not None:
            assert token.i == number.i <= number.first < number.j <= len(tokens)
            assert number.low is None or number.high is None or number.low <= number.high


WORDS = [
    "نحو",
    "بين",
    "و",
    "من",
    "إلى",
    "ألف",
    "آلاف",
    "مئات",
    "عشرة",
    "خمسة",
    "وعشرين",
    "12",
    "3.5",
    "أكثر",
    "على",
    "الأقل",
    "بضع",
    "-",
]


@settings(derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_row_of_number_words_gives_ordered_ranges(row: list[str]) -> None:
    tokens = tokenize(" ".join(row))
    for token in tokens:
        number = read_number(tokens, token.i)
        if number is not None and number.low is not None and number.high is not None:
            assert number.low <= number.high


@pytest.mark.no_cover
def test_long_rows_are_read_in_bounded_depth() -> None:
    for word in ("نحو", "بين", "آلاف", "و", "ما لا يقل عن"):
        tokens = tokenize(" ".join([word] * 5_000))
        assert all(read_number(tokens, i) is None or i >= 0 for i in range(len(tokens)))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("١٢ جنديا", 12, 12),
        ("1.200 عائلة", 1200, 1200),
        ("300 ألف نازح", 300_000, 300_000),
        ("2.5 مليون", 2_500_000, 2_500_000),
        ("أربعمئة وسبعين", 470, 470),
        ("اثني عشر عاملا", 12, 12),
        ("مئتين وخمسين", 250, 250),
        ("ألف ومئتي", 1200, 1200),
        ("ثلاث مئة", 300, 300),
        ("ألفا شخص", 2000, 2000),
        ("نصف مليون", 500_000, 500_000),
        ("مليون ونصف المليون", 1_500_000, 1_500_000),
        ("أربعة آلاف و300 عائلة", 4300, 4300),
        ("الـ24", 24, 24),
        ("عشرات القتلى", 20, None),
        ("مئات العائلات", 200, None),
        ("آلاف العمال", 2000, None),
        ("عشرات الآلاف", 20_000, None),
        ("عدد كبير من الجرحى", 2, None),
        ("عدة جرحى", 2, None),
        ("العديد من السكان", 2, None),
        ("بضعة جنود", 3, 9),
        ("بضع مئات", 300, 900),
        ("نحو 20", 20, 20),
        ("ما يقارب 470", 470, 470),
        ("أكثر من عشرة", 11, None),
        ("ما يزيد على 50", 51, None),
        ("أكثر من مئات", 200, None),
        ("ما لا يقل عن 3", 3, None),
        ("أقل من 20", None, 19),
        ("ما يصل إلى 30", None, 30),
        ("ما بين 20 و25 شخصا", 20, 25),
        ("بين 5 إلى 7", 5, 7),
        ("بين 3 و5 آلاف", 3000, 5000),
        ("5-7 جنود", 5, 7),
        ("خمسة أو ستة عمال", 5, 6),
        ("أربعة و خمسين عاملا", 54, 54),
    ],
)
def test_phrase_gives_its_range(text: str, low: int | None, high: int | None) -> None:
    number = read(text)
    assert number is not None
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize("text", ["لست هنا", "عدد القتلى", "أحد الجنود", "2.5 كيلومتر", "بيان", "من بين"])
def test_words_that_are_no_number(text: str) -> None:
    assert read(text) is None


def test_date_with_dashes_is_no_range() -> None:
    number = read("12-15-2015")
    assert number is not None
    assert (number.low, number.high) == (12, 12)


def test_hedge_behind_the_noun_is_found() -> None:
    tokens = tokenize("20 جنديا على الأقل")
    number = read_number(tokens, 0)
    after = read_after(tokens, 2)
    assert number is not None
    assert after == ("at_least", 4)
    assert (bounded(number, "at_least").low, bounded(number, "at_least").high) == (20, None)


def test_very_long_digit_strings_are_no_numbers() -> None:
    assert digits("9" * 5000, scaled=False) is None
