import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.readers.saved.anchors import anchor, find, stretch

# "Two shells fell on the market in the morning" and the like: sentences of these tests' own.
TEXT = "سقطت قذيفتان على السوق صباحاً.\nوقال شهود إن قذيفتان سقطتا على الحي مساءً."


def test_where_it_was():
    found = anchor(TEXT, 5, 12)
    assert found.quote == "قذيفتان"
    assert find(TEXT, found) == (5, 12)


def test_space_at_the_ends_is_left_out():
    assert anchor("  خبر  ", 0, 7).quote == "خبر"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000), (4, 5)])
def test_what_is_no_stretch(start, end):
    with pytest.raises(ValueError, match="from"):
        anchor(TEXT, start, end)


def test_of_several_the_one_with_the_same_words_around_it():
    second = TEXT.index("قذيفتان", 10)
    sought = anchor(TEXT, second, second + 7)
    moved = "تحديث: " * 9 + TEXT
    assert find(moved, sought) == (moved.index("قذيفتان سقطتا"), moved.index("قذيفتان سقطتا") + 7)


def test_a_sentence_with_a_word_changed():
    sought = anchor(TEXT, 0, TEXT.index("."))
    changed = "عاجل. " + TEXT.replace("صباحاً", "صباح اليوم")
    start, end = find(changed, sought)
    assert changed[start:end].startswith("سقطت قذيفتان على السوق")


def test_a_sentence_that_is_gone():
    assert find("أعلنت البلدية عن موعد افتتاح المعرض السنوي للكتاب.", anchor(TEXT, 0, TEXT.index("."))) is None


def test_a_short_word_is_not_taken_for_one_like_it():
    assert find("سقطت قذائف", anchor(TEXT, 5, 12)) is None


def test_nothing_left():
    assert find("", anchor(TEXT, 0, 30)) is None


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_marked_words_are_found_again_whatever_is_put_around_the_text(text, before, after):
    if not text.strip():
        return
    made = anchor(text, 0, len(text))
    start, end = find(before + text + after, made)
    assert (before + text + after)[start:end] == made.quote


@given(st.text(max_size=80), st.text(min_size=1, max_size=40))
def test_every_span_lies_in_the_text(text, quote):
    if not quote.strip():
        return
    found = find(text, anchor(quote, 0, len(quote)))
    assert found is None or 0 <= found[0] <= found[1] <= len(text)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("قذيفتان على", "قذيفتان على"),
        ("السوق صباحاً.  وقال", "السوق صباحاً.\nوقال"),
        ("وق صبا", "وق صبا"),
        (" سقطت ", "سقطت"),
        ("مساءً.", "مساءً."),
        ("ليست فيه", None),
        ("", None),
        (" \n", None),
    ],
)
def test_words_that_are_spaced_otherwise(words, found):
    span = stretch(TEXT, words)
    assert (TEXT[slice(*span)] if span else None) == found


@given(st.text(st.sampled_from("اب \n\u00a0"), max_size=40), st.integers(0, 39), st.integers(1, 40))
def test_a_piece_of_a_text_is_found_where_its_letters_are(text, start, size):
    piece = text[start : start + size]
    span = stretch(text, piece)
    if not piece.split():
        assert span is None
    else:
        assert text[slice(*span)].split() == piece.split()
        assert span[0] <= start + len(piece) - len(piece.lstrip())


def test_words_are_looked_for_in_time_that_grows_with_the_text():
    assert stretch("ا " * 50_000, "ا " * 20_000 + "ب") is None


def test_a_letter_that_stands_everywhere_is_found():
    """Were every place weighed against all the text, this would take minutes."""
    text = "ا" * 100_000
    assert find(text, anchor(text, 50_000, 50_001)) == (50_000, 50_001)
