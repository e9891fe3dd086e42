"""The schedule: what is due is planned by one worker, whichever looks first; the others find it done."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from marsad.web.work import environment
from marsad.web.work.models import Turn

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A job: what puts its tasks into the queue and gives how many, and how many seconds lie between two runs."""

    name: str
    every: float
    plan: Callable[[datetime], int]


def run(jobs: Sequence[Job], worker: str) -> int:
    """Plan the jobs that are due and in nobody else's hand; how many tasks were queued."""
    now = timezone.now()
    known = dict(Turn.objects.values_list("name", "due"))
    for job in jobs:
        if job.name not in known:
            Turn.objects.get_or_create(name=job.name, defaults={"due": now})
    return sum(_run(job, worker, now) for job in jobs if known.get(job.name, now) <= now)


def _run(job: Job, worker: str, now: datetime) -> int:
    free = Q(until=None) | Q(until__lt=now)
    mine = Turn.objects.filter(free, name=job.name, due__lte=now)
    if not mine.update(holder=worker, until=now + environment.lease()):
        return 0
    count, fault = 0, ""
    try:
        count = job.plan(now)
    except Exception as error:  # the next run tries again; the page and the metrics tell of it
        fault = f"{type(error).__name__}: {error}"
        _log.exception("the job could not be planned", extra={"fields": {"job": job.name}})
    after = timezone.now() + timedelta(seconds=job.every)
    held = Turn.objects.filter(name=job.name, holder=worker)
    held.update(holder="", until=None, due=after, ran=now, fault=fault)
    return count
