from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.site.days import day_in_words, days_in_words, month_in_words

DAY = date(2016, 3, 1)


@pytest.mark.parametrize(
    ("language", "calendar", "words"),
    [
        ("ar", "gregory", "1 آذار/مارس 2016"),
        ("en", "gregory", "1 March 2016"),
        ("ar", "islamic", "21 جمادى الأولى 1437 هـ"),
        ("en", "islamic", "21 Jumada I 1437 AH"),
    ],
)
def test_a_day(language, calendar, words):
    assert day_in_words(DAY, language, calendar) == words


def test_with_its_weekday():
    assert day_in_words(DAY, "ar", weekday=True) == "الثلاثاء 1 آذار/مارس 2016"


def test_before_the_hijri_tables_the_gregorian_day_stands():
    assert day_in_words(date(1900, 1, 1), "en", "islamic") == "1 January 1900"


def test_spans():
    assert days_in_words(DAY, DAY, "en") == "1 March 2016"
    assert days_in_words(DAY, date(2016, 3, 5), "en") == "1–5 March 2016"
    assert days_in_words(DAY, date(2016, 4, 5), "en") == "1 March 2016 – 5 April 2016"
    assert days_in_words(DAY, date(2016, 3, 5), "en", "islamic") == "21 Jumada I 1437 AH – 25 Jumada I 1437 AH"


def test_a_month():
    assert month_in_words(DAY, "ar") == "آذار/مارس 2016"


@given(st.dates(), st.sampled_from(["ar", "en"]), st.sampled_from(["gregory", "islamic"]))
def test_any_day_has_words(day, language, calendar):
    assert day_in_words(day, language, calendar)
