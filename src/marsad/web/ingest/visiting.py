"""A visit to a feed: what it tells of that is new is put down, in one transaction with what is known of the feed.

Broken off at any point, the next visit finds the same again: an item is put down once, by the feed's id and by its
address, and the feed's own marks («nothing has changed since») are kept with the items or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marsad.web.fetching import Fault, FetchError
from marsad.web.ingest import hosts, schedule
from marsad.web.ingest.addresses import digest, host, key
from marsad.web.ingest.entries import Entry
from marsad.web.ingest.files import FileError
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.looking import Look, Marks, look
from marsad.web.ingest.models import BRINGING, VISITED, Feed, Import, Item, Kind, Standing, State

NEW: Final = 500  # items of a visit: the first to a sitemap of years would be more than a day's work
_SETTLED: Final = timedelta(minutes=10)  # an article that changes by the minute is not fetched by the minute
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit came to: items new and changed, those known already, and those that changed but are too fresh to be
    fetched again now. ``fault`` is empty if it succeeded; ``wait`` is the seconds until the feed is due again.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    later: int = 0
    fault: str = ""
    wait: int = 0


def due(now: datetime, most: int = 1_000) -> list[Feed]:
    """The feeds whose time has come, those that wait longest first."""
    found = Feed.objects.filter(standing=Standing.ACTIVE, kind__in=VISITED, due__lte=now)
    return list(found.order_by("due", "pk")[:most])


def visit(feed: Feed) -> Visit:
    """Ask a feed what is new. A failure is put down with the feed and told in the result, never raised."""
    try:
        found = look(feed)
    except hosts.LaterError as error:
        return _later(feed, error)
    except FetchError as error:
        return _failed(feed, str(error), error)
    except (FeedError, FileError, hosts.ForbiddenError) as error:
        return _failed(feed, str(error))
    return _succeeded(feed, found)


def _succeeded(feed: Feed, found: Look) -> Visit:
    now = timezone.now()
    elapsed = (now - (feed.visited or feed.added)).total_seconds()
    with transaction.atomic():
        visit = put(feed, found.listing.entries, now)
        visit = replace(visit, new=visit.new + _put_files(feed, found.listing.files, now))
        feed.interval = _interval(feed, elapsed, visit.new)
        if feed.kind == Kind.MAILBOX:  # a mail that was read is put down, come what may
            feed.etag = found.marks.etag
        else:
            # With something left to do, «not changed» must not be the answer.
            marks = found.marks if visit.new < NEW and not visit.later else Marks()
            feed.etag, feed.modified, feed.seen = marks.etag, marks.modified, marks.seen
        feed.title = feed.title or found.listing.title
        feed.visited = feed.succeeded = now
        wait = 0 if found.more else feed.interval
        feed.due, feed.failures, feed.fault = now + timedelta(seconds=wait), 0, ""
        _move(feed, found.moved)
        feed.save(update_fields=[
            "interval", "etag", "modified", "seen", "title", "visited", "succeeded", "due", "failures", "fault",
            "address",
        ])  # fmt: skip
    return replace(visit, wait=wait)


def _interval(feed: Feed, elapsed: float, new: int) -> int:
    if feed.kind in BRINGING:
        return schedule.OWN
    return schedule.after_success(feed.interval, elapsed, new) if feed.visited else schedule.FIRST


def _put_files(feed: Feed, told: Sequence[tuple[str, str]], now: datetime) -> int:
    """Put down the files that are new or not what they were; how many those are."""
    known = dict(Import.objects.filter(feed=feed).values_list("name", "mark")) if told else {}
    fresh = [Import(feed=feed, name=name, mark=mark, added=now) for name, mark in told if name not in known]
    Import.objects.bulk_create(fresh, ignore_conflicts=True)
    changed = [name for name, mark in told if known.get(name, mark) != mark]
    for name in changed:  # whoever reads it sees that it is another, and begins anew
        Import.objects.filter(feed=feed, name=name).update(ended=None)
    return len(fresh) + len(changed)


def _move(feed: Feed, moved: str | None) -> None:
    """A feed that moved for good is asked there from now on; one that is there already stays by its old address."""
    if moved and moved != feed.address and not Feed.objects.filter(address=moved).exists():
        feed.address = moved


def _later(feed: Feed, error: hosts.LaterError) -> Visit:
    """The host is busy, or does not say what may be fetched: no failure of the feed's."""
    wait = max(1, int(error.wait))
    feed.due = timezone.now() + timedelta(seconds=wait)
    feed.save(update_fields=["due"])
    return Visit(fault=str(error), wait=wait)


