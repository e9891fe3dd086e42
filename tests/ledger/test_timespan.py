"""When an incident happened."""

from __future__ import annotations

import pytest

from marsad.ledger.entry import Entry
from marsad.ledger.timespan import timespan
from marsad.ledger.voices import Voices
from marsad.model import Claim, ClaimType, Mention, When

VOICES = Voices({}, lambda origins: tuple(dict.fromkeys(origins)))


def told(origin, days=None, published="2016-06-12"):
    """An entry of one origin; ``days`` as «11» or «5-20» of June."""
    first, _, last = (days or "").partition("-")
    when = When("", 0, 0, f"2016-06-{first:>02}", f"2016-06-{last or first:>02}") if days else None
    claim = Claim(ClaimType.SHELLING, Mention("قصف", 0, 3), when=when)
    return Entry(f"{origin} {days} {published}", f"report {origin}", "outlet", published, claim, chain=(origin,))


def span(*entries):
    found = timespan(entries, VOICES)
    return found.first, found.last, found.precision


def test_the_day_that_most_tell():
    assert span(told("A", "11"), told("B", "12"), told("C", "12")) == ("2016-06-12", "2016-06-12", 1)


def test_a_wide_span_bears_out_the_day_within():
    assert span(told("A", "1-30"), told("B", "11")) == ("2016-06-11", "2016-06-11", 1)


def test_a_wide_span_decides_between_two_days():
    assert span(told("A", "11"), told("B", "14"), told("C", "13-15")) == ("2016-06-14", "2016-06-14", 1)


def test_what_two_spans_have_in_common():
    assert span(told("A", "10-11"), told("B", "11-12")) == ("2016-06-11", "2016-06-11", 1)


def test_among_equals_the_earliest():
    assert span(told("A", "12"), told("B", "11")) == ("2016-06-11", "2016-06-11", 1)


def test_one_origin_however_often_is_one():
    told_often = [told("A", "11", f"2016-06-{day}") for day in (11, 12, 13)]
    assert span(*told_often, told("B", "12"), told("C", "12"))[0] == "2016-06-12"


def test_without_a_day_it_is_news_of_the_first_report():
    assert span(told("A", published="2016-06-14"), told("B")) == ("2016-06-10", "2016-06-12", 2)


def test_a_day_told_outdoes_the_days_of_reports():
    assert span(told("A", published="2016-06-02"), told("B", "11"))[0] == "2016-06-11"


def test_without_any_date_nothing_is_known():
    assert span(told("A", published=None)) == (None, None, None)


def test_the_first_day_of_the_calendar_has_none_before():
    assert span(told("A", published="0001-01-01"))[:2] == ("0001-01-01", "0001-01-01")


@pytest.mark.parametrize(
    ("days", "precision"), [("5", 1), ("5-6", 2), ("5-10", 2), ("5-11", 3), ("5-12", 4), ("1-30", 4)]
)
def test_precision_follows_the_days_left_open(days, precision):
    assert span(told("A", days))[2] == precision


def test_more_than_a_month_is_the_vaguest():
    long = told("A", "1")
    when = When("", 0, 0, "2016-05-01", "2016-06-30")
    claim = Claim(ClaimType.SHELLING, long.claim.trigger, when=when)
    assert timespan([Entry("x", "r", "o", None, claim)], VOICES).precision == 5


def test_days_that_exclude_each_other_are_disputed():
    assert timespan([told("A", "11"), told("B", "12")], VOICES).disputed
    assert not timespan([told("A", "11"), told("B", "10-12"), told("C")], VOICES).disputed
