import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.places import keys
from marsad.places.geo import km_between


def test_keys_leave_out_spaces_marks_and_articles():
    assert keys.key(keys.words("كَفر - حمرة")) == "كفرحمره"
    assert keys.loose_key(keys.words("عين العرب")) == "عينعرب"
    assert keys.key(keys.words("Al-Ḩasakah")) == "alhasakah"
    assert keys.without_article("الب") == "الب"


@pytest.mark.parametrize(
    ("word", "rests"),
    [("وبحلب", ("بحلب", "حلب")), ("للرقه", ("الرقه",)), ("حلب", ()), ("كحلب", ("حلب",)), ("ون", ())],
)
def test_clitics(word, rests):
    assert keys.without_clitics(word) == rests


@given(st.text(max_size=30))
def test_any_text_has_keys(text):
    parts = keys.words(text)
    assert keys.key(parts).replace(" ", "") == keys.key(parts)
    keys.loose_key(parts)
    keys.other_ending(parts)
    for part in parts:
        keys.without_clitics(part)


def test_distance():
    assert km_between(33.51, 36.29, 36.2, 37.16) == pytest.approx(309, abs=3)  # Damascus and Aleppo
    assert km_between(1, 1, 1, 1) == 0
