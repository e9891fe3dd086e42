"""The letters of what stands between two tokens."""

from __future__ import annotations


def between(analysis, first: str, second: str) -> str:
    tokens = analysis.doc.tokens
    i = next(t.i for t in tokens if first in t.text)
    j = next(t.i for t in tokens if second in t.text)
    return analysis.paths.between(i + 1, j)


def test_words_that_tell_leave_a_letter(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب، وهاجمت في مدينة حماة.")
    assert between(analysis, "قصفت", "بلدة") == "A"
    assert between(analysis, "سراقب", "مدينة") == ",&Vf"


def test_words_that_tell_nothing_leave_none(analysed) -> None:
    assert between(analysed("قصفت هناك ببطء بلدة سراقب."), "قصفت", "بلدة") == ""


def test_a_sentence_begins_with_a_stop(analysed) -> None:
    assert "." in between(analysed("قصفت قوات النظام. ثم عاد الناس إلى بلدة سراقب."), "قصفت", "بلدة")


def test_of_a_long_path_both_ends_are_kept(analysed) -> None:
    analysis = analysed("قصفت 1، 2، 3، 4، 5، 6، 7، 8 بلدة سراقب.")
    path = between(analysis, "قصفت", "بلدة")
    assert "~" in path
    assert len(path) == 8


def test_nothing_stands_between_a_token_and_itself(analysed) -> None:
    analysis = analysed()
    assert analysis.paths.between(3, 3) == analysis.paths.between(4, 3) == ""
