"""Speed beside fixed work, without a time that a test could trip over."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from marsad.evaluation import speed
from marsad.evaluation.speed import Speed, fixed_work, measure_speed, read
from marsad.model import Report

REPORT = Report("one", "", "قصفت قوات النظام مدينة دوما.")


def test_the_fixed_work_is_the_same_each_time() -> None:
    assert fixed_work() == fixed_work() == 197066716


def test_the_ratio_is_how_many_reports_the_fixed_work_is_worth() -> None:
    assert Speed(coder_ms=10.0, floor_ms=1.0, fixed_ms=250.0).ratio == 25.0


def test_the_shortest_round_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter((40.0, 4.0, 300.0, 20.0, 6.0, 200.0))
    monkeypatch.setattr(speed, "_ms", lambda work: next(times))
    assert measure_speed([REPORT, REPORT], rounds=2) == Speed(coder_ms=10.0, floor_ms=2.0, fixed_ms=200.0)


def test_the_floor_reads_what_the_coder_reads() -> None:
    read([json.dumps(asdict(REPORT))])
    with pytest.raises(ValueError, match="Expecting"):
        read(["no report"])
