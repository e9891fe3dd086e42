"""Partial control, beside who holds the place."""

from marsad.model.control import Extent

PART = {"extent": Extent.PART}


def test_a_part_taken_leaves_the_rest_with_the_holder(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("org took", "2016-03-10", **PART)]
    assert lines(*told) == ["? > 2016-03-10 gov", "2016-03-10 > ? gov part:is"]


def test_most_of_a_place_is_a_part_too(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("org held", "2016-03-10", extent=Extent.MOST)]
    assert lines(*told)[-1] == "2016-03-10 > ? gov part:is"


def test_an_undated_part_was_taken_at_an_unknown_time_of_the_interval(tell, lines):
    told = [tell("army took", "2016-03-01"), tell("org took", "2016-03-10", since="?", **PART)]
    assert lines(*told)[-1] == "2016-03-01/2016-03-10 > ? gov part:is"


def test_a_part_of_a_place_that_nobody_is_known_to_hold_has_no_holder(tell, lines):
    assert lines(tell("org took", "2016-03-10", **PART)) == ["2016-03-10 > ? - part:is"]


def test_a_part_before_the_whole_ends_with_it(tell, lines):
    told = [tell("org took", "2016-03-10", **PART), tell("org took", "2016-03-20")]
    assert lines(*told) == ["2016-03-10 > 2016-03-20 - part:is", "2016-03-20 > ? is"]


def test_a_part_before_the_first_state_ends_with_it(tell, lines):
    told = [tell("org took", "2016-03-10", **PART), tell("org held", "2016-03-20")]
    assert lines(*told) == ["2016-03-10 > 2016-03-10/2016-03-20 - part:is", "? > ? is"]


def test_a_part_told_again_is_the_same(tell, line):
    first, again = tell("org took", "2016-03-10", **PART), tell("org held", "2016-03-15", by="agency", **PART)
    [interval] = line(first, again).intervals
    assert (interval.seen, interval.tells) == (("2016-03-10", "2016-03-15"), (first.id, again.id))


def test_a_part_of_what_the_holder_has_bears_the_holder_out(tell, line):
    part = tell("army took", "2016-03-10", **PART)
    [interval] = line(tell("army held", "2016-03-01"), part).intervals
    assert interval.part == ()
    assert part.id in interval.tells


def test_parts_of_two_stand_side_by_side(tell, lines):
    told = [
        tell("army held", "2016-03-01"),
        tell("org took", "2016-03-10", **PART),
        tell("front took", "2016-03-12", **PART),
    ]
    assert lines(*told)[-1] == "2016-03-12 > ? gov part:is+rebels"


def test_who_has_the_whole_is_not_said_to_have_a_part(tell, lines):
    told = [tell("army held", "2016-03-01"), tell("army+org held", "2016-03-10", **PART)]
    assert lines(*told)[-1] == "2016-03-10 > ? gov part:is"


def test_people_without_a_name_may_be_the_holder(tell, line):
    part = tell("gunmen took", "2016-03-10", **PART)
    told = line(tell("army held", "2016-03-01"), part)
    assert (told.intervals[0].part, told.aside) == ((), (part.id,))


def test_a_take_over_of_a_later_interval_ends_no_part_of_this(tell, lines):
    told = [
        tell("army held", "2016-03-01"),
        tell("org took", "2016-03-10", **PART),
        tell("front took", "2016-04-01"),
        tell("army took from front", "2016-05-01"),
    ]
    assert lines(*told)[1] == "2016-03-10 > 2016-04-01 gov part:is"


def test_the_holder_takes_the_whole_again(tell, lines):
    told = [
        tell("army took", "2016-03-01"),
        tell("org took", "2016-03-10", **PART),
        tell("army took", "2016-03-20"),
    ]
    assert lines(*told) == [
        "2016-03-01 > 2016-03-10 gov",
        "2016-03-10 > 2016-03-20 gov part:is",
        "2016-03-20 > ? gov",
    ]


def test_a_part_in_a_contested_time_stands_aside(tell, line):
    part = tell("front took", "2016-03-10", **PART)
    told = line(tell("army held", "2016-03-01"), tell("org held", "2016-03-04", by="agency"), part)
    assert told.aside == (part.id,)


def test_a_part_of_the_interval_that_only_the_loser_is_known_of_stands_aside(tell, line):
    part = tell("front took", "2016-03-10", **PART)
    assert line(tell("army took from org", "2016-03-20"), part).aside == (part.id,)
