"""Models written as tables and read again."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.linear import BIAS, Binary, Choice, Models, Scale
from marsad.coder.models import read
from marsad.learn.store import write
from marsad.learn.training import BLANK


def test_models_come_back_as_they_were(small_models: Models, tmp_path: Path) -> None:
    write(small_models, tmp_path / "new" / "folder")
    again = read(tmp_path / "new" / "folder")
    for part in fields(Models):
        old, new = getattr(small_models, part.name), getattr(again, part.name)
        if isinstance(old, Scale):
            assert new == old
            continue
        assert new.bias == pytest.approx(old.bias)
        if isinstance(old, Choice):
            assert new.labels == old.labels
            assert {f: dict(row) for f, row in new.weights.items()} == {
                f: pytest.approx(dict(row)) for f, row in old.weights.items()
            }
        else:
            assert new.weights == pytest.approx(old.weights)


def test_tables_are_plain_and_sorted(small_models: Models, tmp_path: Path) -> None:
    write(small_models, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{part.name}.tsv" for part in fields(Models))
    lines = (tmp_path / "happening.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# Is this trigger a happening")
    assert lines[1] == "feature\tyes"
    features = [line.split("\t")[0] for line in lines[2:-1] if "\\" not in line]
    assert features == sorted(features)
    assert lines[-1] == ""


def test_writing_twice_gives_the_same_bytes(small_models: Models, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(small_models, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).map("f/f=".__add__)
WEIGHT = st.integers(-9999, 9999).filter(bool).map(lambda n: n / 1000)


@settings(max_examples=40)
@given(weights=st.dictionaries(TEXT, WEIGHT, max_size=5))
def test_a_feature_may_hold_any_character(weights: dict[str, float], folder: Path) -> None:
    write(replace(BLANK, happening=Binary.of({BIAS: 0.5, **weights})), folder)
    assert read(folder).happening.weights == {BIAS: 0.5, **weights}


@settings(max_examples=40)
@given(weights=st.dictionaries(TEXT, st.tuples(WEIGHT, WEIGHT), max_size=5))
def test_so_may_one_of_a_choice(weights: dict[str, tuple[float, ...]], folder: Path) -> None:
    model = Choice.of(("initiator", "none"), {BIAS: (0.5, 0.0), **weights})
    write(replace(BLANK, role=model), folder)
    again = read(folder).role
    assert (again.bias, again.weights) == (model.bias, model.weights)
