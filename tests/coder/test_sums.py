"""Weights by number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder import sums
from marsad.coder.facts import Fact, Family, names
from marsad.coder.sums import Weights, _Column, _Sheet, numbered, spelt

COMMON = Family("near", "word side gap", "word", "word side", "gap word side", "side")
RARE = Family("word", "form", "form", common=False)
WIDE = Family("wide", "a b c d e f g h i", "i", "a b c d e", "i h g f e", "a i")
VALUES = st.sampled_from(("x", "y", "z", "ـ", "-"))
NEAR = st.tuples(*[VALUES] * 3).map(lambda values: (COMMON, *values))
FAR = st.tuples(*[VALUES] * 9).map(lambda values: (WIDE, *values))


def weighed(facts: list[Fact]) -> dict[str, int]:
    """A weight of its own for every other feature of the facts."""
    return {name: 3 ** (n % 9) for n, name in enumerate(dict.fromkeys(names(facts))) if n % 2}


@given(st.lists(NEAR), st.lists(NEAR))
def test_facts_weigh_what_their_features_do(known: list[Fact], asked: list[Fact]) -> None:
    weights = weighed(known)
    assert Weights(numbered(weights.items())).total(asked) == sum(weights.get(name, 0) for name in names(asked))


@given(st.lists(st.one_of(NEAR, FAR)), st.lists(FAR))
def test_both_ways_to_weigh_agree(known: list[Fact], asked: list[Fact]) -> None:
    tables = numbered(weighed(known).items())
    sheets: dict[Family, _Sheet] = {}
    for fact in known + asked:
        sheet = sheets.get(fact[0]) or _Sheet(fact[0], tables.get(fact[0].name, ({}, {}, {})), fast=True)
        sheets[fact[0]] = sheet
        assert sheet.weigh_fast(fact) == sheet.weigh(fact)


@given(st.lists(st.one_of(NEAR, FAR)))
def test_names_come_back(known: list[Fact]) -> None:
    weights = weighed(known)
    assert dict(spelt(numbered(weights.items()))) == weights


def test_a_name_that_no_fact_can_spell_is_left_out() -> None:
    assert dict(spelt(numbered([("near/word+side=x", 1), ("near/word=x", 2)]))) == {"near/word=x": 2}


def test_unknown_families_weigh_nothing() -> None:
    assert Weights({}).total([(RARE, "a"), (COMMON, "a", "b", "c")]) == 0


def test_a_full_memory_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "_MEMORY", 2)
    weights = Weights(numbered((f"near/word={n}", n) for n in range(9)))
    for _ in range(2):
        assert [weights.total([(COMMON, str(n), "", "")]) for n in range(9)] == list(range(9))


def test_a_column_tells_the_number_of_each_value_it_is_turned_to() -> None:
    column = _Column({"a": 1, "b": 2})
    told = []
    for value in ("a", "a", "", "b", "x", "a"):
        column.turn_to(value)
        told.append(column.number)
    assert told == [1, 1, 0, 2, 0, 1]
