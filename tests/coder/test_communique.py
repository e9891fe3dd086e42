"""Reports that are statements: whose words all of the text is."""

from __future__ import annotations

import pytest

from marsad.coder.attribution import find_speech, sources_at
from marsad.coder.document import Document
from marsad.model import Report


def speakers(text: str, word: str) -> list[str]:
    """The sources at the first token of ``text`` that is ``word``."""
    doc = Document(Report("r", "", text))
    at = next(token.i for token in doc.tokens if token.text == word)
    return [source.text for source in sources_at(find_speech(doc, ()), at)[0]]


@pytest.mark.parametrize(
    ("top", "issuer"),
    [
        ("بيان صادر عن المكتب الإعلامي للحركة", ["المكتب الإعلامي للحركة"]),
        ("بسم الله الرحمن الرحيم\nبيان صادر عن قيادة الجبهة", ["قيادة الجبهة"]),
        ("البيان السابع – القيادة العامة للجبهة", ["القيادة العامة للجبهة"]),
        ("حركة النور\nبيان عسكري رقم (7)", ["حركة النور"]),
        ("صدر عن قيادة الجبهة البيان التالي:", ["قيادة الجبهة"]),
        ("إعلام الجبهة", ["إعلام الجبهة"]),
    ],
)
def test_the_lines_on_top_tell_whose_words_follow(top: str, issuer: list[str]) -> None:
    assert speakers(f"{top}\nأغار رجالنا على الثكنة. وأحرقوا المخزن.", "وأحرقوا") == issuer


@pytest.mark.parametrize(
    "top",
    [
        "مرصد الشمال",  # a by-line
        "وكالة الشمال",
        "قيادة الجبهة أصدرت بيانا أمس",  # a sentence
        "تقرير من الجبهة",
    ],
)
def test_other_lines_on_top_name_no_issuer(top: str) -> None:
    assert speakers(f"{top}\nأغار رجالنا على الثكنة. وأحرقوا المخزن.", "وأحرقوا") == []


def test_who_is_quoted_in_a_statement_stands_behind_its_issuer() -> None:
    text = "بيان صادر عن قيادة الجبهة\nقال ناشطون إن القصف أصاب السوق."
    assert speakers(text, "القصف") == ["قيادة الجبهة", "ناشطون"]
