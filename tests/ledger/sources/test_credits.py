import tomllib

import pytest

from marsad.ledger.sources.credits import AGENCIES, credit
from marsad.ledger.sources.tables import DATA

EXAMPLES = tomllib.loads((DATA / "credits.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["matches"])
def test_matches(example):
    text, _, source = example.rpartition(" => ")
    assert credit(text.replace("¶", "\n")) == source


@pytest.mark.parametrize("text", EXAMPLES["rejects"])
def test_rejects(text):
    assert credit(text.replace("¶", "\n")) is None


def test_two_agencies_are_agencies():
    assert credit("بيروت (رويترز) - توقف القصف.\nالمصدر: الأناضول") == AGENCIES


def test_one_agency_at_both_ends_is_that_agency():
    assert credit("بيروت (رويترز) - توقف القصف.\n(رويترز)") == "reuters"


def test_an_outlet_may_stand_beside_an_agency():
    assert credit("توقف القصف أمس.\nالجزيرة نت + رويترز") == "reuters"


def test_a_line_of_place_and_date_without_an_agency_is_none():
    assert credit("بيروت 3 مايو 2015\nتوقف القصف.") is None


@pytest.mark.parametrize("text", ["", "\n\n", "توقف", "رويترز"])
def test_a_text_too_short_for_both_is_no_fault(text):
    assert credit(text) in (None, "reuters")


def test_a_long_last_sentence_is_no_credit():
    assert credit("توقف القصف. " + "وقال السكان إن الطريق فتح من جديد " * 5 + "رويترز") is None


def test_a_dash_made_of_lengthening_marks_ends_a_dateline():
    assert credit("القاهرة ـ أ ف ب ـ قالت الشرطة إن الطريق فتح.") == "afp"
