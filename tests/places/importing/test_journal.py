"""Imports that are killed: nothing half written comes into use, and the next run goes on from where it was."""

import csv
import os
import signal
import subprocess
import sys
import time

import pytest

from marsad.places import library
from marsad.places.importing import geonames, journal, whosonfirst
from marsad.places.importing.run import Wish, import_file

pytestmark = pytest.mark.usefixtures("data_folder")
ROWS = 6_000
BATCH = 200
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
# Imports in a process of its own, so slowly that it can be killed in the midst.
CHILD = f"""
import sys, time
from pathlib import Path
from marsad.places.importing import journal
from marsad.places.importing.run import Wish, import_file
journal.BATCH = {BATCH}
add = journal.Journal.add
def slowly(*told):
    add(*told)
    time.sleep(0.02)
journal.Journal.add = slowly
import_file(Path(sys.argv[1]), "table", Wish(name="own"))
"""


def name(number):
    return f"قرية {LETTERS[number % 28]}{LETTERS[number // 28 % 28]}{LETTERS[number // 784 % 28]}"


def whosonfirst_table(path, rows=ROWS):
    header = ["wof_id", "name", "name_ar", "placetype", "lat", "lon", "country", "parent_id"]
    lines = [[k, f"P{k}", name(k), "locality", 35 + k % 90 / 100, 36.5 + k % 70 / 100, "SY", -1] for k in range(rows)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *lines])
    return path


def geonames_dump(path, rows=ROWS):
    def line(k):
        code, feature = ("ADM2", "A") if k == rows - 1 else ("PPL", "P")  # the district comes last
        cells = [
            k,
            f"P{k}",
            f"P{k}",
            name(k),
            35.8,
            36.7,
            feature,
            code,
            "SY",
            "",
            "12",
            "7",
            "",
            "",
            0,
            "",
            "",
            "",
            "",
        ]
        return "\t".join(map(str, cells))

    path.write_text("\n".join(map(line, range(rows))) + "\n", encoding="utf-8")
    return path


TABLES = [("table.csv", whosonfirst_table, whosonfirst), ("SY.txt", geonames_dump, geonames)]


def kept(folder):
    return list(folder.glob(".own.*.part"))


def kill_in_the_midst(table, folder, batches):
    """Start an import, and kill it once that many batches are in the journal."""
    process = subprocess.Popen([sys.executable, "-c", CHILD, str(table)], env=os.environ)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if sum(path.read_bytes().count(b"\n") for path in kept(folder)) >= batches:
            break
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("file", "make", "importer"), TABLES)
def test_a_killed_import_goes_on_where_it_was(tmp_path, data_folder, monkeypatch, file, make, importer):
    table = make(tmp_path / file)
    kill_in_the_midst(table, data_folder, 3)
    kill_in_the_midst(table, data_folder, 9)
    assert library.imported() == []
    converted = []
    place_of = importer._place
    monkeypatch.setattr(importer, "_place", lambda row, *rest: converted.append(row) or place_of(row, *rest))
    assert import_file(table, "table", Wish(name="own")).gazetteer.rows == ROWS
    assert 0 < len(converted) <= ROWS - 9 * BATCH
    assert sorted(path.name for path in data_folder.iterdir()) == ["own.json", "own.jsonl.gz"]
    resumed = (data_folder / "own.jsonl.gz").read_bytes()
    (data_folder / "own.json").unlink()
    import_file(table, "table", Wish(name="own"))
    assert (data_folder / "own.jsonl.gz").read_bytes() == resumed  # as if it had never been killed
    assert import_file(table, "table", Wish(name="own")).unchanged


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_old_gazetteer_stays_in_use_until_the_new_is_whole(tmp_path, data_folder):
    old = whosonfirst_table(tmp_path / "old.csv", 10)
    import_file(old, "old", Wish(name="own"))
    kill_in_the_midst(whosonfirst_table(tmp_path / "new.csv"), data_folder, 3)
    assert [one.rows for one in library.imported()] == [10]
    assert len(library.load(["own"])) == 10
    import_file(whosonfirst_table(tmp_path / "other.csv", 20), "other", Wish(name="own"))
    assert [one.rows for one in library.imported()] == [20]
    assert kept(data_folder) == []


@pytest.mark.parametrize("spoilt", [b'[400,600,[["", ', b"[600,800,[]]\n", b"\0\0\0\0", b"[]\n"])
def test_what_was_cut_off_is_converted_again(tmp_path, data_folder, monkeypatch, spoilt):
    monkeypatch.setattr(journal, "BATCH", BATCH)
    table = whosonfirst_table(tmp_path / "table.csv", 1_000)
    adds = []
    add = journal.Journal.add

    def dying(self, first, last, made):
        if last == 600:
            raise KeyboardInterrupt
        adds.append(first)
        add(self, first, last, made)

    monkeypatch.setattr(journal.Journal, "add", dying)
    with pytest.raises(KeyboardInterrupt):
        import_file(table, "table", Wish(name="own"))
    monkeypatch.setattr(journal.Journal, "add", add)
    (path,) = kept(data_folder)
    path.write_bytes(path.read_bytes() + spoilt)
    assert import_file(table, "table", Wish(name="own")).gazetteer.rows == 1_000
    assert adds == [0, 200]
