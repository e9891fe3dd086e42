"""Families of facts and the names of their features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Family, names, parted, templates, yes

FAMILY = Family("path", "path side cls", "path", "path side", "cls")


def test_a_family_spells_out_its_features() -> None:
    assert names([(FAMILY, "G,", "after", "town")]) == ["path/path=G,", "path/path+side=G, | after", "path/cls=town"]


def test_a_template_of_an_unknown_value_is_refused() -> None:
    with pytest.raises(KeyError):
        Family("path", "path side", "path sort")


def test_templates_are_listed_with_a_comma_between() -> None:
    listed = templates("""
        path, path side,
        cls  path
    """)
    assert listed == ["path", "path side", "cls path"]
    assert Family("path", "path side cls", *listed).labels == ("path/path", "path/path+side", "path/cls+path")


def test_a_truth_is_a_word() -> None:
    assert (yes(True), yes(False)) == ("yes", "no")


@given(st.tuples(*[st.text(st.characters(exclude_characters=" "), max_size=4)] * 3))
def test_a_name_is_parted_into_its_family_and_values(values: tuple[str, ...]) -> None:
    fact = (FAMILY, *values)
    spelt = [parted(name) for name in FAMILY.names(fact)]
    assert spelt == [
        ("path", ("path",), values[:1]),
        ("path", ("path", "side"), values[:2]),
        ("path", ("cls",), values[2:]),
    ]
