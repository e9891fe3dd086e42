import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.sources.duplicates import Memory, Text, add, add_all, remove
from marsad.ledger.sources.shingles import sign


def words(seed, count=60):
    rng = random.Random(seed)
    return [f"كلمة{rng.randrange(10_000)}" for _ in range(count)]


def text(report, *parts, published="2020-01-01"):
    return Text(report, published, sign(" ".join(word for part in parts for word in part)))


A, B, C = words(1), words(2), words(3)
# Two texts, what joins them (a digest of both), reprints, and one that stands alone.
POOL = [
    text("a", A),
    text("a2", A, words(11, 8), published="2020-01-02"),
    text("b", B, published="2019-12-31"),
    text("b2", words(12, 8), B, published=None),
    text("ab", A, B, published="2020-01-03"),
    text("c", C),
    text("flash", words(4, 9)),
    text("flash2", words(4, 9)),
]


def groups(texts, memory=None):
    memory = memory or Memory()
    for each in texts:
        add(each, memory)
    return memory.groups_of([t.report for t in POOL])


def test_a_reprint_joins_the_group_of_the_earlier():
    assert groups(POOL[:2]) == {"a": "a", "a2": "a"}


def test_a_group_is_named_after_its_earliest_report():
    assert groups([POOL[1], POOL[0]]) == {"a": "a", "a2": "a"}


def test_a_text_of_its_own_is_a_group_of_its_own():
    assert groups([POOL[0], POOL[5]]) == {"a": "a", "c": "c"}


def test_a_digest_joins_the_texts_in_it():
    assert set(groups(POOL[:5]).values()) == {"b"}


def test_flashes_are_groups_of_their_own():
    assert groups(POOL[6:]) == {"flash": "flash", "flash2": "flash2"}


def test_adding_tells_whose_group_has_changed():
    memory = Memory()
    assert add(POOL[0], memory) == {"a"}
    assert add(POOL[0], memory) == frozenset()
    assert add(POOL[1], memory) == {"a2"}
    assert add(POOL[2], memory) == {"b"}
    assert add(POOL[4], memory) == {"a", "a2", "ab"}


@given(st.permutations(POOL), st.integers(0, len(POOL)), st.sampled_from(POOL))
def test_adding_many_at_once_is_adding_one_after_another(order, there, again):
    once, others = Memory(), Memory()
    for memory in (once, others):
        for each in order[:there]:
            add(each, memory)
    new = [
        again._replace(signature=POOL[5].signature),
        *(each for each in order[there:] if each.report != again.report),
    ]
    changed = {report for each in new for report in add(each, others)}
    assert add_all(new, once) == changed
    assert groups([], once) == groups([], others)
    assert once.texts([each.report for each in POOL]) == others.texts([each.report for each in POOL])


def test_removing_tells_whose_group_has_changed():
    memory = Memory()
    groups(POOL[:3] + POOL[4:5], memory)
    assert remove(["ab"], memory) == {"a", "a2"}
    assert remove(["a"], memory) == {"a2"}
    assert remove(["unknown"], memory) == frozenset()


def test_a_text_that_has_changed_takes_the_place_of_the_old_one():
    memory = Memory()
    groups(POOL[:2], memory)
    add(Text("a2", "2020-01-02", POOL[5].signature), memory)
    assert memory.groups_of(["a", "a2"]) == {"a": "a", "a2": "a2"}
    assert memory.near(POOL[1].signature.bands()) == {"a"}


def test_memory_keeps_nothing_of_what_is_removed():
    memory = Memory()
    groups(POOL, memory)
    remove([t.report for t in POOL], memory)
    assert not any(vars(memory).values())


@given(st.permutations(POOL))
def test_the_order_of_reports_makes_no_difference(order):
    assert groups(order) == groups(POOL)


@given(st.permutations(POOL), st.sets(st.sampled_from([t.report for t in POOL])))
def test_reports_that_came_and_went_leave_no_trace(order, gone):
    memory = Memory()
    groups(order, memory)
    for report in sorted(gone):
        remove([report], memory)
    left = [t for t in POOL if t.report not in gone]
    assert memory.groups_of([t.report for t in POOL]) == groups(left)


@given(st.permutations(POOL), st.sets(st.sampled_from([t.report for t in POOL])))
def test_removing_several_at_once_is_removing_each(order, gone):
    memory = Memory()
    groups(order, memory)
    remove(gone, memory)
    assert memory.groups_of([t.report for t in POOL]) == groups([t for t in POOL if t.report not in gone])


@pytest.mark.parametrize("published", ["2020-01-01", None])
def test_reports_of_one_day_are_ranked_by_id(published):
    pair = [text(name, A, published=published) for name in ("z", "y")]
    assert groups(pair, memory := Memory()) == {}
    assert memory.groups_of(["y", "z"]) == {"y": "y", "z": "y"}
