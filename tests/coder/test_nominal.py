from __future__ import annotations

import pytest

from marsad.coder.document import Document
from marsad.coder.nominal import adjectives, may_be_name, quoted, raw_skip, skip_of, split_pro
from marsad.model import Report
from marsad.text.tokens import tokenize


@pytest.mark.parametrize(
    ("pro", "parts", "skip"),
    [
        ("", ("", "", ""), 0),
        ("و", ("و", "", ""), 1),
        ("بال", ("", "ب", "ال"), 1),
        ("وبال", ("و", "ب", "ال"), 2),
        ("لل", ("", "ل", "ال"), 0),
        ("ولل", ("و", "ل", "ال"), 1),
    ],
)
def test_proclitics(pro: str, parts: tuple[str, str, str], skip: int) -> None:
    assert split_pro(pro) == parts
    assert skip_of(pro) == skip


def test_raw_skip_takes_tatweel_and_marks_along() -> None:
    token = tokenize("بـِدمشق")[0]
    assert token.text[raw_skip(token, 1) :] == "دمشق"


def test_quoted_needs_a_closing_mark() -> None:
    assert quoted(Document(Report("r", "", "«قسد» هاجمت")), 0) == 3
    assert quoted(Document(Report("r", "", "«قسد هاجمت. ثم»")), 0) == -1


def test_ordinary_words_are_no_names() -> None:
    doc = Document(Report("r", "", "كفرشلوط وقال"))
    assert may_be_name(doc, 0)
    assert not may_be_name(doc, 1)


@pytest.mark.parametrize(("text", "end"), [("مقاتلون جنوبيون", 2), ("مسلحون شمالي المدينة", 1), ("القوات التركية", 2)])
def test_adjectives_end_before_a_direction(text: str, end: int) -> None:
    doc = Document(Report("r", "", text))
    assert adjectives(doc, 1, ("nationality",), definite=text.startswith("ال")) == end
