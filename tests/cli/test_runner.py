import os
from concurrent.futures.process import BrokenProcessPool

import pytest

from marsad.cli import runner
from marsad.cli.runner import code_all
from marsad.exchange import InputError
from marsad.model import MarsadError, Report


class Pool:
    """Stands in for a process pool; what is submitted is answered at once."""

    def __init__(self, jobs, **_):
        self.jobs = jobs
        self.open = 0

    def submit(self, work, batch):
        answer = work(batch)
        return type("Future", (), {"result": lambda self: answer})()

    def shutdown(self, **_):
        pass


@pytest.mark.usefixtures("coder")
@pytest.mark.parametrize("jobs", [1, 2, 0])
def test_order_is_kept(monkeypatch, jobs):
    monkeypatch.setattr(runner, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    items = [Report(str(n), "", "قصفت") if n % 7 else InputError(str(n), "bad") for n in range(200)]
    found = [o.where if isinstance(o, InputError) else o.id for o in code_all(items, jobs)]
    assert found == [str(n) for n in range(200)]


def test_a_worker_that_dies(monkeypatch):
    class Broken(Pool):
        def submit(self, work, batch):
            raise BrokenProcessPool("gone")

    monkeypatch.setattr(runner, "ProcessPoolExecutor", Broken)
    with pytest.raises(MarsadError, match="fewer --jobs"):
        list(code_all([Report("a", "", "x")], 2))


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr(runner, "ProcessPoolExecutor", Pool)
    read = 0

    def reports():
        nonlocal read
        for _ in range(1000):
            read += 1
            yield InputError("a", "b")

    next(iter(code_all(reports(), 2)))
    assert read < 200
