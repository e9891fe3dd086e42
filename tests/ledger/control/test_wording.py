import re

import pytest

from marsad.ledger.control import wording
from marsad.model import Mention
from marsad.model.control import Extent

ROWS = [
    (row, phrase, good)
    for row in wording.DATA["word"]
    for good in (True, False)
    for phrase in row["matches" if good else "rejects"]
]


def marked(phrase):
    """The phrase without its brackets, and what stands in them as a mention."""
    name = re.search(r"\[(.+?)\]", phrase)
    text = phrase.replace("[", "").replace("]", "")
    return text, Mention(name[1], name.start(), name.start() + len(name[1]))


def reading(text, place):
    # As the resolver would have it: quarters are exact, governorates and countrysides are regions.
    words = place.text.split()
    kinds = {"محافظة": "governorate", "الناحية": "district", "ريف": "region"}
    return wording.told(text, place, kinds.get(words[0], "town"), leads=True)


@pytest.mark.parametrize(("row", "phrase", "good"), ROWS)
def test_entry_holds_its_examples(row, phrase, good):
    text, place = marked(phrase)
    found = reading(text, place)
    says = row.get("extent") or row["gives"]
    if says == "goal":
        holds = found.goal
    elif says == "around":
        holds = wording.names_area(place.text)
    else:
        holds = found.extent == says and not found.goal
    assert holds == good


def test_all_of_a_sort_reaches_that_sort():
    text, place = marked("سيطر المقاتلون على جميع قرى [الناحية الشرقية]")
    assert reading(text, place) == wording.Told(Extent.ALL, ("village", "town"))


def test_the_whole_reaches_every_sort():
    text, place = marked("سيطر المقاتلون على كامل [مدينة النور]")
    assert reading(text, place) == wording.Told(Extent.ALL, ())


def test_in_before_a_name_says_nothing_where_the_name_comes_first():
    text, place = marked("سقط قتلى في [مدينة النور] الخاضعة لسيطرة الجيش")
    assert wording.told(text, place, "town", leads=False).extent is Extent.PLACE


def test_a_preposition_written_onto_the_name_is_read():
    text, place = marked("سيطروا على الثكنة العسكرية ب[مدينة النور]")
    assert reading(text, place).extent is Extent.PART


def test_the_words_of_the_sentence_before_do_not_count():
    text, place = marked("انتهت معارك في أجزاء من. [مدينة النور] سقطت")
    assert reading(text, place).extent is Extent.PLACE


@pytest.mark.parametrize(
    ("sentence", "extent"),
    [
        ("سيطروا على كامل المدينة", Extent.ALL),
        ("سيطروا على معظم أحياء المدينة", Extent.MOST),
        ("سيطروا على أجزاء من البلدة", Extent.PART),
        ("سيطروا على قرى عدة في المنطقة", Extent.PART),
        ("سيطروا على مواقع بجوار المطار", Extent.PART),
        ("سيطروا على محيط المدينة", Extent.EDGE),
        ("سيطروا على المنطقة", Extent.PLACE),
        ("سيطروا عليها بعد مواقع أخرى", Extent.PLACE),
        ("سيطروا على المدينة بالكامل", Extent.ALL),
        ("سيطروا على المدينة", Extent.PLACE),
    ],
)
def test_a_place_named_elsewhere_is_read_behind_the_trigger(sentence, extent):
    trigger = Mention("سيطروا", 0, 6)
    assert wording.told_of(sentence, trigger).extent is extent


def test_names_in_a_row_share_what_is_said_of_the_first():
    text = "سيطروا على أجزاء من السلامة والنور"
    one = Mention("السلامة", text.index("السلامة"), text.index("السلامة") + 7)
    other = Mention("النور", text.index("النور"), len(text))
    assert wording.joined(text, one, other)
    assert not wording.joined(text, other, one)
