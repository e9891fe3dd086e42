"""What leaves the ledger of the sample reports and what comes in: export, import, compare, archive, restore."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from marsad.cli import exporting, keeping
from marsad.cli.app import app
from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.ged import GED
from marsad.exchange.tables.incidents import INCIDENTS

SAMPLES = Path(__file__).parents[2] / "samples" / "reports.jsonl"
TABLE = """id,type_of_violence,date_start,date_end,date_prec,latitude,longitude,where_prec,country,where_coordinates,\
side_a,side_b,low,best,high
1,1,2016-06-12,2016-06-12,1,35.648,36.677,1,Syria,Maarat al-Numaan town,Government of Syria,Syrian insurgents,18,18,18
2,1,2016-06-12,2016-06-12,1,33.5,36.3,1,Syria,A village,Government of Syria,Syrian insurgents,3,3,3
3,1,2016-06-12,2016-06-12,1,33.3,44.4,1,Iraq,Baghdad city,Government of Iraq,IS,5,5,5
"""


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The ledger of the sample reports, coded once; nobody changes it."""
    path = tmp_path_factory.mktemp("ledger") / "samples.sqlite3"
    done = CliRunner().invoke(app, ["ledger", "add", str(SAMPLES), "--database", f"sqlite:///{path}"])
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(autouse=True)
def _folders(samples, tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_DATABASE", f"sqlite:///{samples}")
    monkeypatch.setenv("MARSAD_DATA", str(tmp_path / "data"))


@pytest.fixture
def own(samples, tmp_path):
    """The address of a ledger of the test's own, with the samples in it."""
    with closing(sqlite3.connect(samples)) as source, closing(sqlite3.connect(tmp_path / "own.sqlite3")) as copy:
        source.backup(copy)
    return f"sqlite:///{tmp_path / 'own.sqlite3'}"


@pytest.fixture
def empty(ledger_file, tmp_path):
    """The address of a ledger without reports."""
    return ledger_file(tmp_path / "empty.sqlite3")


@pytest.fixture
def ged(tmp_path):
    path = tmp_path / "ged.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_incidents_to_standard_output_as_csv(run):
    done = run("export")
    rows = rows_of(done.stdout)
    assert done.exit_code == 0
    assert tuple(rows[0]) == INCIDENTS.header
    assert f"rows written: {len(rows)}" in done.stderr
    assert len({row["id"] for row in rows}) == len(rows) > 100


@pytest.mark.parametrize("table", list(exporting.TABLES))
def test_every_table_in_every_form(run, tmp_path, table):
    columns = exporting.TABLES[table][0]
    for form in exporting.FORMS:
        assert run("export", table, "--out", tmp_path / f"t.{form}").exit_code == 0
    rows = rows_of((tmp_path / "t.csv").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()]
    arrow = parquet.read_table(tmp_path / "t.parquet").to_pylist()
    assert tuple(rows[0]) == tuple(lines[0]) == tuple(arrow[0]) == columns.header
    assert arrow == lines
    assert len(rows) == len(lines)


@pytest.mark.parametrize("table", ["acled", "ged"])
def test_an_event_table_tells_what_it_does_not_hold(run, table):
    done = run("export", table)
    held, told = len(rows_of(done.stdout)), done.stderr.splitlines()[-1]
    assert f"incidents that the {table} table does not hold" in told
    assert "only planned, or denied" in told
    assert ("without a known death" in told) == (table == "ged")
    whole = len(rows_of(run("export").stdout))
    counted = [int(word) for word in told.replace(":", " ").split() if word.isdigit()]
    assert held + sum(counted) == whole


def test_incidents_as_geojson(run, tmp_path):
    assert run("export", "--out", tmp_path / "i.geojson").exit_code == 0
    value = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))
    assert value["type"] == "FeatureCollection"
    assert any(feature["geometry"] for feature in value["features"])


def test_incidents_as_followthemoney(run):
    done = run("export", "--format", "ftm")
    schemas = {json.loads(line)["schema"] for line in done.stdout.splitlines()}
    assert {"Event", "Article", "Address", "Organization"} <= schemas
    assert "entities written" in done.stderr


def test_a_period_a_place_and_a_type(run):
    done = run("export", "--from", "2016-06-01", "--to", "2016-06-30", "--place", "حلب", "--type", "armed_clash")
    rows = rows_of(done.stdout)
    assert {row["type"] for row in rows} == {"armed_clash"}
    assert all(row["last"] >= "2016-06-01" and row["first"] <= "2016-06-30" for row in rows)
    assert {row["governorate_en"] for row in rows} == {"Aleppo"}


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (["wars"], "'wars' is none of incidents", 2),
        (["--format", "xlsx"], "'xlsx' is none of csv", 2),
        (["--from", "yesterday"], "is no date", 2),
        (["--to", "2016-02-30"], "is no date", 2),
        (["--place", "مكان لا وجود له"], "no place is called", 1),
        (["--type", "war"], "'war' is none of armed_clash", 1),
        (["claims", "--format", "ftm"], "ftm holds incidents alone", 1),
        (["--out", "/nowhere/at/all.csv"], "cannot be written", 1),
        (["--database", "sqlite:////nowhere/at/all"], "there is no ledger", 1),
    ],
)
def test_what_cannot_be_exported_is_told(run, arguments, told, code):
    done = run("export", *arguments)
    assert done.exit_code == code
    assert told in " ".join(done.stderr.replace("│", " ").split())


