import pytest

from marsad.ledger.control.intervals import timeline
from marsad.ledger.control.questions import HORIZON_DAYS, changes, holder_at, summary
from marsad.model import MarsadError
from marsad.model.control import Bound, Extent, Standing
from marsad.model.incident import Grade


def test_on_the_day_of_a_tell_the_holder_is_seen(tell, line):
    told = holder_at(line(tell("army held", "2016-03-01")), "2016-03-01")
    assert (told.standing, told.holders, told.age_days) == (Standing.SEEN, ("gov",), 0)


def test_between_two_tells_of_one_holder_the_place_is_its(tell, line):
    told = holder_at(line(tell("army held", "2016-01-01"), tell("army held", "2016-04-10")), "2016-01-31")
    assert (told.standing, told.holders) == (Standing.BETWEEN, ("gov",))
    assert (told.age_days, told.next_days) == (30, 70)


def test_after_the_last_tell_it_stays_with_a_growing_age(tell, line):
    told = holder_at(line(tell("army held", "2016-01-01")), "2016-01-31")
    assert (told.standing, told.holders, told.age_days) == (Standing.LAST_KNOWN, ("gov",), 30)


def test_beyond_the_horizon_the_evidence_is_called_stale(tell, line):
    told = holder_at(line(tell("army held", "2016-01-01")), "2017-01-01")
    assert (told.standing, told.holders, told.age_days) == (Standing.STALE, ("gov",), 366)
    assert told.age_days > HORIZON_DAYS


def test_the_horizon_is_the_askers(tell, line):
    assert holder_at(line(tell("army held", "2016-01-01")), "2016-01-31", 10).standing is Standing.STALE


def test_before_the_first_tell_nothing_is_known(tell, line):
    told = holder_at(line(tell("army held", "2016-01-01")), "2015-12-31")
    assert (told.standing, told.holders) == (Standing.UNKNOWN, ())


def test_before_a_take_over_it_was_whom_it_was_taken_from(tell, line):
    told = holder_at(line(tell("army took from org", "2016-03-27")), "2016-01-01")
    assert (told.standing, told.holders, told.age_days) == (Standing.BEFORE, ("is",), None)


def test_while_the_day_of_a_change_is_unknown_both_are_given(tell, line):
    told = holder_at(line(tell("org held", "2016-01-01"), tell("army held", "2016-06-01")), "2016-03-01")
    assert (told.standing, told.holders) == (Standing.CHANGING, ("is", "gov"))
    assert told.since == Bound("2016-01-01", "2016-06-01")


def test_on_the_days_at_the_ends_of_an_unknown_change_the_holder_is_seen(tell, line):
    made = line(tell("org held", "2016-01-01"), tell("army held", "2016-06-01"))
    assert holder_at(made, "2016-01-01").holders == ("is",)
    assert holder_at(made, "2016-06-01").holders == ("gov",)


def test_an_undated_first_take_over_leaves_open_since_when(tell, line):
    told = holder_at(line(tell("army took", "2016-03-27", since="2016-03-20")), "2016-03-22")
    assert (told.standing, told.holders) == (Standing.CHANGING, ("gov",))


def test_the_day_of_a_take_over_is_the_new_holders(tell, line):
    made = line(tell("org held", "2016-01-01"), tell("army took from org", "2016-03-27"))
    assert holder_at(made, "2016-03-26").holders == ("is",)
    assert holder_at(made, "2016-03-27").holders == ("gov",)


def test_after_a_withdrawal_nobody_is_known(tell, line):
    told = holder_at(line(tell("army held", "2016-01-01"), tell("army left", "2016-02-01")), "2016-02-05")
    assert (told.standing, told.holders) == (Standing.UNKNOWN, ())


def test_a_contested_day_is_called_contested(tell, line):
    made = line(tell("army held", "2016-03-01"), tell("org held", "2016-03-04", by="agency"))
    told = holder_at(made, "2016-03-02")
    assert (told.standing, told.holders, told.certainty.grade) == (
        Standing.CONTESTED,
        ("gov", "is"),
        Grade.CONTESTED,
    )


