"""What a timeline makes of tells. «2016-03-01/2016-03-27» is a change at an unknown time between the two."""

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Factuality
from marsad.model.control import Bound, Extent
from marsad.model.incident import Grade


def test_nothing_told_gives_no_interval(line):
    assert line().intervals == ()


def test_a_state_alone_has_neither_beginning_nor_end(tell, lines):
    assert lines(tell("army held", "2016-03-01")) == ["? > ? gov"]


def test_two_states_of_one_holder_are_one_interval(tell, line):
    [interval] = line(tell("army held", "2016-03-01"), tell("army held", "2016-09-01", by="agency")).intervals
    assert interval.seen == ("2016-03-01", "2016-09-01")


def test_a_take_over_ends_one_interval_and_begins_another(tell, lines):
    told = [tell("org held", "2016-03-01"), tell("army took from org", "2016-03-27")]
    assert lines(*told) == ["? > 2016-03-27 is", "2016-03-27 > ? gov"]


def test_two_states_that_differ_leave_the_change_between_them_open(tell, lines):
    told = [tell("org held", "2016-03-01"), tell("army held", "2016-06-01")]
    assert lines(*told) == ["? > 2016-03-01/2016-06-01 is", "2016-03-01/2016-06-01 > ? gov"]


def test_an_undated_take_over_came_after_the_last_word_of_the_other_holder(tell, lines):
    told = [tell("org held", "2016-03-01"), tell("army took", "2016-03-27", since="?")]
    assert lines(*told)[1] == "2016-03-01/2016-03-27 > ? gov"


def test_ranges_of_several_tellings_narrow_each_other(tell, line):
    told = [
        tell("army took", "2016-03-27", since="2016-03-20"),
        tell("army took", "2016-03-31", since="2016-03-25", by="agency"),
    ]
    assert line(*told).intervals[0].start == Bound("2016-03-25", "2016-03-27")


def test_days_that_exclude_each_other_leave_the_days_between_open(tell, line):
    told = [tell("army took", "2016-03-24"), tell("army took", "2016-03-27", by="agency")]
    assert line(*told).intervals[0].start == Bound("2016-03-24", "2016-03-27")


def test_a_state_caps_the_day_of_the_take_over(tell, line):
    told = [tell("army took", "2016-03-24"), tell("army took", "2016-03-27"), tell("army held", "2016-03-25")]
    assert line(*told).intervals[0].start == Bound("2016-03-24", "2016-03-25")


def test_whom_a_place_was_taken_from_held_it_before(tell, lines):
    assert lines(tell("army took from org", "2016-03-27")) == ["? > 2016-03-27 is implied", "2016-03-27 > ? gov"]


def test_a_loser_that_the_record_lacks_held_it_in_between(tell, lines):
    told = [tell("front held", "2014-01-01"), tell("army took from org", "2016-03-27")]
    assert lines(*told) == [
        "? > 2014-01-01/2016-03-27 rebels",
        "2014-01-01/2016-03-27 > 2016-03-27 is implied",
        "2016-03-27 > ? gov",
    ]


def test_a_loser_named_vaguely_makes_no_interval(tell, lines):
    assert lines(tell("army took from gunmen", "2016-03-27")) == ["2016-03-27 > ? gov"]


def test_the_holder_who_takes_the_place_anew_had_lost_it(tell, lines):
    told = [tell("army held", "2015-01-01"), tell("army took from org", "2016-03-27")]
    assert lines(*told) == [
        "? > 2015-01-01/2016-03-27 gov",
        "2015-01-01/2016-03-27 > 2016-03-27 is implied",
        "2016-03-27 > ? gov",
    ]


def test_a_take_over_told_again_is_no_second_one(tell, lines):
    told = [tell("army took from org", "2016-03-27"), tell("army took from org", "2016-03-29", by="agency")]
    assert len(lines(*told)) == 2


def test_who_takes_a_place_is_whom_every_telling_has(tell, lines):
    told = [tell("army+front took", "2016-03-27"), tell("army took", "2016-03-28", by="agency")]
    assert lines(*told) == ["2016-03-27/2016-03-28 > ? gov"]


def test_vague_winners_are_those_that_others_name(tell, line):
    told = [tell("army took from org", "2016-03-27"), tell("gunmen took from org", "2016-03-28", by="agency")]
    last = line(*told).intervals[-1]
    assert (last.holders, last.actors) == (("gov",), ("army", "gunmen"))


