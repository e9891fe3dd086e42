import pytest

from marsad.ledger.judgements.rules import ConflictError, JudgementError, check, check_undo, check_version, version
from marsad.model import ClaimType, Mention
from marsad.model.judgement import Anchor, Judgement, Merge, MergeActors, MergeSources, Reject, Split, Undo

A, B = (Anchor(name, "r", ClaimType.SHELLING, Mention("قصف", 0, 3)) for name in "ab")
NOW = "2026-11-29T10:00:00+03:00"


@pytest.mark.parametrize(
    ("act", "who", "when", "fault"),
    [
        (Reject(A), " ", NOW, "say who judges"),
        (Reject(A), "Amal", "yesterday", "is no time"),
        (Reject(A), "Amal", "2026-11-29T10:00:00", "no offset from UTC"),
        (Merge((A,)), "Amal", NOW, "two claims or more"),
        (Merge((A, A)), "Amal", NOW, "two claims or more"),
        (Split((A,), ()), "Amal", NOW, "on both sides"),
        (Split((A,), (A, B)), "Amal", NOW, "the claim a stands on both sides"),
        (MergeActors("x", ()), "Amal", NOW, "merged into itself"),
        (MergeSources("x", ("y", "x")), "Amal", NOW, "merged into itself"),
    ],
)
def test_what_cannot_be_recorded(act, who, when, fault):
    with pytest.raises(JudgementError, match=fault):
        check(Judgement(act, who, when, ""))


@pytest.mark.parametrize("act", [Reject(A), Merge((A, B)), Split((A,), (B,)), MergeActors("x", ("y",)), Undo(1)])
def test_what_can(act):
    check(Judgement(act, "Amal", NOW, ""))


def test_the_version_is_the_last_judgement():
    known = [Judgement(Reject(A), "Amal", NOW, "", 3), Judgement(Undo(3), "Basma", NOW, "", 7)]
    assert version([]) == 0
    assert version(known) == 7
    check_version(known, 7)
    check_version(known, None)
    with pytest.raises(ConflictError, match="Basma took back judgement 3") as conflict:
        check_version(known, 0)
    assert [one.id for one in conflict.value.others] == [3, 7]


def test_an_undoing_is_undone_by_its_own_number():
    known = [Judgement(Reject(A), "Amal", NOW, "", 3), Judgement(Undo(3), "Basma", NOW, "", 7)]
    check_undo(Undo(7), known)
    with pytest.raises(JudgementError, match="undo judgement 7 to make it count again"):
        check_undo(Undo(3), known)
    with pytest.raises(JudgementError, match="there is no judgement 4"):
        check_undo(Undo(4), known)
