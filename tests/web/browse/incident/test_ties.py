from dataclasses import replace

import pytest
from django.utils import translation

from marsad.ledger.linking.weights import weights
from marsad.web.browse.dossier import making
from marsad.web.browse.incident.ties import GROUNDS, MOST, strength, ties


@pytest.fixture
def made(strike):
    return making(strike)


def test_every_level_that_weighs_anything_has_words():
    levels = {
        (field, level)
        for field, table in weights().levels.items()
        for level, weight in table.items()
        if field not in ("prior", "type") and weight
    }
    assert levels <= GROUNDS.keys()
    assert {("type", "same"), ("type", "other")} <= GROUNDS.keys()


def test_words_are_of_levels_that_there_are():
    assert {key for key in GROUNDS if key[0] != "type"} <= {
        (field, level) for field, table in weights().levels.items() for level in table
    }


def test_a_tie_has_what_speaks_for_it_and_against_it(strike, made):
    (tie,) = ties(strike.claims, made.sketches, made.together)
    assert (tie.claim, tie.other, tie.by_person) == (strike.claims[1], strike.claims[0], False)
    assert GROUNDS["time", "same_day"] in tie.speaks
    assert GROUNDS["killed", "apart"] in tie.against
    assert tie.score > 0


def test_a_person_s_word_comes_first(strike, made):
    (tie,) = ties(strike.claims, made.sketches, frozenset({frozenset(strike.claims)}))
    assert tie.by_person


def test_claims_that_are_ruled_out_are_held_by_others(strike, made):
    one, two = strike.claims
    far = {one: made.sketches[one], two: replace(made.sketches[two], first=1, last=1)}
    (tie,) = ties(strike.claims, far, frozenset())
    assert (tie.other, tie.score, tie.by_person) == (None, None, False)
    (tie,) = ties(strike.claims, far, frozenset({frozenset(strike.claims)}))
    assert (tie.other, tie.by_person) == (one, True)


def test_of_many_claims_the_first_are_compared(strike, made):
    first = made.sketches[strike.claims[0]]
    many = {str(n): replace(first, id=str(n), report=str(n)) for n in range(MOST + 5)}
    assert len(ties(list(many), many, frozenset())) == MOST - 1


def test_a_claim_without_a_sketch_is_passed_over(strike, made):
    assert ties(strike.claims, {}, frozenset()) == []


@pytest.mark.parametrize(
    ("score", "words"), [(5, "very strong"), (2.4, "strong"), (0, "moderate"), (-0.2, "weak, held by the others")]
)
def test_strengths(score, words):
    with translation.override("en"):
        assert str(strength(score)) == words
