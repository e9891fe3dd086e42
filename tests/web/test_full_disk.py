"""What is written to a disk that is full leaves no half behind, and says what is wrong: backups, what is taken out of
the ledger, what is kept to be faster. The disk is a real one, if small.
"""

import os
import shutil
import sys

import pytest

from .smalldisk import small_disk

SAMPLES = "samples/reports.jsonl"
OUTS = ["x.csv", "x.parquet", "x.jsonl", "x.geojson", "x.ftm"]
LITTLE = 8_192


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    with small_disk(tmp_path_factory.mktemp("disk")) as made:
        done = made.marsad("ledger", "add", SAMPLES)
        assert done.returncode == 0, done.stderr
        (made.seen / "outbox").mkdir()
        (made.seen / "outbox" / "a.eml").write_bytes(os.urandom(50_000))
        yield made


@pytest.fixture
def full(disk):
    """The disk with next to nothing left; what is there must be there afterwards, and no more."""
    before = disk.names()
    disk.leave(LITTLE)
    yield disk
    disk.size(1 << 26)
    assert disk.names() == before


def refused(done):
    """What was said at the end of a command that failed: a line for people."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr or "is full" in done.stderr
    return done.stderr


@pytest.mark.parametrize("name", OUTS)
def test_what_is_taken_out_is_there_whole_or_not_at_all(full, name):
    said = refused(full.marsad("export", "--out", str(full.path / name)))
    assert f"{full.path}/{name}: cannot be written" in said
    assert "nothing was left behind" in said


@pytest.mark.parametrize("words", [("archive",), ("code", SAMPLES, "--out")], ids=["archive", "code"])
def test_so_are_an_archive_and_what_was_coded(full, words):
    assert "nothing was left behind" in refused(full.marsad(*words, str(full.path / "out")))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.05, 1.3, 2.1])
def test_a_backup_is_there_whole_and_read_back_or_not_at_all(disk, share):
    """There is room for so much of the database: too little for its copy, for the ZIP, for what is read back."""
    before, size = disk.names(), (disk.seen / "marsad.sqlite3").stat().st_size
    disk.leave(LITTLE + int(size * share))
    done = disk.marsad("backup", str(disk.path / "b.zip"))
    disk.size(1 << 26)
    if done.returncode:
        said = refused(done)
        assert str(disk.path) in said
        assert "room" in said
        assert disk.names() == before
    else:
        assert share > 2
        assert disk.marsad("restore-backup", str(disk.path / "b.zip"), **elsewhere(disk)).returncode == 0
        (disk.seen / "b.zip").unlink()
        shutil.rmtree(disk.seen / "there")


def test_a_backup_that_fails_leaves_the_one_before(disk):
    (disk.seen / "b.zip").write_bytes(b"the one before")
    disk.leave(LITTLE)
    refused(disk.marsad("backup", str(disk.path / "b.zip")))
    assert (disk.seen / "b.zip").read_bytes() == b"the one before"
    disk.size(1 << 26)
    (disk.seen / "b.zip").unlink()


def elsewhere(disk):
    place = disk.path / "there"
    return {"MARSAD_DATABASE": f"sqlite:///{place}/db/marsad.sqlite3", "MARSAD_DATA": str(place / "data")}


@pytest.mark.parametrize("share", [0.5, 1.01, 1.9])
def test_a_backup_that_could_not_be_put_back_is_when_there_is_room(disk, share, tmp_path):
    backup = tmp_path / "b.zip"
    assert disk.marsad("backup", str(backup)).returncode == 0
    size = (disk.seen / "marsad.sqlite3").stat().st_size
    disk.leave(LITTLE + int(size * share))
    said = refused(disk.marsad("restore-backup", str(backup), **elsewhere(disk)))
    assert "room" in said
    disk.size(1 << 26)
    done = disk.marsad("restore-backup", str(backup), **elsewhere(disk))
    assert done.returncode == 0, done.stderr
    shutil.rmtree(disk.seen / "there")


def test_a_cache_that_finds_no_room_is_done_without(full):
    done = full.marsad("code", SAMPLES, MARSAD_CACHE=str(full.path / "cache"))
    assert done.returncode == 0, done.stderr
    assert not full.names("cache")
    (full.seen / "cache").rmdir()


KEEP = """
import django
django.setup()
from marsad.web.ingest import uploads
try:
    uploads.keep("a.jsonl", [bytes(100_000)] * 5)
except uploads.FileError as error:
    print(error)
"""


def test_what_comes_by_the_page_is_kept_whole_or_not_at_all(full):
    done = full.run(sys.executable, "-c", KEEP, env=full.environment())
    assert done.stdout == "a.jsonl cannot be kept (No space left on device); make room there and bring it again\n"
    (full.seen / "imports").rmdir()  # is empty


def test_what_is_printed_into_a_full_file_is_told(disk):
    line = 'exec "$0" -m marsad export > /dev/full'
    done = disk.run("sh", "-c", line, sys.executable, env=disk.environment())
    assert (done.returncode, done.stderr) == (1, "marsad: standard output: No space left on device\n")
