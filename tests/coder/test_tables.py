"""Weights by the names of features as tables, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Fact, Family, names
from marsad.coder.tables import numbered, spelt

NEAR = Family("near", "word side gap", "word", "word side", "gap word side", "side")
WIDE = Family("wide", "a b c d e f g h i", "i", "a b c d e", "i h g f e", "a i")
VALUES = st.sampled_from(("x", "y", "z", "ـ", "-"))
FACTS = st.one_of(
    st.tuples(*[VALUES] * 3).map(lambda values: (NEAR, *values)),
    st.tuples(*[VALUES] * 9).map(lambda values: (WIDE, *values)),
)


@given(st.lists(FACTS))
def test_names_come_back(known: list[Fact]) -> None:
    weights = {name: 3 ** (n % 9) for n, name in enumerate(dict.fromkeys(names(known)))}
    assert dict(spelt(numbered(weights.items()))) == weights


def test_a_name_that_no_fact_can_spell_is_left_out() -> None:
    assert dict(spelt(numbered([("near/word+side=x", 1), ("near/word=x", 2)]))) == {"near/word=x": 2}
