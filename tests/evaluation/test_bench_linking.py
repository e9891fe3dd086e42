"""The benchmark of linking measures what it says, on few claims."""

from __future__ import annotations

import pytest

from marsad.evaluation import bench_linking
from marsad.model import MarsadError


def test_each_size_has_its_figures() -> None:
    found = bench_linking.measure([300])[300]
    assert found["mixed_provinces"] == 0
    assert found["link_s"] > 0
    assert found["pairs_f1"] > 0.5


def test_reports_are_added_one_by_one() -> None:
    found = bench_linking.figures(4000, days=20)
    assert 0 < found["add_median_ms"] <= found["add_p95_ms"] <= found["add_worst_ms"]


def test_a_run_that_fails_is_told() -> None:
    with pytest.raises(MarsadError, match="measuring the linking of -1 claims failed"):
        bench_linking.measure([-1])