def test_the_answer_carries_its_tells_and_who_has_a_part(tell, line):
    held = tell("army held", "2016-03-01")
    part = tell("org took", "2016-03-10", extent=Extent.PART)
    told = holder_at(line(held, part), "2016-03-20")
    assert (told.part, told.tells) == (("is",), (held.id, part.id))


def test_what_is_no_day_is_refused_with_an_example(line):
    with pytest.raises(MarsadError, match="2016-03-27"):
        holder_at(line(), "last spring")


# Changes


def changed(*rest):
    return [(change.before, change.after) for change in changes(*rest)]


def test_a_change_between_two_days_is_found(tell, line):
    made = line(tell("org held", "2016-01-01"), tell("army took from org", "2016-03-27"))
    [change] = changes([made], "2016-03-01", "2016-03-31")
    assert (change.place, change.before, change.after) == ("town", ("is",), ("gov",))
    assert change.when == Bound("2016-03-27", "2016-03-27")
    assert change.tells == (made.intervals[-1].opened)


def test_a_change_before_or_after_is_not(tell, line):
    made = line(tell("org held", "2016-01-01"), tell("army took from org", "2016-03-27"))
    assert changed([made], "2016-03-28", "2016-04-30") == []
    assert changed([made], "2016-02-01", "2016-03-26") == []


def test_a_change_at_an_unknown_time_counts_where_it_can_have_been(tell, line):
    made = line(tell("org held", "2016-01-01"), tell("army held", "2016-06-01"))
    assert changed([made], "2016-03-01", "2016-03-31") == [(("is",), ("gov",))]


def test_a_state_that_begins_to_be_known_is_no_change(tell, line):
    assert changed([line(tell("org held", "2016-01-01"))], "2015-01-01", "2017-01-01") == []


def test_a_first_take_over_is_a_change_from_nobody_known(tell, line):
    assert changed([line(tell("org took", "2016-01-01"))], "2015-01-01", "2017-01-01") == [((), ("is",))]


def test_a_part_that_is_taken_is_no_change_of_holder(tell, line):
    made = line(tell("army held", "2016-03-01"), tell("org took", "2016-03-10", extent=Extent.PART))
    assert changed([made], "2016-01-01", "2016-12-31") == []


def test_a_withdrawal_is_a_change_to_nobody_known(tell, line):
    made = line(tell("army held", "2016-01-01"), tell("army left", "2016-02-01"))
    assert changed([made], "2016-02-01", "2016-02-01") == [(("gov",), ())]


def test_changes_of_many_places_come_by_day(tell, side):
    late = timeline("a", [tell("army took from org", "2016-03-27")], side)
    early = timeline("b", [tell("org took from army", "2016-03-20")], side)
    assert [change.place for change in changes([late, early], "2016-01-01", "2016-12-31")] == ["b", "a"]


def test_becoming_contested_is_a_change(tell, line):
    made = line(
        tell("army held", "2016-02-01"),
        tell("army held", "2016-03-01"),
        tell("org held", "2016-03-04", by="agency"),
    )
    [change] = changes([made], "2016-01-01", "2016-12-31")
    assert (change.after, change.contested) == (("gov", "is"), True)


# Sums


def test_places_are_counted_by_holder_and_standing(tell, side):
    told = {"a": "army held", "b": "army held", "c": "org held"}
    made = [timeline(place, [tell(words, "2016-03-01")], side) for place, words in told.items()]
    made.append(timeline("d", [], side))
    counts = summary(made, "2016-03-01")
    assert {holders: dict(by) for holders, by in counts.items()} == {
        ("gov",): {Standing.SEEN: 2},
        ("is",): {Standing.SEEN: 1},
        (): {Standing.UNKNOWN: 1},
    }
    assert next(iter(counts)) == ("gov",)
