"""Where a phrase stands as seen from a trigger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.relations import Relation, bucket, capped, relation


@pytest.mark.parametrize(
    ("distance", "name"), [(0, "0"), (3, "3"), (5, "4-5"), (8, "6-8"), (13, "9-13"), (20, "14-20"), (35, "21-35")]
)
def test_buckets_grow_with_the_distance(distance: int, name: str) -> None:
    assert bucket(distance) == name


@given(st.integers(36, 10**6))
def test_what_is_far_is_far(distance: int) -> None:
    assert bucket(distance) == "36+"


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_capped_count_never_passes_its_cap(count: int, most: int) -> None:
    assert capped(count, most) == (f"{most}+" if count >= most else str(count))


def test_sides_sentences_and_triggers_between(analysed) -> None:
    analysis = analysed()
    first, last = analysis.triggers[0], analysis.triggers[-1]
    after = relation(analysis, first, first.j, first.j + 1)
    assert after == Relation("after", "0", "0", "0", "0")
    assert relation(analysis, first, first.i, first.j).side == "inside"
    far = relation(analysis, first, last.i, last.j)
    assert (far.side, far.distance, far.sentences) == ("after", "21-35", "2")
    assert far.triggers == capped(len(analysis.triggers) - 2, 3)
    back = relation(analysis, last, first.i, first.j)
    assert (back.side, back.sentences, back.triggers) == ("before", "-2", far.triggers)
