import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from marsad.exchange.tables.columns import Column, Table
from marsad.exchange.tables.writing import safe, unsafe, write_csv, write_jsonl, write_parquet

TABLE = Table(
    "pairs",
    "Two values.",
    (
        Column("name", "text", "a name", lambda pair: pair[0]),
        Column("count", "whole", "a count", lambda pair: pair[1]),
        Column("known", "truth", "whether it is known", lambda pair: pair[1] is not None),
    ),
)
ROWS = [("حلب, سوريا", 3), ("=1+1", None)]


def written(write, rows=ROWS):
    out = io.BytesIO()
    assert write(TABLE, rows, out) == len(rows)
    return out.getvalue()


def test_csv_opens_in_a_spreadsheet_and_runs_nothing():
    raw = written(write_csv)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows == [["name", "count", "known"], ["حلب, سوريا", "3", "true"], ["'=1+1", "", "false"]]


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@a", "\tx", "\rx", "\nx"])
def test_what_looks_like_a_formula_is_led_in_by_an_apostrophe(text):
    assert safe(text) == f"'{text}"


def test_numbers_keep_their_sign():
    assert safe(-4.5) == -4.5


@given(st.text())
def test_a_safe_text_reads_back(text):
    assert unsafe(str(safe(text))) == text or text.startswith("'")


@given(st.text())
def test_no_safe_text_starts_a_formula(text):
    assert not str(safe(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_json_lines_carry_the_columns_as_keys():
    first, second = (json.loads(line) for line in written(write_jsonl).splitlines())
    assert first == {"name": "حلب, سوريا", "count": 3, "known": True}
    assert second["name"] == "=1+1"


def test_parquet_keeps_types_and_meanings():
    table = parquet.read_table(io.BytesIO(written(write_parquet)))
    assert table.to_pylist()[0] == {"name": "حلب, سوريا", "count": 3, "known": True}
    assert table.schema.field("count").metadata == {b"meaning": b"a count"}


def test_parquet_is_written_in_many_batches():
    rows = [(str(n), n) for n in range(12_001)]
    assert parquet.read_table(io.BytesIO(written(write_parquet, rows))).num_rows == 12_001


def test_a_lone_surrogate_stops_no_file():
    assert b"\\ud800" in written(write_csv, [("\ud800", 1)])
    assert parquet.read_table(io.BytesIO(written(write_parquet, [("\ud800", 1)]))).to_pylist()[0]["name"] == "\\ud800"


def test_an_empty_table_is_its_header():
    assert written(write_csv, []).decode("utf-8-sig") == "name,count,known\r\n"
    assert parquet.read_table(io.BytesIO(written(write_parquet, []))).num_rows == 0
