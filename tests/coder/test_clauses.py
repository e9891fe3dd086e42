"""Clauses cover a text without gaps and are cut where a connective or a verb with «و» opens one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.clauses import mark_clauses
from marsad.coder.document import Document
from marsad.model import Report


def clauses(text: str) -> list[str]:
    doc = Document(Report("r", "", text))
    return [text[doc.tokens[i].start : doc.tokens[j - 1].end] for i, j in mark_clauses(doc)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("سقطت قذائف على البلدة، فيما خرج الأهالي", ["سقطت قذائف على البلدة،", "فيما خرج الأهالي"]),
        ("سقطت قذائف على البلدة بينما خرج الأهالي", ["سقطت قذائف على البلدة", "بينما خرج الأهالي"]),
        ("سقطت القذائف على الحي وقال شاهد إن البيت هدم", ["سقطت القذائف على الحي", "وقال شاهد إن البيت هدم"]),
        ("انتهى اليوم. بدأ الليل.", ["انتهى اليوم.", "بدأ الليل."]),
    ],
)
def test_cuts(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_comma_inside_a_number_does_not_cut() -> None:
    assert clauses("نزح 12,500 شخص") == ["نزح 12,500 شخص"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=200) | st.text("وفيما بينما،.«» \n", max_size=200))
def test_ranges_cover_every_token_once(text: str) -> None:
    doc = Document(Report("r", "", text))
    at = 0
    for i, j in mark_clauses(doc):
        assert i == at < j
        at = j
    assert at == len(doc.tokens)
