import operator
import os

import pytest

from marsad.cli.pool import each
from marsad.model import MarsadError


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs):
    assert list(each(operator.neg, range(100), jobs)) == list(range(0, -100, -1))


def test_a_worker_that_dies_is_told():
    with pytest.raises(MarsadError, match="fewer --jobs"):
        list(each(os._exit, range(1, 4), 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_read_as_they_are_needed(jobs):
    read = 0

    def items():
        nonlocal read
        for number in range(1000):
            read += 1
            yield number

    results = each(operator.neg, items(), jobs)
    next(results)
    assert read < 200
