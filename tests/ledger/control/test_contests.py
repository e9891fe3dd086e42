"""When a place is contested, and until when."""

from marsad.model import Factuality
from marsad.model.incident import Grade

DENIED = Factuality.DENIED


def test_states_of_two_origins_that_differ_within_days_contest_the_place(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("org held", "2016-03-04", by="agency")]
    assert lines(*told) == ["? > ? gov+is contested"]


def test_one_origin_that_says_both_tells_a_change(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("org held", "2016-03-04")]
    assert lines(*told) == ["? > 2016-03-01/2016-03-04 gov", "2016-03-01/2016-03-04 > ? is"]


def test_states_far_apart_tell_a_change(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("org held", "2016-03-09", by="agency")]
    assert lines(*told)[1] == "2016-03-01/2016-03-09 > ? is"


def test_a_contest_ends_when_another_origin_bears_one_of_them_out(tell, lines):
    told = [
        tell("army held", "2016-02-01"),
        tell("army held", "2016-03-01"),
        tell("org held", "2016-03-04", by="agency"),
        tell("org held", "2016-03-06", by="witness"),
    ]
    assert lines(*told) == [
        "? > 2016-03-01 gov",
        "2016-03-01 > 2016-03-06 gov+is contested",
        "2016-03-06 > ? is",
    ]


def test_a_contest_ends_when_one_of_them_is_told_again_long_after(tell, lines):
    told = [
        tell("army held", "2016-03-01"),
        tell("org held", "2016-03-04", by="agency"),
        tell("org held", "2016-03-20", by="agency"),
    ]
    assert lines(*told)[-1] == "2016-03-20 > ? is"


def test_a_claimed_take_over_that_another_origin_gainsays_is_contested_from_its_day(tell, lines):
    told = [
        tell("army held", "2016-02-01"),
        tell("org took from army", "2016-03-01", by="org"),
        tell("army held", "2016-03-03"),
        tell("army held", "2016-03-04", by="agency"),
    ]
    assert lines(*told) == [
        "? > 2016-03-01 gov",
        "2016-03-01 > 2016-03-04 gov+is contested",
        "2016-03-04 > ? gov",
    ]


def test_two_take_overs_on_one_day_leave_it_contested(tell, lines):
    told = [tell("army took", "2016-03-01"), tell("org took", "2016-03-01", by="agency")]
    assert lines(*told) == ["2016-03-01 > ? gov+is contested"]


def test_a_take_over_and_its_reversal_on_later_days_are_no_contest(tell, lines):
    told = [tell("org took", "2016-03-01"), tell("army took from org", "2016-03-03", by="agency")]
    assert lines(*told) == ["2016-03-01 > 2016-03-03 is", "2016-03-03 > ? gov"]


def test_a_state_after_a_withdrawal_contests_it(tell, lines):
    told = [
        tell("army held", "2016-02-01"),
        tell("army left", "2016-03-01"),
        tell("army held", "2016-03-03", by="agency"),
    ]
    assert lines(*told) == ["? > 2016-03-01 gov", "2016-03-01 > ? gov contested"]


def test_who_is_said_to_have_left_and_takes_the_place_within_days_contests_it_too(tell, lines):
    told = [
        tell("army held", "2016-02-01"),
        tell("army left", "2016-03-01"),
        tell("army took", "2016-03-03", by="agency"),
        tell("army held", "2016-03-20", by="witness"),
    ]
    assert lines(*told) == [
        "? > 2016-03-01 gov",
        "2016-03-01 > 2016-03-20 gov contested",
        "2016-03-20 > ? gov",
    ]


def test_a_contested_time_tells_who_gives_the_place_to_whom(tell, line):
    army, org = tell("army held", "2016-03-01"), tell("org held", "2016-03-04", by="agency")
    more = tell("org held", "2016-03-04", by="witness")
    contest = line(army, org, more).intervals[0]
    assert [(v.value, v.origins) for v in contest.versions] == [("is", ("agency", "witness")), ("gov", ("monitor",))]
    assert contest.certainty.grade is Grade.CONTESTED
    assert set(contest.tells) == {army.id, org.id, more.id}


