"""Rows of a model and the fitting of it."""

from __future__ import annotations

import numpy as np

from marsad.coder.facts import Fact, Family
from marsad.coder.linear import BIAS
from marsad.learn.rows import FOLDS, Rows, Strength, out_of_fold, whole

STRENGTH = Strength(1.0, least=2, rounds=50)
WORD = Family("word", "word", "word")


def facts(*words: str) -> list[Fact]:
    return [(WORD, word) for word in words]


def rows(count: int = 40) -> Rows:
    """Where «good» holds the answer is yes; «rare» holds once."""
    made = Rows()
    for n in range(count):
        words = ["good" if n % 2 else "bad", "always"] + ["rare"] * (n == 0)
        made.add(n, facts(*words), bool(n % 2))
    return made


def test_rows_become_a_matrix() -> None:
    made = Rows()
    made.add(0, facts("a", "b"), True)
    made.add(1, [], False)
    made.add(2, facts("b"), True, weight=0.5)
    assert made.matrix().toarray().tolist() == [[1, 1], [0, 0], [0, 1]]
    assert made.weights == [1.0, 1.0, 0.5]
    assert made.report == [0, 1, 2]


def test_what_speaks_for_yes_is_learned_and_what_is_rare_left_out() -> None:
    model = whole(rows(), STRENGTH).binary()
    assert model.weights["word/word=good"] > 0 > model.weights["word/word=bad"]
    assert "word/word=rare" not in model.weights
    assert BIAS in model.weights
    assert model.probability(facts("good", "always")) > 0.8


def test_what_weighs_little_is_left_out_and_the_rest_fitted_once_more() -> None:
    model = whole(rows(), Strength(1.0, least=2, floor=0.5, rounds=50)).binary()
    assert set(model.weights) == {BIAS, "word/word=good", "word/word=bad"}
    assert "word/word=always" in list(whole(rows(), Strength(1.0, least=2, floor=0.0, rounds=50)).names)


def test_a_choice_between_three() -> None:
    made = Rows()
    for n in range(60):
        made.add(n, facts(f"f{n % 3}"), "xyz"[n % 3])
    model = whole(made, STRENGTH).choice()
    assert model.labels == ("x", "y", "z")
    for k in range(3):
        chances = model.probabilities(facts(f"f{k}"))
        assert chances[k] == max(chances) > 0.5


def test_out_of_fold_guesses_come_from_other_reports() -> None:
    made = Rows()
    for n in range(40):
        # Reports of the first fold hold the wrong answers: a model that saw them would not be so sure.
        report = n // 2
        made.add(report, facts("a" if n % 2 else "b"), bool(n % 2) != (report % FOLDS == 0))
    guesses: dict[int, float] = {}

    def note(k: int, chances: np.ndarray, names: list[str]) -> None:
        assert names == ["False", "True"]
        guesses[k] = float(chances[1])

    out_of_fold(made, STRENGTH, note)
    assert sorted(guesses) == list(range(40))
    assert guesses[1] > 0.8
    assert guesses[0] < 0.2


def test_folds_without_a_row_are_passed_over() -> None:
    made = Rows()
    for n in range(8):
        made.add(n % 2, facts("a" if n % 4 > 1 else "b"), n % 4 > 1)
    guesses: list[int] = []
    out_of_fold(made, STRENGTH, lambda k, *_: guesses.append(k))
    assert sorted(guesses) == list(range(8))
