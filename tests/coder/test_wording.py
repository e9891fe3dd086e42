"""Features in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.wording import describe


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("prep/prep+site=من | after 0", "preposition: من; place in the text: after, same sentence"),
        ("order/order+sentences=b2 | -1", "number: number 2 before; sentences: the sentence before"),
        (
            "order/side+clauses+triggers=after | 0 | 1",
            "number; side: after; clauses: same clause; triggers: 1 trigger between",
        ),
        ("prev/lemma+form=قصف | ثم", "word before; trigger word: قصف; form: ثم"),
        ("prev/form=،", "word before; form: ،"),
        ("prev/form=\n", "word before; form: line break"),
        ("prev/form=|", "word before; form: |"),
        ("prep/prep+site=- | after 0", "preposition: none; place in the text: after, same sentence"),
        ("own/own=cb", "its chances: 15–30% and 6–15%"),
        ("first_role/rank+chance=0 | f", "as initiator or place; rank: 0; its chances: over 75%"),
        ("new_family/new_value=x", "new family; new value: x"),
        ("site/site+distance=after 9 | 4-5", "place in the text: after, 9 sentences away; distance: 4-5"),
    ],
)
def test_the_parts_of_a_feature_are_told_in_words(feature: str, words: str) -> None:
    assert describe(feature) == words


@given(st.text(max_size=12))
def test_any_feature_can_be_told(feature: str) -> None:
    assert isinstance(describe(feature), str)
