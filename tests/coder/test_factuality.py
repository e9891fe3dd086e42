"""How firmly a happening is told, and hints that it is background."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.attribution import find_speech
from marsad.coder.document import Document
from marsad.coder.factuality import context_flags, factuality_at
from marsad.model import Factuality, Report


def at(text: str, word: str) -> tuple[Document, int]:
    doc = Document(Report("r", "", text))
    return doc, next(token.i for token in doc.tokens if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("قصفت القوات البلدة.", "قصفت", Factuality.STATED),
        ("لم تقصف القوات البلدة.", "تقصف", Factuality.DENIED),
        ("سوف تقصف القوات البلدة.", "تقصف", Factuality.PLANNED),
        ("تستعد القوات لاقتحام البلدة.", "لاقتحام", Factuality.PLANNED),
        ("من المقرر أن تبدأ الهدنة غدا.", "الهدنة", Factuality.PLANNED),
        ("قد يكون قتل في غارة.", "غارة", Factuality.LIKELY),
        ("حاولت القوات اقتحام البلدة.", "اقتحام", Factuality.STATED),
        ("تستعد القوات للعيد، وقصفت الطائرات البلدة.", "وقصفت", Factuality.STATED),
        ("قالت الوزارة إن الجماعة ارتكبت عشرين خرقا شملت إطلاق قذائف.", "إطلاق", Factuality.ALLEGED),
    ],
)
def test_factuality(text: str, word: str, factuality: Factuality) -> None:
    doc, i = at(text, word)
    assert factuality_at(doc, find_speech(doc, ()), i) == factuality


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("تدور المعارك هناك منذ سنوات.", "history"),
        ("يذكر أن المعارك توقفت.", "recall"),
        ("إذا فشلت الهدنة عادت المعارك.", "condition"),
    ],
)
def test_context_flags(text: str, flag: str) -> None:
    doc, i = at(text, "المعارك")
    assert flag in context_flags(doc, i)


def test_plain_news_raises_no_flag() -> None:
    doc, i = at("عادت المعارك إلى البلدة.", "المعارك")
    assert context_flags(doc, i) == frozenset()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    doc = Document(Report("r", "", text))
    speeches = find_speech(doc, ())
    for token in doc.tokens:
        factuality_at(doc, speeches, token.i)
        context_flags(doc, token.i)
