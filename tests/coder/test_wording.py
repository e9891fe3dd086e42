"""Features in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.wording import describe


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("prep=من,after,s0", "preposition: من, after, same sentence"),
        ("order=b2,s-1", "order: number 2 before, the sentence before"),
        ("site=after,s0,c0,t0", "place in the text: after, same sentence, same clause, no trigger between"),
        ("site=after,s0,c3+,t1", "place in the text: after, same sentence, 3+ clauses away, 1 trigger between"),
        ("lemma+prev=قصف+ثم", "trigger word + word before: قصف, ثم"),
        ("first_telling", "first use of the word"),
        ("prev=,,before", "word before: ,, before"),
        ("prev=،,before", "word before: ،, before"),
        ("prev=\n", "word before: line break"),
        ("between=4+,same", "between: 4+, same"),
        ("named=True,after", "has a proper name: yes, after"),
        ("new_feature=x", "new feature: x"),
        ("next:weapon=rocket", "next, weapon: rocket"),
        ("dist=s9", "words away: 9 sentences away"),
    ],
)
def test_the_parts_of_a_feature_are_told_in_words(feature: str, words: str) -> None:
    assert describe(feature) == words


def test_the_second_look_tells_chances() -> None:
    assert describe("own=cb", again=True) == "chances alone: 15–30% and 6–15%"
    assert describe("rank1=0,f", again=True) == "rank as target: 0, over 75%"
    assert describe("own=cb") == "the nearest time: cb"


@given(st.text(max_size=12), st.booleans())
def test_any_feature_can_be_told(feature: str, again: bool) -> None:
    assert isinstance(describe(feature, again), str)
