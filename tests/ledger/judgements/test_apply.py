"""What judgements make of a report's coding, under coders that find other things and texts that change."""

from dataclasses import replace

import pytest

from marsad.ledger.entry import claim_id
from marsad.ledger.judgements.apply import judged
from marsad.ledger.wire import dumps
from marsad.model import Claim, ClaimType, Coding, Factuality
from marsad.model.judgement import Confirm, Correct, Field, Judgement, Merge, Reject, Split, Undo


class Desk:
    """Judges a report as it stands, as a person at the desk would."""

    def __init__(self, report, coding):
        self.report, self.coding, self.said = report, coding, []

    @property
    def outcome(self):
        return judged(self.report, self.coding, self.said)

    @property
    def claims(self):
        return [one.claim for one in self.outcome.claims]

    @property
    def ids(self):
        return [one.id for one in self.outcome.claims]

    def of(self, claim):
        return next(one for one in self.outcome.claims if one.id == claim)

    def _say(self, act):
        self.said.append(Judgement(act, "Amal", "2026-11-29T10:00:00+00:00", "", len(self.said) + 1))
        return self.said[-1].id

    def confirm(self, claim):
        one = self.of(claim)
        return self._say(Confirm(one.anchor, one.claim))

    def correct(self, claim, field, value):
        one = self.of(claim)
        return self._say(Correct(one.anchor, field, value, one.base))

    def reject(self, claim):
        return self._say(Reject(self.of(claim).anchor))

    def merge(self, *claims):
        return self._say(Merge(tuple(self.of(one).anchor for one in claims)))

    def split(self, claim, rest):
        return self._say(Split((self.of(claim).anchor,), (self.of(rest).anchor,)))

    def undo(self, judgement):
        return self._say(Undo(judgement))


@pytest.fixture
def desk(report, coding):
    return Desk(report, coding)


def shifted(claim: Claim, text: str, by: int = 2) -> Claim:
    """The claim with a longer trigger."""
    trigger = claim.trigger
    return replace(claim, trigger=replace(trigger, end=trigger.end + by, text=text[trigger.start : trigger.end + by]))


def test_without_judgements_a_coding_is_as_it_is(desk, coding):
    assert desk.claims == list(coding.claims)
    assert desk.ids == [claim_id("r1", claim) for claim in coding.claims]


def test_a_correction_sets_the_field_and_says_who(desk, teller):
    desk.correct(desk.ids[1], Field.PLACES, (teller.mention("خلصة"),))
    claim = desk.claims[1]
    assert [(place.text, place.rule) for place in claim.places] == [("خلصة", "judgement:1")]
    assert claim.notes == ("judgement:1:places",)
    assert claim.type is ClaimType.AIR_STRIKE


def test_a_corrected_type_or_trigger_leaves_the_id(desk, teller):
    ids = desk.ids
    desk.correct(ids[2], Field.TYPE, ClaimType.GROUND_ATTACK)
    desk.correct(ids[2], Field.TRIGGER, teller.mention("اندلعت اشتباكات"))
    assert desk.ids == ids
    assert desk.claims[2].type is ClaimType.GROUND_ATTACK
    assert desk.claims[2].trigger.text == "اندلعت اشتباكات"


def test_the_later_correction_holds(desk):
    desk.correct(desk.ids[0], Field.FACTUALITY, Factuality.ALLEGED)
    desk.correct(desk.ids[0], Field.FACTUALITY, Factuality.DENIED)
    assert desk.claims[0].factuality is Factuality.DENIED


def test_an_undo_and_its_undo(desk):
    before = desk.claims
    first = desk.correct(desk.ids[0], Field.FACTUALITY, Factuality.ALLEGED)
    after = desk.claims
    undo = desk.undo(first)
    assert desk.claims == before
    desk.undo(undo)
    assert desk.claims == after


def test_a_rejected_claim_is_gone_until_that_is_undone(desk):
    ids = desk.ids
    rejected = desk.reject(ids[1])
    assert desk.ids == [ids[0], ids[2], ids[3]]
    desk.undo(rejected)
    assert desk.ids == ids