def test_a_file_appears_whole_or_not_at_all(run, tmp_path, monkeypatch):
    def fail(columns, rows, out):
        out.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(exporting.FORMS, "csv", fail)
    (tmp_path / "t.csv").write_text("before")
    done = run("export", "--out", tmp_path / "t.csv")
    assert (done.exit_code, (tmp_path / "t.csv").read_text()) == (1, "before")
    assert [path.name for path in tmp_path.glob("*t.csv*")] == ["t.csv"]


def test_an_empty_ledger_gives_a_header(run, empty):
    done = run("export", "--database", empty)
    assert done.exit_code == 0
    assert rows_of(done.stdout) == []
    assert tuple(done.stdout.removeprefix("\ufeff").strip().split(",")) == INCIDENTS.header
    assert json.loads(run("export", "--format", "geojson", "--database", empty).stdout)["features"] == []


def test_a_reader_that_goes_away_ends_it_quietly():
    marsad = "from marsad.cli.app import main; main()"
    script = f"{sys.executable} -c '{marsad}' export claims | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("141", "0")  # nought where the pipe's buffer took all
    assert "Traceback" not in done.stderr


def test_own_tables_come_in_again_and_once_only(run, own, tmp_path):
    run("export", "--out", tmp_path / "i.csv", "--from", "2016-06-01", "--to", "2016-06-30")
    first = run("import", tmp_path / "i.csv", "--database", own)
    again = run("import", tmp_path / "i.csv", "--database", own)
    assert (first.exit_code, again.exit_code) == (0, 0)
    count = len(rows_of((tmp_path / "i.csv").read_text(encoding="utf-8")))
    assert f"rows new: {count}, changed: 0, as they were: 0, faults: 0" in first.stderr
    assert f"rows new: 0, changed: 0, as they were: {count}, faults: 0" in again.stderr


@pytest.mark.parametrize(("columns", "table"), [(ACLED, "acled"), (GED, "ged")])
def test_event_tables_of_our_own_come_in(run, empty, tmp_path, columns, table):
    run("export", table, "--out", tmp_path / f"{table}.parquet")
    done = run("import", tmp_path / f"{table}.parquet", "--database", empty)
    assert (done.exit_code, "faults: 0" in done.stderr) == (0, True)


def test_an_imported_row_bears_the_name_of_its_table(run, empty, ged):
    assert run("import", ged, "--database", empty).exit_code == 0
    outlets = {row["outlet"] for row in rows_of(run("export", "claims", "--database", empty).stdout)}
    assert outlets == {"UCDP GED"}
    run("import", ged, "--kind", "ged", "--dataset", "Ours", "--database", empty)
    claims = rows_of(run("export", "claims", "--database", empty).stdout)
    assert {row["report"] for row in claims if row["outlet"] == "Ours"} == {"Ours:1", "Ours:2", "Ours:3"}


def test_a_bad_row_is_told_and_the_others_come_in(run, empty, ged, tmp_path):
    ged.write_text(TABLE.replace("2016-06-12,2016-06-12,1,33.5", "someday,2016-06-12,1,33.5"), encoding="utf-8")
    done = run("import", ged, tmp_path / "nothing.csv", "--database", empty)
    assert done.exit_code == 1
    assert "ged.csv:3: date_start holds 'someday'" in done.stderr
    assert "nothing.csv: cannot be read" in done.stderr
    assert "rows new: 2, changed: 0, as they were: 0, faults: 2" in done.stderr


def test_a_kind_of_table_that_there_is_none_of(run, ged):
    assert run("import", ged, "--kind", "icews").exit_code == 2


def test_the_ledger_beside_a_table_of_ged(run, ged):
    done = run("compare", "--ged", ged, "--from", "2016-06-12", "--to", "2016-06-12", "--place", "سوريا")
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0].split() == ["in", "both", "1"]
    assert any("Maarat al-Numaan town" in line and "معرة النعمان" in line for line in lines)
    assert any("A village" in line for line in lines[lines.index(next(x for x in lines if "only in UCDP" in x)) :])
    assert "Baghdad" not in done.stdout