def test_winners_who_took_the_place_from_one_loser_took_it_together(tell, lines):
    told = [tell("army took from org", "2016-03-27"), tell("brigade took from org", "2016-03-28", by="agency")]
    assert lines(*told)[-1] == "2016-03-27/2016-03-28 > ? gov+rebels"


def test_a_name_takes_the_place_of_a_vague_winner(tell, line):
    told = [tell("gunmen took", "2016-03-27"), tell("org took", "2016-04-20", by="agency")]
    assert [interval.holders for interval in line(*told).intervals] == [("gunmen",), ("is",)]
    told = [tell("gunmen took from army", "2016-03-27"), tell("org took from army", "2016-03-28", by="agency")]
    assert line(*told).intervals[-1].holders == ("is",)


def test_a_vague_winner_without_a_loser_is_the_one_named_of_late(tell, lines):
    told = [tell("army took from org", "2016-03-20"), tell("gunmen took", "2016-03-27", by="agency")]
    assert lines(*told)[-1] == "2016-03-20/2016-03-27 > ? gov"


def test_a_vague_winner_who_takes_it_from_the_holder_is_another(tell, lines):
    told = [tell("army took from org", "2016-03-20"), tell("gunmen took from army", "2016-03-27", by="agency")]
    assert lines(*told)[-1] == "2016-03-27 > ? gunmen"


def test_a_vague_state_says_nothing_against_a_name(tell, line):
    vague = tell("gunmen held", "2016-03-27", by="agency")
    told = line(tell("army took from org", "2016-03-20"), vague)
    assert (told.intervals[-1].holders, told.aside) == (("gov",), (vague.id,))


def test_a_name_after_a_vague_state_contests_nothing(tell, lines):
    told = [tell("gunmen held", "2016-03-20"), tell("army held", "2016-03-22", by="agency")]
    assert lines(*told) == ["? > 2016-03-20/2016-03-22 gunmen", "2016-03-20/2016-03-22 > ? gov"]


def test_vague_states_agree(tell, lines):
    told = [tell("gunmen held", "2016-03-20"), tell("gunmen held", "2016-04-22", by="agency")]
    assert lines(*told) == ["? > ? gunmen"]


def test_nobody_takes_a_place_from_itself(tell, lines):
    assert lines(tell("army+org took from org", "2016-03-27"))[-1] == "2016-03-27 > ? gov"


def test_both_holders_of_one_report_share_the_place(tell, lines):
    told = [tell("army+front held", "2016-03-01"), tell("front held", "2016-04-01", by="agency")]
    assert lines(*told) == ["? > ? gov+rebels"]


def test_a_take_over_by_one_of_those_who_share_ends_the_sharing(tell, lines):
    told = [tell("army+front held", "2016-03-01"), tell("army took from front", "2016-04-20")]
    assert lines(*told) == ["? > 2016-04-20 gov+rebels", "2016-04-20 > ? gov"]


