"""The tasks. Each may be broken off at any point and begun again: that is the doing of the functions they call."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from django_tasks import task

from marsad.web.work.worker import MAIL

_SLICE: Final = 30.0  # seconds of a file, after which others have their turn and the worker can be stopped


@task
def visit(feed: int) -> None:
    """Visit a feed, if it is still there."""
    from marsad.web.ingest.models import Feed
    from marsad.web.ingest.visiting import visit

    found = Feed.objects.filter(pk=feed).first()
    if found is not None:
        visit(found)


@task
def process(item: int) -> None:
    """Take what a feed told of a step or more on its way into the ledger."""
    from marsad.web.ingest.models import Item
    from marsad.web.ingest.processing import process

    found = Item.objects.filter(pk=item).first()
    if found is not None:
        process(found)


@task
def bring(number: int) -> None:
    """Read on in a file for a while. If somebody else does, there is nothing to do."""
    from marsad.web.ingest.importing import OvertakenError, read

    with suppress(OvertakenError):
        read(number, _SLICE)


@task
def take(article: int) -> None:
    """Fetch the text of a page that a reader saved."""
    from marsad.web.readers.saved.keeping import take
    from marsad.web.readers.saved.models import Article

    found = Article.objects.filter(pk=article).first()
    if found is not None:
        take(found)


@task(queue_name=MAIL)
def letters() -> None:
    """Make and send the letters that are due. If somebody else is sending, there is nothing to do."""
    from marsad.web.newsletters.command import Newsletters
    from marsad.web.newsletters.journal import BusyError

    try:
        Newsletters().send()
    except BusyError:
        return