def test_a_comparison_as_json_and_as_a_page(run, ged, tmp_path):
    page = tmp_path / "page.html"
    done = run("compare", "--ged", ged, "--from", "2016-06-12", "--json", "--html", page)
    found = json.loads(done.stdout)
    assert found["summary"]["in both"] == len(found["both"]) == 1
    (both,) = found["both"]
    assert (both["there"]["id"], both["here"]["killed"]["best"]) == ("1", 18)
    assert "same sides" in both["reasons"]
    assert {row["id"] for row in found["only_there"]} == {"2", "3"}
    told = page.read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in told
    assert "<bdi>كل الأماكن</bdi> · <bdi>من \u20662016-06-12\u2069 إلى \u20662016-06-12\u2069</bdi>" in told


def test_a_comparison_keeps_to_what_the_table_covers(run, ged, tmp_path):
    ged.write_text("".join(TABLE.splitlines(keepends=True)[:3]), encoding="utf-8")
    page = tmp_path / "page.html"
    found = json.loads(run("compare", "--ged", ged, "--json", "--html", page, "--language", "en").stdout)
    assert found["only_here"]
    assert all(row["first"] <= "2016-06-12" <= row["last"] for row in found["only_here"])
    assert "<bdi>Syria</bdi> · <bdi>\u20662016-06-12\u2069 to \u20662016-06-12\u2069</bdi>" in page.read_text(
        encoding="utf-8"
    )
    since = json.loads(run("compare", "--ged", ged, "--from", "2010-01-01", "--json").stdout)
    assert since["only_here"][0]["first"] < "2016"
    assert run("compare", "--ged", ged, "--language", "fr").exit_code == 2


def test_a_comparison_with_a_table_of_acled(run, tmp_path):
    run("export", "acled", "--out", tmp_path / "acled.csv")
    done = run("compare", "--acled", tmp_path / "acled.csv", "--json")
    found = json.loads(done.stdout)
    assert found["summary"]["in Marsad, outside its scope"] == 0
    assert all(m["there"]["id"].endswith(m["here"]["id"]) for m in found["both"])
    assert len(found["both"]) > 50


def test_long_lists_are_cut_and_the_page_is_named(run, ged):
    done = run("compare", "--ged", ged, "--most", "1")
    assert "The first 1 of each list; --html FILE holds them all." in done.stdout


def test_a_bad_row_of_the_other_table_is_told(run, ged):
    ged.write_text(TABLE.replace(",18,18,18", ",18,x,18"), encoding="utf-8")
    done = run("compare", "--ged", ged)
    assert done.exit_code == 1
    assert "ged.csv:2: best holds 'x'" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--ged", "a.csv", "--acled", "b.csv"]])
def test_one_table_is_compared(run, arguments):
    assert run("compare", *arguments).exit_code == 2


@pytest.mark.no_cover
def test_the_ledger_to_a_file_and_back(run, tmp_path):
    url = f"sqlite:///{tmp_path / 'back.sqlite3'}"
    out = run("archive", tmp_path / "a.zip")
    back = run("restore", tmp_path / "a.zip", "--database", url)
    assert (out.exit_code, back.exit_code) == (0, 0)
    assert "archived: 24 reports, 24 codings, 0 judgements" in out.stderr
    assert out.stderr.splitlines()[-1] == back.stderr.splitlines()[-1]
    assert run("export", "--database", url).stdout == run("export").stdout


def test_a_ledger_that_is_not_empty_takes_no_archive(run, own, tmp_path):
    run("archive", tmp_path / "a.zip")
    done = run("restore", tmp_path / "a.zip", "--database", own)
    assert (done.exit_code, "the ledger is not empty" in done.stderr) == (1, True)


def test_other_registers_make_other_incidents_and_that_is_told(run, tmp_path, monkeypatch):
    run("archive", tmp_path / "a.zip")
    monkeypatch.setattr("marsad.exchange.archive.fingerprint", lambda store: "other")
    done = run("restore", tmp_path / "a.zip", "--database", f"sqlite:///{tmp_path / 'back.sqlite3'}")
    assert (done.exit_code, "differ from those archived" in done.stderr) == (1, True)


def test_a_damaged_archive_makes_no_database(run, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no archive")
    done = run("restore", tmp_path / "a.zip", "--database", f"sqlite:///{tmp_path / 'back.sqlite3'}")
    assert (done.exit_code, "is no archive" in done.stderr) == (1, True)
    assert not (tmp_path / "back.sqlite3").exists()


def test_progress_is_counted_in_reports(monkeypatch, run, tmp_path):
    monkeypatch.setattr(keeping.sys, "stderr", _Terminal())
    assert run("archive", tmp_path / "a.zip").exit_code == 0


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def test_what_reviewers_judged_leaves_as_gold(run, empty):
    result = run("export", "--gold", "--database", empty)
    assert result.exit_code == 0, result.stderr
    assert "reports written: 0" in result.stderr
