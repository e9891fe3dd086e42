"""Marks of rows, by ``marks.c`` and by NumPy alone: the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.columns import marking

ROWS = st.lists(st.tuples(st.integers(-1, 6), st.integers(0, 12)), max_size=40).map(sorted)
MARKS = st.lists(st.booleans(), max_size=12)
SIZES = st.sampled_from((np.int32, np.int64))


@pytest.fixture(scope="module")
def marks(compile_c: Callable[[str], ModuleType]) -> ModuleType:
    """``marks.c`` compiled by itself."""
    return compile_c("marsad.web.columns.marks")


@pytest.fixture(params=["compiled", "plain"], scope="module")
def each(request) -> Iterator[None]:
    """The test runs with ``marks.c`` compiled, then without."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "compiled":
            patch.setitem(sys.modules, "marsad.web.columns.marks", request.getfixturevalue("marks"))
        patch.setattr(marking, "COMPILED", request.param == "compiled")
        yield


@pytest.mark.usefixtures("each")
@given(ROWS, MARKS, SIZES)
def test_values_have_as_many_as_their_rows_that_are_marked(found, told, size):
    values, rows = (np.array([one[n] for one in found], kind) for n, kind in enumerate((np.int32, size)))
    of = {value: sum(row < len(told) and told[row] for one, row in found if one == value) for value, _ in found}
    codes, times = marking.counted(values, np.array(told, bool), rows)
    counted = dict(zip(codes.tolist(), times.tolist(), strict=True))
    assert {code: time for code, time in counted.items() if time} == {
        code: time for code, time in of.items() if time and code >= 0
    }


@pytest.mark.usefixtures("each")
@given(ROWS, MARKS, SIZES)
def test_a_row_is_marked_if_its_mark_says_so(found, told, size):
    rows = np.array([row for _, row in found], size)
    marked = marking.marked(np.array(told, bool), rows)
    assert marked.dtype == bool
    assert marked.tolist() == [row < len(told) and told[row] for row in rows.tolist()]


@pytest.mark.usefixtures("each")
def test_marks_may_be_numbers_of_one_byte():
    marked = marking.marked(np.array([0, 3, 255], np.uint8), np.array([2, 1, 0, 3], np.int64))
    assert (marked.dtype, marked.tolist()) == (np.uint8, [255, 3, 0, 0])


def test_a_row_below_nought_is_not_marked(marks):
    out = np.ones(2, bool)
    marks.look_up(np.ones(4, bool), np.array([-1, 3], np.int32), out)
    assert out.tolist() == [False, True]


@pytest.mark.parametrize("rows", [np.zeros(3, np.int16), np.zeros(2, np.int32)])
def test_rows_that_do_not_fit_are_refused(marks, rows):
    with pytest.raises(ValueError, match="row"):
        marks.look_up(np.ones(1, bool), rows, np.empty(3, bool))
    with pytest.raises(ValueError, match="row"):
        marks.count(np.zeros(3, np.int32), np.ones(1, bool), rows, np.zeros(1, np.int32))


def test_a_value_without_a_count_is_refused(marks):
    with pytest.raises(ValueError, match="no count"):
        marks.count(np.array([0, 4], np.int32), np.ones(1, bool), np.zeros(2, np.int32), np.zeros(4, np.int32))


def test_what_cannot_be_written_to_is_refused(marks):
    with pytest.raises((BufferError, TypeError, ValueError)):
        marks.look_up(np.ones(1, bool), np.zeros(1, np.int32), b"0")
