from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.newsletters.letters import Frequency
from marsad.web.newsletters.periods import MOST, Period, Rhythm, due, following, of_day, over, untold
from marsad.web.newsletters.zones import ZONES

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
RHYTHMS = st.builds(Rhythm, st.sampled_from(Frequency), st.integers(0, 6))
WEEKLY = Rhythm(Frequency.WEEKLY)
CLOCKS = (st.integers(0, 23), st.sampled_from(sorted(ZONES)))


def test_a_week_runs_from_saturday_to_friday_unless_said():
    assert of_day(date(2016, 3, 3), WEEKLY) == Period(date(2016, 2, 27), date(2016, 3, 4))
    assert over(datetime(2016, 3, 5, 0, 0, tzinfo=UTC), WEEKLY).last == date(2016, 3, 4)
    assert over(datetime(2016, 3, 4, 23, 59, tzinfo=UTC), WEEKLY).last == date(2016, 2, 26)


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekly_letter_comes_on_its_day_and_tells_of_the_seven_before(weekday):
    rhythm = Rhythm(Frequency.WEEKLY, weekday)
    period = over(datetime(2016, 3, 3, 12, tzinfo=UTC), rhythm)
    comes = due(period, 7, "Asia/Damascus")
    assert comes.weekday() == weekday
    assert (comes.date() - period.first, comes.date() - period.last) == (timedelta(days=7), timedelta(days=1))


@given(DAYS, RHYTHMS)
def test_a_day_lies_in_its_own_period(day, rhythm):
    period = of_day(day, rhythm)
    assert period.first <= day <= period.last
    assert of_day(period.first, rhythm) == of_day(period.last, rhythm) == period


@pytest.mark.parametrize(
    ("zone", "hour", "expected"),
    [
        ("Asia/Damascus", 7, datetime(2026, 3, 4, 4, tzinfo=UTC)),
        ("Asia/Damascus", 1, datetime(2026, 3, 4, 22, tzinfo=UTC)),  # the day is not over in UTC at one in the morning
        ("America/New_York", 7, datetime(2026, 3, 4, 12, tzinfo=UTC)),
        ("Australia/Sydney", 7, datetime(2026, 3, 4, 20, tzinfo=UTC)),
    ],
)
def test_a_letter_comes_at_the_hour_of_its_reader(zone, hour, expected):
    assert due(Period(date(2026, 3, 3), date(2026, 3, 3)), hour, zone) == expected


@given(DAYS, RHYTHMS, *CLOCKS)
def test_every_letter_comes_once_and_in_order(day, rhythm, hour, zone):
    one = of_day(day, rhythm)
    other = following(one.last, rhythm)
    assert other.first == one.last + timedelta(days=1)
    end = datetime.combine(one.last + timedelta(days=1), datetime.min.time(), UTC)
    assert end <= due(one, hour, zone) < due(other, hour, zone)
    assert due(one, hour, zone) - end < timedelta(hours=26)


@given(DAYS, RHYTHMS, *CLOCKS, st.integers(0, 40))
def test_what_was_missed_is_made_up_for_but_not_all_of_a_long_time(day, rhythm, hour, zone, later):
    one = of_day(day, rhythm)
    now = due(one, hour, zone) + timedelta(days=later)
    found = untold(one.before.last, now, rhythm, hour, zone)
    assert len(found) <= MOST
    assert found[-1] == max(found)
    assert due(following(found[-1].last, rhythm), hour, zone) > now
    assert not untold(found[-1].last, now, rhythm, hour, zone)
