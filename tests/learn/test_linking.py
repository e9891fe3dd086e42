"""Weights of linking from labelled pairs."""

from __future__ import annotations

import tomllib

from marsad.learn.linking import Pair, fit, generated, lines
from marsad.ledger.linking.scoring import FIELDS


def test_generated_pairs_hold_both_answers_and_no_pair_twice() -> None:
    pairs = generated(3, 600, 10)
    assert {pair.same for pair in pairs} == {True, False}
    assert all(len(pair.levels) == len(FIELDS) for pair in pairs)


def test_what_tells_one_happening_weighs_more_than_what_tells_two() -> None:
    pairs = generated(3, 3_000, 20)
    found = fit(pairs, generated(4, 1_500, 10))
    assert found.weights["killed"]["equal"] > found.weights["killed"]["wild"]
    assert found.weights["time"]["same_day"] > found.weights["time"]["next_day"]
    assert min(found.f1) > 0.8


def test_the_weights_are_told_in_the_form_of_the_data_file() -> None:
    level = dict.fromkeys(FIELDS, "same")
    pairs = [Pair(tuple(level.values()), ("shelling", "shelling"), 100, True)] * 5
    pairs += [Pair(tuple({**level, "time": "next_day"}.values()), ("shelling", "shelling"), -100, False)] * 5
    told = tomllib.loads("\n".join(lines(fit(pairs, pairs))))
    assert told["weights"]["time"]["same"] > told["weights"]["time"]["next_day"]
