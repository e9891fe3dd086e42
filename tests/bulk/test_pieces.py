import io
from datetime import date

import pyarrow as arrow
import pytest
from pyarrow import parquet

from marsad.bulk.pieces import cut, items, records
from marsad.exchange.faults import InputError
from marsad.exchange.reading import Defaults
from marsad.model import MarsadError, Report

from .conftest import TEXT, lines, packed, report

DEFAULTS = Defaults()


def ids(pieces):
    return [item.id for piece in pieces for item in items(piece, DEFAULTS) if isinstance(item, Report)]


def told(pieces):
    return [str(item) for piece in pieces for item in items(piece, DEFAULTS) if isinstance(item, InputError)]


def page(text):
    return f'<html><head><meta charset="utf-8"></head><body><article><p>{text * 3}</p></article></body></html>'.encode()


def warc(*told):
    """Records as crawlers write them, each packed by itself."""
    return b"".join(packed(record(*one)) for one in told)


def record(url, status, media, content):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-06-14T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("size", [1, 100, 250, 400, 5_000])
def test_each_line_is_in_one_piece_however_a_file_is_cut(folder, size):
    folder.write("a.jsonl", lines(*(report(f"r{n}") for n in range(7))))
    pieces = cut(folder.url, size)
    assert ids(pieces) == [f"r{n}" for n in range(7)]
    assert sum(piece.size for piece in pieces) == len(folder.read("a.jsonl"))


def test_packed_lines_are_one_piece(folder):
    folder.write("a.jsonl.gz", packed(lines(report("r1"), report("r2"))))
    pieces = cut(folder.url, 10)
    assert len(pieces) == 1
    assert ids(pieces) == ["r1", "r2"]


def test_a_packed_file_that_breaks_off_is_told_and_read_so_far(folder):
    folder.write("a.jsonl.gz", packed(lines(*(report(f"r{n}") for n in range(4_000))))[:-9])
    pieces = cut(folder.url, 10)
    assert ids(pieces)[:2] == ["r0", "r1"]
    assert "breaks off" in told(pieces)[0]


def test_broken_lines_are_told_in_their_place(folder):
    folder.write("a.jsonl", b"{broken\n\n" + lines({"id": "r1"}) + lines(report("r2")))
    pieces = cut(folder.url, 5_000)
    assert ids(pieces) == ["r2"]
    broken, without = told(pieces)
    assert ":1: broken JSON" in broken
    assert ':3: has no "text"' in without


def test_row_groups_are_pieces_and_dates_are_read(folder):
    rows = [{"id": f"r{n}", "text": TEXT, "published": date(2016, 6, n + 1), "more": n} for n in range(6)]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), out, row_group_size=2)
    folder.write("a.parquet", out.getvalue())
    pieces = cut(folder.url, 1)
    assert [(piece.start, piece.stop) for piece in pieces] == [(0, 1), (1, 2), (2, 3)]
    read = [item for piece in pieces for item in items(piece, DEFAULTS)]
    assert [(one.id, one.published) for one in read] == [(f"r{n}", f"2016-06-0{n + 1}") for n in range(6)]


def test_a_table_without_texts_is_told(folder):
    out = io.BytesIO()
    parquet.write_table(arrow.table({"id": ["r1"]}), out)
    folder.write("a.parquet", out.getvalue())
    (piece,) = cut(folder.url, 100)
    with pytest.raises(InputError, match="no column text"):
        list(items(piece, DEFAULTS))


def test_pages_of_a_warc_file_are_reports(folder):
    html, text = "text/html; charset=utf-8", "text/plain; charset=utf-8"
    content = warc(
        ("http://example.org/1", "200 OK", html, page(TEXT)),
        ("http://example.org/2", "404 Not Found", html, page(TEXT)),
        ("http://example.org/3", "200 OK", "image/png", b"..."),
        ("http://example.org/4", "200 OK", text, TEXT.encode()),
    )
    folder.write("a.warc.gz", content)
    pieces = cut(folder.url, 10)
    assert len(pieces) == 1
    assert ids(pieces) == ["http://example.org/1", "http://example.org/4"]


def test_a_warc_file_that_is_none_is_told(folder):
    folder.write("a.warc", b"nothing of the kind\n")
    assert "cannot be read as WARC" in told(cut(folder.url, 10))[0]


def test_halves_hold_all_records_once(folder):
    folder.write("a.jsonl", lines(*(report(f"r{n}") for n in range(5))))
    (piece,) = cut(folder.url, 5_000)
    waiting, single = [piece], []
    while waiting:
        halves = waiting.pop(0).halves()
        if len(halves) == 1:
            single.append(halves[0])
        waiting += halves if len(halves) == 2 else ()
    assert sorted(ids(single)) == [f"r{n}" for n in range(5)]
    assert all(sum(1 for _ in records(one)) == 1 for one in single)


def test_patterns_and_single_files_can_be_named(folder):
    folder.write("2015/a.jsonl", lines(report("r1")))
    folder.write("2016/a.jsonl", lines(report("r2")))
    assert ids(cut(f"{folder.url}/2015/*.jsonl", 5_000)) == ["r1"]
    assert ids(cut(f"{folder.url}/2016/a.jsonl", 5_000)) == ["r2"]


def test_an_archive_without_known_files_is_told(folder):
    folder.write("a.txt", b"x")
    with pytest.raises(MarsadError, match="holds no archive"):
        cut(folder.url, 10)
