import functools
import json
import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from marsad.cli import coding, runner
from marsad.model import Coding, MarsadError


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


pytestmark = pytest.mark.usefixtures("coder")


def test_jsonl_in_input_order(run, reports):
    result = run("code", reports)
    assert result.exit_code == 0
    assert [(row["id"], len(row["claims"])) for row in rows(result)] == [("a", 2), ("b", 0), ("c", 2)]
    assert "reports coded: 3, claims: 4, reports without a claim: 1, faults: 0" in result.stderr


def test_quiet_when_all_is_well(run, one):
    assert run("code", one).stderr == ""


def test_standard_input(run, one):
    result = run("code", "-", stdin=one.read_bytes())
    assert rows(result)[0]["id"] == "stdin"


def test_faults_are_told_and_the_rest_is_coded(run, reports, tmp_path):
    lines = reports.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1][:-5]
    reports.write_text("\n".join(lines), encoding="utf-8")
    result = run("code", tmp_path / "none.txt", reports)
    assert result.exit_code == 1
    assert [row["id"] for row in rows(result)] == ["a", "c"]
    assert "none.txt: no such file or folder" in result.stderr
    assert "reports.jsonl:2: broken JSON" in result.stderr
    assert "faults: 2" in result.stderr


def test_a_repeated_id_is_a_warning(run, one):
    result = run("code", one, one)
    assert result.exit_code == 0
    assert len(rows(result)) == 2
    assert "warning:" not in result.stderr  # the same file given twice stands at the same place


def test_ids_used_twice(run, reports, tmp_path):
    (tmp_path / "more.jsonl").write_text(reports.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("code", reports, tmp_path / "more.jsonl")
    assert result.exit_code == 0
    assert result.stderr.count("marsad: warning: ") == 3


def test_a_failing_coder_costs_only_its_report(run, reports, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text("عطل في النص الذي كُتب هنا لهذا الاختبار وحده دون غيره من النصوص", encoding="utf-8")
    for flag in ("--jsonl", "--pretty"):
        result = run("code", bad, reports, flag)
        assert result.exit_code == 1
        assert "the coder failed (ValueError: bad text)" in result.stderr
        assert "reports coded: 3" in result.stderr


def test_faults_of_the_installation_end_the_run(run, one, monkeypatch):
    def broken(report):
        raise MarsadError("weights: cannot be read")

    monkeypatch.setattr(runner, "coder", lambda name: broken)
    result = run("code", one)
    assert result.exit_code == 1
    assert result.stderr == "marsad: weights: cannot be read\n"


def test_out_is_whole_or_not_there(run, reports, tmp_path, monkeypatch):
    out = tmp_path / "out" / "coded.jsonl"
    out.parent.mkdir()
    assert run("code", reports, "--out", out).exit_code == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3

    def interrupted(items, *means):
        yield from list(runner.code_all(items, *means))[:1]
        raise KeyboardInterrupt

    monkeypatch.setattr(coding, "code_all", interrupted)
    before = out.read_bytes()
    result = run("code", reports, "--out", out)
    assert result.exit_code == 130
    assert "stopped" in result.stderr
    assert out.read_bytes() == before
    assert list(out.parent.iterdir()) == [out]


def test_out_may_not_be_an_input(run, reports):
    result = run("code", reports, "--out", reports)
    assert result.exit_code == 1
    assert "is one of the inputs" in result.stderr


def test_options_that_contradict_or_cannot_be_read(run, one, tmp_path):
    assert run("code", one, "--pretty", "--out", tmp_path / "x").exit_code == 2
    result = run("code", one, "--published", "yesterday")
    assert result.exit_code == 2
    assert "write it as YYYY-MM-DD" in result.stderr
    assert run("code", one, "--published", "2020-01-01").exit_code == 0


def test_a_full_disk_is_told(run, one):
    result = run("code", one, "--out", "/dev/full")
    assert result.exit_code == 1
    assert "/dev/full: cannot be written (No space left on device)" in result.stderr


def test_version_and_help(run):
    assert run("--version").stdout.startswith("marsad ")
    assert "explain" in run("--help").stdout


def on_a_terminal(*arguments, **more):
    """Run the command with a terminal as its standard output and error; what it showed, and its exit code."""
    main, side = pty.openpty()
    environment = {**os.environ, "COLUMNS": "90", "TERM": "xterm-256color", **more}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in more else None
    command = [sys.executable, "-m", "marsad", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment)
    os.close(side)
    shown = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    return shown.decode("utf-8", "replace"), process.wait(timeout=60)


def test_on_a_terminal(one, reports, tmp_path):
    shown, status = on_a_terminal("code", one)
    assert status == 0
    assert "\x1b[" in shown
    assert "trigger" in shown
    assert '{"id"' not in shown
    shown, _ = on_a_terminal("code", one, NO_COLOR="1")
    assert "*trigger*" in shown
    shown, _ = on_a_terminal("code", reports)
    assert shown.count('{"id"') == 3
    shown, _ = on_a_terminal("code", reports, reports, tmp_path / "none", "--out", tmp_path / "coded.jsonl")
    assert "reports coded: 6" in shown
    assert "no such file" in shown
    assert len((tmp_path / "coded.jsonl").read_bytes().splitlines()) == 6


def test_several_processes_give_the_same(tmp_path):
    path = tmp_path / "many.jsonl"
    texts = [f"قصفت المدفعية بلدة سراقب وقتل {number} مدنيين أمس." for number in range(60)]
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
    lines[30] = "{"
    path.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "marsad", "code", str(path)]
    single = subprocess.run(command, capture_output=True, check=False)
    double = subprocess.run([*command, "--jobs", "2"], capture_output=True, check=False)
    assert single.returncode == double.returncode == 1
    assert single.stdout == double.stdout
    assert single.stderr == double.stderr
    assert len(single.stdout.splitlines()) == 59


def test_a_reader_that_goes_away(reports):
    command = f"{sys.executable} -m marsad code {reports} {reports} | :; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("0", "141")
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_leave_nothing_behind(tmp_path, sent, status):
    out = tmp_path / "coded.jsonl"
    command = [sys.executable, "-m", "marsad", "code", "-", "--out", str(out)]
    # A shell's background jobs are started with the interrupt ignored, which the child would inherit.
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed) as process:
        assert process.stdin
        deadline = time.monotonic() + 30
        process.stdin.write(b'{"id": "a", "text": "\xd9\x82\xd8\xb5\xd9\x81"}\n')
        process.stdin.flush()
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(sent)
        # CPython ends by the signal itself where it struck inside an ``exec``, as in dataclasses; shells see 130 too.
        assert process.wait(timeout=30) in (status, -sent)
    assert list(tmp_path.iterdir()) == []


def test_another_coder(run, one, monkeypatch):
    monkeypatch.setattr(runner, "coder", lambda name: lambda report: Coding(f"{name}:{report.id}"))
    monkeypatch.setattr(coding, "coder", lambda name: None)
    result = run("code", one, "--coder", "mine", "--jsonl")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["id"] == f"mine:{one}"


def test_a_coder_that_is_not_there(run, one):
    result = run("code", one, "--coder", "mine")
    assert result.exit_code == 1
    assert "there is no coder 'mine'" in result.stderr


def test_weights_are_those_of_the_rule_coder(run, tmp_path):
    result = run("code", tmp_path, "--coder", "mine", "--weights", tmp_path)
    assert result.exit_code == 2
    assert "--weights are those of the rule coder" in result.stderr.replace("\n", " ")