class TestAnotherCoder:
    """The same report, coded by one that finds other things."""

    def test_a_shifted_trigger_keeps_the_correction_and_the_id(self, desk, coding, report):
        ids = desk.ids
        desk.correct(ids[2], Field.FACTUALITY, Factuality.LIKELY)
        moved = tuple(shifted(claim, report.text) for claim in coding.claims)
        desk.coding = replace(coding, claims=moved)
        assert desk.ids[2] == ids[2]
        assert desk.claims[2].factuality is Factuality.LIKELY
        assert desk.claims[2].trigger == moved[2].trigger
        assert desk.ids[1] != ids[1]

    def test_another_type_is_the_same_claim(self, desk, coding):
        ids = desk.ids
        desk.correct(ids[2], Field.FACTUALITY, Factuality.LIKELY)
        other = replace(coding.claims[2], type=ClaimType.GROUND_ATTACK)
        desk.coding = replace(coding, claims=(*coding.claims[:2], other))
        assert desk.ids == [*ids[:2], ids[2]]
        assert (desk.claims[2].type, desk.claims[2].factuality) == (ClaimType.GROUND_ATTACK, Factuality.LIKELY)

    def test_the_same_type_is_preferred(self, desk, coding):
        desk.correct(desk.ids[2], Field.FACTUALITY, Factuality.LIKELY)
        shot = shifted(replace(coding.claims[2], type=ClaimType.GROUND_ATTACK), desk.report.text, 1)
        clash = shifted(coding.claims[2], desk.report.text, 1)
        desk.coding = replace(coding, claims=(shot, clash))
        assert [(claim.type, claim.factuality) for claim in desk.claims] == [
            (ClaimType.GROUND_ATTACK, Factuality.STATED),
            (ClaimType.ARMED_CLASH, Factuality.LIKELY),
        ]

    def test_a_claim_told_by_its_retelling(self, desk, coding, teller):
        told = replace(coding.claims[0], retellings=(teller.mention("قصفت", 1),))
        desk.coding = replace(coding, claims=(told,))
        desk.correct(desk.ids[0], Field.FACTUALITY, Factuality.LIKELY)
        desk.coding = replace(coding, claims=(teller.claim("shelling", "قصفت", 1),))
        assert [claim.factuality for claim in desk.claims] == [Factuality.LIKELY]
        assert desk.claims[0].trigger == teller.mention("قصفت", 1)

    def test_a_missing_confirmed_claim_is_kept(self, desk, coding):
        ids, stood = desk.ids, desk.claims[1]
        desk.confirm(ids[1])
        desk.coding = replace(coding, claims=coding.claims[2:])
        assert desk.ids == [ids[2], ids[3], ids[1]]
        kept = desk.outcome.claims[-1]
        assert kept.kept
        assert kept.claim == stood

    def test_a_missing_corrected_claim_is_kept_as_corrected(self, desk, teller):
        desk.correct(desk.ids[1], Field.TYPE, ClaimType.SHELLING)
        second = desk.correct(desk.ids[1], Field.PLACES, (teller.mention("خلصة"),))
        desk.coding = Coding("r1")
        assert [(claim.type, claim.places[0].text) for claim in desk.claims] == [(ClaimType.SHELLING, "خلصة")]
        desk.undo(second)
        assert [(claim.type, claim.places[0].text) for claim in desk.claims] == [(ClaimType.SHELLING, "بلدة حاس")]

    def test_a_kept_claim_can_be_judged_again(self, desk, coding):
        claim = desk.ids[1]
        desk.confirm(claim)
        desk.coding = Coding("r1")
        desk.correct(claim, Field.FACTUALITY, Factuality.DENIED)
        assert [c.factuality for c in desk.claims] == [Factuality.DENIED]
        desk.coding = coding
        assert desk.of(claim).claim.factuality is Factuality.DENIED
        assert not desk.of(claim).kept

    def test_a_confirmed_claim_holds_against_another_reading(self, desk, coding):
        stood = desk.claims[0]
        desk.confirm(desk.ids[0])
        other = replace(coding.claims[0], initiators=(), casualties=(), factuality=Factuality.PLANNED)
        desk.coding = replace(coding, claims=(other,))
        assert desk.claims == [stood]

    def test_a_rejected_claim_stays_away(self, desk, coding, report):
        desk.reject(desk.ids[1])
        desk.coding = replace(coding, claims=(shifted(coding.claims[1], report.text),))
        assert desk.claims == []

    def test_extra_claims_come_in(self, desk, coding, teller):
        desk.confirm(desk.ids[0])
        extra = teller.claim("withdrawal", "سياق متصل")
        desk.coding = replace(coding, claims=(*coding.claims, extra))
        assert extra in desk.claims
        assert len(desk.claims) == 5

    def test_a_judgement_that_finds_nothing_is_told(self, desk):
        rejected = desk.reject(desk.ids[1])
        merged = desk.merge(desk.ids[0], desk.ids[2])
        assert desk.outcome.lost == ()
        desk.coding = Coding("r1")
        assert desk.outcome.lost == (rejected, merged)

    def test_a_judged_claim_is_known_by_its_id_first(self, desk, coding, teller):
        """The anchor moved on with a second coder; a third finds what both found."""
        first = desk.ids[3]
        desk.correct(first, Field.FACTUALITY, Factuality.LIKELY)
        longer = replace(coding.claims[3], trigger=teller.mention("متصل قصفت"))
        desk.coding = replace(coding, claims=(longer,))
        desk.correct(first, Field.FACTUALITY, Factuality.ALLEGED)
        desk.coding = replace(coding, claims=(longer, coding.claims[3]))
        assert desk.of(first).claim.trigger == coding.claims[3].trigger
        assert [claim.factuality for claim in desk.claims] == [Factuality.STATED, Factuality.ALLEGED]


