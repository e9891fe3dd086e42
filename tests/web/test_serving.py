"""The commands ``marsad init`` and ``marsad serve``, as somebody runs them."""

import contextlib
import gc
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from marsad.cli import serving
from marsad.cli.app import app

linux = pytest.mark.skipif(sys.platform != "linux", reason="several processes are served in on Linux alone")


def run(*told):
    return CliRunner().invoke(app, list(told))


def test_init_makes_the_tables_and_done_again_changes_nothing(tmp_path):
    file = tmp_path / "deep" / "ledger.sqlite3"
    for _ in range(2):
        done = run("init", "--database", f"sqlite:///{file}")
        assert (done.exit_code, "ready: put reports in" in done.stderr) == (0, True)
        with sqlite3.connect(file) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            assert {"ledger_report", "ledger_incident", "auth_user"} <= tables
            assert database.execute("SELECT count(*) FROM ledger_report").fetchone() == (0,)


@pytest.mark.parametrize("url", ["mysql://there/it", "sqlite:///"])
def test_init_refuses_what_is_no_database(url):
    done = run("init", "--database", url)
    assert done.exit_code == 1
    assert url in done.stderr


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # waitress leaves its socket open
def test_serve_refuses_a_port_that_is_taken(observatory):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 1
    assert "cannot be listened on" in done.stderr
    assert "--port" in done.stderr
    gc.collect()


def test_serve_without_a_package_that_serves(monkeypatch):
    monkeypatch.setattr(serving, "entry_points", lambda group: ())
    done = run("serve")
    assert done.exit_code == 1
    assert "nothing that serves pages is installed under marsad.sites" in done.stderr


@pytest.fixture
def started(tmp_path):
    """Serves a ledger of its own in so many processes; gives the first of them and the address."""
    running = []

    def start(processes):
        command = [sys.executable, "-m", "marsad", "serve", "--port", "0", "--processes", str(processes)]
        command += ["--database", f"sqlite:///{tmp_path}/own.sqlite3"]
        env = {**os.environ, "MARSAD_DATA": str(tmp_path)}
        running.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, preexec_fn=_interruptible))
        return running[-1], re.search(r"open (http://\S+)", running[-1].stderr.readline())[1]

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stderr.close()


def shown(address):
    page = httpx.get(f"{address}/en/")
    return page.status_code == 200 and "No incident" in page.text


def test_a_database_that_is_named_is_served_until_ctrl_c(started, tmp_path):
    process, address = started(1)
    assert shown(address)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    assert (tmp_path / "own.sqlite3").exists()


@linux
def test_a_process_that_is_killed_is_begun_anew_and_all_end_together(started):
    process, address = started(2)
    one, other = eventually(lambda: children(process.pid), lambda found: len(found) == 2)
    os.kill(one, signal.SIGKILL)
    assert shown(address)
    again = eventually(lambda: children(process.pid), lambda found: len(found - {one}) == 2)
    assert other in again
    assert shown(address)
    process.terminate()
    assert process.wait(timeout=30) == 143
    assert not any(Path(f"/proc/{number}").exists() for number in again)


@linux
def test_none_outlives_a_first_process_that_is_killed(started):
    process, _ = started(2)
    found = eventually(lambda: children(process.pid), lambda found: len(found) == 2)
    process.kill()
    eventually(lambda: [one for one in found if Path(f"/proc/{one}").exists()], lambda left: not left)


def test_several_processes_where_they_cannot_be_had(monkeypatch):
    monkeypatch.setattr(serving, "_FORKS", False)
    done = run("serve", "--processes", "2")
    assert done.exit_code == 1
    assert "leave --processes out" in done.stderr


def children(number):
    """The processes that one began."""
    parents = {
        int(stat.parent.name): int(stat.read_text().rpartition(")")[2].split()[1])
        for stat in Path("/proc").glob("[0-9]*/stat")
    }
    return {one for one, begun_by in parents.items() if begun_by == number}


def eventually(look, enough):
    """What is seen once it is enough."""
    for _ in range(300):
        with contextlib.suppress(OSError):  # a process ended while it was looked at
            if enough(seen := look()):
                return seen
        time.sleep(0.1)
    raise AssertionError(look())


def _interruptible():
    """A process in the background ignores Ctrl-C, and so would those that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
