"""Tables to files: CSV that is safe to open in a spreadsheet, Parquet, JSON lines. Rows are written as they come."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, TypeVar

from marsad.exchange.jsonl import dump_line
from marsad.exchange.tables.columns import Cell, Column, Table

Item = TypeVar("Item")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes a cell that begins so for
_BATCH = 5_000  # rows of a Parquet row group


def write_csv(table: Table[Item], items: Iterable[Item], out: BinaryIO) -> int:
    """RFC 4180, UTF-8 with the mark that spreadsheets need to read Arabic. Returns the number of rows."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(table.header)
    count = 0
    for row in table.rows(items):
        writer.writerow([safe(cell) for cell in row])
        count += 1
    text.detach()
    return count


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: a text that looks like a formula is led in by an apostrophe (OWASP)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell


def unsafe(cell: str) -> str:
    """The text that ``safe`` was given."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def write_jsonl(table: Table[Item], items: Iterable[Item], out: BinaryIO) -> int:
    """One object a line, with the columns as keys. Returns the number of rows."""
    count = 0
    for row in table.rows(items):
        out.write(dump_line(dict(zip(table.header, row, strict=True))))
        count += 1
    return count


def write_parquet(table: Table[Item], items: Iterable[Item], out: BinaryIO) -> int:
    """Parquet with the meaning of each column in its metadata. Returns the number of rows."""
    import pyarrow as arrow
    from pyarrow import parquet

    schema = arrow.schema([_field(column) for column in table.columns], {"about": table.about})
    count = 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in _batches(table.rows(items)):
            columns = [
                arrow.array([_clean(cell) for cell in cells], field.type)
                for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            writer.write_table(arrow.table(columns, schema))
            count += len(rows)
    return count


def _field(column: Column[Any]) -> Any:
    import pyarrow as arrow

    kinds: dict[str, Callable[[], Any]] = {
        "text": arrow.string,
        "whole": arrow.int64,
        "number": arrow.float64,
        "truth": arrow.bool_,
    }
    return arrow.field(column.name, kinds[column.kind](), metadata={"meaning": column.meaning})


def _clean(cell: Cell) -> Cell:
    """Lone surrogates have no UTF-8 form."""
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell


def _batches(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
