"""The bench measures what it says, and tells what it needs."""

import gzip
import json

import pytest

from marsad.bulk.bench import linking, main

from .conftest import lines, report


def test_linking_is_measured_and_held_against_the_ledger():
    found = linking("300", "60")
    assert found["same"]
    assert found["claims"] == 300
    assert found["buckets"] == 1
    assert set(found["stages_s"]) >= {"deal", "meet", "receive"}


def test_coding_is_measured(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_bytes(lines(report("r1")))
    assert main(["coding", str(tmp_path / "a.jsonl"), "1"]) == 0
    assert json.loads(capsys.readouterr().out)["1"]["reports"] == 1


def test_a_packed_corpus_is_unpacked_so_that_all_workers_get_some(tmp_path, capsys):
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as file:
        file.write(lines(report("r1"), report("r2")))
    assert main(["coding", str(tmp_path / "a.jsonl.gz"), "1"]) == 0
    assert json.loads(capsys.readouterr().out)["1"]["reports"] == 2


def test_loading_is_measured(tmp_path, capsys):
    assert main(["loading", "3", f"sqlite:///{tmp_path}/ledger.sqlite3"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["incidents"] >= 3
    assert found["claims"] >= found["reports"] > 0


@pytest.mark.parametrize("told", [[], ["nothing"], ["linking", "many", "30"]])
def test_what_it_needs_is_told(told, capsys):
    assert main(told) == 1
    assert "coding CORPUS WORKERS" in capsys.readouterr().err


def test_faults_are_told(tmp_path, capsys):
    assert main(["coding", str(tmp_path), "1"]) == 1
    assert "holds no archive" in capsys.readouterr().err
