"""``marsad code --gazetteer``."""

import json

import pytest

from marsad.cli import runner
from marsad.cli.runner import How


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("قتل ثلاثة مدنيين في قصف لقوات النظام على مدينة حلب في سوريا اليوم.", encoding="utf-8")
    return path


def test_places_are_placed_by_the_gazetteers_named(run, report):
    result = run("code", report, "--gazetteer", "embedded", "--jsonl")
    assert result.exit_code == 0, result.stderr
    [place] = json.loads(result.stdout)["claims"][0]["places"]
    assert abs(place["lat"] - 36.2) < 0.1
    assert place["precision"] == "town"


def test_a_gazetteer_that_is_not_there(run, report):
    result = run("code", report, "--gazetteer", "none-such")
    assert result.exit_code == 1
    assert "no gazetteer 'none-such'" in result.stderr


def test_gazetteers_are_for_the_rule_coder(run, report):
    result = run("code", report, "--coder", "mine", "--gazetteer", "embedded")
    assert result.exit_code == 2
    assert "--gazetteer is for the rule coder" in result.stderr.replace("\n", " ")


def test_the_gazetteers_reach_the_coder(monkeypatch, report):
    asked = []
    monkeypatch.setattr(runner, "load", lambda names: asked.append(names))
    monkeypatch.setattr(runner, "code", lambda report, models, gazetteer: None)
    monkeypatch.setattr(runner, "coder", lambda name: runner.code)
    runner.code_one(None, How(gazetteers=("embedded",)))
    assert asked == [("embedded",)]
