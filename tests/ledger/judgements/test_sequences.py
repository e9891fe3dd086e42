"""Random courses of judging, undoing and coding anew: no judgement is lost, whatever comes."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger.judgements.apply import judged
from marsad.ledger.judgements.history import counting, taken_back
from marsad.model import Claim, ClaimType, Coding, Factuality, Mention, Report
from marsad.model.judgement import Confirm, Correct, Field, Judgement, Reject, Undo

WORDS = "قصف ثم اشتباك ثم غارة ثم اعتقال ثم حصار ثم قصف ثم اشتباك ثم انسحاب"
REPORT = Report("r", "", WORDS)
SPANS = [
    (found, found + len(word))
    for word in set(WORDS.split())
    for found in range(len(WORDS))
    if WORDS[found:].startswith(word)
]
TYPES = [ClaimType.SHELLING, ClaimType.ARMED_CLASH, ClaimType.SIEGE]


def claim(kind, start, end, factuality=Factuality.STATED):
    return Claim(kind, Mention(WORDS[start:end], start, end), factuality=factuality, confidence=0.5)


@st.composite
def codings(draw):
    """What some coder finds: other triggers, wider ones, other types, more or fewer claims."""
    found = []
    for start, end in draw(st.lists(st.sampled_from(sorted(SPANS)), max_size=6)):
        wider = min(len(WORDS), end + draw(st.integers(0, 4)))
        found.append(claim(draw(st.sampled_from(TYPES)), start, wider))
    return Coding("r", tuple(found))


STEPS = st.lists(
    st.one_of(
        codings(),
        st.tuples(st.just("confirm"), st.integers(0, 9)),
        st.tuples(st.just("reject"), st.integers(0, 9)),
        st.tuples(st.sampled_from(TYPES), st.integers(0, 9)),
        st.tuples(st.sampled_from(list(Factuality)), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.integers(0, 99)),
    ),
    max_size=14,
)


def act_of(what, one):
    if what == "confirm":
        return Confirm(one.anchor, one.claim)
    if what == "reject":
        return Reject(one.anchor)
    field = Field.TYPE if isinstance(what, ClaimType) else Field.FACTUALITY
    return Correct(one.anchor, field, what, one.base)


def course(first, steps):
    """The judgements made in the course of these steps, and the coding there was in the end."""
    coding, said = first, []
    for step in steps:
        if isinstance(step, Coding):
            coding = step
            continue
        what, which = step
        if what == "undo":
            there = [one.id for one in said if one.id not in taken_back(said)]
            act = Undo(there[which % len(there)]) if there else None
        else:
            claims = judged(REPORT, coding, said).claims
            act = act_of(what, claims[which % len(claims)]) if claims else None
        if act:
            said.append(Judgement(act, "Amal", "2026-11-29T10:00:00Z", "", len(said) + 1))
    return coding, said


def about(said):
    """For each claim that was judged, the judgements on it that count, oldest first."""
    found = {}
    for one in counting(said):
        found.setdefault(one.act.claim.claim, []).append(one)
    return found


@settings(max_examples=200)
@given(codings(), STEPS)
def test_what_was_last_said_of_a_claim_holds(first, steps):
    coding, said = course(first, steps)
    outcome = judged(REPORT, coding, said)
    now = {one.id: one.claim for one in outcome.claims}
    assert len(now) == len(outcome.claims)
    for claim_id, judgements in about(said).items():
        last = judgements[-1].act
        if isinstance(last, Reject):
            assert claim_id not in now
        elif isinstance(last, Confirm):
            assert replace(now[claim_id], confidence=0.5) == last.stood
        else:
            assert getattr(now[claim_id], last.field.value) == last.value


@settings(max_examples=200)
@given(codings(), STEPS)
def test_only_rejections_ever_find_nothing_to_hold_to(first, steps):
    """All else is kept from its own record of the claim."""
    coding, said = course(first, steps)
    by_id = {one.id: one.act for one in said}
    lost = judged(REPORT, coding, said).lost
    kept = {
        claim for claim, judgements in about(said).items() if any(not isinstance(j.act, Reject) for j in judgements)
    }
    assert all(isinstance(by_id[one], Reject) and by_id[one].claim.claim not in kept for one in lost)


@settings(max_examples=100)
@given(codings(), STEPS)
def test_with_all_taken_back_a_coding_is_as_it_is(first, steps):
    coding, said = course(first, steps)
    for one in [one.id for one in said if one.id not in taken_back(said) and not isinstance(one.act, Undo)]:
        said.append(Judgement(Undo(one), "Amal", "2026-11-29T10:00:00Z", "", len(said) + 1))
    assert counting(said) == ()
    assert [one.claim for one in judged(REPORT, coding, said).claims] == list(coding.claims)
