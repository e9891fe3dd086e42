"""What cannot be judged is told in the reviewer's language, and nothing is recorded."""

import re

import pytest

from marsad.web.review import acts

ARABIC = re.compile("[\u0621-\u064a]")
FAULTS = {
    "an act that is none": ({"act": "praise"}, "There is no such act."),
    "no reason": ({"act": "reject"}, "Say why"),
    "a form that is not whole": ({"act": "confirm", "expected": "x"}, "The form is not whole."),
    "a merge with nothing": ({"act": "merge", "why": "one"}, "Choose an incident to merge with."),
    "a merge with what is not there": (
        {"act": "merge", "why": "one", "other": "nowhere"},
        "no incident or claim nowhere",
    ),
    "all split off": ({"act": "split", "why": "two"}, "A split needs claims on both sides"),
    "a split of what is not there": ({"act": "split", "why": "two", "along": "nothing"}, "There is no claim nothing."),
    "a field that is none": ({"act": "correct", "field": "mood"}, "There is no such field."),
    "a type that is none": ({"act": "correct", "field": "type", "value": "war"}, "The field cannot have this value."),
    "words that are not there": (
        {"act": "correct", "field": "trigger", "value": "zebra"},
        "zebra does not stand in the report.",
    ),
    "a stretch outside the text": (
        {"act": "correct", "field": "targets", "value": "999990:999999"},
        "These words do not stand there in the report.",
    ),
    "too many words": (
        {"act": "correct", "field": "targets", "value": [f"{n}:{n + 1}" for n in range(41)]},
        "A field can have 40 values at most.",
    ),
    "a long value": ({"act": "correct", "field": "trigger", "value": "x" * 401}, "This is too long for a value: xxx"),
    "a day that is none": ({"act": "correct", "field": "when", "first": "then"}, "This is no date"),
    "days turned round": (
        {"act": "correct", "field": "when", "first": "2016-03-02", "last": "2016-03-01"},
        "2016-03-02 lies after 2016-03-01",
    ),
    "a place that is none": (
        {"act": "correct", "field": "places", "value": "0:1@nowhere"},
        "No place has the id nowhere.",
    ),
    "a kind that is none": ({"act": "correct", "field": "casualties", "kind-0": "happy"}, "The field cannot have"),
    "a count that is none": (
        {"act": "correct", "field": "casualties", "kind-0": "killed", "low-0": "many"},
        "many is no number of people",
    ),
    "a range turned round": (
        {"act": "correct", "field": "casualties", "kind-0": "killed", "low-0": "5", "high-0": "3"},
        "The lowest number of people cannot be above the highest",
    ),
}


@pytest.fixture
def reviewer(signed):
    return signed("reviewer", "sami")


def told(response):
    return re.search(r'role="alert" dir="auto">(.*?)</p>', response.content.decode())[1]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_the_language_of_the_page(reviewer, ledger, key, fault):
    form, english = FAULTS[fault]
    form = {"expected": acts.latest(), "query": "", **form}
    response = reviewer.post(f"/en/review/claim/{key}/judge/", form)
    assert response.status_code == 400
    assert english in told(response)
    response = reviewer.post(f"/review/claim/{key}/judge/", form)
    assert response.status_code == 400
    assert ARABIC.search(told(response))
    assert not re.search("[a-z]{3} [a-z]{2}", told(response))
    assert not list(ledger.history(key))


@pytest.mark.parametrize(
    ("language", "there", "gone"), [("/en", "no such judgement", "sami has taken"), ("", "لا حكم كهذا", "سبق أن تراجع")]
)
def test_what_cannot_be_taken_back_is_told(reviewer, key, language, there, gone):
    def undo(number):
        form = {"judgement": number, "expected": acts.latest(), "query": ""}
        return reviewer.post(f"{language}/review/undo/", form, follow=True).content.decode()

    assert there in undo(10**6)
    reviewer.post(f"/en/review/claim/{key}/judge/", {"act": "confirm", "expected": acts.latest(), "query": ""})
    number = acts.latest()
    undo(number)
    assert gone in undo(number)


@pytest.mark.parametrize(
    ("language", "title"), [("/en", "Somebody judged this after you opened it"), ("", "حكم غيرك على هذا")]
)
def test_a_conflict_shows_the_other_judgement_and_gives_the_reason_back(signed, reviewer, key, language, title):
    seen = acts.latest()
    first = signed("reviewer", "warda")
    first.post(f"/en/review/claim/{key}/judge/", {"act": "confirm", "expected": seen, "query": ""})
    form = {"act": "reject", "expected": seen, "query": "", "why": "a rumour <b>"}
    response = reviewer.post(f"{language}/review/claim/{key}/judge/", form)
    page = response.content.decode()
    assert response.status_code == 409
    assert title in page
    assert "warda" in page
    assert "a rumour &lt;b&gt;" in page