def test_who_comes_to_share_the_place_begins_an_interval(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army+front held", "2016-04-20", by="agency")]
    assert lines(*told) == ["? > 2016-03-01/2016-04-20 gov", "2016-03-01/2016-04-20 > ? gov+rebels"]


def test_a_withdrawal_ends_an_interval_without_a_new_holder(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army left", "2016-03-10")]
    assert lines(*told) == ["? > 2016-03-10 gov", "2016-03-10 > ? -"]


def test_the_withdrawal_of_one_of_two_leaves_the_other(tell, lines):
    told = [tell("army+front held", "2016-03-01"), tell("front left", "2016-03-10")]
    assert lines(*told) == ["? > 2016-03-10 gov+rebels", "2016-03-10 > ? gov"]


def test_between_a_withdrawal_and_a_take_over_nobody_is_known(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army left", "2016-03-10"), tell("org took", "2016-03-20")]
    assert lines(*told)[1:] == ["2016-03-10 > 2016-03-20 -", "2016-03-20 > ? is"]


def test_a_withdrawal_on_the_day_of_the_take_over_leaves_no_gap(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army left", "2016-03-10"), tell("org took from army", "2016-03-10")]
    assert lines(*told) == ["? > 2016-03-10 gov", "2016-03-10 > ? is"]


def test_a_withdrawal_told_after_the_take_over_bears_it_out(tell, line):
    gone = tell("army left", "2016-03-12", by="army")
    told = line(tell("army held", "2016-03-01"), tell("org took from army", "2016-03-10"), gone)
    last = told.intervals[-1]
    assert (last.holders, last.certainty.grade) == (("is",), Grade.CONFIRMED)
    assert gone.id in last.opened


def test_a_withdrawal_told_again_is_the_same(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army left", "2016-03-10"), tell("army left", "2016-03-12", by="b")]
    assert lines(*told) == ["? > 2016-03-10 gov", "2016-03-10 > ? -"]


def test_a_withdrawal_by_somebody_else_moves_nothing(tell, line):
    gone = tell("front left", "2016-03-10")
    told = line(tell("army held", "2016-03-01"), gone)
    assert (len(told.intervals), told.aside) == (1, (gone.id,))


def test_a_withdrawal_from_an_unknown_place_makes_no_holder(tell, line):
    gone = tell("front left", "2016-03-10")
    assert (line(gone).intervals, line(gone).aside) == ((), (gone.id,))


def test_a_partial_withdrawal_ends_nothing(tell, line):
    gone = tell("army left", "2016-03-10", extent=Extent.PART)
    told = line(tell("army held", "2016-03-01"), gone)
    assert (len(told.intervals), told.aside) == (1, (gone.id,))


def test_plans_outskirts_and_undated_tells_stand_aside(tell, line):
    told = [
        tell("army took", "2016-03-27", factuality=Factuality.PLANNED),
        tell("army took", "2016-03-27", extent=Extent.EDGE),
        tell("army held", None),
    ]
    assert line(*told).intervals == ()
    assert line(*told).aside == tuple(sorted(t.id for t in told))


def test_an_old_take_over_told_again_does_not_bring_the_holder_back(tell, line):
    echo = tell("org took", "2016-08-01", since="?", by="agency")
    told = line(
        tell("org took", "2015-05-21"),
        tell("army took from org", "2016-03-27"),
        echo,
        tell("army held", "2016-09-01"),
    )
    assert [interval.holders for interval in told.intervals] == [("is",), ("gov",)]
    assert echo.id in told.aside


def test_an_old_take_over_takes_its_loser_with_it(tell, line):
    told = line(
        tell("org took", "2015-05-21"),
        tell("army took from org", "2016-03-27"),
        tell("org took from front", "2016-08-01", since="?", by="agency"),
        tell("army held", "2016-09-01"),
    )
    assert [interval.holders for interval in told.intervals] == [("is",), ("gov",)]


def test_behind_an_old_take_over_the_holder_before_it_is_known(tell, line):
    told = line(
        tell("org took", "2015-05-21"),
        tell("army took from org", "2016-03-27"),
        tell("org took", "2016-08-01", since="?", by="agency"),
        tell("front took from army", "2016-09-01"),
    )
    assert [interval.holders for interval in told.intervals] == [("is",), ("gov",), ("rebels",)]


def test_a_take_over_in_a_long_time_past_is_the_known_one(tell, line):
    told = line(
        tell("org took", "2015-05-21"),
        tell("army took from org", "2016-03-27"),
        tell("org took", "2016-08-01", since="2015-01-01", by="agency"),
    )
    assert [interval.holders for interval in told.intervals] == [("is",), ("gov",)]


def test_a_dated_take_over_brings_the_former_holder_back(tell, lines):
    told = [
        tell("org took", "2015-05-21"),
        tell("army took from org", "2016-03-27"),
        tell("org took", "2016-08-01"),
    ]
    assert lines(*told)[-1] == "2016-08-01 > ? is"


def test_a_state_beside_a_take_over_in_one_report_is_of_the_time_before(tell, lines):
    told = [
        tell("org held", "2016-03-28", report="one"),
        tell("army took from org", "2016-03-27", report="one"),
    ]
    assert lines(*told) == ["? > 2016-03-27 is", "2016-03-27 > ? gov"]


def test_an_undated_take_over_beside_a_dated_one_in_one_report_came_before(tell, lines):
    told = [
        tell("org took", "2016-03-28", since="?", report="one"),
        tell("army took", "2016-03-27", report="one"),
    ]
    assert lines(*told) == ["?/2016-03-27 > 2016-03-27 is", "2016-03-27 > ? gov"]


def test_of_two_undated_take_overs_in_one_report_the_losers_came_first(tell, lines):
    told = [
        tell("org took", "2016-03-28", since="?", report="one"),
        tell("army took from org", "2016-03-28", since="?", report="one"),
    ]
    assert lines(*told)[-1] == "2016-03-28 > ? gov"


def test_actors_of_one_side_are_one_holder(tell, line):
    [interval] = line(tell("army held", "2016-03-01"), tell("guard held", "2016-05-01")).intervals
    assert (interval.holders, interval.actors) == (("gov",), ("army", "guard"))


def test_without_sides_every_actor_stands_for_itself(tell, line):
    told = line(tell("army held", "2016-03-01"), tell("guard held", "2016-05-01"), by_side=False)
    assert [interval.holders for interval in told.intervals] == [("army",), ("guard",)]


# How certain


def grade(line, *told):
    return line(*told).intervals[-1].certainty


def test_one_origin_that_gains_nothing_is_fair(tell, line):
    assert grade(line, tell("army took", "2016-03-27")).grade is Grade.FAIR


def test_two_independent_origins_confirm(tell, line):
    told = [tell("army took", "2016-03-27"), tell("army held", "2016-03-30", by="agency")]
    assert grade(line, *told).grade is Grade.CONFIRMED


def test_one_origin_through_two_reports_is_one(tell, line):
    told = [tell("army took", "2016-03-27", report="a"), tell("army took", "2016-03-27", report="b")]
    assert grade(line, *told).grade is Grade.FAIR


def test_a_partys_word_of_its_own_gain_is_weak(tell, line):
    certain = grade(line, tell("army took from org", "2016-03-27", by="army"))
    assert (certain.grade, certain.reasons[0].code) == (Grade.WEAK, "own_word")


def test_a_partys_admission_of_its_loss_confirms(tell, line):
    certain = grade(line, tell("army took from org", "2016-03-27", by="org"))
    assert (certain.grade, certain.against_interest) == (Grade.CONFIRMED, ("org",))


def test_the_holder_before_admits_a_loss_too(tell, line):
    told = [tell("org held", "2016-03-01"), tell("army took", "2016-03-27", by="org")]
    assert grade(line, *told).grade is Grade.CONFIRMED


def test_an_enemys_word_of_a_withdrawal_is_weak(tell, line):
    told = [tell("army held", "2016-03-01"), tell("army left", "2016-03-10", by="org")]
    assert grade(line, *told).grade is Grade.WEAK


def test_an_allegation_alone_is_weak(tell, line):
    certain = grade(line, tell("army took", "2016-03-27", factuality=Factuality.ALLEGED))
    assert (certain.grade, certain.reasons[0].code) == (Grade.WEAK, "unsure")


# The same in any order

DAYS = [f"2016-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 4, 9, 20)]
TOLD = ["army held", "org held", "front+army held", "army took from org", "org took from army", "front took"]
TOLD += ["army left", "org left", "gunmen took from army", "gunmen held"]


@st.composite
def tellings(draw, tell):
    extents = [Extent.PLACE] * 6 + [Extent.PART, Extent.MOST, Extent.ALL, Extent.EDGE]
    factualities = [Factuality.STATED] * 6 + [Factuality.DENIED, Factuality.ALLEGED, Factuality.PLANNED]
    day = draw(st.sampled_from(DAYS))
    return tell(
        draw(st.sampled_from(TOLD)),
        day,
        since=draw(st.sampled_from(["", "?", "2015-12-01"])),
        by=draw(st.sampled_from(["monitor", "agency", "army", "org"])),
        report=draw(st.sampled_from(["", "a", "b"])),
        extent=draw(st.sampled_from(extents)),
        factuality=draw(st.sampled_from(factualities)),
    )


def distinct(told):
    return list({tell.id: tell for tell in told}.values())


@settings(max_examples=100)
@given(data=st.data())
def test_the_order_of_tells_does_not_matter(data, tell, line):
    told = distinct(data.draw(st.lists(tellings(tell), max_size=12)))
    assert line(*data.draw(st.permutations(told))) == line(*told)


@settings(max_examples=100)
@given(data=st.data())
def test_every_tell_is_used_or_stands_aside(data, tell, line):
    told = distinct(data.draw(st.lists(tellings(tell), max_size=12)))
    made = line(*told)
    used = {tell for interval in made.intervals for tell in interval.tells}
    assert {tell.id for tell in told} == used | set(made.aside)
    assert not used & set(made.aside)


@settings(max_examples=100)
@given(data=st.data())
def test_intervals_follow_each_other_in_time(data, tell, line):
    made = line(*distinct(data.draw(st.lists(tellings(tell), max_size=12))))
    for before, after in zip(made.intervals, made.intervals[1:], strict=False):
        assert before.end is not None
        assert after.start is None or before.end.latest <= after.start.latest
    for interval in made.intervals:
        if interval.start and interval.end:
            assert interval.start.latest <= interval.end.latest
        assert list(interval.seen) == sorted(interval.seen)
