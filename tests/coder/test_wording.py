"""Features in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.wording import describe


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("actor/prep+site=من | after 0", "preposition: من; place in the text: after, same sentence"),
        ("actor/order+sentences=b2 | -1", "number: number 2 before; sentences: the sentence before"),
        (
            "place/side+clauses+triggers=after | 0 | 1",
            "side: after; clauses: same clause; triggers: 1 trigger between",
        ),
        ("trigger/lemma+prev=قصف | ثم", "trigger word: قصف; word before: ثم"),
        ("trigger/prev=،", "word before: ،"),
        ("trigger/prev=\n", "word before: line break"),
        ("trigger/prev=|", "word before: |"),
        ("trigger/before=shelling", "trigger before it: shelling"),
        ("again/site=before,-1", "place in the text: before, the sentence before"),
        ("again/own=cb", "its chances: 15–30% and 6–15%"),
        ("again/rank+chance=0 | f", "rank: 0; its chance: over 75%"),
        ("prev_is/kind+sort=actor | army", "word before; type: actor; sort: army"),
        ("new_family/new_value=x", "new family; new value: x"),
        ("toll/site+distance=after 9 | 4-5", "place in the text: after, 9 sentences away; distance: 4-5"),
    ],
)
def test_the_parts_of_a_feature_are_told_in_words(feature: str, words: str) -> None:
    assert describe(feature) == words


@given(st.text(max_size=12))
def test_any_feature_can_be_told(feature: str) -> None:
    assert isinstance(describe(feature), str)
