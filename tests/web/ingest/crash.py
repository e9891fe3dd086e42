"""An ingest that is killed at a given point, and one that comes after it: run by test_crash.py, in a folder of its own.

Reads lines of JSON (what to do), writes lines of JSON (what there is then). Each run is a child, so that it can die.
"""

import json
import os
import resource
import signal
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path

import django

django.setup()

from django.db import DatabaseError, connection, connections, transaction  # noqa: E402
from django.db.models.query import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from marsad.coder.pipeline import code  # noqa: E402
from marsad.ledger.ledger import Ledger  # noqa: E402
from marsad.model import Report  # noqa: E402
from marsad.web.browse.registers import registers  # noqa: E402
from marsad.web.database import StoreError  # noqa: E402
from marsad.web.fetching import Fetched  # noqa: E402
from marsad.web.ingest import adding, articles, boilerplate, importing, processing, reading, visiting  # noqa: E402
from marsad.web.ingest.models import Feed, Host, Item, Kind  # noqa: E402
from marsad.web.ledger.store import open_store  # noqa: E402

FULL = 7  # the status of a run that the disk was too small for


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def around(owner, name, count, after=False):
    """Dies before (or after) the ``count``-th call of a function."""
    function, calls = getattr(owner, name), [0]

    def wrapped(*args, **kwargs):
        calls[0] += 1
        if calls[0] == count and not after:
            die()
        found = function(*args, **kwargs)
        if calls[0] == count:
            die()
        return found

    setattr(owner, name, wrapped)


POINTS = {
    "with a feed fetched": lambda n: around(visiting, "look", 1, after=True),
    "before items are kept": lambda n: around(QuerySet, "bulk_create", 1),
    "with items kept but not the visit": lambda n: around(visiting, "put", 1, after=True),
    "with a visit done": lambda n: around(visiting, "_succeeded", 1, after=True),
    "with a page fetched": lambda n: around(articles, "asked", n, after=True),
    "with a page read": lambda n: around(articles, "read", n, after=True),
    "while learning": lambda n: around(boilerplate, "learn", n, after=True),
    "with a text kept": lambda n: around(processing, "_fetched", n, after=True),
    "with a text coded": lambda n: around(processing, "code", n, after=True),
    "before the ledger has it": lambda n: around(Ledger, "add", n),
    "with the ledger written but not the item": lambda n: around(Ledger, "add", n, after=True),
    "with both written and not yet kept": lambda n: around(processing, "_kept", n, after=True),
    "with a batch read": lambda n: around(importing, "_batch", n, after=True),
    "with a batch coded": lambda n: around(importing, "code", 2 * n),
    "before a batch is in the ledger": lambda n: around(Ledger, "add_many", n),
    "with a batch in the ledger but not put down": lambda n: around(Ledger, "add_many", n, after=True),
    "with a batch put down but not where it ended": lambda n: around(importing, "put", n, after=True),
    "with a batch done": lambda n: around(importing, "_taken", n, after=True),
    "with an item done": lambda n: around(processing, "process", n, after=True),
}


def work(address, point, count):
    if point in POINTS:
        POINTS[point](count)
    if point == "timed":
        signal.setitimer(signal.ITIMER_REAL, count / 100)  # nothing handles the signal: it ends the process
    adding.put(address, Kind.FEED)
    Feed.objects.update(due=timezone.now())
    for feed in visiting.due(timezone.now()):
        visiting.visit(feed)
    while items := processing.waiting(timezone.now()):
        for item in items:
            processing.process(item)


def bring(archive, point, count):
    """Reads an archive, two articles at a time."""
    if point in POINTS:
        POINTS[point](count)
    importing.BATCH = 2
    importing.read(adding.put_archive(Path(archive)).pk)


# What PostgreSQL says when a file cannot grow, said where it is wanted.
NO_ROOM = """
CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
"""


@contextmanager
def no_room(table, when):
    """A table of PostgreSQL that has no room for a row that is put in or changed, or for what is to be kept."""
    kind, moment = ("CONSTRAINT TRIGGER", "AFTER INSERT") if when == "COMMIT" else ("TRIGGER", f"BEFORE {when}")
    late = "DEFERRABLE INITIALLY DEFERRED" if when == "COMMIT" else ""
    with connection.cursor() as cursor:
        cursor.execute(NO_ROOM)
        cursor.execute(f"CREATE {kind} no_room {moment} ON {table} {late} FOR EACH ROW EXECUTE FUNCTION no_room()")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER no_room ON {table}")


def run(address="", archive="", point="", count=1, room=0, full=None):
    """One ingest, in a child; gives how it ended. ``room`` is the bytes that a file may have, as on a full disk;
    ``full`` where PostgreSQL has no room.
    """
    with no_room(*full) if full else nullcontext():
        return child(address, archive, point, count, room)


def child(address, archive, point, count, room):
    connections.close_all()
    child = os.fork()
    if not child:
        if room:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        status = 0
        try:
            bring(archive, point, count) if archive else work(address, point, count)
        except (StoreError, DatabaseError):
            status = FULL
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def there(ledger):
    """What there is now: the items, the reports with the numbers of their versions, faults of the database."""
    reports = {one: len(ledger.store.reports.versions(one)) for one in ledger.store.reports.ids()}
    items = list(Item.objects.order_by("guid").values_list("state", "report", "claims"))
    return {"items": items, "reports": reports, "faults": list(ledger.store.faults())}


def shorten():
    """Leaves no room in what SQLite has written ahead, so that a full disk is one at once."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def warm(ledger):
    """Has everything loaded here, once, so that not every child loads it."""
    story = "قُتل مدني في قصف على سراقب في ريف إدلب صباح اليوم، وقال مصدر طبي إن آخرين جُرحوا في القصف ذاته. " * 3
    page = f"<html><head><title>قصف</title></head><body><article><p>{story}</p></article></body></html>".encode()
    articles.read(Item(feed=Feed()), Fetched("http://news.example.org/1", 200, {"content-type": "text/html"}, page))
    feed = b"<rss version='2.0'><channel><item><title>a</title><guid>1</guid></item></channel></rss>"
    reading.read(Fetched("http://news.example.org/feed", 200, {}, feed))
    processing.store()
    report = Report("warm", "قصف", story, "2016-06-11", "وكالة")
    with transaction.atomic():
        ledger.add(report, code(report), processing.CODER)
        transaction.set_rollback(True)


def main():
    ledger = Ledger(open_store(), registers())
    warm(ledger)
    for line in sys.stdin:
        asked = json.loads(line)
        if "anew" in asked:
            Feed.objects.all().delete()
            Host.objects.all().delete()
            ledger.remove(list(ledger.store.reports.ids()))
            shorten()
        status = run(**asked["run"]) if "run" in asked else 0
        sys.stdout.write(json.dumps({"status": status} | there(ledger)) + "\n")
        sys.stdout.flush()


main()
