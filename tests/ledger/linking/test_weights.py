"""The weights are whole, and their examples hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from marsad.ledger.linking.weights import FILE, weights
from marsad.model import ClaimType, MarsadError

ROWS = tomllib.loads(FILE.read_text(encoding="utf-8"))["types"]
EXAMPLES = [(kind, example) for row in ROWS for kind in ("matches", "rejects") for example in row.get(kind, ())]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_examples_of_the_types_hold(kind: str, example: str) -> None:
    one, two = example.split(" ~ ")
    assert {one, two} <= set(map(str, ClaimType))
    assert ((one, two) in weights().types) == (kind == "matches")


def test_types_meet_in_either_order() -> None:
    assert all(weights().types[two, one] == weight for (one, two), weight in weights().types.items())


def test_every_type_is_in_a_family() -> None:
    assert set(weights().families) == set(map(str, ClaimType))
    assert all(weights().families.values())


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('fire = ["air_strike"', 'fire = ["air_raid"', "'air_raid' is no claim type"),
        ('pair = ["protest", "riot"]', 'pair = ["protest", "siege"]', "share no family"),
        ('types = ["capture"', 'types = ["captured"', "'captured' is no claim type"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, was: str, becomes: str, complaint: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "linking.toml"
    file.write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(MarsadError, match=complaint):
        weights(file)
