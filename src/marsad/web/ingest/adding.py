"""What an administrator does with feeds: add, pause, take up again, remove, bring in a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from marsad.model import MarsadError
from marsad.web.ingest import files, uploads
from marsad.web.ingest.addresses import clean
from marsad.web.ingest.discovery import discover
from marsad.web.ingest.entries import line
from marsad.web.ingest.files import FileError
from marsad.web.ingest.mail.address import checked, is_mailbox
from marsad.web.ingest.models import Feed, Import, Kind, Standing
from marsad.web.ingest.opml import Outline


class UnknownFeedError(MarsadError):
    """There is no such feed."""


def find(named: str) -> Feed:
    """A feed by its number or address. Raises ``UnknownFeedError``."""
    rows = Feed.objects.filter(pk=int(named)) if named.isascii() and named.isdigit() and len(named) < 19 else None
    found = (rows if rows is not None else Feed.objects.filter(address__in=[named, clean(named)])).first()
    if found is None:
        raise UnknownFeedError(f"there is no feed {named[:200]!r}; marsad feeds list shows all")
    return found


def add(address: str, outlet: str = "") -> tuple[Feed, bool]:
    """Add what is found at an address (see ``discover``), the first that is there, or a mailbox; and whether it is new.

    Raises ``FeedError``.
    """
    if is_mailbox(address):
        return put(checked(address), Kind.MAILBOX, "", outlet)
    best = discover(address)[0]
    return put(best.address, best.kind, best.title, outlet)


def put(address: str, kind: Kind, title: str = "", outlet: str = "") -> tuple[Feed, bool]:
    """Put a feed down, due at once, and whether it is new; one that is there stays as it is."""
    now = timezone.now()
    told = {"kind": kind, "title": line(title), "outlet": line(outlet), "added": now, "due": now}
    return Feed.objects.get_or_create(address=address, defaults=told)


def watch(path: Path, outlet: str = "") -> tuple[Feed, bool]:
    """Add a folder whose files are read as they come, and whether it is new. Raises ``FileError``."""
    if not path.is_dir():
        raise FileError(f"{path} is no folder; to read a file once: marsad feeds import {path}")
    return put(files.address(path), Kind.FOLDER, path.name, outlet)


@transaction.atomic
def put_archive(path: Path, outlet: str = "") -> Import:
    """Put a file down that is to be read once; one that has changed since, or was gone in the middle, is read again.

    Raises ``FileError``.
    """
    feed, _ = put(files.address(path), Kind.ARCHIVE, path.name, outlet)
    mark, now = files.mark(path), timezone.now()
    one, new = Import.objects.get_or_create(
        feed=feed, name=path.name, defaults={"mark": mark, "added": now, "size": path.stat().st_size}
    )
    if not new and (one.mark != mark or one.done < one.size):
        one.ended = None  # whoever reads it sees that it is another, and begins anew
        one.save(update_fields=["ended"])
    return one


@transaction.atomic
def bring(outlines: Iterable[Outline]) -> tuple[int, int]:
    """Put the feeds of a list down without asking them; how many are new, and how many were there."""
    made = [put(one.address, one.kind, one.title)[1] for one in outlines]
    return sum(made), len(made) - sum(made)


def pause(feed: Feed) -> None:
    """Visit it no more, and take none of its items further, until it is taken up again."""
    Feed.objects.filter(pk=feed.pk).update(standing=Standing.PAUSED)


def resume(feed: Feed) -> None:
    """Visit it again, at once; what it failed at before is forgotten."""
    Feed.objects.filter(pk=feed.pk).update(standing=Standing.ACTIVE, due=timezone.now(), failures=0, fault="")


def remove(feed: Feed) -> None:
    """Forget a feed and its items. The reports that came by it stay in the ledger."""
    paths = [files.path_of(one) for one in feed.imports.select_related("feed")]
    feed.delete()
    for path in paths:
        uploads.drop(path)