def test_a_chain_of_contests_is_one(tell, lines):
    told = [
        tell("army held", "2016-03-01"),
        tell("org held", "2016-03-03", by="agency"),
        tell("army held", "2016-03-05"),
        tell("org held", "2016-03-07", by="agency"),
        tell("org held", "2016-03-08", by="witness"),
    ]
    assert lines(*told) == ["? > 2016-03-08 gov+is contested", "2016-03-08 > ? is"]


def test_a_denial_contests_the_take_over(tell, line):
    denial = tell("org took", "2016-03-02", by="army", factuality=DENIED)
    told = line(tell("army held", "2016-02-01"), tell("org took", "2016-03-01"), denial)
    contest = told.intervals[-1]
    assert (contest.contested, contest.holders) == (True, ("gov", "is"))
    assert contest.certainty.deniers == ("army",)
    assert contest.end is None


def test_a_denial_is_over_when_another_origin_bears_the_take_over_out(tell, lines):
    told = [
        tell("army held", "2016-02-01"),
        tell("org took", "2016-03-01"),
        tell("org took", "2016-03-02", by="army", factuality=DENIED),
        tell("org held", "2016-03-09", by="agency"),
    ]
    assert lines(*told) == [
        "? > 2016-03-01 gov",
        "2016-03-01 > 2016-03-09 gov+is contested",
        "2016-03-09 > ? is",
    ]


def test_a_denial_of_the_first_take_over_known_contests_it(tell, lines):
    told = [tell("org took", "2016-03-01"), tell("org took", "2016-03-02", by="army", factuality=DENIED)]
    assert lines(*told) == ["2016-03-01 > ? is contested"]


def test_whom_a_denied_take_over_was_from_held_the_place_before(tell, lines):
    told = [tell("org took from army", "2016-03-01"), tell("org took", "2016-03-02", by="army", factuality=DENIED)]
    assert lines(*told) == ["? > 2016-03-01 gov implied", "2016-03-01 > ? gov+is contested"]


def test_a_denied_withdrawal_contests_the_withdrawal(tell, lines):
    told = [
        tell("army held", "2016-02-01"),
        tell("army left", "2016-03-01", by="org"),
        tell("army left", "2016-03-02", by="army", factuality=DENIED),
    ]
    assert lines(*told) == ["? > 2016-03-01 gov", "2016-03-01 > ? gov contested"]


def test_a_denial_of_what_nobody_tells_stands_aside(tell, line):
    denial = tell("org took", "2016-03-02", by="army", factuality=DENIED)
    told = line(tell("army held", "2016-02-01"), denial)
    assert (len(told.intervals), told.aside) == (1, (denial.id,))


def test_a_denial_long_after_the_take_over_speaks_of_another(tell, line):
    denial = tell("org took", "2016-06-02", by="army", factuality=DENIED)
    assert line(tell("org took", "2016-03-01"), denial).aside == (denial.id,)


def test_a_denied_state_moves_nothing(tell, line):
    denial = tell("org held", "2016-06-02", factuality=DENIED)
    assert line(denial).aside == (denial.id,)


def test_two_denials_are_both_kept(tell, line):
    told = line(
        tell("org took", "2016-03-01"),
        tell("org took", "2016-03-02", by="army", factuality=DENIED),
        tell("org took", "2016-03-03", by="guard", factuality=DENIED),
    )
    assert told.intervals[0].certainty.deniers == ("army", "guard")


def test_sharing_is_no_contest(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army+front held", "2016-03-03", by="agency")]
    assert not any("contested" in line for line in lines(*told))


CONTESTED = [
    ("army held", "2016-03-01", "monitor"),
    ("org held", "2016-03-03", "agency"),
    ("org held", "2016-03-04", "b"),
]


def test_two_contests_with_time_between_are_two(tell, lines):
    told = [tell(words, day, by=by) for words, day, by in CONTESTED]
    told += [tell("org held", "2016-03-20"), tell("army held", "2016-03-22", by="agency")]
    assert lines(*told) == [
        "? > 2016-03-04 gov+is contested",
        "2016-03-04 > 2016-03-20 is",
        "2016-03-20 > ? gov+is contested",
    ]


def test_a_place_that_is_taken_on_the_day_that_settles_the_contest_was_contested_till_then(tell, lines):
    told = [tell(words, day, by=by) for words, day, by in CONTESTED]
    told += [tell("front took from org", "2016-03-04")]
    assert lines(*told) == ["? > 2016-03-04 gov+is contested", "2016-03-04 > ? rebels"]
