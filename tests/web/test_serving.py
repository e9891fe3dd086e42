"""The commands ``marsad init`` and ``marsad serve``, as somebody runs them."""

import gc
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys

import httpx
import pytest
from typer.testing import CliRunner

from marsad.cli import serving
from marsad.cli.app import app


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


def test_a_database_that_is_named_is_served_until_ctrl_c(tmp_path):
    env = {**os.environ, "MARSAD_DATA": str(tmp_path)}
    command = [
        sys.executable,
        "-m",
        "marsad",
        "serve",
        "--port",
        "0",
        "--database",
        f"sqlite:///{tmp_path}/own.sqlite3",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, preexec_fn=_interruptible) as process:
        try:
            address = re.search(r"open (http://\S+)", process.stderr.readline())[1]
            page = httpx.get(f"{address}/en/")
            assert (page.status_code, "No incident" in page.text) == (200, True)
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
        finally:
            process.kill()
    assert (tmp_path / "own.sqlite3").exists()


def _interruptible():
    """A process in the background ignores Ctrl-C, and so would those that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
