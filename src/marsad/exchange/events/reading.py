"""Event tables from files: which sort of table it is, and its rows; a bad row is told and passed over."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from marsad.exchange.decode import decode
from marsad.exchange.events import acled, ftm, ged, own
from marsad.exchange.events.row import EventRow
from marsad.exchange.faults import InputError
from marsad.exchange.records import parse
from marsad.exchange.tables.writing import unsafe

Read = Callable[[Mapping[str, str], str], EventRow]
Item = EventRow | InputError
_SORTS: Mapping[str, tuple[frozenset[str], Read]] = {
    "ged": (ged.NEEDED, ged.read),
    "acled": (acled.NEEDED, acled.read),
    "marsad": (own.NEEDED, own.read),
    "ftm": (ftm.NEEDED, ftm.read),
}
KINDS: Final = tuple(_SORTS)
_HEAD: Final = 1 << 16  # bytes that tell what a file is
_CELL: Final = 1 << 20  # characters of a cell; more is a quotation mark that was never closed


def read_events(path: Path, sort: str | None = None) -> Iterator[Item]:
    """The rows of a CSV, Parquet, JSONL, GeoJSON or FollowTheMoney file; an ``InputError`` for one that is none.

    ``sort`` is one of ``KINDS``; without it the columns tell. Raises ``InputError`` if the file cannot be read at all
    or is no such table.
    """
    return events_of(path, sort)[1]


def events_of(path: Path, sort: str | None = None) -> tuple[str, Iterator[Item]]:
    """As ``read_events``, with the kind of the table before its rows."""
    rows = _cells(path)
    first = next(rows, None)
    if first is None:
        raise InputError(str(path), "holds no events", "give a table with a row of column names and rows below it")
    kind = _kind(path, frozenset(first), sort)
    return kind, _rows(path, chain((first,), rows), _SORTS[kind][1])


def _rows(path: Path, rows: Iterable[Mapping[str, str]], read: Read) -> Iterator[Item]:
    for number, cells in enumerate(rows, 2):
        try:
            yield read(cells, f"{path}:{number}")
        except InputError as fault:
            yield fault


def _kind(path: Path, header: frozenset[str], sort: str | None) -> str:
    wanted = {sort: _SORTS[sort]} if sort else _SORTS
    for kind, (needed, _) in wanted.items():
        if needed <= header:
            return kind
    missing = min((needed - header for needed, _ in wanted.values()), key=len)
    raise InputError(
        str(path),
        f"is no {sort or 'event'} table: it has no column {', '.join(sorted(missing))}",
        "give a table with the column names of UCDP GED, ACLED or marsad export, or FollowTheMoney events",
    )


def _cells(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        if path.suffix == ".parquet":
            return _of_parquet(path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD).removeprefix(codecs.BOM_UTF8)
        if not head.lstrip().startswith(b"{"):
            return _of_csv(path, head)
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "check its name and rights") from error
    return _of_json(text, path)


def _of_csv(path: Path, head: bytes) -> Iterator[Mapping[str, str]]:
    """Row by row: UCDP's table of the world has a quarter of a gigabyte."""
    decode(head[: head.rfind(b"\n") + 1], str(path))  # tells what is no text at all
    names = head.partition(b"\n")[0]
    between = ";" if names.count(b";") > names.count(b",") else ","
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            csv.field_size_limit(_CELL)
            rows = csv.reader(stream, delimiter=between)
            header = next(rows, [])
            for row in rows:
                if row:
                    yield {name: unsafe(cell.strip()) for name, cell in zip(header, row, strict=False)}
    except UnicodeDecodeError:
        decode(path.read_bytes(), str(path))  # tells which encoding it looks like
        raise
    except csv.Error as error:
        raise InputError(str(path), f"is broken CSV ({error})", "save it as CSV anew") from error


def _of_parquet(path: Path) -> Iterator[Mapping[str, str]]:
    import pyarrow as arrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from _texts(batch.to_pylist())
    except (OSError, arrow.ArrowException) as error:
        raise InputError(str(path), f"is no Parquet file ({error})", "export it anew") from error


def _of_json(text: str, path: Path) -> Iterator[Mapping[str, str]]:
    """Lines of FollowTheMoney entities, lines of rows, or GeoJSON: the first line tells."""
    try:
        first = json.loads(text.partition("\n")[0])
    except ValueError:
        first = {"features": None}
    if "schema" in first:
        return _texts(ftm.events(text, str(path)))
    return _of_geojson(text, path) if "features" in first else _of_lines(text, path)


def _of_lines(text: str, path: Path) -> Iterator[Mapping[str, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            row = parse(line, f"{path}:{number}")
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}", "is no row", "write an object a line, with the columns as keys")
            yield from _texts([row])


def _of_geojson(text: str, path: Path) -> Iterator[Mapping[str, str]]:
    value = parse(text, str(path))
    features = value.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise InputError(str(path), "is JSON without features", "give a GeoJSON FeatureCollection")
    for feature in features:
        geometry = feature.get("geometry") or {}
        lon, lat = geometry["coordinates"][:2] if geometry.get("type") == "Point" else (None, None)
        yield from _texts([{**(feature.get("properties") or {}), "lon": lon, "lat": lat}])


def _texts(rows: Iterable[dict[str, Any]]) -> Iterator[Mapping[str, str]]:
    """Cells as CSV would hold them."""
    for row in rows:
        yield {name: "" if cell is None else str(cell) for name, cell in row.items()}
