"""A worker: threads that do tasks, while the main thread keeps the schedule and says that the worker is there.

It stops at SIGTERM or Ctrl-C when the tasks in hand are done; a second one ends it at once. What it then had in hand,
as after a kill, is given back to the queue when its lease is over.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from marsad import __version__
from marsad.web.work import environment, queue, schedule
from marsad.web.work.models import Worker as Row
from marsad.web.work.schedule import Job

_log: Final = logging.getLogger(__name__)
_IDLE: Final = 1.0  # seconds between two looks into an empty queue
_SLICE: Final = 0.2  # seconds: a signal is heeded within them
_BEATS: Final = 4  # in a lease
_FORGOTTEN: Final = 24 * 60  # leases after which the row of a worker that was killed goes
USUAL: Final = "default"
MAIL: Final = "mail"  # has a thread of its own: a send may take hours


class Worker:
    """A worker of the settings' own database, with so many threads besides that for mail."""

    def __init__(self, jobs: Sequence[Job], threads: int) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._jobs = jobs
        self._queues = [*[USUAL] * threads, MAIL]
        self._asked = 0
        self._stop = threading.Event()
        self._beat = 0.0

    def run(self, ready: Callable[[str], None] = lambda name: None) -> None:
        """Work until a signal comes; ``ready`` is given the worker's name when it is at work. In the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)
        Row.objects.create(name=self.name, version=__version__, started=timezone.now(), seen=timezone.now())
        ready(self.name)
        _log.info("at work", extra={"fields": {"worker": self.name}})
        threads = [threading.Thread(target=self._work, args=(one,), daemon=True) for one in self._queues]
        for thread in threads:
            thread.start()
        while not self._asked:
            self._look()
            time.sleep(_SLICE)
        self._wind_up(threads)

    def until_empty(self) -> None:
        """Plan what is due and do all that is ready, in this thread alone; what failed waits for a later run."""
        Row.objects.create(name=self.name, version=__version__, started=timezone.now(), seen=timezone.now())
        queue.release(timezone.now())
        schedule.run(self._jobs, self.name)
        while (task := queue.claim(self.name, (USUAL, MAIL))) is not None:
            self._do(task)
            Row.objects.filter(pk=self.name).update(seen=timezone.now())
        Row.objects.filter(pk=self.name).delete()

    def _ask(self, *_: object) -> None:
        self._asked += 1
        if self._asked > 1:
            sys.exit(1)

    def _wind_up(self, threads: list[threading.Thread]) -> None:
        _log.info("stopping when what is in hand is done", extra={"fields": {"worker": self.name}})
        self._stop.set()
        while any(thread.is_alive() for thread in threads):
            self._say()
            time.sleep(_SLICE)
        Row.objects.filter(pk=self.name).delete()
        _log.info("stopped", extra={"fields": {"worker": self.name}})

    def _look(self) -> None:
        """Say that the worker is there, give back what others left, and keep the schedule."""
        try:
            if self._say():
                now = timezone.now()
                queue.release(now)
                Row.objects.filter(seen__lt=now - _FORGOTTEN * environment.lease()).delete()
            schedule.run(self._jobs, self.name)
        except DatabaseError as error:  # it may be away for a while; the worker is there when it is back
            self._without(error)

    def _say(self) -> bool:
        """Whether it was time to say it."""
        if time.monotonic() - self._beat < environment.lease().total_seconds() / _BEATS:
            return False
        self._beat = time.monotonic()
        close_old_connections()
        now = timezone.now()
        if not Row.objects.filter(pk=self.name).update(seen=now):
            Row.objects.create(name=self.name, version=__version__, started=now, seen=now)
        return True

    def _work(self, name: str) -> None:
        while not self._asked:
            try:
                close_old_connections()
                task = queue.claim(self.name, (name,))
                if task is not None:
                    self._do(task)
                    continue
            except DatabaseError as error:
                self._without(error)
            self._stop.wait(_IDLE)
        connections.close_all()

    def _do(self, row: DBTaskResult[Any, Any]) -> None:
        told = {"task": queue.name_of(row), "arguments": row.args_kwargs["args"], "attempt": queue.attempts(row)}
        begun = time.monotonic()
        try:
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        except Exception as error:
            self._failed(row, told, error, time.monotonic() - begun)
            return
        taken = time.monotonic() - begun
        self._surely(lambda: queue.done(row, taken))
        _log.info("done", extra={"fields": {**told, "seconds": round(taken, 3)}})

    def _failed(self, row: DBTaskResult[Any, Any], told: dict[str, Any], error: Exception, taken: float) -> None:
        close_old_connections()
        given_up = self._surely(lambda: queue.failed(row, error, taken))
        said = "given up" if given_up else "failed, to be tried again"
        _log.error(said, exc_info=error, extra={"fields": told})

    def _surely(self, keep: Callable[[], Any]) -> Any:
        """Keep what became of a task, however long the database is away; a task that is not kept is done again."""
        while True:
            try:
                return keep()
            except DatabaseError as error:
                self._without(error)
                if self._stop.wait(_IDLE):
                    raise
                close_old_connections()

    def _without(self, error: DatabaseError) -> None:
        reason = " ".join(str(error).split())
        _log.error("the database cannot be used; it is tried again", extra={"fields": {"reason": reason}})
        for connection in connections.all(initialized_only=True):
            connection.close_if_unusable_or_obsolete()
        time.sleep(_SLICE)
