import csv
import io
import json

import pytest

from marsad.exchange.events.reading import events_of, read_events
from marsad.exchange.faults import InputError
from marsad.exchange.ftm import write_ftm
from marsad.exchange.geojson import write_geojson
from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.incidents import INCIDENTS
from marsad.exchange.tables.writing import write_csv, write_jsonl, write_parquet
from marsad.model import ClaimType

GED = {
    "id": "9",
    "type_of_violence": "3",
    "date_start": "2016-03-01 00:00:00.000",
    "date_end": "2016-03-02",
    "date_prec": "2",
    "latitude": "35.5",
    "longitude": "36.5",
    "where_prec": "2",
    "country": "Yemen (North Yemen)",
    "adm_1": "Sana'a",
    "where_coordinates": "A town",
    "side_a": "IS",
    "side_b": "Civilians",
    "low": "1",
    "best": "2",
    "high": "3",
    "source_original": "SOHR, witnesses",
    "source_headline": "A headline",
}


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def table(*rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def exported(write, *arguments):
    out = io.BytesIO()
    write(*arguments, out)
    return out.getvalue()


def test_a_row_of_ged(file):
    (row,) = read_events(file("ged.csv", table(GED)))
    assert (row.first, row.last, row.date_prec, row.where_prec) == ("2016-03-01", "2016-03-02", 2, 2)
    assert (row.low, row.best, row.high, row.country) == (1, 2, 3, "YE")
    assert row.types == (ClaimType.VIOLENCE_AGAINST_CIVILIANS,)
    assert row.sources == ("SOHR", "witnesses")


def test_ged_says_who_fights_whom_and_not_how(file):
    (row,) = read_events(file("ged.csv", table(GED | {"type_of_violence": "1"})))
    assert row.types == ()


def test_semicolons_between_cells(file):
    assert len(list(read_events(file("ged.csv", table(GED, delimiter=";"))))) == 1


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("date_start", "yesterday", "no date"), ("latitude", "north", "no number"), ("best", "2.5", "no whole number")],
)
def test_a_bad_cell_is_told_and_the_other_rows_are_read(file, column, value, told):
    fault, row = read_events(file("ged.csv", table(GED | {column: value}, GED)))
    assert isinstance(fault, InputError)
    assert f"ged.csv:2: {column} holds" in str(fault)
    assert told in str(fault)
    assert row.id == "9"


def test_a_row_of_acled(file, told):
    (row,) = read_events(file("acled.csv", exported(write_csv, ACLED, [told])))
    assert (row.first, row.country, row.place, row.admin1) == ("2016-03-01", "SY", "Sarāqb", "Idlib")
    assert (row.low, row.best, row.high) == (5, 5, 5)
    assert row.types == (ClaimType.AIR_STRIKE,)
    assert (row.date_prec, row.where_prec, row.side_a) == (1, 1, "Syrian government forces")


@pytest.mark.parametrize("written", ["01 March 2016", "1-March-2016", "01/03/2016", "2016-03-01"])
def test_the_days_that_acled_writes(file, told, written):
    cells = dict(zip(ACLED.header, next(iter(ACLED.rows([told]))), strict=True))
    (row,) = read_events(file("acled.csv", table(cells | {"event_date": written})))
    assert row.first == "2016-03-01"


def test_own_tables_read_back_from_every_form(file, told):
    files = (
        file("a.csv", exported(write_csv, INCIDENTS, [told])),
        file("a.parquet", exported(write_parquet, INCIDENTS, [told])),
        file("a.geojson", exported(write_geojson, [told])),
        file("a.jsonl", exported(write_jsonl, INCIDENTS, [told])),
    )
    rows = [next(iter(read_events(path))) for path in files]
    assert rows[0] == rows[1] == rows[2] == rows[3]
    assert (rows[0].low, rows[0].best, rows[0].high, rows[0].where_prec) == (5, 5, 7, 1)
    assert (rows[0].lat, rows[0].lon) == (35.86, 36.8)
    assert rows[0].sources == ("ناشطون", "=وكالة")


def test_an_own_row_of_no_type(file, told):
    cells = dict(zip(INCIDENTS.header, next(iter(INCIDENTS.rows([told]))), strict=True))
    (fault,) = read_events(file("a.csv", table(cells | {"type": "war"})))
    assert "type holds 'war'" in str(fault)


def test_events_of_followthemoney(file, told):
    (row,) = read_events(file("a.jsonl", exported(write_ftm, [told])))
    assert (row.first, row.last, row.country, row.types) == ("2016-03-01", "2016-03-01", "SY", (ClaimType.AIR_STRIKE,))
    assert (row.lat, row.lon, row.best) == (35.86, 36.8, None)
    assert row.side_a.startswith("قوات النظام")


def test_what_is_no_entity(file):
    with pytest.raises(InputError, match=r"a\.jsonl:2: is no FollowTheMoney entity"):
        list(read_events(file("a.jsonl", '{"id": "a", "schema": "Event", "properties": {}}\n{}\n')))


def test_what_is_no_event_table(file):
    with pytest.raises(InputError, match="no column"):
        list(read_events(file("a.csv", "a,b\n1,2\n")))
    with pytest.raises(InputError, match="is no acled table"):
        list(read_events(file("b.csv", table(GED)), "acled"))
    with pytest.raises(InputError, match="without features"):
        list(read_events(file("c.json", '{"features": 1}')))
    with pytest.raises(InputError, match="no column"):
        list(read_events(file("f.jsonl", '{"a": 1}')))
    with pytest.raises(InputError, match=r"g\.jsonl:2: is no row"):
        list(read_events(file("g.jsonl", json.dumps(GED) + "\n[]\n")))
    with pytest.raises(InputError, match="holds no events"):
        list(read_events(file("d.csv", "id,type_of_violence\n")))
    with pytest.raises(InputError, match="no Parquet file"):
        list(read_events(file("e.parquet", "PAR")))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(read_events(tmp_path / "nothing.csv"))
    with pytest.raises(InputError, match="no Parquet file"):
        list(read_events(tmp_path / "nothing.parquet"))


def test_what_is_no_text_is_told_for_what_it_is(file):
    with pytest.raises(InputError, match="Office document"):
        list(read_events(file("a.xlsx", b"PK\x03\x04\n")))
    with pytest.raises(InputError, match="windows-1256"):
        list(read_events(file("a.csv", ("place\n" + "حلب دمشق حماة حمص إدلب\n" * 9).encode("windows-1256"))))


def test_bytes_that_are_no_text_far_down_in_a_file(file):
    with pytest.raises(InputError, match="UTF-8"):
        list(read_events(file("a.csv", table(*[GED] * 900).encode() + b"\xff\xfe\n")))


def test_broken_csv(file):
    with pytest.raises(InputError, match="is broken CSV"):
        list(read_events(file("a.csv", table(GED | {"source_headline": "x" * 2_000_000}))))


def test_a_feature_that_is_no_point(file, told):
    value = json.loads(exported(write_geojson, [told]))
    value["features"][0]["geometry"] = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    (row,) = read_events(file("a.geojson", json.dumps(value, indent=1)))
    assert (row.lat, row.lon) == (None, None)


def test_the_kind_of_a_table(file, told):
    assert events_of(file("a.csv", table(GED)))[0] == "ged"
    assert events_of(file("b.jsonl", exported(write_ftm, [told])))[0] == "ftm"


def test_several_parties_of_a_side(file):
    (row,) = read_events(file("ged.csv", table(GED | {"side_b": "SDF, Rahman Corps"})))
    assert row.side_b == "SDF; Rahman Corps"