class TestAnotherText:
    """The report was changed since it was judged."""

    def test_judged_words_are_found_where_they_went(self, desk, report, coding):
        added = "عاجل: نبأ جديد في أول الخبر.\n"
        desk.confirm(desk.ids[3])
        desk.report = replace(report, text=added + report.text)
        desk.coding = Coding("r1")
        kept = desk.claims[0]
        assert kept.trigger.start == coding.claims[3].trigger.start + len(added)
        assert desk.report.text[kept.places[0].start : kept.places[0].end] == "بلدة الفوعة"

    def test_an_id_that_was_judged_is_given_to_no_other_claim(self, desk, report, teller_of):
        """Two sentences change places: the word of one now stands where that of the other stood."""
        town, village = "قصفت قوات النظام مدينة سراقب صباح اليوم.", "قصفت قوات النظام بلدة حاس مساء أمس الأول."
        desk.report = replace(report, text=f"{town}\n{village}")
        teller = teller_of(desk.report.text)
        desk.coding = Coding("r1", (teller.claim("shelling", "قصفت", places=["مدينة سراقب"]),))
        judged_id = desk.ids[0]
        desk.correct(judged_id, Field.FACTUALITY, Factuality.LIKELY)
        desk.report = replace(report, text=f"{village}\n{town}")
        teller = teller_of(desk.report.text)
        claims = teller.claim("shelling", "قصفت"), teller.claim("shelling", "قصفت", 1)
        desk.coding = Coding("r1", claims)
        assert claim_id("r1", claims[0]) == judged_id
        assert desk.of(judged_id).claim.trigger == claims[1].trigger
        assert len(set(desk.ids)) == 2

    def test_the_same_word_elsewhere_is_not_taken_for_it(self, desk, report):
        """«قصفت» (shelled) stands twice; the sentence of the judged one is taken out."""
        judgement = desk.confirm(desk.ids[0])
        desk.report = replace(report, text=report.text.partition("\n")[2])
        desk.coding = Coding("r1")
        assert desk.claims == []
        assert desk.outcome.lost == (judgement,)

    def test_words_that_are_gone_are_gone_from_the_claim(self, desk, report):
        desk.confirm(desk.ids[0])
        desk.report = replace(report, text=report.text.replace("مقتل خمسة مدنيين", "سقوط ضحايا"))
        desk.coding = Coding("r1")
        assert [(claim.trigger.text, claim.casualties) for claim in desk.claims] == [("قصفت", ())]

    def test_a_correction_whose_words_are_gone_is_told(self, desk, report, coding, teller):
        lost = desk.correct(desk.ids[1], Field.PLACES, (teller.mention("مدينة سراقب"),))
        desk.report = replace(report, text=report.text.replace("مدينة سراقب", "xxxxx xxxxx"))
        assert desk.outcome.lost == (lost,)
        assert desk.claims[1].places == coding.claims[1].places


def test_the_outcome_depends_on_the_judgements_alone_not_on_their_order(desk, report, coding):
    desk.confirm(desk.ids[0])
    desk.reject(desk.ids[1])
    desk.split(desk.ids[0], desk.ids[1])
    turned = judged(report, coding, list(reversed(desk.said)))
    assert [dumps(one) for one in turned.claims] == [dumps(one) for one in desk.outcome.claims]
