"""The queue: tasks put in once, claimed by one worker each, tried again with limits, given up into the dead letters.

A task is a row of django-tasks-db. Each claim adds the worker to ``worker_ids``, so that their number is that of the
attempts, and sets ``started_at``, by which a worker knows that the task is still its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from marsad.web.work import environment
from marsad.web.work.models import Errand, Tally, Worker

_GROWTH: Final = 4  # each wait is so many times the one before
_TRACE: Final = 20_000  # characters of a traceback that are kept, its last ones
_PART: Final = 500  # keys looked up in one query
VANISHED: Final = "the worker ended in the middle of it"
Row = DBTaskResult[Any, Any]


def put(task: Task[Any, Any], wanted: Mapping[str, tuple[Any, ...]], *, revive: bool = False) -> int:
    """Queue a task for each key with its arguments, unless that key is queued already; how many were.

    A key among the dead letters stays there, unless ``revive`` is given: for what comes again by itself, such as a
    feed's next visit.
    """
    known: dict[str, str] = {}
    keys = list(wanted)
    for start in range(0, len(keys), _PART):
        rows = Errand.objects.filter(key__in=keys[start : start + _PART])
        known.update(rows.values_list("key", "task__status"))
    dead = [key for key, status in known.items() if status == TaskResultStatus.FAILED]
    if revive:
        _renew(DBTaskResult.objects.filter(errand__key__in=dead))
    return sum(_put(task, key, wanted[key]) for key in keys if key not in known) + (len(dead) if revive else 0)


def claim(worker: str, queues: Iterable[str]) -> Row | None:
    """The next task of these queues, now this worker's; ``None`` if there is none."""
    ready = DBTaskResult.objects.ready().filter(queue_name__in=list(queues))
    if not ready.exists():  # on SQLite, looking must not wait for a writer
        return None
    with transaction.atomic():
        found = ready.get_locked()
        if found is not None:
            found.claim(worker)
    return found


def done(task: Row, seconds: float) -> None:
    """The task was done: it leaves the queue, and its key may be queued again."""
    with transaction.atomic():
        if _own(task).delete()[0]:
            _count(name_of(task), seconds, done=1)


def failed(task: Row, error: BaseException, seconds: float) -> bool:
    """The task failed: it is tried again later, or given up if it was tried often enough; whether it was given up."""
    return _end(task, f"{type(error).__module__}.{type(error).__qualname__}", "".join(format_exception(error)), seconds)


def release(now: datetime) -> int:
    """Give back the tasks of workers that are no more; how many."""
    running = list(DBTaskResult.objects.running())
    if not running:
        return 0
    alive = set(Worker.objects.filter(seen__gte=now - environment.lease()).values_list("name", flat=True))
    lost = [task for task in running if not task.worker_ids or task.worker_ids[-1] not in alive]
    for task in lost:
        _end(task, "", VANISHED, 0)
    return len(lost)


def retry(task: str) -> bool:
    """Queue a dead letter anew, with all its attempts; whether it was one."""
    return bool(_renew(DBTaskResult.objects.failed().filter(pk=task)))


def discard(task: str) -> bool:
    """Delete a dead letter; whether it was one."""
    return bool(DBTaskResult.objects.failed().filter(pk=task).delete()[0])


def attempts(task: Row) -> int:
    """How often the task was begun."""
    return len(task.worker_ids)


def name_of(task: Row) -> str:
    """The task's own name, as metrics and logs tell it."""
    return str(task.task_path).rpartition(".")[2]


def _put(task: Task[Any, Any], key: str, arguments: tuple[Any, ...]) -> bool:
    try:
        with transaction.atomic():
            result = task.enqueue(*arguments)
            Errand.objects.create(key=key, task_id=result.id)
    except IntegrityError:  # another worker was faster
        return False
    return True


def _end(task: Row, error: str, trace: str, seconds: float) -> bool:
    given_up = attempts(task) >= environment.attempts()
    now = timezone.now()
    told = {"exception_class_path": error, "traceback": trace[-_TRACE:], "finished_at": now}
    wait = environment.pause() * _GROWTH ** (attempts(task) - 1) if error else 0  # a lease was wait enough
    later = now + timedelta(seconds=wait)
    state = {"status": TaskResultStatus.FAILED} if given_up else {"status": TaskResultStatus.READY, "run_after": later}
    with transaction.atomic():
        if not _own(task).update(**told, **state):
            return False
        _count(name_of(task), seconds, **({"dead": 1} if given_up else {"failed": 1}))
    return given_up


def _own(task: Row) -> Any:
    """The task's row, if no other worker has taken it over meanwhile."""
    return DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)


def _renew(tasks: Any) -> int:
    fresh = {"status": TaskResultStatus.READY, "worker_ids": [], "run_after": get_date_max(), "finished_at": None}
    return int(tasks.filter(status=TaskResultStatus.FAILED).update(**fresh))


def _count(name: str, seconds: float, **what: int) -> None:
    Tally.objects.get_or_create(name=name)
    added = {column: F(column) + count for column, count in what.items()}
    Tally.objects.filter(name=name).update(seconds=F("seconds") + seconds, **added)
