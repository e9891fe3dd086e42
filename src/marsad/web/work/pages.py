"""The page of those who look after the site: workers, the schedule, the queue, and the tasks that were given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_tasks_db.models import DBTaskResult

from marsad.web.review.roles import administrators_only
from marsad.web.work import audit, figures, queue
from marsad.web.work.health import seen_since
from marsad.web.work.jobs import ITEM, SAVED
from marsad.web.work.models import Change, Errand, Turn, Worker

_LISTED: Final = 25
NAMES: Final = {
    "visit": gettext_lazy("visit a feed"),
    "process": gettext_lazy("bring an article in"),
    "bring": gettext_lazy("read on in a file"),
    "take": gettext_lazy("fetch a saved page"),
    "letters": gettext_lazy("send the letters"),
}
JOBS: Final = {
    "feeds": gettext_lazy("feeds that are due"),
    "items": gettext_lazy("articles that wait"),
    "imports": gettext_lazy("files that are not read to their end"),
    "saved": gettext_lazy("saved pages without a text"),
    "letters": gettext_lazy("letters that are due"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A task that was given up. ``about`` is its key or its arguments, ``fault`` the last line of what went wrong."""

    number: str
    name: object
    about: str
    attempts: int
    ended: datetime | None
    fault: str
    trace: str


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of task and how many wait, run and were given up."""

    name: object
    waiting: int
    running: int
    dead: int


@never_cache
@require_safe
@administrators_only
def work(request: HttpRequest) -> HttpResponse:
    """The page."""
    now = timezone.now()
    dead = DBTaskResult.objects.failed().select_related("errand").order_by("-finished_at", "pk")
    page = Paginator(dead, _LISTED).get_page(request.GET.get("page"))
    told = {
        "workers": Worker.objects.filter(seen__gte=seen_since(now)).order_by("started", "name"),
        "turns": [(JOBS.get(one.name, one.name), one) for one in Turn.objects.order_by("name")],
        "rows": rows(),
        "oldest": figures.oldest(),
        "page": page,
        "letters": [letter(one) for one in page],
    }
    return render(request, "work/work.html", told)


@never_cache
@require_POST
@administrators_only
def retry_task(request: HttpRequest) -> HttpResponse:
    """Queue a task that was given up anew."""
    return _acted(request, queue.retry, _("It is in the queue again."))


@never_cache
@require_POST
@administrators_only
def discard_task(request: HttpRequest) -> HttpResponse:
    """Delete a task that was given up."""
    return _acted(request, _discarded, _("Deleted."))


@never_cache
@require_safe
@administrators_only
def changes(request: HttpRequest) -> HttpResponse:
    """Who changed what, the latest first."""
    page = Paginator(Change.objects.order_by("-when", "-pk"), 4 * _LISTED).get_page(request.GET.get("page"))
    return render(request, "work/changes.html", {"page": page})


def rows() -> list[Row]:
    """The queue by kinds of tasks."""
    counts = figures.states()
    names = dict.fromkeys(name for name, _state in counts)
    return [
        Row(NAMES.get(name, name), *(counts.get((name, state), 0) for state in ("waiting", "running", "dead")))
        for name in names
    ]


def letter(task: DBTaskResult[Any, Any]) -> Letter:
    """A task that was given up, as it is shown."""
    errand = getattr(task, "errand", None)
    about = errand.key if errand else ", ".join(map(str, task.args_kwargs["args"]))
    name, attempts = queue.name_of(task), queue.attempts(task)
    lines = task.traceback.strip().splitlines() or [""]
    fault = _("The worker ended in the middle of it.") if task.traceback == queue.VANISHED else lines[-1]
    return Letter(str(task.pk), NAMES.get(name, name), about, attempts, task.finished_at, fault, task.traceback)


def _acted(request: HttpRequest, act: Callable[[str], bool], done: str) -> HttpResponse:
    number = request.POST.get("task", "")
    audit.about(request, f"task {number}")
    if _is_uuid(number) and act(number):
        messages.success(request, done)
    else:
        messages.warning(request, _("It is not among those that were given up any more."))
    return HttpResponseRedirect(reverse("work"))


def _discarded(number: str) -> bool:
    """Delete a task, and set aside what it was for: what waited on would be put into the queue again at once."""
    from marsad.web.ingest.processing import drop
    from marsad.web.readers.saved.keeping import give_up

    with transaction.atomic():
        key = Errand.objects.filter(task=UUID(number)).values_list("key", flat=True).first() or ""
        if not queue.discard(number):
            return False
        for begun, set_aside in ((ITEM, drop), (SAVED, give_up)):
            if key.startswith(begun):
                set_aside(int(key.removeprefix(begun)))
    return True


def _is_uuid(written: str) -> bool:
    try:
        UUID(written)
    except ValueError:
        return False
    return True
