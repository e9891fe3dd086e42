from dataclasses import replace

import pytest

from marsad.ledger.judgements.anchors import anchor
from marsad.ledger.judgements.corrections import CorrectionError, check, corrected
from marsad.ledger.judgements.wire import dump, load
from marsad.model import CasualtyCount, CasualtyKind, ClaimType, Factuality, Mention, When
from marsad.model.judgement import (
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


@pytest.fixture
def values(teller):
    one = teller.mention("المرصد")
    count = CasualtyCount(CasualtyKind.INJURED, one, None, 2, None, "", 0, 0)
    return {
        Field.TYPE: ClaimType.SIEGE,
        Field.TRIGGER: one,
        Field.INITIATORS: (one,),
        Field.TARGETS: (),
        Field.PLACES: (one, teller.mention("خلصة")),
        Field.WHEN: When("", 0, 0, "2016-06-01", "2016-06-03"),
        Field.SOURCES: (one,),
        Field.FACTUALITY: Factuality.DENIED,
        Field.CASUALTIES: (count,),
    }


def test_each_field_takes_its_value(report, coding, values):
    claim = coding.claims[0]
    for field, value in values.items():
        check(report, field, value)
        claim = corrected(claim, field, value, report.text, 0, "judgement:7")
        assert getattr(claim, field.value) == value
    assert claim.when.rule == claim.casualties[0].rule == "judgement:7"
    assert len(claim.notes) == len(Field)


def test_dates_can_be_taken_away(report, coding):
    check(report, Field.WHEN, None)
    assert corrected(coding.claims[0], Field.WHEN, None, report.text, 0, "judgement:7").when is None


def test_a_time_of_the_text_is_marked(report, coding):
    when = replace(coding.claims[0].when, last="2016-06-13")
    check(report, Field.WHEN, when)
    assert corrected(coding.claims[1], Field.WHEN, when, report.text, 0, "judgement:7").when == when


@pytest.mark.parametrize("field", list(Field))
def test_no_field_takes_what_is_not_its_own(report, field):
    with pytest.raises(CorrectionError, match="no value of this field"):
        check(report, field, 5)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        (Field.PLACES, (Mention("حلب", 0, 3),), "not what stands at 0 to 3"),
        (Field.TRIGGER, Mention("", 3, 3), "not what stands"),
        (Field.WHEN, When("", 0, 0, "2016-06-31", "2016-07-01"), "YYYY-MM-DD"),
        (Field.WHEN, When("", 0, 0, "2016-06-03", "2016-06-01"), "is after"),
        (Field.WHEN, When("أمس", 0, 3, "2016-06-03", "2016-06-03"), "not what stands"),
        (Field.CASUALTIES, (CasualtyCount(CasualtyKind.KILLED, None, None, 5, 3, "", 0, 0),), "no range"),
        (Field.CASUALTIES, (CasualtyCount(CasualtyKind.KILLED, None, None, -1, None, "", 0, 0),), "no range"),
        (Field.CASUALTIES, (CasualtyCount(CasualtyKind.KILLED, None, None, 1, 1, "قتيل", 0, 4),), "not what stands"),
    ],
)
def test_faults_say_what_is_wrong(report, field, value, fault):
    with pytest.raises(CorrectionError, match=fault):
        check(report, field, value)


def test_judgements_come_back_from_json_whole(report, coding, values):
    claim = coding.claims[0]
    one = anchor(report, claim, "x")
    acts = [Correct(one, field, value, claim) for field, value in values.items()]
    acts += [Correct(one, Field.WHEN, None, claim), Confirm(one, claim), Reject(one), Merge((one,)), Split((one,), ())]
    acts += [MergeActors("a", ("b",)), MergeSources("a", ("b",)), Undo(3)]
    for act in acts:
        told = Judgement(act, "أمل", "2026-11-29T10:00:00+03:00", "لأن", 4)
        assert load(dump(told)) == told
        assert load(dump(told), 9).id == 9
