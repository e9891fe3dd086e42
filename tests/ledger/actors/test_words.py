"""What words of names say."""

from __future__ import annotations

import pytest

from marsad.ledger.actors import words
from marsad.text.fold import fold


@pytest.mark.parametrize("form", ["تركي", "التركية", "أتراك", "الأتراك", "تركيين", "تركيتان", "تركيا"])
def test_every_form_of_an_adjective_tells_its_state(form: str) -> None:
    assert [state.id for state in words.origin(fold(form))] == ["tr"]


@pytest.mark.parametrize("form", ["قوات", "الحربية", "دمشق"])
def test_other_words_tell_no_state(form: str) -> None:
    assert words.origin(fold(form)) == ()


def test_two_governments_of_one_state_share_their_adjective() -> None:
    assert [state.id for state in words.origin("سوري")] == ["sy", "sy-2024"]


@pytest.mark.parametrize(
    ("form", "people"), [("فلسطينيين", True), ("الأتراك", True), ("تركية", False), ("حوثيا", True)]
)
def test_endings_tell_people_from_things(form: str, people: bool) -> None:
    assert words.are_people(fold(form)) is people


def test_spellings_are_made_one_behind_articles_and_clitics() -> None:
    assert [token.form for token in words.tokens_of("للمليشيات والمليشيا عبدالله")] == [
        "للميليشيات",
        "والميليشيا",
        "عبد",
        "الله",
    ]


def test_marks_are_no_words() -> None:
    assert [token.form for token in words.tokens_of("«جيش» - (الفتح)، 30")] == ["جيش", "الفتح", "30"]


@pytest.mark.parametrize(("form", "kind"), [("التابعة", "belongs"), ("الموالين", "loyal"), ("المدعومة", "supported")])
def test_attachments(form: str, kind: str) -> None:
    assert words.attachment(fold(form)) == kind


def test_a_title_is_one_only_before_a_first_name() -> None:
    assert words.is_title("اللواء", "محمد")
    assert not words.is_title("لواء", "الاسلام")


def test_the_longest_head_goes_first() -> None:
    tokens = words.tokens_of("عناصر الشرطة الاتحادية")
    assert [length for length, _ in words.heads_of(tokens)][:2] == [2, 1]
    assert words.head_of(words.tokens_of("دمشق")) is None
