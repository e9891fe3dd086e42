import json

import pytest

from marsad.model import MarsadError
from marsad.web.bench.linking import figures, main

CLAIMS, DAYS = 600, 3


@pytest.fixture
def file(tmp_path):
    return tmp_path / "linking.sqlite3"


def test_what_is_measured(file):
    steps = []
    found = figures(CLAIMS, file, DAYS, steps.append)
    assert 0 < found["claims"] < CLAIMS  # the reports that are added are held back
    assert found["write_ms"] > 0
    assert 0 < found["add_median_ms"] <= found["add_p95_ms"] <= found["add_worst_ms"]
    assert found["add_worst_ms_wall"] > 0
    assert [step.split()[0] for step in steps] == ["making", "linking", "writing", "adding"]


def test_a_file_that_is_there_is_left_alone(file):
    file.write_text("mine")
    with pytest.raises(MarsadError, match="there already"):
        figures(CLAIMS, file, DAYS)
    assert file.read_text() == "mine"


def test_too_few_claims_are_refused(file):
    with pytest.raises(MarsadError, match="ask for more claims"):
        figures(20, file)
    assert not file.exists()


def test_the_command_tells_why_there_are_no_figures(file, capsys):
    assert main(["20", str(file)]) == 1
    out, told = capsys.readouterr()
    assert out == ""
    assert "ask for more claims" in told
    assert main(["many", str(file)]) == 1
    assert "give a number" in capsys.readouterr().err


def test_the_command_prints_figures(file, monkeypatch, capsys):
    monkeypatch.setattr("marsad.web.bench.linking.figures", lambda claims, file, note: {"claims": claims})
    assert main(["20", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == {"claims": 20}
