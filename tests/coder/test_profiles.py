"""What a report makes of each name as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.profiles import Profiles

A, B, C = (("actor", frozenset({name})) for name in "ABC")


def test_a_name_is_known_by_the_other_triggers() -> None:
    others = Profiles([{A: (0.9, 0.0)}, {A: (0.7, 0.1)}, {A: (0.1, 0.8)}]).without(2)
    assert others.means(A) == pytest.approx((0.8, 0.05))


def test_a_name_told_once_has_no_profile() -> None:
    assert Profiles([{A: (0.9, 0.0)}, {B: (0.9, 0.0)}]).without(0).means(A) is None


def test_foes_and_allies_come_from_the_other_triggers() -> None:
    told = [{A: (0.9, 0.0), B: (0.0, 0.9)}, {A: (0.9, 0.0), B: (0.2, 0.2), C: (0.1, 0.1)}, {A: (0.8, 0.0), C: (0.8, 0.0)}]
    others = Profiles(told).without(1)
    assert others.stands(B) == (True, False)
    assert others.stands(C) == (False, True)


def test_a_triggers_own_foes_do_not_count() -> None:
    assert Profiles([{A: (0.9, 0.0), B: (0.0, 0.9)}]).without(0).stands(B) == (False, False)


def test_without_another_doer_nobody_stands_anywhere() -> None:
    assert Profiles([{A: (0.9, 0.0)}]).without(0).stands(A) is None


_chances = st.tuples(st.floats(0, 1), st.floats(0, 1))
_triggers = st.lists(st.dictionaries(st.sampled_from([A, B, C]), _chances), min_size=1, max_size=6)


@given(_triggers)
def test_means_are_chances(by_name) -> None:
    profiles = Profiles(by_name)
    for n, chances in enumerate(by_name):
        for key in chances:
            means = profiles.without(n).means(key)
            assert means is None or all(-1e-9 <= mean <= 1 + 1e-9 for mean in means)
