"""When two mentions carry the same name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.names import content, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مدينة حلب", "حلب"),
        ("تنظيم داعش", "داعش"),
        ("بلدة النشابية", "النشابية"),
        ("قوات الحشد الشعبي", "الحشد الشعبي"),
        ("إدلب", "ادلب"),
    ],
)
def test_class_words_articles_and_spelling_do_not_part_names(one: str, other: str) -> None:
    assert same_name(content(one), content(other))


@pytest.mark.parametrize(("one", "other"), [("مدينة حلب", "مدينة حماة"), ("ريف إدلب", "ريف دمشق")])
def test_different_names_are_parted(one: str, other: str) -> None:
    assert not same_name(content(one), content(other))


def test_a_mention_of_class_words_keeps_them() -> None:
    assert content("المدينة")
    assert content("،") == frozenset()
    assert not same_name(frozenset(), content("حلب"))


def test_an_article_that_is_the_word_stays() -> None:
    assert content("الـ") == {"ال"}


@given(st.text(max_size=40))
def test_any_text_has_a_content_and_it_is_its_own_name(text: str) -> None:
    words = content(text)
    assert same_name(words, words) == bool(words)
