import json

import pytest


@pytest.fixture
def files(tmp_path):
    def mention(text, start=0):
        return {"text": text, "start": start, "end": start + len(text)}

    def claim(kind, start, place):
        empty = {"initiators": [], "targets": [], "sources": [], "casualties": []}
        shared = {"when": None, "factuality": "stated", **empty}
        return {"type": kind, "trigger": mention("قصف", start), "places": [mention(place)], **shared}

    gold = [
        {"id": "a", "claims": [claim("shelling", 0, "سراقب"), claim("siege", 50, "دوما")]},
        {"id": "b", "claims": [], "control": [{"place": mention("دوما"), "holders": [mention("الجيش")]}]},
    ]
    coded = [{"id": "a", "claims": [claim("shelling", 0, "بنش"), claim("arrest", 90, "دوما")]}]
    paths = []
    for name, rows in (("gold", gold), ("coded", coded)):
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return paths


def test_figures_and_differences(run, files):
    result = run("score", *files)
    assert result.exit_code == 0
    assert "claims                            0.500  0.500  0.500     1     1     1" in result.stdout
    assert "report a\n" in result.stdout
    assert "  missed  \u2068siege «قصف»\u2069" in result.stdout
    assert "  extra   \u2068arrest «قصف»\u2069" in result.stdout
    assert "    places        gold   \u2068سراقب\u2069\n                  coded  \u2068بنش\u2069" in result.stdout
    assert "    control       gold   \u2068دوما ← الجيش\u2069\n                  coded  -" in result.stdout
    assert "not coded: b" in result.stderr


def test_as_many_differences_as_wanted(run, files):
    assert "report a" not in run("score", *files, "--errors", 0).stdout
    shown = run("score", *files, "--errors", 1).stdout
    assert "and 3 more differences: --errors 4 shows them all" in shown


def test_json(run, files, tmp_path):
    reports = tmp_path / "reports.jsonl"
    reports.write_text(json.dumps({"id": "a", "text": "نص"}), encoding="utf-8")
    figures = json.loads(run("score", *files, "--json", "--reports", reports).stdout)
    assert figures["claims"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "tp": 1, "fp": 1, "fn": 1}


def test_faults(run, files, tmp_path):
    result = run("score", files[0], tmp_path / "none")
    assert result.exit_code == 1
    assert "none: cannot be read" in result.stderr
