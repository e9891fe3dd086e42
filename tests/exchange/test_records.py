import pytest

from marsad.exchange.faults import InputError
from marsad.exchange.records import iso_date, parse, to_report
from marsad.model import Report


def test_a_whole_report():
    value = {"id": 7, "title": "عنوان", "text": "نص", "published": "2016-04-20", "outlet": "أ", "url": "https://x.test"}
    assert to_report(value, "a") == Report("7", "عنوان", "نص", "2016-04-20", "أ", "https://x.test")


def test_only_id_and_text_are_needed():
    assert to_report({"id": "a", "text": "نص", "title": None, "more": 1}, "a") == Report("a", "", "نص")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"title": "t"}, 'has no "id" and no "text"'),
        ({"id": "a"}, 'has no "text"'),
        ({"id": "", "text": "t"}, 'empty "id"'),
        ({"id": True, "text": "t"}, '"id" holds true or false'),
        ({"id": "a", "text": ["t"]}, '"text" holds a list'),
        ({"id": "a", "text": "t", "published": 2016}, '"published" holds a number'),
        (["a"], "holds a list where a report should be"),
        (None, "holds null where a report should be"),
    ],
)
def test_faults_name_the_key(value, told):
    with pytest.raises(InputError, match=told):
        to_report(value, "a.jsonl:3")


@pytest.mark.parametrize(
    ("written", "day"),
    [("2016-04-20", "2016-04-20"), ("2016-04-20T10:00:00Z", "2016-04-20"), ("20 April", None), ("2016-02-30", None)],
)
def test_iso_dates(written, day):
    assert iso_date(written) == day


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000, "{"])
def test_json_that_cannot_be_read(text):
    with pytest.raises(InputError, match="JSON"):
        parse(text, "a.json")


def test_broken_json_names_its_line():
    with pytest.raises(InputError, match=r"a\.json:3: broken JSON at column 1"):
        parse('{\n"id":\n}', "a.json")
