"""Weights by number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Fact, Family, names
from marsad.coder.sums import Weights
from marsad.coder.tables import numbered

COMMON = Family("near", "word side gap", "word", "word side", "gap word side", "side")
RARE = Family("word", "form", "form")
VALUES = st.sampled_from(("x", "y", "z", "ـ", "-"))
NEAR = st.tuples(*[VALUES] * 3).map(lambda values: (COMMON, *values))


def weighed(facts: list[Fact]) -> dict[str, int]:
    """A weight of its own for every other feature of the facts."""
    return {name: 3 ** (n % 9) for n, name in enumerate(dict.fromkeys(names(facts))) if n % 2}


@given(st.lists(NEAR), st.lists(NEAR))
def test_facts_weigh_what_their_features_do(known: list[Fact], asked: list[Fact]) -> None:
    weights = weighed(known)
    assert Weights(numbered(weights.items())).total(asked) == sum(weights.get(name, 0) for name in names(asked))


def test_unknown_families_weigh_nothing() -> None:
    assert Weights({}).total([(RARE, "a"), (COMMON, "a", "b", "c")]) == 0
