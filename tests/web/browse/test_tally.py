import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.browse.tally import Counted, Tally
from marsad.web.columns.table import CODES, NONE

WORDS = [f"tally-{n:02}" for n in range(20)]


@given(st.lists(st.sampled_from([None, *WORDS]), max_size=200))
def test_values_come_by_their_counts_and_like_ones_by_name(told):
    counts = {word: told.count(word) for word in told if word is not None}
    tally = Tally.of(CODES.of(told))
    assert list(tally) == [Counted(*one) for one in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    assert len(tally) == len(counts)
    assert [tally.count(word) for word in WORDS] == [counts.get(word, 0) for word in WORDS]


def test_what_has_no_value_or_was_never_met_counts_nothing():
    tally = Tally.of(np.array([NONE, NONE], np.int32))
    assert list(tally) == []
    assert tally.count("never met by any ledger") == 0


def test_some_of_the_values():
    tally = Tally.of(CODES.of(["tally-01"] * 3 + ["tally-02"] * 2 + ["tally-03"]))
    assert list(tally.among(CODES.of(["tally-03", "tally-01"]))) == [Counted("tally-01", 3), Counted("tally-03", 1)]


def test_values_that_none_has_are_left_out():
    codes = CODES.of(["tally-01", "tally-02", "tally-03"])
    order = np.argsort(codes)
    tally = Tally.counted(codes[order], np.array([2, 0, 5])[order])
    assert list(tally) == [Counted("tally-03", 5), Counted("tally-01", 2)]
