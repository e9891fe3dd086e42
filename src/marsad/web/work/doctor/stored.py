"""What the database tells: that it is there and whole, how far it is, what time it has, who works on it."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from marsad.web.database import StoreError, address, shown
from marsad.web.ledger.store import open_store, told
from marsad.web.work.doctor.findings import Finding, good, warning, wrong

_OLDEST: Final = 140_000  # PostgreSQL 14: what Django 5.2 asks for
_LARGE: Final = 4 << 30  # bytes of a SQLite file that is not read whole
_SLOW: Final = 5.0  # seconds that two clocks may differ
_AHEAD: Final = 60.0
_TOLD: Final = 5  # feeds of a kind of trouble; the page /ingest/ shows all


def database() -> Iterator[Finding]:
    """Whether it can be reached, is of a version that will do, and whole."""
    where = shown(address())
    if connection.vendor == "sqlite":
        yield from _sqlite(where)
        return
    try:
        with told(address()), connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0])
    except StoreError as error:
        yield wrong("database", str(error), f"start PostgreSQL, and check MARSAD_DATABASE: it says {where}")
        return
    said = f"{where}, PostgreSQL {number // 10_000}"
    mend = "update PostgreSQL to version 14 or newer"
    yield wrong("database", said, mend) if number < _OLDEST else good("database", said)


def migrations() -> Iterator[Finding]:
    """Whether its tables are those of this version."""
    from marsad.web.work.health import unapplied

    try:
        open_store(migrate=False)
    except StoreError as error:
        count = len(unapplied())
        mend = "run marsad upgrade" if count else "install the newest version: pip install --upgrade marsad"
        yield wrong("migrations", f"{count} missing" if count else str(error), mend)
        return
    yield good("migrations", "the tables are those of this version")


def clock() -> Iterator[Finding]:
    """Whether this machine's clock agrees with the database's, and is not behind what was written before."""
    from django_tasks_db.models import DBTaskResult

    from marsad.web.work.models import Worker

    mend = "let the machine set its clock by the network: timedatectl set-ntp true"
    if connection.vendor == "postgresql":
        apart = abs(_theirs() - time.time())
        if apart > _SLOW:
            yield wrong("clock", f"{apart:.0f} seconds apart from the database's", mend)
            return
    times: list[datetime | None] = [
        Worker.objects.aggregate(last=Max("seen"))["last"],
        DBTaskResult.objects.aggregate(last=Max("enqueued_at"))["last"],
    ]
    ahead = max(((one - timezone.now()).total_seconds() for one in times if one), default=0)
    if ahead > _AHEAD:
        yield wrong("clock", f"{ahead:.0f} seconds behind what was written before", mend)
        return
    yield good("clock", f"{timezone.now():%Y-%m-%d %H:%M} UTC")


def worker() -> Iterator[Finding]:
    """Whether one is at work, and whether tasks were given up."""
    from django_tasks_db.models import DBTaskResult

    from marsad.web.work.health import worker_seen

    dead = DBTaskResult.objects.failed().count()
    if dead:
        yield warning(
            "worker", f"{dead} tasks were given up", "an administrator sees why, and tries them again, at /work/"
        )
    if not worker_seen():
        yield warning("worker", "none is at work", "start one: marsad worker, or systemctl start marsad-worker")
    elif not dead:
        yield good("worker", "at work")


def feeds() -> Iterator[Finding]:
    """Whether they answer, and their pages still give texts."""
    from marsad.web.ingest.health import FAILING
    from marsad.web.ingest.models import Feed, Standing

    active = Feed.objects.filter(standing=Standing.ACTIVE)
    failing, fallen = active.filter(failures__gte=FAILING), active.exclude(fallen=None)
    for one in failing.order_by("pk")[:_TOLD]:
        yield warning(
            "feeds", f"{one.address} fails: {one.fault}", f"ask it in a browser; marsad feeds remove {one.pk}"
        )
    for one in fallen.order_by("pk")[:_TOLD]:
        mend = "the outlet's layout has changed: say in outlets.toml where the article is (docs/how-to/feeds.md)"
        yield warning("feeds", f"far fewer pages of {one.address} give a text than used to", mend)
    if not failing.exists() and not fallen.exists():
        yield good("feeds", f"{active.count()} are read")


def backups() -> Iterator[Finding]:
    """Whether the programs that a backup of PostgreSQL needs are here."""
    if connection.vendor != "postgresql":
        yield good("backups", "marsad backup needs nothing more")
        return
    mend = "install PostgreSQL's client programs of the server's version or newer (Debian: postgresql-client)"
    for program in ("pg_dump", "pg_restore"):
        if shutil.which(program) is None:
            yield warning("backups", f"{program} is not here: marsad backup and marsad upgrade need it", mend)
            return
    mine = subprocess.run(["pg_dump", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        theirs = cursor.fetchone()[0].split()[0]
    if int(mine.split(".")[0]) < int(theirs.split(".")[0]):
        yield warning("backups", f"pg_dump {mine} is older than the server, {theirs}", mend)
        return
    yield good("backups", f"pg_dump {mine}")


def _sqlite(where: str) -> Iterator[Finding]:
    path = Path(str(connection.settings_dict["NAME"]))
    if not path.is_file():
        yield wrong("database", f"there is none at {where}", "make it: marsad init; or name another with --database")
        return
    mend = "put the last backup back: marsad restore-backup"
    if path.stat().st_size > _LARGE:
        yield good("database", f"{where}; too large to be read whole here: sqlite3 FILE 'PRAGMA quick_check'")
        return
    try:
        with told(address()), connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
    except StoreError as error:
        yield wrong("database", str(error), mend)
        return
    yield good("database", f"{where}, whole") if said == "ok" else wrong("database", f"{where}: {said}", mend)


def _theirs() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])
