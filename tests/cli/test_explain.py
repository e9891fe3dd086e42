import re

import pytest

from marsad.coder import explain
from marsad.learn.store import write

TEXT = "قصفت قوات النظام أمس بلدة سراقب وقتل ثلاثة مدنيين.\nواعتقلت الشرطة رجلاً. وقال المرصد إن القصف على سراقب استمر."


@pytest.fixture(autouse=True)
def weights(monkeypatch, small_models):
    monkeypatch.setattr(explain, "shipped", lambda: small_models)


@pytest.fixture
def told(tmp_path):
    path = tmp_path / "told.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.no_cover
def test_every_field_with_its_span_rule_chance_and_reasons(run, told):
    shown = run("explain", told, "--claim", 1).stdout
    assert "claim 1 of " in shown
    assert re.search(r"· stated · confidence (0\.\d\d|1\.00)\n", shown)
    assert "*قصفت*¹" in shown  # the sentence, its evidence marked
    assert "trigger      \u2068قصفت\u2069  [0:4]  0." in shown
    assert "rule trigger:\u2068قصف\u2069" in shown
    assert "when weighed alone" in shown
    assert "refused " in shown
    assert "claim 2 of" not in shown
    labels = [line.split()[0] for line in shown.splitlines() if line.startswith("  ") and line[2:3].isalpha()]
    order = ["claim", "trigger", "type", "initiators", "targets", "places", "when", "sources", "factuality"]
    assert [label for label in labels if label in order] == order


def test_a_field_without_a_value_is_told_as_empty(run, told):
    assert any(line.split()[1:] == ["-"] for line in run("explain", told).stdout.splitlines())


def test_reasons_keep_to_the_width(run, told):
    lines = run("explain", told).stdout.splitlines()
    assert all(len(line) <= 110 for line in lines if line.startswith(" " * 15) and "refused" not in line)


def test_all_claims_and_relations(run, tmp_path):
    path = tmp_path / "held.txt"
    path.write_text(
        "قصفت الطائرات بلدة الباغوز الواقعة تحت سيطرة تنظيم داعش.\n"
        "وهاجم لواء شهداء اليرموك التابع لتنظيم داعش بلدة حيط.",
        encoding="utf-8",
    )
    shown = run("explain", path).stdout
    assert "claim 2 of " in shown
    assert "control     \u2068بلدة الباغوز\u2069 held by \u2068تنظيم داعش\u2069" in shown
    assert "affiliation \u2068لواء شهداء اليرموك\u2069 belongs to \u2068تنظيم داعش\u2069" in shown


def test_one_report_of_many(run, reports):
    assert "No claims" in run("explain", reports, "--id", "b").stderr
    assert "claim 1 of" in run("explain", reports, "--id", "c").stdout
    missing = run("explain", reports, "--id", "z")
    assert missing.exit_code == 1
    assert 'no report with the id "z"' in missing.stderr


def test_what_is_not_there(run, told, tmp_path):
    result = run("explain", told, "--claim", 99)
    assert result.exit_code == 1
    assert "there is no claim 99; the report has claims 1 to" in result.stderr
    assert run("explain", tmp_path / "none").exit_code == 1


def test_a_failing_coder(run, told, monkeypatch):
    def fail(*_):
        raise ValueError("bad text")

    monkeypatch.setattr("marsad.cli.explaining.explain_all", fail)
    result = run("explain", told)
    assert result.exit_code == 1
    assert "the coder failed (ValueError: bad text)" in result.stderr


def test_weights_that_cannot_be_read(run, told, monkeypatch, tmp_path):
    from marsad.coder.models import read

    monkeypatch.setattr(explain, "shipped", lambda: read(tmp_path))
    result = run("explain", told)
    assert result.exit_code == 1
    assert "these weights cannot be read" in result.stderr


@pytest.mark.no_cover
def test_other_weights(run, told, small_models, tmp_path, monkeypatch):
    write(small_models, tmp_path / "weights")
    with monkeypatch.context() as shipped:
        shipped.setattr(explain, "shipped", None)
        shown = run("explain", told, "--weights", tmp_path / "weights").stdout
    assert shown == run("explain", told).stdout
    assert "cannot be read" in run("explain", told, "--weights", tmp_path).stderr


def test_standard_input(run, told):
    assert "claim 1 of" in run("explain", "-", stdin=told.read_bytes()).stdout
