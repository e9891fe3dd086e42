"""Phrases with a gap, and phrases with a word that is only looked at."""

from __future__ import annotations

import pytest

from marsad.lexicon.lexicon import Lexicon
from marsad.lexicon.parted import is_whole, part
from marsad.text.tokens import tokenize

DATA = """
kind = "trigger"
[[entry]]
lemma = "إلقاء القبض"
verbs = [{ root = "ل ق ي", form = "IV", participles = false, after = ["القبض", "… القبض", "… القبض عليه"] }]
matches = ["ألقوا القبض"]
[[entry]]
lemma = "كمين"
forms = ["كمن (جنود)", "عبر نحو … الحدود"]
matches = ["كمن جنود"]
[[entry]]
lemma = "قصف"
verbs = [{ root = "ق ص ف", form = "I" }]
matches = ["قصفت"]
"""


def read(words: Lexicon, text: str) -> list[tuple[str, str, str]]:
    """What is found of phrases: the kind, the lemma and the words taken."""
    tokens = tokenize(text)
    _, phrases = words.read(tokens)
    hits = [hit for i in sorted(phrases) for hit in phrases[i]]
    return [
        (hit.reading.sense.kind, hit.reading.sense.lemma, " ".join(t.form for t in tokens[hit.i : hit.j]))
        for hit in hits
    ]


def test_what_is_before_a_gap_is_taken_and_what_is_behind_it_is_no_word_of_its_own(words: Lexicon) -> None:
    found = read(words, "وألقت دورية من الشرطة القبض على رجل")
    assert found == [("trigger", "إلقاء القبض", "والقت"), ("idiom", "إلقاء القبض", "القبض")]


def test_a_phrase_without_a_gap_is_taken_whole(words: Lexicon) -> None:
    assert read(words, "ألقوا القبض على رجل") == [("trigger", "إلقاء القبض", "القوا القبض")]


@pytest.mark.parametrize(
    "text",
    [
        "ألقى الوزير كلمة، وقال إن القبض على الرجل تم",  # a comma ends the clause
        "ألقى الوزير كلمة وقصفت القبض",  # a verb with «and» opens another
        "ألقى الوزير في حفل كبير في قاعة البلدية القبض",  # more than six words
        "ألقى الوزير كلمة",
    ],
)
def test_a_gap_keeps_to_its_clause(words: Lexicon, text: str) -> None:
    assert read(words, text) == []


def test_more_words_may_stand_before_a_gap(words: Lexicon) -> None:
    assert read(words, "عبر نحو ألف شخص الحدود")[0] == ("trigger", "كمين", "عبر نحو")
    assert read(words, "عبر قرابة ألف شخص الحدود") == []


def test_a_word_in_brackets_must_follow_and_is_not_taken(words: Lexicon) -> None:
    assert read(words, "كمن جنود للدورية") == [("trigger", "كمين", "كمن")]
    assert read(words, "كمن يمشي في نومه") == []


def test_match_gives_the_first_part(words: Lexicon) -> None:
    tokens = tokenize("ألقت دورية القبض على رجل")
    assert [(hit.i, hit.j) for hit in words.match(tokens, 0)] == [(0, 1)]


def test_a_phrase_of_the_data_in_parts() -> None:
    assert part(("القي", "…", "القبض")) == (("القي",), ("القبض",), True)
    assert part(("كمن", "(جنود)")) == (("كمن",), ("جنود",), False)
    assert part(("القي", "القبض")) is None


@pytest.mark.parametrize(
    "phrase", ["… القبض", "ألقى …", "ألقى … على … القبض", "(جنود)", "كمن (جنود) هنا", "ألقى … (جنود)"]
)
def test_a_phrase_that_lacks_a_part(phrase: str) -> None:
    assert not is_whole(phrase.split())


@pytest.mark.parametrize("phrase", ["ألقى", "ألقى القبض", "ألقى … القبض", "كمن (جنود)"])
def test_a_whole_phrase(phrase: str) -> None:
    assert is_whole(phrase.split())
