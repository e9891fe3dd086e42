"""Figures that were kept, and what a new run has lost against them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.evaluation.bench import Bench
from marsad.evaluation.kept import line, loss, runs
from marsad.model import MarsadError

BENCH = Bench(
    measured="2026-11-29T10:00:00+00:00",
    machine={"code": "compiled"},
    corpus="0123456789abcdef",
    reports=24,
    mean_characters=900,
    reports_per_second=100.0,
    ms_per_report=10.0,
    floor_ms_per_report=1.0,
    fixed_ms=200.0,
    ratio=20.0,
    ms_by_stage={},
    cold_start_s=0.4,
    lexicon_load_s=0.1,
    peak_memory_mb=180.0,
    places={},
    seconds_by_characters={},
)


def kept(tmp_path: Path, *benches: Bench) -> Path:
    path = tmp_path / "figures.jsonl"
    path.write_bytes(b"".join(map(line, benches)))
    return path


@pytest.mark.parametrize(("ratio", "lost"), [(20.0, 0.0), (15.0, 0.25), (10.0, 0.5), (30.0, -0.5)])
def test_what_is_lost_is_a_share_of_the_speed(tmp_path: Path, ratio: float, lost: float) -> None:
    assert loss(replace(BENCH, ratio=ratio), kept(tmp_path, BENCH)) == pytest.approx(lost)


def test_the_last_run_of_the_same_reports_and_kind_of_code_counts(tmp_path: Path) -> None:
    others = (
        replace(BENCH, ratio=5.0),
        replace(BENCH, ratio=40.0),
        replace(BENCH, ratio=1.0, corpus="another"),
        replace(BENCH, ratio=2.0, machine={"code": "plain Python"}),
    )
    assert loss(BENCH, kept(tmp_path, *others)) == 0.5


def test_a_run_that_nothing_can_be_compared_with_is_told(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match="no figures of these 24 reports coded by compiled code"):
        loss(BENCH, kept(tmp_path, replace(BENCH, corpus="another")))


def test_one_run_in_json_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text(BENCH.to_json(), encoding="utf-8")
    assert runs(path) == [json.loads(BENCH.to_json())]


@pytest.mark.parametrize(
    ("content", "told"), [("{}\n", "not the figures"), ("[1]", "not the figures"), ("a\nb", ":1: not JSON")]
)
def test_a_file_of_anything_else_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "figures.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MarsadError, match=told):
        runs(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match="cannot be read"):
        runs(tmp_path / "none.jsonl")
