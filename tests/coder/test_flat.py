"""Weights in flat tables, looked up by ``flat.c``: the same sums as by dictionaries."""

from __future__ import annotations

import threading
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Fact, Family, names
from marsad.coder.linear import packed
from marsad.coder.sums import FlatWeights, Weights, fits
from marsad.coder.tables import numbered

pytestmark = pytest.mark.usefixtures("flat")

NEAR = Family("near", "word side gap", "word", "word side", "gap word side", "side")
RARE = Family("rare", "form", "form")
WIDE = Family("wide", "a b c d e f g h i", "i", "a b c d e", "i h g f e", "a i")
VALUES = st.one_of(st.sampled_from(("", "x", "y", "ـ")), st.text(max_size=2))
FACTS = st.one_of(
    st.tuples(*[VALUES] * 3).map(lambda values: (NEAR, *values)),
    st.tuples(VALUES).map(lambda values: (RARE, *values)),
    st.tuples(*[VALUES] * 9).map(lambda values: (WIDE, *values)),
)
# Narrow ones, ones that need more room than a slot has, that fill a machine's integer, and longer ones.
SIZES = st.sampled_from((1, 1 << 20, 1 << 50, 1 << 60, 1 << 400))


@given(st.lists(FACTS), st.lists(FACTS), SIZES)
@pytest.mark.no_cover
def test_flat_weights_add_up_as_the_others_do(known: list[Fact], asked: list[Fact], size: int) -> None:
    named = dict.fromkeys(names(known))
    tables = numbered((name, size * (n % 7 - 3)) for n, name in enumerate(named) if n % 3)
    flat, plain = FlatWeights(tables), Weights(tables)
    for facts in (asked, known, asked):
        assert flat.total(facts) == plain.total(facts)


@given(st.lists(FACTS), st.lists(FACTS, max_size=20), st.integers(1, 25), st.integers(8, 60))
def test_the_sums_of_labels_are_parted_as_they_were_put_together(
    known: list[Fact], asked: list[Fact], labels: int, width: int
) -> None:
    """Each weight takes three bits and a sign, and what holds at once five more."""
    rows = {name: [(n + k) % 8 - 4 for k in range(labels)] for n, name in enumerate(dict.fromkeys(names(known)))}
    tables = numbered((name, packed(row, width)) for name, row in rows.items())
    once = list({name: fact for fact in asked for name in names([fact])}.values())[:5]
    told = [sum(column) for column in zip(*[rows.get(name, [0] * labels) for name in names(once)], strict=True)]
    for weights in (FlatWeights(tables), Weights(tables)):
        assert weights.parted(once, width, labels) == (told or [0] * labels)


@pytest.mark.parametrize(("width", "labels"), [(0, 3), (49, 3), (8, 65), (8, -1)])
def test_labels_that_do_not_fit_are_refused(flat: ModuleType, width: int, labels: int) -> None:
    with pytest.raises(ValueError, match="cannot be parted"):
        flat.Sheets(lambda family: ([], [], [], []), 1).parted([], width, labels)


def test_a_value_is_known_by_what_it_says_wherever_it_stands_in_memory() -> None:
    weights = FlatWeights(numbered([("rare/form=ab", 5)]))
    assert [weights.total([(RARE, "".join(letters))]) for letters in ("ab", "ba", "ab")] == [5, 0, 5]


def test_a_value_met_before_any_model_knew_it_is_known_to_a_later_one() -> None:
    value = "".join(["nobody", "knew", "it"])
    assert FlatWeights(numbered([("rare/form=other", 1)])).total([(RARE, value)]) == 0
    assert FlatWeights(numbered([(f"rare/form={value}", 7)])).total([(RARE, value)]) == 7


def test_more_values_than_are_kept_at_hand_are_told_apart() -> None:
    forms = [f"form{n}" for n in range(20_000)]
    weights = FlatWeights(numbered((f"rare/form={form}", n) for n, form in enumerate(forms, 1)))
    assert [weights.total([(RARE, form)]) for form in [*forms, *forms]] == [*range(1, 20_001)] * 2


def test_unknown_families_weigh_nothing() -> None:
    assert FlatWeights({}).total([(RARE, "a"), (NEAR, "a", "b", "c")]) == 0


def test_many_families_are_told_apart() -> None:
    families = [Family(f"family{n}", "form", "form") for n in range(100)]
    weights = FlatWeights(numbered((f"{family.name}/form=a", n) for n, family in enumerate(families)))
    assert [weights.total([(family, "a")]) for family in families] == list(range(100))


def test_threads_that_ask_at_once_are_all_told_rightly() -> None:
    tables = numbered((f"rare/form={n}", n) for n in range(5_000))
    weights, wrong = FlatWeights(tables), []

    def ask(first: int) -> None:
        for n in range(first, 5_000, 7):
            if weights.total([(RARE, str(n)), (NEAR, "a", "b", "c")]) != n:
                wrong.append(n)

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("fact", [[RARE, "a"], (), "fact"])
def test_what_is_no_fact_is_refused(fact: object) -> None:
    with pytest.raises(TypeError, match="a fact is a tuple"):
        FlatWeights({}).total([fact])


def test_a_fact_with_too_few_values_is_refused_and_says_of_which_family() -> None:
    weights = FlatWeights(numbered([("near/gap+word+side=1 | a | b", 5)]))
    with pytest.raises(ValueError, match=r"Family\(near\) has too few values"):
        weights.total([(NEAR, "a", "b")])


def test_a_failure_to_lay_out_a_sheet_is_told(flat: ModuleType) -> None:
    def fail(family: Family) -> object:
        raise LookupError(family.name)

    with pytest.raises(LookupError, match="rare"):
        flat.Sheets(fail, 1).total([(RARE, "a")])


@pytest.mark.parametrize(
    ("laid", "told"),
    [
        (([(0, {})], [], [], []), "behind its family"),
        (([(1, {"a": 1})], [(0, [(1, 1)])], [], []), "no column"),
        (([(1, {"a": 1})], [(0, [(0, 1)])], [1], []), "no place"),
    ],
)
def test_a_sheet_that_is_laid_out_wrongly_is_refused(flat: ModuleType, laid: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        flat.Sheets(lambda family: laid, 1).total([(RARE, "a")])


@pytest.mark.parametrize("limbs", [0, 65])
def test_weights_take_as_many_integers_as_there_is_room_for(flat: ModuleType, limbs: int) -> None:
    with pytest.raises(ValueError, match="1 to 64"):
        flat.Sheets(lambda family: ([], [], [], []), limbs)


def test_tables_fit_whose_numbers_a_machine_can_add() -> None:
    assert fits(numbered([("rare/form=a", 1)]))
    assert fits({})
    columns = {name: {str(n): n for n in range(1, 50)} for name in "abcdefghi"}
    assert not fits({"wide": (columns, {"a+b+c+d+e+f+g+h+i": 0}, {})})
