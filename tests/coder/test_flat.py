"""Weights in flat arrays: the same sums as by dictionaries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Fact, Family, names
from marsad.coder.flat import FlatWeights, fits
from marsad.coder.sums import Weights
from marsad.coder.tables import numbered

NEAR = Family("near", "word side gap", "word", "word side", "gap word side", "side")
RARE = Family("rare", "form", "form")
WIDE = Family("wide", "a b c d e f g h i", "i", "a b c d e", "i h g f e", "a i")
VALUES = st.one_of(st.sampled_from(("", "x", "y", "ـ")), st.text(max_size=2))
FACTS = st.one_of(
    st.tuples(*[VALUES] * 3).map(lambda values: (NEAR, *values)),
    st.tuples(VALUES).map(lambda values: (RARE, *values)),
    st.tuples(*[VALUES] * 9).map(lambda values: (WIDE, *values)),
)
# Narrow ones, ones that fill a machine's integer, and longer ones, on either side of nought.
SIZES = st.sampled_from((1, 1 << 50, 1 << 60, 1 << 400))


@given(st.lists(FACTS), st.lists(FACTS), SIZES)
def test_flat_weights_add_up_as_the_others_do(known: list[Fact], asked: list[Fact], size: int) -> None:
    named = dict.fromkeys(names(known))
    tables = numbered((name, size * (n % 7 - 3)) for n, name in enumerate(named) if n % 3)
    flat, plain = FlatWeights(tables), Weights(tables)
    for facts in (asked, known, asked):
        assert flat.total(facts) == plain.total(facts)


def test_a_value_is_known_by_what_it_says_wherever_it_stands_in_memory() -> None:
    weights = FlatWeights(numbered([("rare/form=ab", 5)]))
    assert [weights.total([(RARE, "".join(letters))]) for letters in ("ab", "ba", "ab")] == [5, 0, 5]


def test_unknown_families_weigh_nothing() -> None:
    assert FlatWeights({}).total([(RARE, "a"), (NEAR, "a", "b", "c")]) == 0


def test_tables_fit_whose_numbers_a_machine_can_add() -> None:
    assert fits(numbered([("rare/form=a", 1)]))
    assert fits({})
    columns = {name: {str(n): n for n in range(1, 50)} for name in "abcdefghi"}
    assert not fits({"wide": (columns, {"a+b+c+d+e+f+g+h+i": 0}, {})})
