import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.reports.neutral import neutral, web_address


@pytest.mark.parametrize("sign", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\r"])
def test_what_turns_other_text_becomes_invisible(sign):
    assert neutral(f"ا{sign}ب") == "ا\u2060ب"


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\ud800", "\uffff"])
def test_what_is_no_text_becomes_a_replacement(sign):
    assert neutral(f"ا{sign}ب") == "ا\ufffdب"


@pytest.mark.parametrize("text", ["سطر\nآخر\tهنا", "\u200fعربي\u200e", "قَصْف", "نص 🕊 نص"])
def test_text_stays(text):
    assert neutral(text) == text


@given(st.text())
def test_a_neutral_text_is_as_long_and_can_be_sent(text):
    assert len(neutral(text)) == len(text)
    neutral(text).encode("utf-8")


@pytest.mark.parametrize("url", ["https://example.org/a?b=1", "http://example.org", " https://example.org/ "])
def test_addresses_of_the_web(url):
    assert web_address(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//example.org/",
        "https:///x",
        "http://[",
        "ftp://a/b",
        "https://a\u202e.example/",
    ],
)
def test_what_is_none(url):
    assert web_address(url) is None
