import pytest

from marsad.web.readers.saved.tongue import language, rtl


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قصف على السوق", "ar"),
        ("BBC عربي: قصف على السوق", "ar"),
        ("Shelling of حلب", "und"),
        ("Обстрел рынка", "und"),
        ("ירי על השוק", "he"),
        ("قصف (ירי) على السوق", "ar"),
        ("ﻗﺼﻒ", "ar"),  # presentation forms
    ],
)
def test_most_letters_tell(text, found):
    assert language(text) == found


@pytest.mark.parametrize("usual", ["ar", "und"])
@pytest.mark.parametrize("text", ["", "12–15", "…!"])
def test_without_letters_it_is_the_usual(text, usual):
    assert language(text, usual) == usual


def test_directions():
    assert [rtl(found) for found in ("ar", "he", "und", "en")] == [True, True, False, False]
