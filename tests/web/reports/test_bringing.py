import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.exchange import Defaults
from marsad.web.reports.bringing import bring, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نص عادي", "نص عادي"),
        ("3 < 5 و 5 > 3", "3 < 5 و 5 > 3"),
        ("a & b", "a & b"),
        ("<b>نص</b>", "نص"),
        ("<script>alert(1)</script>نص", "نص"),
        ("<img src=x onerror=alert(1)>نص", "نص"),
        ("<b>&lt;script&gt;alert(1)&lt;/script&gt;</b>نص", "نص"),
    ],
)
def test_markup_is_taken_out_and_text_stays(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    "attack",
    [
        "<svg><style><a id='</style><img src=1 onerror=alert(1)>'>نص",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "&lt;img src=x onerror=alert(1)&gt;<p>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
    ],
)
def test_nothing_of_an_attack_is_left(attack):
    assert "<" not in plain(attack)


def escaped(text, times):
    for _ in range(times):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 50_000 + "نص",
        "&lt;div>" * 50_000 + "<b>نص",
        "<b>" + "".join(escaped("<b>", n) for n in range(200)) + "نص",
    ],
    ids=["nested", "nested in entities", "entities of entities"],
)
def test_markup_that_is_meant_to_take_long(text):
    """Taken out by what grows with the text's length and no faster: the first of these took ten seconds."""
    found = plain(text)
    assert found.endswith("نص")
    assert "<" not in found


@given(st.text(st.sampled_from("<>/abscript&lt;gت \"'="), max_size=60))
def test_what_is_kept_has_no_tag(text):
    import nh3

    assert not nh3.is_html(plain(text)) or "<" not in plain(text)


def test_the_same_text_has_the_same_id():
    one, same = (bring("قصف".encode(), "", Defaults()).reports[0] for _ in range(2))
    other = bring("قصف".encode(), "", Defaults("2016-01-01")).reports[0]
    assert one.id == same.id != other.id


def test_an_id_of_its_own_is_kept_unless_it_is_endless():
    assert bring(b'{"id": "mine", "text": "x"}', "a.json", Defaults()).reports[0].id == "mine"
    long = '{"id": "%s", "text": "x"}' % ("a" * 600)
    assert bring(long.encode(), "a.json", Defaults()).reports[0].id.startswith("text-")