def _failed(feed: Feed, fault: str, error: FetchError | None = None) -> Visit:
    now = timezone.now()
    feed.failures += 1
    wait = schedule.after_failure(feed.interval, feed.failures, error.wait if error else None)
    feed.visited, feed.fault, feed.due = now, fault, now + timedelta(seconds=wait)
    if error and error.status == _GONE:
        feed.standing = Standing.GONE
    feed.save(update_fields=["failures", "visited", "fault", "due", "standing"])
    if error and error.fault is Fault.STATUS and error.wait:
        hosts.put_off(feed.address, error.wait)
    return Visit(fault=fault, wait=wait)


def put(feed: Feed, entries: Iterable[Entry], now: datetime) -> Visit:
    """Put down what is new among the entries, and send for what changed; in the caller's transaction."""
    told = _once(feed, entries)
    known = _there(feed, told)
    fresh = [(one, entry) for one, entry in told.items() if one not in known and entry.guid not in known][:NEW]
    # Ignoring what is there already: another feed of the outlet may put it down at this moment.
    Item.objects.bulk_create([_item(feed, one, entry, now) for one, entry in fresh], ignore_conflicts=True)
    pairs = [(known.get(one) or known.get(entry.guid), entry) for one, entry in told.items()]
    other = [(i, entry) for i, entry in pairs if i and i.feed_id == feed.pk and i.told != entry.told]
    changed = sum(_changed(item, entry, now) for item, entry in other)
    return Visit(len(fresh), changed, len(told) - len(fresh) - len(other), len(other) - changed)


def _once(feed: Feed, entries: Iterable[Entry]) -> dict[str, Entry]:
    """The entries by their keys; of two with one key or one id the first stands."""
    found: dict[str, Entry] = {}
    ids: set[str] = set()
    for entry in entries:
        one = key(entry.address) if entry.address else digest(str(feed.pk), entry.guid)
        if entry.guid not in ids:
            ids.add(entry.guid)
            found.setdefault(one, entry)
    return found


def _there(feed: Feed, told: dict[str, Entry]) -> dict[str, Item]:
    """The items that are there, by their keys and, of this feed, by its ids."""
    found: dict[str, Item] = {}
    pairs = list(told.items())
    for start in range(0, len(pairs), 300):
        part = pairs[start : start + 300]
        own = Q(feed=feed, guid__in=[entry.guid for _, entry in part])
        for item in Item.objects.filter(Q(key__in=[one for one, _ in part]) | own).defer("text", "content"):
            found[item.key] = item
            if item.feed_id == feed.pk:
                found[item.guid] = item
    return found


def _item(feed: Feed, one: str, entry: Entry, now: datetime) -> Item:
    return Item(
        feed=feed, guid=entry.guid, key=one, address=entry.address, host=host(entry.address) if entry.address else "",
        state=State.ASIDE if entry.reason else State.FOUND, reason=entry.reason, due=now, told=entry.told,
        title=entry.title, author=entry.author, outlet=entry.outlet, published=entry.published,
        content=entry.content, found=now,
    )  # fmt: skip


def _changed(item: Item, entry: Entry, now: datetime) -> bool:
    """Have an item fetched again that the feed tells of otherwise than before; not if it was fetched just now."""
    if item.fetched and now - item.fetched < _SETTLED:
        return False
    item.told, item.title, item.content = entry.told, entry.title, entry.content
    item.state, item.reason, item.attempts, item.due = State.FOUND, "", 0, now
    item.save(update_fields=["told", "title", "content", "state", "reason", "attempts", "due"])
    return True
