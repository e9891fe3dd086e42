"""The forms that words are indexed and looked up under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold
from marsad.web.search.forms import FORMS, words_of


def found(wanted, text):
    (word,) = words_of(wanted)
    return any(word.core in there.forms for there in words_of(text))


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("حلب", "بحلب"),  # in Aleppo
        ("حلب", "وحلب"),  # and Aleppo
        ("حلب", "لحلب"),  # of Aleppo
        ("حلب", "وبحلب"),
        ("الجيش", "للجيش"),  # to the army
        ("الجيش", "والجيش"),
        ("الجيش", "جيش"),
        ("جيش", "بالجيش"),
        ("للجيش", "الجيش"),
        ("إدلب", "ادلب"),
        ("رقة", "الرقه"),
        ("يقصف", "سيقصف"),  # will shell
        ("1200", "1,200"),
        ("١٢٠٠", "1200"),
        ("ALEPPO", "Aleppo"),
        ("حلب", "حَلَبَ"),
        ("حلب", "حـلـب"),
    ],
)
def test_a_word_is_found_behind_what_is_written_onto_it(wanted, text):
    assert found(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("الي", "والي"),  # a governor is not «and to»
        ("بنان", "لبنان"),  # Lebanon is not «to Banan»
        ("يروت", "بيروت"),  # Beirut
        ("صل", "وصل"),  # arrived
        ("له", "الله"),  # God is not «the» and «to him»
        ("بحلب", "حلب"),  # who types more finds less
        ("لد", "بلد"),
    ],
)
def test_a_word_is_not_found_in_one_that_only_begins_alike(wanted, text):
    assert not found(wanted, text)


def test_words_know_where_they_stand():
    text = "قُصفت «حلب»، و12 بلدة"
    assert [text[word.start : word.end] for word in words_of(text)] == ["قُصفت", "حلب", "و", "12", "بلدة"]


def test_what_is_written_keeps_hamza_and_vowels():
    assert [word.written for word in words_of("إلى حلبَ حـلب Al")] == ["إلى", "حلبَ", "حلب", "al"]


@given(st.text(max_size=30))
def test_a_word_is_found_under_its_own_core(text):
    for word in words_of(text):
        assert word.forms[0] == word.core
        assert word.core
        assert 0 <= word.start < word.end <= len(text)


@given(st.text(st.sampled_from("والبكلفسمحيجش"), min_size=1, max_size=12))
def test_every_arabic_word_has_few_forms_none_of_them_empty(word):
    forms = FORMS[fold(word)]
    assert 1 <= len(forms) <= 3
    assert all(forms)


@given(st.text(max_size=200))
def test_forms_hold_nothing_that_a_database_takes_for_a_sign(text):
    for word in words_of(text):
        for form in (*word.forms, word.written):
            assert not any(char.isascii() and not char.isalnum() for char in form)
            assert not any(0xD800 <= ord(char) < 0xE000 for char in form)
