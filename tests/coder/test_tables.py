"""Weights by the names of features as tables, and back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Fact, Family, names
from marsad.coder.sums import FlatWeights, Weights
from marsad.coder.tables import Tables, known_templates, numbered, room, spelt, steps

NEAR = Family("near", "word side gap", "word", "word side", "gap word side", "side")
WIDE = Family("wide", "a b c d e f g h i", "i", "a b c d e", "i h g f e", "a i")
VALUES = st.sampled_from(("x", "y", "z", "ـ", "-"))
FACTS = st.one_of(
    st.tuples(*[VALUES] * 3).map(lambda values: (NEAR, *values)),
    st.tuples(*[VALUES] * 9).map(lambda values: (WIDE, *values)),
)


def weighed(known: list[Fact]) -> dict[str, int]:
    """Weights for all the features of the facts."""
    return {name: 3 ** (n % 9) for n, name in enumerate(dict.fromkeys(names(known)))}


def spans(tables: Tables, family: Family) -> list[tuple[int, int]]:
    """For each template that has weights the first of its numbers, and the first that is no longer its own."""
    columns, templates, _ = tables[family.name]
    return sorted((first, first + steps(columns, called.split("+"))[1]) for called, first in templates.items())


@given(st.lists(FACTS))
def test_names_come_back(known: list[Fact]) -> None:
    weights = weighed(known)
    assert dict(spelt(numbered(weights.items()))) == weights


def test_a_name_that_no_fact_can_spell_is_left_out() -> None:
    assert dict(spelt(numbered([("near/word+side=x", 1), ("near/word=x", 2)]))) == {"near/word=x": 2}


def test_each_value_counts_as_much_as_there_are_numbers_of_those_before_it() -> None:
    columns = {"word": {"x": 1, "y": 2}, "side": {"a": 1}, "gap": {"0": 1, "1": 2, "2": 3}}
    assert steps(columns, ["word", "side", "gap"]) == ([1, 3, 6], 24)
    assert steps(columns, ["gap", "word"]) == ([1, 4], 12)
    assert steps(columns, []) == ([], 1)


def test_there_is_room_for_every_value_of_every_template_and_for_none() -> None:
    tables = numbered([("near/word+side=x | a", 1), ("near/word+side=y | a", 2), ("near/side=b", 3)])
    assert room(tables["near"]) == 3 * 3 + 3
    assert spans(tables, NEAR) == [(0, 9), (9, 12)]


@given(st.lists(FACTS, min_size=1))
def test_no_two_templates_share_a_number(known: list[Fact]) -> None:
    tables = numbered(weighed(known).items())
    for family in {fact[0] for fact in known}:
        ends = spans(tables, family)
        assert [first for first, _ in ends] == [0, *(end for _, end in ends[:-1])]
        assert ends[-1][1] == room(tables[family.name])


@given(st.lists(FACTS, min_size=1, max_size=6))
def test_each_feature_has_a_number_of_its_own(known: list[Fact]) -> None:
    tables = numbered(weighed(known).items())
    for family in {fact[0] for fact in known}:
        columns, templates, _ = tables[family.name]
        for first, places, counts in known_templates(family, columns, templates):
            digits = [range(1, len(columns[family.values[at - 1]]) + 1) for at in places]
            found = [first + sum(map(int.__mul__, row, counts)) for row in product(*digits)]
            assert len(found) == len(set(found))
            begin, end = next(span for span in spans(tables, family) if span[0] == first)
            assert all(begin <= number < end for number in found)


@given(st.lists(FACTS))
def test_there_are_as_many_numbers_as_features(known: list[Fact]) -> None:
    weights = weighed(known)
    assert sum(len(sums) for _, _, sums in numbered(weights.items()).values()) == len(weights)


def test_only_templates_that_have_weights_are_known() -> None:
    columns, templates, _ = numbered([("near/gap+word+side=0 | x | a", 1), ("near/side=b", 2)])["near"]
    found = list(known_templates(NEAR, columns, templates))
    assert [(first, places) for first, places, _ in found] == [(0, (3, 1, 2)), (12, (2,))]
    assert [counts for _, _, counts in found] == [[1, 2, 4], [1]]
    assert list(known_templates(WIDE, {}, {})) == []


@pytest.mark.usefixtures("flat")
@given(st.lists(FACTS, min_size=1), st.data())
def test_a_value_that_is_not_known_makes_no_weight(known: list[Fact], data: st.DataObject) -> None:
    weights = weighed(known)
    tables = numbered(weights.items())
    fact = data.draw(st.sampled_from(known))
    at = data.draw(st.integers(1, len(fact) - 1))
    strange = (*fact[:at], "never seen", *fact[at + 1 :])
    without = [name for name, places in zip(fact[0].names(fact), fact[0].places, strict=True) if at not in places]
    for weigh in (Weights(tables), FlatWeights(tables)):
        assert weigh.total([strange]) == sum(weights[name] for name in without)
        assert weigh.total([(fact[0], *["never seen"] * (len(fact) - 1))]) == 0
