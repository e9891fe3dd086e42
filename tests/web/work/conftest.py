"""Workers as they are started: processes of their own, on a database of their own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

ERRANDS = Path(__file__).parent / "errands"
PATIENCE = 60.0  # seconds; the machine may be busy


class Yard:
    """A database with its data folder, and the commands that are run on it."""

    def __init__(self, url, alias, folder):
        self.url, self.alias, self.folder = url, alias, folder
        self.processes = []
        self.said = folder / "said.txt"

    def environment(self, **more):
        quick = {"MARSAD_WORKER_LEASE": "2", "MARSAD_WORKER_PAUSE": "0.1", "MARSAD_WORKER_ATTEMPTS": "3"}
        place = {"MARSAD_DATABASE": self.url, "MARSAD_DATA": str(self.folder / "data"), "PYTHONPATH": str(ERRANDS)}
        return {**os.environ, **quick, **place, **more}

    @staticmethod
    def wait_for(happened, what="it"):
        """Waits until a function gives something true, and gives it back."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := happened():
                return found
            time.sleep(0.2)
        raise AssertionError(f"{what} did not happen in {PATIENCE} seconds")

    def run(self, *words, **more):
        """A command until its end."""
        command = [sys.executable, "-m", "marsad", *words]
        return subprocess.run(command, env=self.environment(**more), capture_output=True, text=True, check=False)

    def start(self, *words, log="text", **more):
        """A worker, once it is at work. Its log goes to a file."""
        path = self.folder / f"log-{len(self.processes)}.txt"
        command = [sys.executable, "-m", "marsad", "worker", "--log", log, *words]
        with path.open("w") as file:
            worker = subprocess.Popen(command, env=self.environment(**more), stderr=file)
        worker.log = path
        self.processes.append(worker)
        self.wait_for(lambda: "is at work" in path.read_text() or worker.poll() is not None, "the start")
        assert "is at work" in path.read_text(), path.read_text()
        return worker

    def put(self, name, *arguments):
        """A task in the queue."""
        return DBTaskResult.objects.using(self.alias).create(
            task_path=f"errands.{name}",
            args_kwargs={"args": list(arguments), "kwargs": {}},
            queue_name="default",
            backend_name="default",
            run_after=get_date_max(),
        )

    def tasks(self):
        """Those of errands: the worker's own schedule puts in others."""
        return DBTaskResult.objects.using(self.alias).filter(task_path__startswith="errands.")

    def lines(self):
        return self.said.read_text().splitlines() if self.said.exists() else []


@pytest.fixture
def yard(store, url, tmp_path):
    """An empty observatory in either kind of database; what still runs at the end is killed."""
    made = Yard(url, store.alias, tmp_path)
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
