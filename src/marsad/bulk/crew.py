"""Who does the work: the workers of a Dask cluster, or processes of this machine; and how a job comes to its end.

A job may be done twice, and all or none of it remains of an attempt: what it writes has a name that follows from what
went in. So whatever is lost (a worker, the scheduler, a connection) is simply given out again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from logging import CRITICAL
from queue import Empty, SimpleQueue
from typing import Final, Generic, Protocol, TypeVar, cast

import dask
from distributed import Client, Future, KilledWorker, LocalCluster

from marsad.model import MarsadError

_GIVEN: Final = 2_000  # jobs that the scheduler holds at once
_TRIES: Final = 3  # of a job that fails for want of something (a store that does not answer)
_PATIENCE: Final = 300.0  # seconds in which a scheduler may come back
_LOOK: Final = 0.5  # seconds between two looks at whether it is there
_SLOW: Final = 4.0  # times as long as the slowest so far: then another worker is given the job too
_HASTE: Final = 30.0  # seconds that no job is doubled in


class Job(Protocol):
    """What is given out."""

    @property
    def key(self) -> str:
        """Tells it from others of the same run."""
        ...


J = TypeVar("J", bound=Job)
R = TypeVar("R")


class Crew:
    """Workers, to be used in a ``with`` block. ``address`` is a scheduler's; without one, ``workers`` processes of this
    machine are started, one a core where that is 0, and ended with the block.
    """

    def __init__(self, address: str | None = None, workers: int = 0) -> None:
        self._address = address
        self._workers = workers
        self._cluster: LocalCluster | None = None
        self._client: Client | None = None

    def __enter__(self) -> Crew:
        if self._address is None:
            # What a worker may have waiting dies with it: no more than one job is blamed for a death.
            dask.config.set({"distributed.scheduler.worker-saturation": 1.0})
            self._cluster = LocalCluster(
                n_workers=self._workers or None,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                silence_logs=CRITICAL,
            )
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    @property
    def client(self) -> Client:
        """The connection as it is now. Raises ``MarsadError`` outside of the ``with`` block."""
        if self._client is None:
            raise MarsadError("nobody is there to work; use the crew in a with block")
        return self._client

    @property
    def lost(self) -> bool:
        """Whether the connection is gone."""
        return self.client.status != "running"

    @property
    def size(self) -> int:
        """How many jobs are done at once."""
        return sum(cast("dict[str, int]", self.client.nthreads()).values(), 0)

    def connect(self) -> None:
        """Connect, anew if need be. Raises ``MarsadError`` where nobody answers in five minutes."""
        if self._client is not None:
            with suppress(Exception):  # a connection that is broken may fail in any way as it is closed
                self._client.close(timeout=1)
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                self._client = Client(self._cluster or self._address, set_as_default=False)
            except (OSError, TimeoutError) as error:
                if time.monotonic() > end:
                    raise MarsadError(f"no scheduler answers at {self._address}; start it and run again") from error
                time.sleep(_LOOK)
            else:
                return

    def run(
        self,
        work: Callable[[J], R],
        jobs: Iterable[J],
        done: Callable[[J, R], None] = lambda job, result: None,
        killed: Callable[[J], Iterable[J]] | None = None,
    ) -> None:
        """Do all jobs, each by ``work``, and give what came of each to ``done``, in no order.

        A job that kills worker after worker is given to ``killed``, which gives the jobs to be done in its place; none
        of these is given out with others, if it is the very job. Raises what ``work`` raises, and ``MarsadError`` for a
        job that kills its workers where there is no ``killed``.
        """
        _Run(self, work, done, killed).carry_out(jobs)


class _Run(Generic[J, R]):
    """One call of ``Crew.run``."""

    def __init__(
        self,
        crew: Crew,
        work: Callable[[J], R],
        done: Callable[[J, R], None],
        killed: Callable[[J], Iterable[J]] | None,
    ) -> None:
        self._crew, self._work, self._done, self._killed = crew, work, done, killed
        self._waiting: deque[J] = deque()
        self._alone: deque[J] = deque()  # to be done while nothing else is
        self._given: dict[str, tuple[J, float, list[Future[R]]]] = {}
        self._tries: dict[str, int] = {}
        self._heard: SimpleQueue[tuple[str, Future[R]]] = SimpleQueue()
        self._numbers = count()
        self._slowest = 0.0
        self._peopled = time.monotonic()
        self._in_vain = 0  # connections since anything was done

    def carry_out(self, jobs: Iterable[J]) -> None:
        self._waiting.extend(jobs)
        try:
            while self._waiting or self._given or self._alone:
                self._give_out()
                try:
                    self._take_in(*self._heard.get(timeout=_LOOK))
                except Empty:
                    self._look_after()
        finally:
            for _, _, futures in self._given.values():
                for future in futures:
                    with suppress(Exception):  # nobody may be there to hear it
                        future.cancel()

    def _give_out(self) -> None:
        while self._waiting and len(self._given) < _GIVEN:
            self._give(self._waiting.popleft())
        if self._alone and not self._given:
            self._give(self._alone.popleft())

    def _give(self, job: J) -> None:
        _, _, futures = self._given.setdefault(job.key, (job, time.monotonic(), []))
        others = self._others(futures)
        name = f"{getattr(self._work, '__name__', 'work')}-{job.key}-{next(self._numbers)}"
        future = self._crew.client.submit(
            self._work, job, key=name, pure=False, workers=others or None, allow_other_workers=bool(others)
        )
        futures.append(future)
        future.add_done_callback(lambda heard, key=job.key: self._heard.put((key, heard)))

    def _others(self, futures: list[Future[R]]) -> list[str]:
        """The workers that have nothing to do, for a job that one is at already; none for any other job."""
        if not futures:
            return []
        busy = {worker for worker, keys in self._crew.client.processing().items() if keys}
        return [worker for worker in self._crew.client.nthreads() if worker not in busy]

    def _take_in(self, key: str, future: Future[R]) -> None:
        told = self._given.get(key)
        if told is None or future not in told[2] or future.status not in ("finished", "error"):
            return
        job, begun, futures = told
        error = future.exception(timeout=10) if future.status == "error" else None
        if error is None:
            result = future.result(timeout=60)
            self._in_vain = 0
            self._slowest = max(self._slowest, time.monotonic() - begun)
        del self._given[key]
        for other in futures:
            if other is not future:
                other.cancel()
        if error is None:
            self._done(job, result)
        else:
            self._fail(job, error)

    def _fail(self, job: J, error: BaseException) -> None:
        if isinstance(error, KilledWorker):
            self._bury(job, error)
        elif isinstance(error, OSError) and self._tries.get(job.key, 1) < _TRIES:
            self._tries[job.key] = self._tries.get(job.key, 1) + 1
            self._waiting.append(job)
        else:
            raise error

    def _bury(self, job: J, error: BaseException) -> None:
        """A job died with its workers, or beside one that did."""
        if self._killed is None:
            raise MarsadError(
                f"{job.key} kills its workers, most likely for want of memory; give each worker more, or fewer threads"
            ) from error
        for one in self._killed(job):
            (self._alone if one.key == job.key else self._waiting).append(one)

    def _look_after(self) -> None:
        """What is to be done while nothing is heard: mend a lost connection, double what is slow."""
        if self._crew.lost or any(f.status in ("cancelled", "lost") for _, _, fs in self._given.values() for f in fs):
            self._in_vain += 1
            if self._in_vain > _TRIES:
                raise MarsadError(
                    "the scheduler drops whatever it is given; does it run, with the marsad that is here?"
                )
            self._crew.connect()
            self._waiting.extendleft(job for job, _, _ in self._given.values())
            self._given.clear()
        elif self._deserted():
            raise MarsadError("no worker is left to do the work; start some (dask worker) and run again")
        elif self._given and not self._waiting and not self._alone:
            self._double()

    def _deserted(self) -> bool:
        """Whether nobody has been there for as long as one would wait for a scheduler."""
        if self._crew.size:
            self._peopled = time.monotonic()
        return time.monotonic() - self._peopled > _PATIENCE

    def _double(self) -> None:
        limit = max(_HASTE, _SLOW * self._slowest)
        for job, begun, futures in list(self._given.values()):
            if self._slowest and len(futures) == 1 and time.monotonic() - begun > limit and self._crew.size > 1:
                self._give(job)
