from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.certainty import grade, wording
from marsad.ledger.certainty.grades import RULES
from marsad.ledger.certainty.wording import WORDS
from marsad.ledger.entry import Entry
from marsad.ledger.sources import SourceRegister
from marsad.ledger.sources.independence import origins
from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Factuality, Mention
from marsad.model.incident import Grade, Reason

REGISTER = SourceRegister.shipped()
SIDES = {
    "sy-army": "sy-government",
    "brigade": "sy-opposition",
    "ru-air": "ru",
    "il-army": "il",
    "pij": "ps-resistance",
    "gunmen": None,
}


def dead(low=3, high=3, *, civilian=None, group=None, kind=CasualtyKind.KILLED):
    return CasualtyCount(kind, group, civilian, low, high, "3 قتلى", 30, 36)


def named(words):
    return tuple(Mention(word, 10 * k, 10 * k + 5) for k, word in enumerate(words, 10))


def told(name, *chain, by=(), against=(), type=ClaimType.SHELLING, outlet="al-jazeera", day="2016-05-01", **claim):
    """An entry whose initiators and targets are the actors ``by`` and ``against``."""
    both = named((*by, *against))
    parts = Claim(type, Mention("قصف", 0, 3), both[: len(by)], both[len(by) :], **claim)
    return Entry(name, f"r-{name}", outlet, day, parts, (), chain, tuple(by), tuple(against))


def judge(*entries):
    return grade(entries, origins(entries, {}, REGISTER), REGISTER, SIDES)


def codes(certainty):
    return [reason.code for reason in certainty.reasons]


def test_one_source_is_weak():
    found = judge(told("1", "sohr"))
    assert (found.grade, found.origins, found.reasons) == (Grade.WEAK, ("sohr",), (Reason("single", ("sohr",)),))


def test_two_independent_sources_are_fair():
    found = judge(told("1", "sohr"), told("2", "snhr"))
    assert (found.grade, found.reasons) == (Grade.FAIR, (Reason("several", ("sohr", "snhr")),))


def test_two_sources_of_one_side_are_weak():
    assert judge(told("1", "sana"), told("2", "sy-defence-ministry")).grade is Grade.WEAK


def test_two_outlets_that_quote_one_source_are_weak():
    assert judge(told("1", "sohr", outlet="cnn"), told("2", "sohr", outlet="bbc")).grade is Grade.WEAK


def test_only_nameless_people_are_weak():
    found = judge(told("1", "activists"), told("2", "witnesses"))
    assert (found.grade, codes(found)) == (Grade.WEAK, ["nameless"])


def test_nameless_people_beside_a_named_source_are_fair():
    assert judge(told("1", "activists"), told("2", "sohr")).grade is Grade.FAIR


def test_what_is_only_alleged_is_weak():
    entries = [told("1", "sohr", factuality=Factuality.ALLEGED), told("2", "snhr", factuality=Factuality.LIKELY)]
    found = judge(*entries)
    assert (found.grade, found.reasons) == (Grade.WEAK, (Reason("reserved", ("sohr", "snhr")),))


def test_what_is_only_planned_is_weak():
    found = judge(told("1", "sohr", factuality=Factuality.PLANNED))
    assert (found.grade, found.origins, codes(found)) == (Grade.WEAK, (), ["planned"])


def test_who_accepts_responsibility_for_civilians_confirms():
    found = judge(told("1", "sana", by=["sy-army"], casualties=(dead(civilian=True),)))
    assert (found.grade, found.against_interest) == (Grade.CONFIRMED, ("sy-government",))
    assert found.reasons[0] == Reason("accepted", ("sy-government",))


def test_who_accepts_a_massacre_confirms_without_a_count():
    found = judge(told("1", "sana", by=["sy-army"], type=ClaimType.VIOLENCE_AGAINST_CIVILIANS))
    assert found.grade is Grade.CONFIRMED


def test_acceptance_outweighs_a_denial():
    accepted = told("1", "sana", by=["sy-army"], casualties=(dead(civilian=True),))
    found = judge(accepted, told("2", "ru-defence-ministry", factuality=Factuality.DENIED))
    assert (found.grade, codes(found)[:2]) == (Grade.CONFIRMED, ["accepted", "denied"])


