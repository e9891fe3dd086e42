from hypothesis import given
from hypothesis import strategies as st

from marsad.cli.terminal import clean, isolate


@given(st.text(st.characters()))
def test_what_is_shown_cannot_drive_the_terminal(text):
    shown = clean(text)
    assert len(shown) == len(text)
    shown.encode()
    assert not {"\x1b", "\x07", "\u202e", "\u2067", "\x9b", "\r"} & set(shown)


def test_arabic_is_left_alone():
    text = "قُصفت «سراقب»\u200c،\n\tأمس"
    assert clean(text) == text


def test_isolated_text_is_one_line():
    assert isolate("بلدة\n سراقب\u202e") == "\u2068بلدة سراقب\u200b\u2069"
