"""The ``bulk`` commands: what they print, and how they end."""

import json
import sys

import pytest
from typer.testing import CliRunner

from marsad import cli
from marsad.cli import bulking
from marsad.cli.app import app

TEXT = "قصف الطيران الحربي مدينة سراقب يوم الاثنين ما أدى إلى مقتل خمسة مدنيين، بحسب المرصد السوري لحقوق الإنسان."


class Here:
    """Does jobs one after another, here, whatever cluster was asked for."""

    size = 1

    def __init__(self, *where):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, work, jobs, done, killed=None):
        for job in jobs:
            done(job, work(job))


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(bulking, "Crew", Here)
    return lambda *arguments: CliRunner().invoke(app, ["bulk", *map(str, arguments)])


@pytest.fixture
def archive(tmp_path):
    told = [{"id": f"r{n}", "text": TEXT, "published": "2016-06-14", "outlet": "الجزيرة"} for n in range(3)]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
    (tmp_path / "a.jsonl").write_text(lines, "utf-8")
    return tmp_path / "a.jsonl"


def test_an_archive_is_coded_linked_and_loaded(run, archive, tmp_path):
    coded = run("code", archive, tmp_path / "coded")
    assert coded.exit_code == 0, coded.output
    assert "reports: 3, claims: " in coded.stdout
    assert "set aside: 0" in coded.stdout
    assert "coder: rules" in coded.stdout
    linked = run("link", tmp_path / "coded", tmp_path / "linked")
    assert linked.exit_code == 0, linked.output
    assert "incidents: 1, links: " in linked.stdout
    loaded = run("load", tmp_path / "linked", "--database", f"sqlite:///{tmp_path}/ledger.sqlite3")
    assert loaded.exit_code == 0, loaded.output
    assert "reports: 3, claims: " in loaded.stdout


def test_a_second_run_finds_all_parts_there(run, archive, tmp_path):
    run("code", archive, tmp_path / "coded")
    again = run("code", archive, tmp_path / "coded")
    assert "parts: 1, of which there before: 1" in again.stdout


def test_records_set_aside_are_told_and_end_with_1(run, archive, tmp_path):
    archive.write_bytes(archive.read_bytes() + b"{broken\n" * 30)
    coded = run("code", archive, tmp_path / "coded")
    assert coded.exit_code == 1
    assert "a.jsonl:4: broken JSON" in coded.stderr
    assert "and 10 more" in coded.stderr
    assert "reports: 3" in coded.stdout


def test_what_fills_in_for_missing_fields_is_part_of_what_is_coded(run, archive, tmp_path):
    run("code", archive, tmp_path / "coded")
    other = run("code", archive, tmp_path / "coded", "--outlet", "الحياة")
    assert "of which there before: 1" in other.stdout  # the reports name their outlet
    archive.write_text(archive.read_text("utf-8").replace("الجزيرة", ""), "utf-8")
    run("code", archive, tmp_path / "coded")
    third = run("code", archive, tmp_path / "coded", "--outlet", "الحياة")
    assert "of which there before: 0" in third.stdout


@pytest.mark.parametrize(
    ("command", "told"),
    [("code", "holds no archive"), ("link", "holds no coded archive"), ("load", "holds nothing linked")],
)
def test_a_folder_without_what_is_needed_is_told(run, tmp_path, command, told):
    (tmp_path / "empty").mkdir()
    arguments = [tmp_path / "empty", tmp_path / "out"] if command != "load" else [tmp_path / "empty"]
    done = run(command, *arguments)
    assert done.exit_code == 1
    assert told in done.stderr


def test_missing_libraries_are_told(run, tmp_path, monkeypatch):
    monkeypatch.delattr(cli, "bulking")
    monkeypatch.setitem(sys.modules, "marsad.cli.bulking", None)
    done = run("load", tmp_path)
    assert done.exit_code == 1
    assert "pip install marsad[bulk]" in done.stderr


def test_progress_is_told_with_rate_and_time_left(run, archive, tmp_path, monkeypatch):
    monkeypatch.setattr(bulking, "_SELDOM", 0.0)
    coded = run("code", archive, tmp_path / "coded")
    assert "100% · 3 reports · " in coded.stderr
    assert " a second · 0 set aside · 0:00:00 left" in coded.stderr
    assert "stage 1 of 17 (count): 1 of 1" in run("link", tmp_path / "coded", tmp_path / "linked").stderr
