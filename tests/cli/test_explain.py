import pytest

pytestmark = pytest.mark.usefixtures("coder")


def test_every_field_with_its_span_and_rule(run, one):
    shown = run("explain", one, "--claim", 1).stdout
    assert "claim 1 of 2 · shelling · stated · confidence 0.90" in shown
    assert "trigger    \u2068قصفت\u2069  [0:4]  rule trigger:قصف" in shown
    assert "place      \u2068حي الورد\u2069" in shown
    assert "when       2019-12-31 to 2019-12-31 \u2068أمس\u2069" in shown
    assert "rule count" in shown
    assert "*قصفت*¹ =قوات المثال=" in shown  # the sentence around it
    assert "- refused: «يصب» is denied" in shown
    assert "claim 2" not in shown


def test_all_claims_and_relations(run, one):
    shown = run("explain", one).stdout
    assert "claim 2 of 2" in shown
    assert "rule control:held" in shown
    assert "rule affiliation:of" in shown


def test_one_report_of_many(run, reports):
    assert "claim 1 of 2" in run("explain", reports, "--id", "c").stdout
    assert "No claims" in run("explain", reports, "--id", "b").stderr
    missing = run("explain", reports, "--id", "z")
    assert missing.exit_code == 1
    assert 'no report with the id "z"' in missing.stderr


def test_what_is_not_there(run, one, tmp_path):
    result = run("explain", one, "--claim", 9)
    assert result.exit_code == 1
    assert "there is no claim 9; the report has claims 1 to 2" in result.stderr
    assert run("explain", tmp_path / "none").exit_code == 1


def test_a_failing_coder(run, tmp_path):
    (tmp_path / "bad.txt").write_text("عطل", encoding="utf-8")
    result = run("explain", tmp_path / "bad.txt")
    assert result.exit_code == 1
    assert "the coder failed" in result.stderr


def test_standard_input(run, one):
    assert "claim 1 of 2" in run("explain", "-", stdin=one.read_bytes()).stdout
