"""Event tables from files: which sort of table it is, and its rows; a bad row is told and passed over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

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
KINDS = tuple(_SORTS)


def read_events(path: Path, sort: str | None = None) -> Iterator[Item]:
    """The rows of a CSV, Parquet, GeoJSON or FollowTheMoney file; for one that cannot be read, an ``InputError``.

    ``sort`` is ``ged``, ``acled``, ``marsad`` or ``ftm``; without it the columns tell. Raises ``InputError`` if the
    file cannot be read at all or is no such table.
    """
    read: Read | None = None
    for number, cells in enumerate(_cells(path), 2):
        if read is None:
            read = _reader(path, frozenset(cells), sort)
        try:
            yield read(cells, f"{path}:{number}")
        except InputError as fault:
            yield fault
    if read is None:
        raise InputError(str(path), "holds no events", "give a table with a row of column names and rows below it")


def _reader(path: Path, header: frozenset[str], sort: str | None) -> Read:
    wanted = {sort: _SORTS[sort]} if sort else _SORTS
    for needed, read in wanted.values():
        if needed <= header:
            return read
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
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "check its name and rights") from error
    text = decode(raw, str(path))
    if not text.lstrip().startswith("{"):
        return _of_csv(text, path)
    return _texts(ftm.events(text, str(path))) if '"schema"' in text.partition("\n")[0] else _of_geojson(text, path)


def _of_csv(text: str, path: Path) -> Iterator[Mapping[str, str]]:
    sample = text[:4096].partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if sample.count(";") > sample.count(",") else ",")
    try:
        header = next(rows, [])
        for row in rows:
            if row:
                yield {name: unsafe(cell.strip()) for name, cell in zip(header, row, strict=False)}
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


def _of_geojson(text: str, path: Path) -> Iterator[Mapping[str, str]]:
    value = parse(text, str(path))
    features = value.get("features")
    if not isinstance(features, list):
        raise InputError(str(path), "is JSON without features", "give a GeoJSON FeatureCollection")
    for feature in features:
        lon, lat = (feature.get("geometry") or {}).get("coordinates") or (None, None)
        yield from _texts([{**feature["properties"], "lon": lon, "lat": lat}])


def _texts(rows: Iterable[dict[str, Any]]) -> Iterator[Mapping[str, str]]:
    """Cells as CSV would hold them."""
    for row in rows:
        yield {name: "" if cell is None else str(cell) for name, cell in row.items()}
