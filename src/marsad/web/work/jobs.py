"""What the schedule plans: which tasks are put into the queue, and how often that is looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef
from django_tasks.base import TaskResultStatus

from marsad.web.work import tasks
from marsad.web.work.models import Errand
from marsad.web.work.queue import put
from marsad.web.work.schedule import Job

ITEM: Final = "item "  # what the key of an article's task begins with
SAVED: Final = "saved "  # and that of a saved page's
_MOST: Final = 500  # tasks that one run of a job puts into the queue; the next run brings more


def feeds(now: datetime) -> int:
    """A visit to each feed that is due."""
    from marsad.web.ingest.visiting import due

    return put(tasks.visit, {f"feed {feed.pk}": (feed.pk,) for feed in due(now)}, revive=True)


def items(now: datetime) -> int:
    """Each item that waits for its next step."""
    from marsad.web.ingest.processing import waiting

    # Those that were given up wait as well, as far as the items know: they must not hold up the others.
    given_up = Errand.objects.filter(key__startswith=ITEM, task__status=TaskResultStatus.FAILED).count()
    return put(tasks.process, {f"{ITEM}{item.pk}": (item.pk,) for item in waiting(now, _MOST + given_up)})


def imports(now: datetime) -> int:
    """Each file that is not read to its end."""
    from marsad.web.ingest.importing import waiting

    return put(tasks.bring, {f"import {number}": (number,) for number in waiting(now, _MOST)}, revive=True)


def saved(now: datetime) -> int:
    """Each saved page that has no text yet and was never asked for one."""
    from marsad.web.readers.saved.models import Article, Kind, Version

    asked = Exists(Version.objects.filter(article=OuterRef("pk")))
    found = Article.objects.filter(kind=Kind.PAGE, fault="").exclude(asked).order_by("pk").values_list("pk", flat=True)
    return put(tasks.take, {f"{SAVED}{number}": (number,) for number in found[:_MOST]})


def letters(now: datetime) -> int:
    """The letters that are due, and what a send before left."""
    return put(tasks.letters, {"letters": ()}, revive=True)


JOBS: Final = (
    Job("feeds", 10, feeds),
    Job("items", 2, items),
    Job("imports", 2, imports),
    Job("saved", 20, saved),
    Job("letters", 300, letters),
)
