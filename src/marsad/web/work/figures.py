"""Figures on the queue, the feeds and the ledger, for the metrics and the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Min, Sum
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from marsad.web.work.models import Tally, Worker

_STATES: Final = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "running",
    TaskResultStatus.FAILED: "dead",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name without ``marsad_``, what it says, whether it only grows, its labels, its value."""

    name: str
    said: str
    grows: bool
    labels: dict[str, str]
    value: float


def all_figures() -> Iterator[Figure]:
    """All of them; those of one name follow each other."""
    now = timezone.now()
    yield from _ledger()
    yield from _items(now)
    yield from _feeds(now)
    yield from _imports()
    yield from _queue(now)
    yield from _done()
    yield from _workers(now)


def states() -> dict[tuple[str, str], int]:
    """How many tasks there are by name and state: ``waiting``, ``running``, ``dead``."""
    found: dict[tuple[str, str], int] = {}
    rows = DBTaskResult.objects.values_list("task_path", "status").annotate(count=Count("pk")).order_by()
    for path, status, count in rows:
        key = (path.rpartition(".")[2], _STATES.get(status, "done"))
        found[key] = found.get(key, 0) + count
    return dict(sorted(found.items()))


def oldest() -> datetime | None:
    """Since when the task that has been ready longest has waited."""
    ready = DBTaskResult.objects.ready()
    fresh = ready.filter(run_after=get_date_max()).aggregate(least=Min("enqueued_at"))["least"]
    again = ready.exclude(run_after=get_date_max()).aggregate(least=Min("run_after"))["least"]
    return min((one for one in (fresh, again) if one), default=None)


def _gauge(name: str, said: str, value: float, **labels: str) -> Figure:
    return Figure(name, said, False, labels, value)


def _age(now: datetime, since: datetime | None) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def _ledger() -> Iterator[Figure]:
    from marsad.web.ledger.models import Claim, Incident, Report

    for model, name in ((Report, "reports"), (Claim, "claims"), (Incident, "incidents")):
        yield _gauge(name, f"{name.capitalize()} in the ledger.", model.objects.count())


def _items(now: datetime) -> Iterator[Figure]:
    from marsad.web.ingest.models import Item, State

    counts = _counts(Item, "state")
    for state in State.values:
        yield _gauge("items", "Items of feeds by state.", counts.get(state, 0), state=state)
    waiting = Item.objects.filter(state__in=(State.FOUND, State.FETCHED)).aggregate(least=Min("found"))["least"]
    said = "Age of the item that has waited longest."
    yield _gauge("oldest_item_seconds", said, _age(now, waiting))


def _feeds(now: datetime) -> Iterator[Figure]:
    from marsad.web.ingest.models import Feed, Standing

    counts = _counts(Feed, "standing")
    for standing in Standing.values:
        yield _gauge("feeds", "Feeds by standing.", counts.get(standing, 0), standing=standing)
    active = Feed.objects.filter(standing=Standing.ACTIVE)
    yield _gauge("feeds_failing", "Active feeds whose last visit failed.", active.filter(failures__gt=0).count())
    fallen = active.exclude(fallen=None).count()
    yield _gauge("feeds_fallen", "Active feeds whose pages give far fewer texts than they used to.", fallen)
    late = active.filter(due__lte=now).aggregate(least=Min("due"))["least"]
    yield _gauge("feeds_late_seconds", "How long the feed that is most overdue has been so.", _age(now, late))


def _imports() -> Iterator[Figure]:
    from marsad.web.ingest.models import Import

    open_ones = Import.objects.filter(ended=None).aggregate(count=Count("pk"), size=Sum("size"), done=Sum("done"))
    yield _gauge("imports", "Files that are not read to their end.", open_ones["count"])
    left = (open_ones["size"] or 0) - (open_ones["done"] or 0)
    yield _gauge("import_bytes_left", "Bytes of them that are still to be read.", left)


def _queue(now: datetime) -> Iterator[Figure]:
    for (name, state), count in states().items():
        yield _gauge(
            "tasks", "Tasks in the queue by name and state; dead ones were given up.", count, task=name, state=state
        )
    said = "How long the task that has been ready longest has waited."
    yield _gauge("oldest_task_seconds", said, _age(now, oldest()))


def _done() -> Iterator[Figure]:
    rows = list(Tally.objects.order_by("name"))
    for row in rows:
        for outcome, count in (("done", row.done), ("failed", row.failed), ("dead", row.dead)):
            labels = {"task": row.name, "outcome": outcome}
            yield Figure("task_runs", "Runs of tasks by name and outcome.", True, labels, count)
    for row in rows:
        yield Figure("task_run_seconds", "Seconds that runs took together.", True, {"task": row.name}, row.seconds)


def _workers(now: datetime) -> Iterator[Figure]:
    from marsad.web.work.health import seen_since

    yield _gauge(
        "workers",
        "Workers that said lately that they are there.",
        Worker.objects.filter(seen__gte=seen_since(now)).count(),
    )


def _counts(model: Any, column: str) -> dict[str, int]:
    return dict(model.objects.values_list(column).annotate(Count("pk")).order_by())
