"""The collector of garbage rests while it is asked to, and is as it was afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from marsad.garbage import set_apart, uncollected


@pytest.fixture(params=[True, False])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether the collector is on before; on again behind the test."""
    if not request.param:
        gc.disable()
    yield request.param
    gc.enable()


def test_the_collector_rests_meanwhile(collecting: bool) -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() == collecting


def test_the_collector_is_back_behind_an_error(collecting: bool) -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled() == collecting


def test_what_is_set_apart_is_not_gone_through_again() -> None:
    before = gc.get_freeze_count()
    kept = [[n] for n in range(1000)]
    set_apart()
    try:
        assert gc.get_freeze_count() >= before + len(kept)
        assert not any(found is kept[0] for found in gc.get_objects())
    finally:
        gc.unfreeze()
