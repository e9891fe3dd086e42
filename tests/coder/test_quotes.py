"""Quotations: speech told from names, marks that do not match, quotations over several sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.document import Document
from marsad.coder.quotes import find_quotes
from marsad.model import Report


def quotes(text: str) -> list[tuple[str, bool]]:
    doc = Document(Report("r", "", text))
    found = []
    for quote in find_quotes(doc):
        i, j = quote.inside
        found.append((text[doc.tokens[i].start : doc.tokens[j - 1].end], quote.speech))
    return found


@pytest.mark.parametrize(
    "text",
    ["تقدم «لواء الفجر» غربا", 'تقدم "لواء الفجر" غربا', "تقدم “لواء الفجر” غربا", "تقدم “لواء الفجر“ غربا"],
)
def test_a_short_quotation_is_a_name(text: str) -> None:
    assert quotes(text) == [("لواء الفجر", False)]


def test_what_a_medium_is_called_is_a_name() -> None:
    assert quotes("نقلت محطة «إن تي في» الخبر") == [("إن تي في", False)]
    assert quotes("قالت المحطة «إن الطريق قطعت»") == [("إن الطريق قطعت", True)]


def test_a_long_quotation_is_speech() -> None:
    assert quotes("قال: «عدنا مساء إلى بيوتنا في البلدة»") == [("عدنا مساء إلى بيوتنا في البلدة", True)]


def test_speech_runs_over_sentences() -> None:
    assert quotes("قال: «عدنا مساء. لم نجد أحدا في البيت». ثم رحل") == [("عدنا مساء. لم نجد أحدا في البيت", True)]


def test_a_quotation_keeps_the_one_inside_it() -> None:
    assert quotes("قال «رأينا «لواء الفجر» في الطريق إلى البلدة»") == [
        ("رأينا «لواء الفجر» في الطريق إلى البلدة", True)
    ]


def test_an_unclosed_mark_ends_with_its_sentence() -> None:
    assert quotes("قال: «عدنا مساء إلى بيوتنا في البلدة. ثم رحل") == [("عدنا مساء إلى بيوتنا في البلدة.", True)]


def test_a_stray_mark_is_no_quotation() -> None:
    assert quotes("سار « نحو البلدة") == []


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text('«»"“”: .\nابوقال', max_size=150))
def test_quotations_follow_one_another(text: str) -> None:
    doc = Document(Report("r", "", text))
    at = 0
    for quote in find_quotes(doc):
        assert at <= quote.i < quote.j <= len(doc.tokens)
        at = quote.j
