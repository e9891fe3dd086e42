import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.reports.keys import KeyConverter

KEYS = [
    "sample-01",
    "a/b",
    "a//b/",
    "/a",
    "a?b#c",
    "نص عربي",
    "100%",
    "%2F",
    "~41.",
    "..",
    ".",
    "a/../b",
    "a\nb",
    "a\0b",
    "\ud800",
    "\\\\x",
    "a b",
    "é",
]


@pytest.mark.parametrize("key", KEYS, ids=ascii)
def test_any_id_has_an_address_that_leads_back(key):
    from urllib.parse import unquote

    address = reverse("report", args=[key])
    assert resolve(unquote(address)).kwargs == {"key": key}
    assert "/../" not in address
    assert "\\" not in address


@given(st.text(st.characters(), min_size=1))
def test_ids_come_back(key):
    converter = KeyConverter()
    assert converter.to_python(converter.to_url(key)) == key


def test_a_number_beyond_all_characters_is_no_character():
    assert KeyConverter().to_python("~ffffff.") == "~ffffff."