def test_two_sides_that_both_say_they_did_it_contest_it():
    harmed = (dead(civilian=True),)
    found = judge(
        told("1", "sana", by=["sy-army"], casualties=harmed),
        told("2", "sy-opposition", by=["brigade"], casualties=harmed),
    )
    assert (found.grade, found.reasons[0]) == (Grade.CONTESTED, Reason("rivals", ("sy-government", "sy-opposition")))


def test_an_attack_that_a_side_boasts_of_is_no_acceptance():
    found = judge(told("1", "pij", by=["pij"], against=["il-army"], casualties=(dead(),)))
    assert (found.grade, found.against_interest) == (Grade.WEAK, ())


def test_civilians_said_to_be_unharmed_are_no_acceptance():
    found = judge(told("1", "sana", by=["sy-army"], casualties=(dead(0, 0, civilian=True),)))
    assert found.against_interest == ()


def test_a_denial_contests():
    found = judge(told("1", "sohr"), told("2", "snhr"), told("3", "sana", factuality=Factuality.DENIED))
    assert (found.grade, found.deniers, codes(found)) == (Grade.CONTESTED, ("sana",), ["denied", "several"])


def test_a_denial_alone_contests():
    found = judge(told("1", "sana", factuality=Factuality.DENIED))
    assert (found.grade, found.origins) == (Grade.CONTESTED, ())


def test_rival_doers_contest():
    found = judge(told("1", "sohr", by=["sy-army"]), told("2", "snhr", by=["brigade"]))
    assert (found.grade, codes(found)) == (Grade.CONTESTED, ["rivals", "several"])


def test_allies_named_by_different_sources_are_no_rivals():
    assert judge(told("1", "sohr", by=["sy-army"]), told("2", "snhr", by=["ru-air"])).grade is Grade.FAIR


def test_allies_of_other_years_are_rivals():
    found = judge(told("1", "sohr", by=["sy-army"], day="2012-05-01"), told("2", "snhr", by=["ru-air"]))
    assert found.grade is Grade.CONTESTED


def test_a_doer_of_no_side_rivals_nobody():
    assert judge(told("1", "sohr", by=["sy-army"]), told("2", "snhr", by=["gunmen"])).grade is Grade.FAIR


def test_sides_of_a_clash_told_one_each_are_no_rivals():
    clash = ClaimType.ARMED_CLASH
    found = judge(told("1", "sohr", by=["sy-army"], type=clash), told("2", "snhr", by=["brigade"], type=clash))
    assert found.grade is Grade.FAIR


def test_one_source_that_names_two_doers_contests_nothing():
    assert judge(told("1", "sohr", by=["sy-army"]), told("2", "sohr", by=["brigade"])).grade is Grade.WEAK


def test_both_sides_that_tell_it_confirm_it():
    attack = told("1", "pij", by=["pij"], against=["il-army"])
    found = judge(attack, told("2", "il-army", by=["pij"], against=["il-army"]))
    assert (found.grade, found.reasons[0]) == (Grade.CONFIRMED, Reason("both_sides", ("il", "ps-resistance")))


def test_allies_that_both_tell_it_do_not_confirm_it():
    tellings = (told("1", "sana", by=["sy-army"]), told("2", "ru-defence-ministry", by=["sy-army", "ru-air"]))
    assert judge(*tellings).grade is Grade.FAIR


def own_losses(name, *chain, **more):
    dead_soldiers = dead(group=Mention("sy-army", 100, 105), **more)
    return told(name, *chain, against=["sy-army"], casualties=(dead_soldiers,))


def test_losses_that_a_side_alone_tells_of_itself_are_fair():
    found = judge(own_losses("1", "sana"))
    assert (found.grade, found.against_interest, codes(found)) == (
        Grade.FAIR,
        ("sy-government",),
        ["losses", "single"],
    )


def test_own_losses_that_others_tell_too_are_confirmed():
    found = judge(own_losses("1", "sana"), told("2", "sohr"))
    assert (found.grade, found.reasons[0]) == (Grade.CONFIRMED, Reason("losses_borne_out", ("sy-government",)))


