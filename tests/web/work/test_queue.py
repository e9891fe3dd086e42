"""The queue itself: once a key, tried again later, given up, taken up again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from marsad.web.work import queue, tasks
from marsad.web.work.models import Errand, Tally, Worker

pytestmark = pytest.mark.usefixtures("ledger")
QUEUES = ("default",)


@pytest.fixture
def worker():
    now = timezone.now()
    return Worker.objects.create(name="w", version="1", started=now, seen=now).name


def dead(worker, monkeypatch):
    """A task that was given up."""
    monkeypatch.setenv("MARSAD_WORKER_ATTEMPTS", "1")
    queue.put(tasks.visit, {"feed 1": (1,)})
    task = queue.claim(worker, QUEUES)
    assert queue.failed(task, ValueError("no"), 0.5)
    return task


def test_a_key_is_queued_once():
    assert queue.put(tasks.visit, {"feed 1": (1,), "feed 2": (2,)}) == 2
    assert queue.put(tasks.visit, {"feed 2": (2,), "feed 3": (3,)}) == 1
    assert DBTaskResult.objects.count() == Errand.objects.count() == 3


def test_many_keys_are_looked_up_in_parts():
    wanted = {f"feed {number}": (number,) for number in range(1_200)}
    assert queue.put(tasks.visit, wanted) == 1_200
    assert queue.put(tasks.visit, wanted) == 0


def test_a_key_may_come_again_once_its_task_is_done(worker):
    queue.put(tasks.visit, {"feed 1": (1,)})
    queue.done(queue.claim(worker, QUEUES), 0.25)
    assert queue.put(tasks.visit, {"feed 1": (1,)}) == 1
    tally = Tally.objects.get(name="visit")
    assert (tally.done, tally.seconds) == (1, 0.25)


def test_what_was_queued_first_is_claimed_first(worker):
    queue.put(tasks.visit, {"feed 1": (1,), "feed 2": (2,)})
    assert [queue.claim(worker, QUEUES).args_kwargs["args"] for _ in range(2)] == [[1], [2]]
    assert queue.claim(worker, QUEUES) is None


def test_other_queues_are_left_alone(worker):
    queue.put(tasks.letters, {"letters": ()})
    assert queue.claim(worker, QUEUES) is None
    assert queue.claim(worker, ("mail",)) is not None


def test_each_attempt_waits_four_times_as_long_as_the_one_before(worker, monkeypatch):
    monkeypatch.setenv("MARSAD_WORKER_PAUSE", "30")
    queue.put(tasks.visit, {"feed 1": (1,)})
    waits = []
    for _ in range(3):
        DBTaskResult.objects.update(run_after=timezone.now())
        before = timezone.now()
        assert not queue.failed(queue.claim(worker, QUEUES), ValueError("no"), 0)
        waits.append(round((DBTaskResult.objects.get().run_after - before).total_seconds()))
    assert waits == [30, 120, 480]


def test_a_dead_letter_keeps_its_key(worker, monkeypatch):
    dead(worker, monkeypatch)
    assert queue.put(tasks.visit, {"feed 1": (1,)}) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_what_comes_by_itself_is_revived(worker, monkeypatch):
    dead(worker, monkeypatch)
    assert queue.put(tasks.visit, {"feed 1": (1,)}, revive=True) == 1
    assert queue.attempts(queue.claim(worker, QUEUES)) == 1


def test_a_dead_letter_is_tried_again_with_all_its_attempts(worker, monkeypatch):
    task = dead(worker, monkeypatch)
    assert queue.retry(str(task.pk))
    assert not queue.retry(str(task.pk))
    assert queue.attempts(queue.claim(worker, QUEUES)) == 1


def test_only_a_dead_letter_is_discarded(worker, monkeypatch):
    task = dead(worker, monkeypatch)
    queue.put(tasks.visit, {"feed 2": (2,)})
    alive = Errand.objects.get(key="feed 2").task_id
    assert queue.discard(str(task.pk))
    assert not queue.discard(str(alive))
    assert list(Errand.objects.values_list("key", flat=True)) == ["feed 2"]


def test_what_a_vanished_worker_had_is_given_back_when_its_lease_is_over(worker):
    queue.put(tasks.visit, {"feed 1": (1,)})
    queue.claim(worker, QUEUES)
    now = timezone.now()
    assert queue.release(now) == 0
    assert queue.release(now + timedelta(seconds=61)) == 1
    Worker.objects.create(name="v", version="1", started=now, seen=now)
    assert queue.attempts(queue.claim("v", QUEUES)) == 2


def test_who_lost_a_task_cannot_end_it(worker):
    queue.put(tasks.visit, {"feed 1": (1,)})
    lost = queue.claim(worker, QUEUES)
    queue.release(timezone.now() + timedelta(seconds=61))
    queue.claim("v", QUEUES)
    queue.done(lost, 1)
    assert not queue.failed(lost, ValueError("no"), 1)
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    assert Tally.objects.get(name="visit").done == 0
