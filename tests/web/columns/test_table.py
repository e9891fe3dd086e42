import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.columns import table
from marsad.web.columns.table import CODES, NONE, UNKNOWN, Deeds, Facets

NUMBERS = st.lists(st.integers(1, 400), unique=True, max_size=40)


@pytest.mark.parametrize("thin", [0, 10_000])
@given(numbers=NUMBERS, asked=st.lists(st.integers(1, 500), max_size=40))
def test_numbers_are_found_where_they_stand_however_far_apart_they_are(thin, numbers, asked):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(table, "_THIN", thin)
        places = table._places(np.array(numbers, np.int64))
    found = places(np.array(asked, np.int64)).tolist()
    assert found == [numbers.index(one) if one in numbers else NONE for one in asked]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), max_size=40))
def test_what_has_a_value_is_found_by_it(pairs):
    ordered = sorted(pairs, key=lambda pair: pair[1])
    rows, values = (np.array([pair[n] for pair in ordered], np.int32) for n in range(2))
    facets = Facets(rows, values)
    for value in range(10):
        assert facets.having(value).tolist() == [row for row, other in ordered if other == value]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), max_size=40), st.sets(st.integers(0, 20)))
def test_values_are_counted_among_the_rows_that_fit(pairs, fitting):
    ordered = sorted(pairs, key=lambda pair: pair[1])
    facets = Facets(*(np.array([pair[n] for pair in ordered], np.int32) for n in range(2)))
    fits = np.isin(np.arange(21), list(fitting))
    values = sorted({value for _, value in pairs})
    for among, told in ((None, range(21)), (fits, fitting)):
        found, times = facets.times(among)
        assert found.tolist() == values
        assert times.tolist() == [sum(row in told and other == value for row, other in pairs) for value in values]


def test_deeds_of_an_actor_are_its_own():
    column = np.array([3, 5, 5, 8], np.int32)
    deeds = Deeds(*[column] * 7)
    assert deeds.by(5).claim.tolist() == [5, 5]
    assert deeds.by(UNKNOWN).claim.tolist() == []


def test_a_value_without_a_number_has_none():
    assert CODES.number("table: never seen") == UNKNOWN
    (number,) = CODES.of(["table: seen"]).tolist()
    assert CODES.number("table: seen") == number


@given(st.lists(st.integers(-5, 5)))
def test_distinct_values_are_those_of_numpy(values) -> None:
    given = np.array(values, np.int64)
    assert table.distinct(given).tolist() == np.unique(given).tolist()
