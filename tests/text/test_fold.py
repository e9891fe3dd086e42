"""Folding: what is brought together, what is dropped, and the way back to the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import MARKS, Folded, fold, fold_char

ARABIC = st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF), max_size=40)
ANY = st.text(st.characters(), max_size=60) | st.text(st.characters(categories=["Cs", "Lo", "Mn"]), max_size=20)
PRESENTATION = st.text(st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC), max_size=20)
TEXT = ARABIC | ANY | PRESENTATION


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أُعلِنَ", "اعلن"),
        ("إدلب", "ادلب"),
        ("آمر", "امر"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("طائرة", "طايره"),
        ("قـــصف", "قصف"),
        ("کابُل", "كابل"),
        ("ڤيينا", "فيينا"),
        ("٢٠١٤", "2014"),
        ("۱۳۹۵", "1395"),
        ("\u200fحلب\u200e", "حلب"),
        ("\ufeb3\ufeee\ufead\ufef3\ufe8e", "سوريا"),
        ("BBC", "bbc"),
        ("", ""),
    ],
)
def test_fold_brings_spellings_together(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_mark_is_dropped() -> None:
    marks = [chr(c) for c in range(0x0600, 0x0700) if re.fullmatch(f"[{MARKS}]", chr(c))]
    assert {"\u064b", "\u0651", "\u0652", "\u0670"} <= set(marks)
    assert fold("".join(marks)) == ""


@given(TEXT)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_view_is_each_character_folded_in_order(text: str) -> None:
    folded = Folded.of(text)
    assert folded.view == "".join(fold_char(char).lower() for char in text)
    assert len(folded.offsets) == len(folded.view)
    assert list(folded.offsets) == sorted(folded.offsets)


@given(TEXT)
def test_offsets_name_the_character_each_letter_came_from(text: str) -> None:
    folded = Folded.of(text)
    for letter, at in zip(folded.view, folded.offsets, strict=True):
        assert letter in fold_char(text[at]).lower()


@given(TEXT, st.data())
def test_span_reads_back_to_the_same_view(text: str, data: st.DataObject) -> None:
    folded = Folded.of(text)
    end = data.draw(st.integers(0, len(folded.view)))
    start = data.draw(st.integers(0, end))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    again = Folded.of(text[first:last]).view
    assert folded.view[start:end] in again
    whole = all(folded.offsets[k - 1] != folded.offsets[k] for k in (start, end) if 0 < k < len(folded.view))
    if whole and start < end:
        assert again == folded.view[start:end]


def test_span_takes_the_marks_after_its_last_letter() -> None:
    text = "في حَلَبَ اليوم"
    folded = Folded.of(text)
    at = folded.view.index("حلب")
    first, last = folded.span(at, at + 3)
    assert text[first:last] == "حَلَبَ"


def test_span_of_nothing_is_empty() -> None:
    folded = Folded.of("حلب")
    assert folded.span(1, 1) == (1, 1)
    assert folded.span(3, 3) == (3, 3)
