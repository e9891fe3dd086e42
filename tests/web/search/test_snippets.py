"""Snippets show the text as it stands, with marks around what was searched for."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.reports.neutral import neutral
from marsad.web.search.query import parsed
from marsad.web.search.snippets import LENGTH, snippet, title

TEXT = "قَصَفَت قوّاتٌ «النظام» بلدةَ سراقِب، وبسراقب سوقٌ <b>&amp;</b>.\nثم عاد الهدوء إلى حلب."


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("قوات", ["قوّاتٌ"]),
        ("سراقب", ["سراقِب", "وبسراقب"]),
        ('"قوات النظام"', ["قوّاتٌ «النظام"]),
        ("هدوء حلب", ["الهدوء", "حلب"]),
        ("شيء", []),
    ],
)
def test_marks_stand_around_the_words_as_they_are_written(query, marks):
    html = snippet(TEXT, parsed(query), neutral).html
    assert [part.partition("</mark>")[0] for part in html.split("<mark>")[1:]] == marks


def test_markup_in_a_text_is_escaped():
    html = snippet(TEXT, parsed("سوق"), neutral).html
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in html
    assert "<b>" not in html


def test_the_piece_with_most_of_the_words_is_shown():
    text = "حلب بعيدة. " + "كلام آخر " * 200 + "قصف على حلب وإدلب معاً " + "كلام أخير " * 200
    html = snippet(text, parsed("قصف حلب ادلب"), neutral).html
    assert html.count("<mark>") == 3
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_a_masked_word_is_not_marked_and_no_address_leads_to_it():
    def masked(text):
        return text.replace("سراقِب", "▇▇▇▇▇▇").replace("وبسراقب", "▇▇▇▇▇▇▇")

    found = snippet(TEXT, parsed("سراقب"), masked)
    assert "<mark>" not in found.html
    assert "سراقِب" not in found.html
    assert found.fragment == ""


def test_the_address_leads_to_the_first_mark():
    assert snippet("في حلب هدوء-تام", parsed("هدوء"), neutral).fragment == (
        "#:~:text=%D9%87%D8%AF%D9%88%D8%A1%2D%D8%AA%D8%A7%D9%85"
    )
    assert snippet("في حلب", parsed("إدلب"), neutral).fragment == ""


def test_a_title_is_shown_whole():
    assert title("قصف حلب", parsed("حلب"), neutral) == "قصف <mark>حلب</mark>"


@given(st.text(max_size=600), st.text(max_size=20))
def test_a_snippet_is_a_piece_of_the_text(text, query):
    html = snippet(text, parsed(query), neutral).html
    shown = unescape(html.replace("<mark>", "").replace("</mark>", ""))
    piece = shown.removeprefix("… ").removesuffix(" …")
    assert unescape(piece) in unescape(neutral(text)) or piece in neutral(text)
    assert len(piece) <= LENGTH + 1 or "&" in text
