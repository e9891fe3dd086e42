"""Killed at any point, no item is lost and none is in the ledger twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import a_site, entry, page, rss, story

COUNT = 3  # what a kill is in the middle of, with one before and one behind
FULL = 7
SCRIPT = Path(__file__).with_name("crash.py")
POINTS = [
    "with a feed fetched",
    "before items are kept",
    "with items kept but not the visit",
    "with a visit done",
    "with a page fetched",
    "with a page read",
    "while learning",
    "with a text kept",
    "with a text coded",
    "before the ledger has it",
    "with the ledger written but not the item",
    "with both written and not yet kept",
    "with an item done",
]


@pytest.fixture(scope="module")
def outlet():
    """A site whose feed says «not changed» to who has seen it, so that a mark kept too early would lose items."""
    with a_site() as site:
        told = rss([entry(n, site.base) for n in range(COUNT)])
        site.pages = {f"/news/{n}": page(story(n)) for n in range(COUNT)}
        site.pages["/feed.xml"] = lambda headers: (
            (304, {}, "") if headers.get("If-None-Match") else (200, {"ETag": '"a"'}, told)
        )
        yield site


BATCHES = [
    "with a batch read",
    "with a batch coded",
    "before a batch is in the ledger",
    "with a batch in the ledger but not put down",
    "with a batch put down but not where it ended",
    "with a batch done",
]


@contextmanager
def driver(data, url="", within=()):
    """A process that is told what to do: ``tell(run={...})``, ``tell(anew=True)``. ``within`` is what starts it."""
    environment = {
        **os.environ,
        "MARSAD_DATA": str(data),
        "MARSAD_DATABASE": url,
        "MARSAD_FETCH_HOSTS": "127.0.0.1",
        "MARSAD_FETCH_PACE": "0",
    }
    process = subprocess.Popen(
        [*within, sys.executable, str(SCRIPT)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def tell(**asked):
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield tell
    finally:
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.fixture(scope="module")
def tell(tmp_path_factory, blank_ledger):
    folder = tmp_path_factory.mktemp("crash")
    with driver(folder, f"sqlite:///{shutil.copyfile(blank_ledger, folder / 'ledger.sqlite3')}") as told:
        yield told


@pytest.fixture(scope="module")
def tell_postgresql(tmp_path_factory, postgresql, blank_postgresql):
    name = f"{blank_postgresql}_crash"
    postgresql.psql(f"CREATE DATABASE {name} TEMPLATE {blank_postgresql};")
    with driver(tmp_path_factory.mktemp("crash"), postgresql.get_uri(name)) as told:
        yield told


@pytest.fixture(scope="module")
def run(outlet):
    """What to tell for a run that ends at a point."""

    def make(point="", count=1):
        return {"run": {"address": f"{outlet.base}/feed.xml", "point": point, "count": count}}

    return make


@pytest.fixture(scope="module")
def unbroken(tell, run):
    done = tell(anew=True, **run())
    assert [state for state, _, _ in done["items"]] == ["coded"] * COUNT
    assert list(done["reports"].values()) == [0] * COUNT
    assert (done["status"], done["faults"]) == (0, [])
    return done


def same(done, unbroken):
    assert done["reports"].keys() == unbroken["reports"].keys()
    assert done | {"reports": 0} == unbroken | {"reports": 0}
    assert set(done["reports"].values()) == {0}


@pytest.mark.parametrize("point", POINTS)
def test_after_a_kill_all_is_as_if_there_had_been_none(tell, run, unbroken, point):
    assert tell(anew=True, **run(point, 2))["status"] == -signal.SIGKILL
    same(tell(**run()), unbroken)


def test_killed_at_one_point_after_the_other(tell_postgresql, run, unbroken):
    tell_postgresql(anew=True)
    statuses = [tell_postgresql(**run(point))["status"] for point in POINTS]
    assert statuses.count(-signal.SIGKILL) > len(POINTS) // 2  # what a later kill would hit may be done by then
    same(tell_postgresql(**run()), unbroken)


def test_killed_at_any_time(tell, run, unbroken):
    rng = random.Random(7)
    tell(anew=True)
    for _ in range(8):
        tell(**run("timed", rng.randint(1, 30)))
    same(tell(**run()), unbroken)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive in which the last article is a later version of the first."""
    path = tmp_path_factory.mktemp("archive") / "a.jsonl"
    told = [
        {"id": str(n % COUNT), "title": f"قصف {n}", "text": story(n), "published": "2016-06-11", "outlet": "وكالة"}
        for n in range(COUNT + 1)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    return {"archive": str(path)}


@pytest.fixture(scope="module")
def whole(tell, archive):
    """What an unbroken reading of the archive comes to."""
    done = tell(anew=True, run=archive)
    assert [state for state, _, _ in done["items"]] == ["coded"] * COUNT
    assert sorted(done["reports"].values()) == [0] * (COUNT - 1) + [1]
    return done


@pytest.mark.parametrize("point", BATCHES)
def test_an_archive_read_after_a_kill_comes_to_what_an_unbroken_reading_does(tell, archive, whole, point):
    assert tell(anew=True, run=archive | {"point": point, "count": 2})["status"] == -signal.SIGKILL
    assert tell(run=archive) == whole


def test_an_archive_killed_at_one_point_after_the_other(tell_postgresql, archive, whole):
    tell_postgresql(anew=True)
    statuses = [tell_postgresql(run=archive | {"point": point})["status"] for point in BATCHES]
    assert statuses == [-signal.SIGKILL] * len(BATCHES)
    assert tell_postgresql(run=archive) == whole


def test_a_full_disk_loses_nothing_of_a_feed(tell, run, unbroken):
    filled(tell, run()["run"])
    same(tell(**run()), unbroken)


def test_a_full_disk_loses_nothing_of_an_archive(tell, archive, whole):
    filled(tell, archive)
    assert tell(run=archive) == whole


def filled(tell, wanted):
    """Each run has a little more room than the one before took: of bytes that any one file may have. First the log of
    what is written is full, then the database itself.
    """
    tell(anew=True)
    statuses = [tell(run=wanted | {"room": room})["status"] for room in (4_000, 50_000, 120_000, 250_000, 500_000)]
    assert statuses[0] == FULL
    assert set(statuses) <= {0, FULL}


# Where PostgreSQL finds no room: in which table, as a row is put in or changed, or all is to be kept.
FEED_FULL = [
    ("marsad_ingest_item", "INSERT"),
    ("marsad_ingest_feed", "UPDATE"),
    ("marsad_ingest_line", "INSERT"),
    ("marsad_ingest_item", "UPDATE"),
    ("ledger_report", "INSERT"),
    ("ledger_claim", "INSERT"),
    ("ledger_incident", "INSERT"),
    ("ledger_claim", "COMMIT"),
]
ARCHIVE_FULL = [
    ("ledger_report", "INSERT"),
    ("ledger_incident", "INSERT"),
    ("marsad_ingest_item", "INSERT"),
    ("marsad_ingest_import", "UPDATE"),
    ("marsad_ingest_item", "COMMIT"),
]


def test_a_full_disk_of_a_server_loses_nothing_of_a_feed(tell_postgresql, run, unbroken):
    tell_postgresql(anew=True)
    statuses = [tell_postgresql(run=run()["run"] | {"full": where})["status"] for where in FEED_FULL]
    assert statuses == [FULL] * len(FEED_FULL)
    same(tell_postgresql(**run()), unbroken)


def test_a_full_disk_of_a_server_loses_nothing_of_an_archive(tell_postgresql, archive, whole):
    tell_postgresql(anew=True)
    statuses = [tell_postgresql(run=archive | {"full": where})["status"] for where in ARCHIVE_FULL]
    assert statuses == [FULL] * len(ARCHIVE_FULL)
    assert tell_postgresql(run=archive) == whole
