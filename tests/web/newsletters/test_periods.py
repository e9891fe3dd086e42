from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.newsletters.letters import Frequency
from marsad.web.newsletters.periods import MOST, Period, due, following, of_day, over, untold
from marsad.web.newsletters.zones import ZONES

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
OFTEN = st.sampled_from(Frequency)
CLOCKS = (st.integers(0, 23), st.sampled_from(sorted(ZONES)))


def test_a_week_runs_from_monday_to_sunday():
    assert of_day(date(2016, 3, 3), Frequency.WEEKLY) == Period(date(2016, 2, 29), date(2016, 3, 6))
    assert over(datetime(2016, 3, 7, 0, 0, tzinfo=UTC), Frequency.WEEKLY).last == date(2016, 3, 6)
    assert over(datetime(2016, 3, 6, 23, 59, tzinfo=UTC), Frequency.WEEKLY).last == date(2016, 2, 28)


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


@given(DAYS, OFTEN, *CLOCKS)
def test_every_letter_comes_once_and_in_order(day, often, hour, zone):
    one = of_day(day, often)
    other = following(one.last, often)
    assert other.first == one.last + timedelta(days=1)
    end = datetime.combine(one.last + timedelta(days=1), datetime.min.time(), UTC)
    assert end <= due(one, hour, zone) < due(other, hour, zone)
    assert due(one, hour, zone) - end < timedelta(hours=26)


@given(DAYS, OFTEN, *CLOCKS, st.integers(0, 40))
def test_what_was_missed_is_made_up_for_but_not_all_of_a_long_time(day, often, hour, zone, later):
    one = of_day(day, often)
    now = due(one, hour, zone) + timedelta(days=later)
    found = untold(one.before.last, now, often, hour, zone)
    assert len(found) <= MOST
    assert found[-1] == max(found)
    assert due(following(found[-1].last, often), hour, zone) > now
    assert not untold(found[-1].last, now, often, hour, zone)