@pytest.mark.parametrize("more", [{"civilian": True}, {"low": 0, "high": 0}, {"kind": CasualtyKind.DISPLACED}])
def test_other_counts_are_no_losses_of_a_side(more):
    assert judge(own_losses("1", "sana", **more)).against_interest == ()


def test_dead_of_whom_nothing_is_said_are_no_losses_of_a_side():
    assert judge(told("1", "sana", against=["sy-army"], casualties=(dead(),))).against_interest == ()


def test_an_open_count_is_of_somebody():
    assert judge(own_losses("1", "sana", low=None, high=None)).against_interest == ("sy-government",)


@pytest.mark.parametrize("type", [ClaimType.TERRITORY_GAIN, ClaimType.CAPTURE, ClaimType.WEAPON_INTERCEPT])
def test_lost_ground_prisoners_and_aircraft_are_losses(type):
    assert judge(told("1", "sana", against=["sy-army"], type=type)).against_interest == ("sy-government",)


def test_a_withdrawal_is_a_loss_of_who_withdraws():
    found = judge(told("1", "sana", by=["sy-army"], type=ClaimType.WITHDRAWAL))
    assert found.against_interest == ("sy-government",)
    assert judge(told("1", "sana", by=["brigade"], type=ClaimType.WITHDRAWAL)).against_interest == ()


def test_what_a_side_only_alleges_is_no_confession():
    alleged = told("1", "sana", by=["sy-army"], casualties=(dead(civilian=True),), factuality=Factuality.ALLEGED)
    assert judge(alleged).against_interest == ()


def test_reports_without_a_date_can_be_graded():
    assert judge(told("1", "sohr", day=None), told("2", "snhr", by=["brigade"], day=None)).grade is Grade.FAIR


TELLINGS = st.builds(
    told,
    st.uuids().map(str),
    st.sampled_from(["sohr", "snhr", "sana", "pij", "activists", "sources", "al-jazeera"]),
    by=st.lists(st.sampled_from(sorted(SIDES)), max_size=2),
    against=st.lists(st.sampled_from(sorted(SIDES)), max_size=2),
    type=st.sampled_from(ClaimType),
    factuality=st.sampled_from(Factuality),
    casualties=st.lists(st.builds(dead, civilian=st.booleans()), max_size=1).map(tuple),
)


@given(st.lists(TELLINGS, min_size=1, max_size=6), st.randoms())
def test_every_incident_has_a_grade_and_a_reason_in_any_order(entries, rng):
    found = judge(*entries)
    assert found.reasons
    assert judge(*rng.sample(entries, len(entries))) == found


@given(st.lists(TELLINGS, min_size=1, max_size=6))
def test_every_reason_can_be_worded(entries):
    for reason in judge(*entries).reasons:
        assert "{" not in wording(reason, "ar", str, str)
        assert wording(reason, "en", str, str)


def test_reasons_name_their_sources():
    reason = Reason("several", ("sohr", "reuters"))
    assert wording(reason, "en", lambda i: REGISTER.name(i, "en"), str) == (
        "2 independent sources: Syrian Observatory for Human Rights, Reuters"
    )
    assert wording(reason, "ar", lambda i: REGISTER.name(i, "ar"), str) == (
        "عدد المصادر المستقلة 2: المرصد السوري لحقوق الإنسان، رويترز"
    )


def test_reasons_name_their_sides():
    assert wording(Reason("losses", ("il",)), "en", str, str.upper) == "IL tells its own losses; nobody else tells it"


def test_every_rule_is_worded_in_both_languages():
    codes = {rule.__name__.removeprefix("_") for _, rule in RULES}
    assert codes == set(WORDS)
    assert all(set(words) == {"ar", "en"} for words in WORDS.values())


def test_a_side_that_speaks_namelessly_first_and_by_name_later_has_a_name():
    tellings = (told("1", "sy-military-sources"), told("2", "activists"), told("3", "sana", day="2016-05-02"))
    assert judge(*tellings[:2]).grade is Grade.WEAK
    assert judge(*tellings).grade is Grade.FAIR
