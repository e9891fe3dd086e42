from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.browse import queries
from marsad.web.browse.filters import Filters
from marsad.web.readers.news.ranking import worth

DAY = date(2024, 5, 15)


@pytest.fixture(scope="module")
def incident(observatory):
    found = queries.page(Filters(), size=200).incidents
    return replace(next(one for one in found if any(c.kind == "killed" for c in one.casualties)), first="2024-05-15")


def test_more_of_what_is_followed_is_worth_more(incident):
    totals = [worth(incident, n, new=False, newest=DAY).total for n in range(1, 6)]
    assert totals[0] < totals[1] < totals[2] == totals[3] == totals[4]


def test_what_is_new_is_worth_more(incident):
    assert worth(incident, 1, new=True, newest=DAY).total > worth(incident, 1, new=False, newest=DAY).total


def test_worth_halves_in_three_days(incident):
    later = worth(incident, 1, new=False, newest=date(2024, 5, 18)).total
    assert later == pytest.approx(worth(incident, 1, new=False, newest=DAY).total / 2)


def test_deaths_weigh(incident):
    harmless = replace(incident, casualties=())
    assert worth(incident, 1, new=False, newest=DAY).total > worth(harmless, 1, new=False, newest=DAY).total


@given(st.integers(0, 50), st.booleans(), st.dates(date(2009, 1, 1), date(2030, 1, 1)))
def test_worth_is_never_negative(incident, follows, new, newest):
    assert worth(incident, follows, new=new, newest=newest).total >= 0


def test_without_a_day_it_is_old(incident):
    undated = replace(incident, first=None)
    assert worth(undated, 1, new=False, newest=DAY).faded < 0.25
