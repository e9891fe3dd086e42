import pytest

from marsad.ledger.judgements.history import KINDS, counting, kind, subjects, taken_back, told
from marsad.model import ClaimType, Mention
from marsad.model.judgement import (
    Anchor,
    Confirm,
    Correct,
    Field,
    Judgement,
    Merge,
    MergeActors,
    MergeSources,
    Reject,
    Split,
    Undo,
)

A = Anchor("a", "r1", ClaimType.SHELLING, Mention("قصف", 0, 3))
B = Anchor("b", "r2", ClaimType.SHELLING, Mention("قصف", 0, 3))


def said(*acts):
    return [Judgement(act, "Amal", "2026-11-29T10:00:00Z", "", number) for number, act in enumerate(acts, 1)]


def test_what_is_undone_does_not_count():
    known = said(Reject(A), Reject(B), Undo(1))
    assert [one.id for one in counting(known)] == [2]
    assert taken_back(known) == {1}


def test_an_undone_undoing_does_not_count():
    known = said(Reject(A), Undo(1), Undo(2))
    assert [one.id for one in counting(known)] == [1]
    assert taken_back(known) == {2}


def test_the_order_in_which_they_are_given_does_not_matter():
    assert [one.id for one in counting(reversed(said(Reject(A), Reject(B), Undo(1), Undo(3), Undo(2))))] == [1]


@pytest.mark.parametrize(
    ("act", "about", "words"),
    [
        (Merge((A, B)), {"claim:a", "claim:b"}, "merged 2 claims"),
        (Split((A,), (B,)), {"claim:a", "claim:b"}, "split off 1 claims"),
        (Correct(A, Field.WHEN, None, None), {"claim:a"}, "corrected the field when"),
        (Confirm(A, None), {"claim:a"}, "confirmed the claim"),
        (Reject(A), {"claim:a"}, "rejected the claim"),
        (MergeActors("isis", ("new:x",)), {"actor:isis", "actor:new:x"}, "merged the actors new:x into isis"),
        (MergeSources("sana", ("y",)), {"source:sana", "source:y"}, "merged the sources y into sana"),
        (Undo(4), set(), "took back judgement 4"),
    ],
)
def test_what_an_act_is_about_and_how_it_is_told(act, about, words):
    assert subjects(act) == about
    assert told(act) == words
    assert KINDS[kind(act)] is type(act)
