"""What goes wrong is told in the language of the page."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils import translation

import marsad
from marsad.model import MarsadError
from marsad.web.database import StoreError
from marsad.web.site.errors import ErrorMiddleware
from marsad.web.site.telling import SENTENCES, told

ARABIC = re.compile("[\u0621-\u064a]")
FILTERS = [
    ("/?from=yesterday", "yesterday is no date"),
    ("/?from=2016-03-02&to=2016-03-01", "2016-03-02 lies after 2016-03-01"),
    ("/?type=war", "The filter type cannot have the value war"),
    ("/?grade=sure", "The filter grade cannot have the value sure"),
    ("/?" + "&".join(f"place={n}" for n in range(21)), "The filter place is given too often; 20 times"),
    ("/?actor=" + "x" * 201, "The filter actor cannot have the value xxx"),
    ("/?after=nothing", "There is no such page"),
    ("/map/?control=then", "then is no date"),
    ("/timeline/?measure=wounded", "The filter measure cannot have the value wounded"),
    ("/timeline/?unit=hour", "The filter unit cannot have the value hour"),
    ("/timeline.csv?figure=cake", "The filter figure cannot have the value cake"),
    ("/search/?q=حلب&after=nothing", "There is no such page"),
    ("/search/?q=حلب&in=places&after=nothing", "There is no such page"),
]


def message(response):
    return re.search(r'<p dir="auto">(.*?)</p>', response.content.decode())[1]


def raised():
    """The codes that the source gives to faults."""
    folder = Path(marsad.__file__).parent
    return {
        code
        for file in folder.rglob("*.py")
        for code in re.findall(r'Error\([^#]*?code="([a-z-]+)"', file.read_text("utf-8"))
    }


@pytest.mark.parametrize(("address", "english"), FILTERS)
def test_a_filter_that_cannot_be_is_told_in_the_language_of_the_page(client, address, english):
    response = client.get(f"/en{address}")
    assert response.status_code == 400
    assert english in message(response)
    response = client.get(address)
    assert response.status_code == 400
    assert ARABIC.search(message(response))
    assert not re.search("[a-z]{3} [a-z]{2}", message(response))  # no run of English words


def test_every_code_has_a_sentence_and_every_sentence_is_of_a_code():
    assert raised() == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_translated_and_keeps_its_values(code):
    with translation.override("en"):
        english = str(SENTENCES[code])
    with translation.override("ar"):
        arabic = str(SENTENCES[code])
    assert ARABIC.search(arabic)
    assert sorted(re.findall(r"%\(\w+\)s", arabic)) == sorted(re.findall(r"%\(\w+\)s", english))


def test_values_keep_their_order_among_arabic_words():
    error = MarsadError("from=2016-03-02 …", code="filter-day", value="2016-3-2")
    with translation.override("ar"):
        assert "\u20682016-3-2\u2069" in told(error)
    with translation.override("en"):
        assert told(error).startswith("2016-3-2 is")


def test_a_fault_without_a_sentence_is_told_as_it_stands():
    with translation.override("ar"):
        found = told(MarsadError("the tables are bent"))
    assert ARABIC.search(found)
    assert "the tables are bent" in found


def test_what_is_wrong_with_the_database_is_not_told_to_readers():
    asked = RequestFactory().get("/")
    middleware = ErrorMiddleware(lambda request: None)
    assert middleware.process_exception(asked, StoreError("/var/ledger.sqlite3 cannot be used")) is None
    assert middleware.process_exception(asked, ValueError()) is None
