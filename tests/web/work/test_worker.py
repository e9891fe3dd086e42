"""Workers in processes of their own: stopped, killed, side by side; nothing is lost and nothing done twice."""

import json
import signal
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from marsad.web.work.models import Tally, Turn, Worker


def test_a_task_is_done_and_leaves_the_queue(yard):
    yard.put("note", str(yard.said), "one")
    worker = yard.start()
    yard.wait_for(lambda: not yard.tasks().exists(), "the end of the task")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert yard.lines() == ["begin one", "end one"]
    assert Tally.objects.using(yard.alias).get(name="note").done == 1


def test_a_stopped_worker_finishes_what_it_has_in_hand_and_nothing_more(yard):
    for number in range(2):
        yard.put("note", str(yard.said), number, 1.5)
    worker = yard.start("--threads", "1")
    yard.wait_for(yard.lines, "the beginning of a task")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    begun = yard.lines()[0].removeprefix("begin ")
    assert yard.lines() == [f"begin {begun}", f"end {begun}"]
    assert [task.status for task in yard.tasks()] == [TaskResultStatus.READY]
    assert not Worker.objects.using(yard.alias).exists()


def test_what_a_killed_worker_had_in_hand_is_done_by_the_next(yard):
    tasks = [str(number) for number in range(8)]
    for name in tasks:
        yard.put("note", str(yard.said), name, 0.3)
    worker = yard.start("--threads", "2")
    yard.wait_for(lambda: len(yard.lines()) > 4, "some tasks")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    yard.start()
    yard.wait_for(lambda: not yard.tasks().exists(), "the end of all")
    ended = Counter(line for line in yard.lines() if line.startswith("end"))
    assert ended.keys() == {f"end {name}" for name in tasks}
    assert ended.total() <= len(tasks) + 2  # those in hand may have ended before it could be told of


def test_killed_over_and_over_it_makes_each_row_once(yard):
    for number in range(150):
        yard.put("keep", number)
    for _ in range(3):
        worker = yard.start(MARSAD_WORKER_ATTEMPTS="50")
        left = yard.tasks().count()
        yard.wait_for(lambda left=left: yard.tasks().count() < left - 10, "some rows")
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    yard.start(MARSAD_WORKER_ATTEMPTS="50")
    yard.wait_for(lambda: not yard.tasks().exists(), "the end of all")
    assert Tally.objects.using(yard.alias).filter(name__startswith="kept").count() == 150


def test_a_task_that_fails_is_tried_again_and_then_given_up(yard):
    task = yard.put("fail", str(yard.said))
    worker = yard.start(log="json")
    yard.wait_for(lambda: yard.tasks().filter(status=TaskResultStatus.FAILED).exists(), "the giving up")
    assert yard.lines() == ["tried"] * 3
    task.refresh_from_db(using=yard.alias)
    assert task.exception_class_path == "builtins.ValueError"
    assert "it cannot be done" in task.traceback
    tally = Tally.objects.using(yard.alias).get(name="fail")
    assert (tally.failed, tally.dead, tally.done) == (2, 1, 0)
    told = yard.wait_for(lambda: [line for line in worker.log.read_text().splitlines() if "given up" in line], "a log")
    record = json.loads(told[0])
    assert (record["level"], record["task"], record["attempt"]) == ("error", "fail", 3)
    assert "ValueError" in record["error"]


def test_a_task_that_ends_its_worker_is_given_up_in_the_end(yard):
    yard.put("fall", str(yard.said))
    for _ in range(3):
        yard.start().wait(30)
    yard.start()
    yard.wait_for(lambda: yard.tasks().filter(status=TaskResultStatus.FAILED).exists(), "the giving up")
    assert yard.lines() == ["tried"] * 3


def test_every_line_of_the_json_log_is_an_object(yard):
    worker = yard.start(log="json")
    worker.send_signal(signal.SIGTERM)
    worker.wait(30)
    lines = [line for line in worker.log.read_text().splitlines() if not line.startswith("marsad: ")]
    assert [json.loads(line)["message"] for line in lines][-1] == "stopped"


def test_one_job_of_the_schedule_is_in_one_hand_at_a_time(yard):
    held = timezone.now() + timedelta(hours=1)
    Turn.objects.using(yard.alias).create(name="letters", due=timezone.now(), holder="another", until=held)
    worker = yard.start()
    yard.wait_for(lambda: Turn.objects.using(yard.alias).filter(name="saved", ran__isnull=False), "another job")
    worker.send_signal(signal.SIGTERM)
    worker.wait(30)
    assert Turn.objects.using(yard.alias).get(name="letters").ran is None


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_sqlite_has_one_worker(yard):
    yard.start()
    done = yard.run("worker")
    assert done.returncode == 1
    assert "another worker is at work" in done.stderr


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_several_work_side_by_side_on_postgresql(yard):
    tasks = [str(number) for number in range(40)]
    for name in tasks:
        yard.put("note", str(yard.said), name, 0.05)
    workers = [yard.start() for _ in range(2)]
    yard.wait_for(lambda: not yard.tasks().exists(), "the end of all")
    assert Counter(yard.lines()) == Counter([f"{what} {name}" for what in ("begin", "end") for name in tasks])
    assert all(worker.poll() is None for worker in workers)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_worker_that_stood_still_does_not_end_what_another_took_over(yard):
    yard.put("note", str(yard.said), "one", 2)
    first = yard.start()
    yard.wait_for(yard.lines, "the beginning")
    first.send_signal(signal.SIGSTOP)
    yard.start()
    yard.wait_for(lambda: yard.lines().count("begin one") == 2, "the second beginning")
    first.send_signal(signal.SIGCONT)
    yard.wait_for(lambda: not yard.tasks().exists(), "the end")
    assert Tally.objects.using(yard.alias).get(name="note").done == 1
