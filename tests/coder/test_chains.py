"""What stands beside a place."""

from __future__ import annotations

import pytest


def chain_of(analysed, text: str) -> dict[str, tuple[str, ...]]:
    analysis = analysed(text)
    return {p.core.text: analysis.chains[id(p)] for p in analysis.mentions if p.kind == "place"}


def test_the_wider_place_stands_behind(analysed) -> None:
    found = chain_of(analysed, "قصفت الطائرات بلدة سراقب في ريف إدلب.")
    town, region = found["بلدة سراقب"], found["ريف إدلب"]
    assert town[1:3] == region[3:] == ("-", "-")
    assert town[3] == region[1] != "-"
    assert (region[2], town[4]) == ("town,known", "region,known")


def test_members_of_a_list_are_linked_as_such(analysed) -> None:
    found = chain_of(analysed, "قصفت الطائرات بلدتي سراقب وكفرنبل.")
    assert [(before, behind) for _, before, _, behind, _ in found.values()] == [("-", "+"), ("+", "-")]


def test_places_far_apart_or_of_other_sentences_are_not_linked(analysed) -> None:
    apart = chain_of(analysed, "قصفت الطائرات بلدة سراقب ثم عادت إلى قواعدها كلها قبل أن تقصف بلدة كفرنبل.")
    other = chain_of(analysed, "قصفت الطائرات بلدة سراقب. بلدة كفرنبل قصفت أيضا.")
    assert {chain[1:] for chain in (*apart.values(), *other.values())} == {("-", "-", "-", "-")}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("قصفت الطائرات الأحياء السكنية في مدينة حلب.", "الأحياء السكنية", "common"),
        ("قصفت الطائرات الأحياء السكنية في مدينة حلب.", "مدينة حلب", "known"),
        ("قصفت الطائرات قرية معردنيا فجرا.", "قرية معردنيا", "unknown"),
    ],
)
def test_by_what_words_a_place_is_called(analysed, text: str, place: str, words: str) -> None:
    assert chain_of(analysed, text)[place][0] == words
