"""Memory in long runs."""

from __future__ import annotations

import gc

import pytest

from marsad.coder.settle import settle


@pytest.fixture
def collecting():
    before = gc.get_threshold()
    settle.cache_clear()
    gc.set_threshold(700, 10, 10)  # another test of this process may have settled already
    yield gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(*before)
    settle.cache_clear()


def test_what_is_kept_is_set_aside_and_the_rest_collected_more_seldom(collecting: tuple[int, int, int]) -> None:
    settle()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] > collecting[0]
