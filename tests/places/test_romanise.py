import pytest

from marsad.places.romanise import OWN_RULE, SCHEME_RULE, romanise, romanised, skeleton


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("الباب", "Al Bāb"),
        ("السفيرة", "As Safīrah"),
        ("خان شيخون", "Khān Shaykhūn"),
        ("معرة النعمان", "Ma‘rat an Na‘mān"),
        ("أبو كمال", "Abū Kamāl"),
        ("كَفَر", "Kafar"),
        ("", ""),
    ],
)
def test_the_scheme(name, text):
    assert romanise(name) == (text, SCHEME_RULE)


def test_the_gazetteers_own_name_comes_first(place):
    assert romanised(place("a", "سراقب/Saraqib")) == ("Saraqib", OWN_RULE)
    assert romanised(place("a", "سراقب")).rule == SCHEME_RULE


@pytest.mark.parametrize(("arabic", "latin"), [("الرقة", "Ar Raqqah"), ("تل رفعت", "Tall Rif‘at"), ("قطنا", "Qatana")])
def test_skeletons_meet(arabic, latin):
    one, other = skeleton(arabic), skeleton(latin)
    assert one.rstrip("h") == other.replace("kk", "k").replace("ll", "l").rstrip("h")
