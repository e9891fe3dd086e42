import json
import subprocess
import sys

import pytest

from marsad.evaluation import bench
from marsad.evaluation.speed import Speed
from marsad.model import MarsadError

pytestmark = pytest.mark.usefixtures("coder")


def test_figures_are_shown_and_kept(run, reports, tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "_ENOUGH", 6)
    monkeypatch.setattr(bench, "_child", lambda *arguments: "0.125")
    monkeypatch.setattr(bench, "_TEXT_SIZES", (1_000, 2_000))
    out = tmp_path / "kept" / "bench.json"
    result = run("bench", reports, "--out", out)
    assert result.exit_code == 0, result.output
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert kept["reports"] == 3
    assert kept["lexicon_load_s"] == 0.125
    assert set(kept["seconds_by_characters"]) == {"1000", "2000"}
    assert kept["machine"]["marsad"]
    assert "reports/s" in result.stdout
    assert "one text of 2,000" in result.stdout


@pytest.fixture
def slow(monkeypatch):
    """Whatever is measured comes to the same figures, but for the speed, which can be set."""
    figures = {"coder_ms": 10.0, "floor_ms": 1.0, "fixed_ms": 100.0}
    monkeypatch.setattr(bench, "measure_speed", lambda reports, rounds: Speed(**figures))
    monkeypatch.setattr(bench, "_child", lambda *arguments: "0.125")
    monkeypatch.setattr(bench, "_TEXT_SIZES", (1_000,))
    return figures


def test_lost_speed_fails(run, reports, tmp_path, slow):
    kept = tmp_path / "kept.jsonl"
    assert run("bench", reports, "--out", kept).exit_code == 0
    slow["coder_ms"] = 13.0
    assert run("bench", reports, "--out", kept, "--against", kept).exit_code == 0
    assert [json.loads(line)["ms_per_report"] for line in kept.read_text(encoding="utf-8").splitlines()] == [10.0, 13.0]
    slow["coder_ms"] = 20.0
    result = run("bench", reports, "--against", kept)
    assert result.exit_code == 1
    assert "-35%" in result.stderr


def test_figures_that_cannot_be_read_are_told_before_anything_is_measured(run, reports, tmp_path):
    result = run("bench", reports, "--against", tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
    assert result.stdout == ""


def test_no_reports(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(MarsadError, match="no report to measure on"):
        bench.read(tmp_path / "none.jsonl")


def test_a_child_that_fails():
    assert bench._child("-c", "print(1)").strip() == "1"
    with pytest.raises(MarsadError, match="measuring failed"):
        bench._child("-c", "raise SystemExit(3)")


@pytest.mark.parametrize(
    ("file", "stage"),
    [
        ("/x/marsad/coder/roles.py", "coder.roles"),
        ("/x/src/marsad/text/fold.py", "text"),
        ("/x/marsad/__init__.py", "__init__"),
        ("/usr/lib/python3/re.py", "other"),
    ],
)
def test_stages(file, stage):
    assert bench._stage(file) == stage


def test_the_module_is_the_command():
    done = subprocess.run([sys.executable, "-m", "marsad", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("marsad ")
