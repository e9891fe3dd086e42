"""Clitics, phrases and which split readings are given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.lexicon.lexicon import Lexicon, Reading
from marsad.text.fold import fold
from marsad.text.tokens import tokenize

DATA = """
kind = "trigger"
[[entry]]
lemma = "قصف"
verbs = [{ root = "ق ص ف", form = "I", participles = false }]
nouns = ["قصف"]
matches = ["قصف"]
[[entry]]
lemma = "استهداف"
verbs = [{ root = "ه د ف", form = "X" }]
matches = ["استهداف"]
[[entry]]
lemma = "غارة"
nouns = ["غارة", "غارة جوية"]
plural = "sound_f"
matches = ["غارة"]
[[entry]]
lemma = "اعتداء"
verbs = [{ root = "ع د و", form = "VIII" }]
matches = ["اعتداء"]
[[entry]]
lemma = "شن"
verbs = [{ root = "ش ن ن", form = "I" }]
matches = ["شن"]
[[entry]]
lemma = "وصل"
verbs = [{ root = "و ص ل", form = "I" }, { root = "ص ل ي", form = "II" }]
matches = ["وصل"]
[[entry]]
lemma = "رمى"
verbs = [{ root = "ر م ي", form = "I" }]
matches = ["رمى"]
[[entry]]
lemma = "إطلاق النار"
verbs = [{ root = "ط ل ق", form = "IV", after = ["النار"] }]
matches = ["أطلق النار"]
[[entry]]
lemma = "لواء"
nouns = ["لواء"]
matches = ["لواء"]
[[entry]]
lemma = "الرقة"
forms = ["الرقة"]
pos = "name"
matches = ["الرقة"]
[[entry]]
lemma = "مين"
forms = ["مين"]
matches = ["مين"]
"""


def first(words: Lexicon, form: str) -> Reading | None:
    found = words.readings(fold(form))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("form", "lemma", "pro", "enc"),
    [
        ("والقصف", "قصف", "وال", ""),
        ("بقصف", "قصف", "ب", ""),
        ("سيقصف", "قصف", "س", ""),
        ("فلتقصف", "قصف", "فل", ""),
        ("قصفها", "قصف", "", "ها"),
        ("قصفوهم", "قصف", "", "هم"),
        ("استهدفته", "استهداف", "", "ه"),
        ("واستهدافهم", "استهداف", "و", "هم"),
        ("غاراتهم", "غارة", "", "هم"),
        ("غارتهما", "غارة", "", "هما"),
        ("للغارات", "غارة", "لل", ""),
        ("كالغارات", "غارة", "كال", ""),
        ("اعتدائهم", "اعتداء", "", "هم"),
        ("رماها", "رمى", "", "ها"),
        ("وشن", "شن", "و", ""),
        ("للواء", "لواء", "ل", ""),
        ("للرقة", "الرقة", "ل", ""),
    ],
)
def test_clitics(words: Lexicon, form: str, lemma: str, pro: str, enc: str) -> None:
    reading = first(words, form)
    assert reading is not None
    assert (reading.sense.lemma, reading.pro, reading.enc) == (lemma, pro, enc)


@pytest.mark.parametrize("form", ["اليقصف", "سقصف", "كمين", "القصفها", "الشن", "بيقصف", "س", "و", ""])
def test_no_reading(words: Lexicon, form: str) -> None:
    assert not [reading for reading in words.readings(fold(form)) if reading.sense.pos == "verb"]


def test_short_remainder_of_like_is_no_reading(words: Lexicon) -> None:
    assert words.readings("كمين") == ()


def test_whole_word_is_not_split(words: Lexicon) -> None:
    assert {reading.pro for reading in words.readings("وصلت")} == {""}


def test_phrase_with_clitic_and_inflection(words: Lexicon) -> None:
    tokens = tokenize("وأطلقوا النار بعد الغارات الجوية")
    hits = list(words.match(tokens, 0))
    assert [(hit.i, hit.j, hit.reading.pro) for hit in hits] == [(0, 2, "و")]
    assert [hit.j for hit in words.match(tokens, 3)] == [5]


@settings(max_examples=200, derandomize=True)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=12))
def test_any_text_is_looked_up(form: str) -> None:
    words = Lexicon({}, {})
    assert words.readings(form) == ()
    assert words.kinds(form) == {}
