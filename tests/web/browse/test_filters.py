import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import ClaimType
from marsad.model.incident import Grade
from marsad.web.browse.filters import FilterError, Filters, parsed

FULL = (
    "from=2016-03-01&to=2016-03-31&place=sy-aleppo&place=sy-idlib&actor=is&source=sohr"
    "&type=shelling&grade=fair&disputed=1&q=%D8%AD%D9%84%D8%A8"
)


def read(query):
    return parsed(QueryDict(query))


def test_every_filter_is_read():
    assert read(FULL) == Filters(
        "2016-03-01",
        "2016-03-31",
        ("sy-aleppo", "sy-idlib"),
        ("is",),
        ("sohr",),
        (ClaimType.SHELLING,),
        (Grade.FAIR,),
        True,
        "حلب",
    )


def test_and_written_again():
    assert read(read(FULL).query()) == read(FULL)
    assert Filters().query() == ""
    assert Filters(first="2016-03-01").query(page="2") == "from=2016-03-01&page=2"


def test_nothing_is_filtered():
    assert read("utm=x&page=3").empty
    assert not read("disputed=1").empty


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("from=yesterday", "is no date"),
        ("from=2016-03-02&to=2016-03-01", "lies after"),
        ("type=war", "is none of"),
        ("grade=sure", "is none of"),
        ("place=" + "x" * 201, "no id"),
        ("actor=%00", "no id"),
        ("&".join(f"place={n}" for n in range(21)), "21 times"),
    ],
)
def test_what_cannot_be_is_told(query, told):
    with pytest.raises(FilterError, match=told):
        read(query)


def test_a_value_goes_in_and_out():
    once = Filters().toggled("type", ClaimType.SHELLING)
    assert once.type == (ClaimType.SHELLING,)
    assert once.toggled("type", ClaimType.SHELLING).empty
    assert once.with_(type=()).empty


def test_a_value_given_twice_counts_once():
    assert read("place=a&place=a").place == ("a",)


@given(st.text())
def test_any_words_read_back(words):
    found = Filters(words=read(f"{QueryDict(mutable=True).urlencode()}").words)
    assert found.words == ""
    query = QueryDict(mutable=True)
    query["q"] = words
    once = parsed(query)
    assert parsed(QueryDict(once.query())) == once
