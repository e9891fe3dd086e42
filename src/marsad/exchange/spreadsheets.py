"""Articles out of a table (CSV), a row each, whatever its columns are called."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from marsad.exchange.faults import InputError
from marsad.exchange.reading import REPORT_LIMIT, peekable
from marsad.model import Report

_PEEK: Final = 65_536
# Of each field the names under which archives know it, the likeliest first.
_NAMES: Final = {
    "id": ("id", "guid", "article_id", "doc_id", "المعرف"),
    "title": ("title", "headline", "العنوان"),
    "text": ("text", "body", "content", "article", "full_text", "النص"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date", "pubdate", "التاريخ"),
    "outlet": ("outlet", "publisher", "source", "newspaper", "المصدر"),
    "url": ("url", "link", "address", "الرابط"),
}
_EXPECTED: Final = "name its columns in the first row; one of them must be text, body or content"


def read_table(stream: BinaryIO, where: str) -> Iterator[Report | InputError]:
    """The reports of a table with a row of names; delimited by commas, semicolons or tabs.

    A report without an id goes by its address, else by the number of its row.
    """
    whole = cast(io.BufferedReader, peekable(stream))
    lines = io.TextIOWrapper(whole, encoding=_encoding(whole.peek(_PEEK)), errors="replace", newline="")
    csv.field_size_limit(REPORT_LIMIT)
    try:
        first = lines.readline()
        columns = _columns(next(csv.reader([first], delimiter=_delimiter(first)), []))
        if "text" not in columns:
            yield InputError(where, "is no table of articles", _EXPECTED)
            return
        yield from _rows(csv.reader(lines, delimiter=_delimiter(first)), columns, where)
    finally:
        lines.detach()  # the stream is its owner's to close


def _rows(rows: Iterator[list[str]], columns: dict[str, int], where: str) -> Iterator[Report | InputError]:
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"{where}:row {number}", f"cannot be read ({error})", "write the table anew")
            continue
        if any(cell.strip() for cell in row):
            yield _report(row, columns, number)


def _report(row: list[str], columns: dict[str, int], number: int) -> Report:
    told = {field: row[place] if place < len(row) else "" for field, place in columns.items()}
    url = told.get("url", "").strip()
    key = told.get("id", "").strip() or url or f"row {number}"
    day = told.get("published", "").strip() or None
    return Report(key, told.get("title", ""), told["text"], day, told.get("outlet", ""), url or None)


def _columns(names: list[str]) -> dict[str, int]:
    """Where each field stands."""
    plain = [name.strip().casefold().replace(" ", "_") for name in names]
    found = {
        field: next((plain.index(name) for name in known if name in plain), None) for field, known in _NAMES.items()
    }
    return {field: place for field, place in found.items() if place is not None}


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _encoding(head: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, UTF-8 by its form, else what spreadsheets write Arabic in."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last letter may be cut in two
    except UnicodeDecodeError:
        return "cp1256"
    return "utf-8-sig"
