"""Scoring with linear models, and reading their tables."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.facts import Fact, Family
from marsad.coder.linear import BIAS, Binary, Choice, Models, Scale, sigmoid
from marsad.coder.models import escaped, read, shipped
from marsad.learn.store import write
from marsad.model import ClaimType, MarsadError

WORD = Family("word", "form", "form")
PAIR = Family("pair", "form other", "form", "form other")
MODEL = Binary.of({BIAS: -1.0, "word/form=a": 2.0, "word/form=b": -0.5, "word/form=c": 0.25, "word/form=d": 3.0})
CHOICE = Choice.of(["x", "y"], {BIAS: (0.0, 1.0), "word/form=a": (2.0, 0.0), "word/form=b": (0.0, -3.0)})


def facts(*forms: str) -> list[Fact]:
    return [(WORD, form) for form in forms]


def test_a_score_is_the_bias_and_the_weights_of_what_holds() -> None:
    assert MODEL.score(facts("a", "b", "unknown")) == 0.5
    assert MODEL.score(facts("a", "b", "unknown")) == 0.5  # now that each is known
    assert MODEL.score([]) == -1.0
    assert Binary.of({}).probability(facts("a")) == 0.5
    assert MODEL.probability(facts("a", "b")) == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_reasons_are_the_heaviest_first() -> None:
    assert MODEL.reasons(facts("b", "a", "none", "d", "c")) == [
        ("word/form=d", 3.0),
        ("word/form=a", 2.0),
        ("word/form=b", -0.5),
    ]
    assert MODEL.reasons(facts("b", "a"), most=1) == [("word/form=a", 2.0)]


def test_a_choice_weighs_every_label() -> None:
    assert CHOICE.probabilities([])[1] == pytest.approx(sigmoid(1.0))
    assert CHOICE.probabilities(facts("a"))[0] == pytest.approx(sigmoid(1.0))
    assert CHOICE.reasons(facts("a", "b", "z"), "x") == [("word/form=a", 2.0)]
    assert CHOICE.reasons(facts("a", "b"), "y") == [("word/form=b", -3.0)]
    assert Choice.of(["x", "y"], {}).probabilities(facts("a")) == [0.5, 0.5]


@given(st.dictionaries(st.text(max_size=3), st.tuples(*[st.floats(-50, 50)] * 3)), st.lists(st.text(max_size=3)))
def test_the_chances_of_a_choice_sum_to_one(weights: dict[str, tuple[float, ...]], forms: list[str]) -> None:
    named = {f"word/form={form}": row for form, row in weights.items()}
    chances = Choice.of("abc", named).probabilities(facts(*forms))
    assert sum(chances) == pytest.approx(1.0)
    assert min(chances) >= 0.0


def test_families_of_words_are_weighed_without_being_remembered() -> None:
    model = Binary.of({"pair/form=a": 1.0, "pair/form+other=a | b": 2.0})
    assert model.score([(PAIR, "a", "b")]) == 3.0
    assert model.score([(PAIR, "a", "c")]) == 1.0
    choice = Choice.of(["x", "y"], {"pair/form+other=a | b": (0.0, 2.0)})
    assert choice.probabilities([(PAIR, "a", "b")])[1] == pytest.approx(sigmoid(2.0))


def test_weights_are_kept_to_thousandths() -> None:
    assert Binary.of({"word/form=a": 0.12345}).score(facts("a")) == 0.123


@given(st.lists(st.tuples(*[st.integers(-9999, 9999)] * 4), min_size=1, max_size=9))
def test_packed_rows_add_up_side_by_side(rows: list[tuple[int, ...]]) -> None:
    names = [f"word/form={n}" for n in range(len(rows))]
    model = Choice.of("wxyz", {name: [w / 1000 for w in row] for name, row in zip(names, rows, strict=True)})
    sums = [sum(column) / 1000 for column in zip(*rows, strict=True)]
    powers = [math.exp(s - max(sums)) for s in sums]
    chances = model.probabilities(facts(*map(str, range(len(rows)))))
    assert chances == pytest.approx([p / sum(powers) for p in powers])


@given(st.floats(allow_nan=False))
def test_sigmoid_is_a_chance_at_both_ends(score: float) -> None:
    assert 0.0 <= sigmoid(score) <= 1.0


def test_missing_tables_are_told(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match=r"happening\.tsv: these weights cannot be read"):
        read(tmp_path)


@pytest.mark.parametrize("line", ["a\tb", "a", "a\t1\t2"])
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, small_models: Models, line: str) -> None:
    write(small_models, tmp_path)
    table = tmp_path / "happening.tsv"
    table.write_text("# a head\nfeature\tyes\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(MarsadError, match=r"happening\.tsv:4: not a feature"):
        read(tmp_path)


def test_tables_in_another_encoding_are_told(tmp_path: Path, small_models: Models) -> None:
    write(small_models, tmp_path)
    (tmp_path / "happening.tsv").write_bytes(b"feature\tyes\n\xff\t1\n")
    with pytest.raises(MarsadError, match="cannot be read"):
        read(tmp_path)


@given(st.text(max_size=8))
def test_a_written_feature_keeps_to_its_cell(feature: str) -> None:
    assert not set("\t\n\r") & set(escaped(feature))


def test_the_shipped_models_know_the_types_and_roles() -> None:
    models = shipped()
    assert shipped() is models
    assert set(models.type.labels) <= {str(kind) for kind in ClaimType}
    assert set(models.role.labels) == {"none", "initiator", "target"}


def test_models_can_be_exchanged_one_by_one(small_models: Models) -> None:
    assert replace(small_models, time=MODEL).time is MODEL


def test_a_scale_gives_the_share_of_the_step_a_chance_is_on() -> None:
    scale = Scale(((0.0, 0.1), (0.5, 0.6), (0.8, 0.9)))
    assert [scale.at(chance) for chance in (0.0, 0.49, 0.5, 0.79, 0.8, 1.0)] == [0.1, 0.1, 0.6, 0.6, 0.9, 0.9]
    assert Scale(((0.5, 0.6),)).at(0.1) == 0.6
    assert Scale(()).at(0.5) == 0.0
