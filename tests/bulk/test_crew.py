"""Work goes to its end whatever is lost on the way: with a local cluster, and with processes on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import SimpleNamespace

import dask
import pytest

from marsad.bulk import crew as crews
from marsad.bulk.coding import code_archive
from marsad.bulk.crew import Crew
from marsad.bulk.folder import Folder
from marsad.bulk.parts import Manifest, coded
from marsad.model import MarsadError

from .conftest import TEXT, lines, report

KILLER = """
import os
from marsad.model import Coding


def code(report):
    if "قاتل" in report.text:
        os._exit(1)
    if "خلل" in report.text:
        raise ValueError("no such thing")
    return Coding(report.id)
"""


def Job(key):  # noqa: N802 - workers have no tests, so that it is a class of theirs
    return SimpleNamespace(key=key)


@pytest.fixture
def killer(tmp_path, monkeypatch):
    """A coder that another package brings, which ends its process at one word and fails at another."""
    package = tmp_path / "site"
    (package / "killer-1.0.dist-info").mkdir(parents=True)
    (package / "killer.py").write_text(KILLER, "utf-8")
    (package / "killer-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: killer\nVersion: 1.0\n")
    (package / "killer-1.0.dist-info" / "entry_points.txt").write_text("[marsad.coders]\nkiller = killer:code\n")
    monkeypatch.setenv("PYTHONPATH", str(package))
    monkeypatch.syspath_prepend(package)
    return "killer"


@pytest.fixture
def impatient():
    """A scheduler that gives a job up with the first worker that it kills."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        yield


@pytest.fixture(scope="module")
def two():
    with Crew(workers=2) as crew:
        yield crew


def test_every_job_is_done_once(two):
    def quick(job):
        return job.key.upper()

    found = {}
    two.run(quick, [Job(f"j{n}") for n in range(20)], lambda job, result: found.setdefault(job.key, result))
    assert found == {f"j{n}": f"J{n}" for n in range(20)}


def test_what_a_job_raises_is_raised(two):
    def broken(job):
        raise MarsadError(f"{job.key} cannot be done")

    with pytest.raises(MarsadError, match="j1 cannot be done"):
        two.run(broken, [Job("j1")])


def test_a_store_that_does_not_answer_is_asked_again(two, tmp_path):
    def shy(job):
        mark = tmp_path / job.key
        if not mark.exists():
            mark.touch()
            raise OSError("no answer")
        return "done"

    found = []
    two.run(shy, [Job("j1"), Job("j2")], lambda job, result: found.append(result))
    assert found == ["done", "done"]


def test_a_store_that_never_answers_is_told(two):
    def deaf(job):
        raise OSError("no answer")

    with pytest.raises(OSError, match="no answer"):
        two.run(deaf, [Job("j1")])


def test_a_lost_worker_is_made_up_for(two, tmp_path):
    def frail(job):
        mark = tmp_path / job.key
        if job.key == "j3" and not mark.exists():
            mark.touch()
            os._exit(1)
        return job.key

    found = []
    two.run(frail, [Job(f"j{n}") for n in range(8)], lambda job, result: found.append(result))
    assert sorted(found) == [f"j{n}" for n in range(8)]


def test_a_slow_worker_does_not_hold_up_the_end(two, tmp_path, monkeypatch):
    monkeypatch.setattr(crews, "_HASTE", 0.5)
    monkeypatch.setattr(crews, "_SLOW", 1.0)

    def slow(job):
        mark = tmp_path / job.key
        if job.key == "j5" and not mark.exists():
            mark.touch()
            time.sleep(600)
        return job.key

    found = []
    two.run(slow, [Job(f"j{n}") for n in range(6)], lambda job, result: found.append(result))
    assert sorted(found) == [f"j{n}" for n in range(6)]


def test_a_job_that_kills_its_workers_is_told(impatient):
    def deadly(job):
        os._exit(1)

    with Crew(workers=1) as crew, pytest.raises(MarsadError, match="j1 kills its workers"):
        crew.run(deadly, [Job("j1")])


def test_a_record_that_kills_its_worker_is_set_aside_and_all_others_are_coded(tmp_path, killer, impatient):
    told = [report(f"r{n}", TEXT + (" قاتل" if n == 2 else " خلل" if n == 4 else "")) for n in range(6)]
    (tmp_path / "a.jsonl").write_bytes(lines(*told))
    with Crew(workers=2) as crew:
        account = code_archive(str(tmp_path / "a.jsonl"), str(tmp_path / "out"), crew, killer)
    out = Folder(str(tmp_path / "out"))
    manifest = Manifest.read(out)
    assert [one.id for name in manifest.parts for one, _ in coded(out, name)] == ["r0", "r1", "r3", "r5"]
    assert manifest.faults == 2
    where = {where.rpartition("/")[2]: what for where, what in account.faults}
    assert "kills the worker" in where["a.jsonl@0, record 3"]
    assert "ValueError: no such thing" in where["report r4"]


class Machines:
    """A scheduler and workers in processes of their own, on this machine."""

    def __init__(self, folder):
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._running = []

    @property
    def address(self):
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, workers):
        tool = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard"]
        self._begin([*tool, "--port", str(self.port)])
        for _ in range(workers):
            tool = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny"]
            self._begin([*tool, "--no-dashboard", "--death-timeout", "60"])

    def _begin(self, command):
        quiet = subprocess.DEVNULL
        self._running.append(subprocess.Popen(command, cwd=self._folder, stdout=quiet, stderr=quiet))

    def stop(self):
        for process in self._running:
            process.send_signal(signal.SIGKILL)
        for process in self._running:
            process.wait()
        self._running.clear()

    def kill_a_worker(self):
        process = self._running.pop()
        process.kill()
        process.wait()


@pytest.fixture
def machines(tmp_path):
    made = Machines(tmp_path)
    yield made
    made.stop()


def test_a_worker_that_is_killed_and_a_scheduler_that_is_started_anew_lose_nothing(machines, tmp_path):
    def steady(job):
        time.sleep(0.1)
        (tmp_path / job.key).touch()
        return job.key

    machines.start(workers=3)
    found = []

    def note(job, result):
        found.append(result)
        if len(found) == 5:
            machines.kill_a_worker()
        if len(found) == 15:
            machines.stop()
            machines.start(workers=2)

    with Crew(machines.address) as crew:
        crew.run(steady, [Job(f"j{n:02}") for n in range(40)], note)
    assert sorted(found) == [f"j{n:02}" for n in range(40)]


def test_nobody_at_an_address_is_told(monkeypatch):
    monkeypatch.setattr(crews, "_PATIENCE", 0.0)
    told = pytest.raises(MarsadError, match="no scheduler answers at tcp")
    with dask.config.set({"distributed.comm.timeouts.connect": "300ms"}), told:
        Crew("tcp://127.0.0.1:9").__enter__()
