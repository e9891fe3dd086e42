import sys
from pathlib import Path

import pytest

from marsad.cli import training
from marsad.coder.models import read
from marsad.learn import fit

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(autouse=True)
def low(monkeypatch):
    monkeypatch.setattr(fit, "STRENGTHS", {name: fit.Strength(s.c, 2, 0.0, 5) for name, s in fit.STRENGTHS.items()})


@pytest.fixture
def few(tmp_path):
    path = tmp_path / "few.jsonl"
    lines = (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()[:6]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_weights_are_written_and_figures_printed(run, few, tmp_path):
    out = tmp_path / "new" / "weights"
    result = run("train", SAMPLES / "gold.jsonl", few, "--out", out, "--folds", 2)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("6 reports in 2 folds, each coded by weights fitted on the other folds")
    assert "\ninitiators " in result.stdout
    assert f"weights of 6 reports written to {out}" in result.stderr
    assert read(out).role.labels == ("initiator", "none", "target")


def test_figures_can_be_left_out(run, few, tmp_path):
    result = run("train", SAMPLES / "gold.jsonl", few, "--out", tmp_path / "weights", "--folds", 0)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert (tmp_path / "weights" / "claim.tsv").exists()


def test_one_fold_makes_no_sense(run, few, tmp_path):
    result = run("train", SAMPLES / "gold.jsonl", few, "--out", tmp_path, "--folds", 1)
    assert result.exit_code == 2
    assert "one part has no others" in result.stderr


def test_without_scikit_learn_it_tells_what_to_install(run, few, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    result = run("train", SAMPLES / "gold.jsonl", few, "--out", tmp_path / "weights")
    assert result.exit_code == 1
    assert training.NEEDED in result.stderr
    assert not (tmp_path / "weights").exists()


def test_broken_inputs_are_told(run, few, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "x", "claims": [{}]}\n', encoding="utf-8")
    assert "gold.jsonl:1: not a coded report" in run("train", gold, few, "--out", tmp_path).stderr
    gold.write_text('{"id": "x", "claims": []}\n', encoding="utf-8")
    assert "the ids of the two files do not meet" in run("train", gold, few, "--out", tmp_path).stderr
    with few.open("a", encoding="utf-8") as file:
        file.write('{"id": "no text"}\n')
    result = run("train", SAMPLES / "gold.jsonl", few, "--out", tmp_path)
    assert result.exit_code == 1
    assert 'has no "text"' in result.stderr


def test_a_warning_does_not_stop_it(run, few, tmp_path):
    lines = few.read_text(encoding="utf-8").splitlines()
    few.write_text("\n".join([*lines, lines[0]]) + "\n", encoding="utf-8")
    result = run("train", SAMPLES / "gold.jsonl", few, "--out", tmp_path / "weights", "--folds", 0)
    assert result.exit_code == 0, result.stderr
    assert "warning: " in result.stderr


def test_a_bar_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with training._progress(2) as step:
        step()
        step()
    assert capsys.readouterr().out == ""


def test_reports_from_standard_input(run, few, tmp_path):
    result = run("train", SAMPLES / "gold.jsonl", "-", "--out", tmp_path / "w", "--folds", 0, stdin=few.read_bytes())
    assert result.exit_code == 0, result.stderr
