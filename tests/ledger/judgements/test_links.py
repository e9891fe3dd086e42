from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.judgements.links import actor_aliases, constraints, source_aliases
from marsad.ledger.linking.links import Constraint
from marsad.model import ClaimType, Mention
from marsad.model.judgement import Anchor, Judgement, Merge, MergeActors, MergeSources, Split, Undo


def anchors(names):
    return tuple(Anchor(name, f"r-{name}", ClaimType.SHELLING, Mention("قصف", 0, 3)) for name in names)


def said(*acts):
    return [Judgement(act, "Amal", "2026-11-29T10:00:00Z", "", number) for number, act in enumerate(acts, 1)]


def possible(acts):
    """The acts, with undoings only of what was said before them."""
    return [Undo(act.of % number) if isinstance(act, Undo) else act for number, act in enumerate(acts, 1)]


def merge(names):
    return Merge(anchors(names))


def split(names, rest):
    return Split(anchors(names), anchors(rest))


def test_a_merge_joins_to_the_first():
    assert constraints(said(merge("bca"))) == (Constraint("a", "b", True), Constraint("b", "c", True))


def test_a_split_parts_each_from_each():
    assert constraints(said(split("ab", "c"))) == (Constraint("a", "c", False), Constraint("b", "c", False))


def test_the_later_judgement_holds():
    assert constraints(said(merge("ab"), split("a", "b"))) == (Constraint("a", "b", False),)
    assert constraints(said(split("a", "b"), merge("ab"))) == (Constraint("a", "b", True),)


def test_what_a_later_merge_implies_outweighs_an_earlier_split():
    """«b» was parted from «c»; then both were merged with «a»."""
    assert constraints(said(split("b", "c"), merge("abc"))) == (Constraint("a", "b", True), Constraint("a", "c", True))


def test_what_a_later_split_implies_outweighs_an_earlier_merge():
    assert constraints(said(merge("ab"), merge("bc"), split("a", "c"))) == (
        Constraint("a", "c", False),
        Constraint("b", "c", True),
    )


def test_undone_merges_ask_nothing():
    assert constraints(said(merge("ab"), Undo(1))) == ()
    assert constraints(said(merge("ab"), Undo(1), Undo(2))) == (Constraint("a", "b", True),)


def test_actor_merges_lead_to_the_one_kept():
    known = said(MergeActors("b", ("c",)), MergeActors("a", ("b",)), MergeSources("x", ("y",)))
    assert actor_aliases(known) == {"b": "a", "c": "a"}
    assert source_aliases(known) == {"y": "x"}


def test_of_contradicting_merges_the_later_says_who_is_kept():
    assert actor_aliases(said(MergeActors("a", ("b",)), MergeActors("b", ("a",)))) == {"a": "b"}
    assert actor_aliases(said(MergeActors("a", ("b",)), MergeActors("b", ("c",)))) == {"b": "a", "c": "a"}


NAMES = st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=5, unique=True)
ACTS = st.one_of(
    NAMES.map(merge),
    NAMES.map(lambda names: split(names[:1], names[1:])),
    st.integers(1, 8).map(Undo),
    NAMES.map(lambda names: MergeActors(names[0], tuple(names[1:]))),
)


@given(st.lists(ACTS, max_size=10))
def test_constraints_never_contradict_each_other(acts):
    found = constraints(said(*possible(acts)))
    home = {name: name for name in "abcdefg"}

    def head(name):
        return name if home[name] == name else head(home[name])

    for one in found:
        assert one.a < one.b
        if one.together:
            home[head(one.a)] = head(one.b)
    assert all(one.together or head(one.a) != head(one.b) for one in found)


@given(st.lists(ACTS, max_size=10))
def test_the_last_judgement_is_always_honoured(acts):
    found = {(one.a, one.b): one.together for one in constraints(said(*possible(acts), split("a", "b")))}
    assert found["a", "b"] is False


@given(st.lists(ACTS, max_size=10))
def test_aliases_lead_to_ids_that_stand_for_themselves(acts):
    found = actor_aliases(said(*possible(acts)))
    assert not set(found) & set(found.values())
