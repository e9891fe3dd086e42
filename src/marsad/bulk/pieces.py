"""An archive in pieces: stretches of its files that are coded on their own, and the records in them.

Records are taken out of a file first (cheap, and never fails for one of them alone), and read as reports after that.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final, cast

import fsspec

from marsad.exchange.archives import Page, pages, report_of
from marsad.exchange.decode import decode
from marsad.exchange.faults import InputError
from marsad.exchange.lines import numbered_lines
from marsad.exchange.reading import REPORT_LIMIT, Defaults, Item, checked
from marsad.exchange.records import parse, to_report
from marsad.model import MarsadError

_KINDS: Final = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet", ".warc": "warc"}
_COLUMNS: Final = ("id", "title", "text", "published", "outlet", "url")
_BROKEN: Final = (OSError, EOFError, zlib.error, ValueError)
_ANOTHER: Final = "take another copy of it"
Raw = bytes | dict[str, Any] | Page | InputError | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file. ``start`` and ``stop`` are bytes of JSONL or row groups of Parquet, nought and the file's
    end elsewhere; ``first`` and ``last`` bound the records in it, from 0, ``last`` exclusive. ``size`` is its bytes.
    """

    url: str
    kind: str
    start: int
    stop: int
    size: int
    first: int = 0
    last: int | None = None

    @property
    def key(self) -> str:
        """Tells it from all others."""
        return f"{self.url}-{self.start}-{self.stop}-{self.first}-{self.last}"

    def halves(self) -> tuple[Piece, ...]:
        """The piece in two; as it is where it holds one record."""
        count = self.last - self.first if self.last is not None else sum(1 for _ in records(self))
        middle, last = self.first + count // 2, self.first + count
        if count < 2:
            return (replace(self, last=last),)
        size = self.size // 2
        return replace(self, last=middle, size=size), replace(self, first=middle, last=last, size=self.size - size)


def cut(source: str, size: int) -> list[Piece]:
    """The pieces of all files of known kinds at a URL (a file, a folder or a pattern), of about ``size`` bytes each.

    Packed files (``.gz``) and WARC files are one piece each. Raises ``MarsadError`` where there is no such file.
    """
    fs, path = _opened(source)
    try:
        files = sorted(fs.glob(path)) if re.search(r"[*?\[]", path) else [path] if fs.isfile(path) else fs.find(path)
    except OSError as error:
        raise MarsadError(f"{source} cannot be read ({error}); check the address and your rights") from error
    told = [(fs.unstrip_protocol(file), kind) for file in files if (kind := kind_of(file))]
    if not told:
        raise MarsadError(f"{source} holds no archive; known files end in {' '.join(_KINDS)} (and .gz after these)")
    return [piece for url, kind in told for piece in _cut(fs, url, kind, size)]


def kind_of(name: str) -> str | None:
    """What a file holds, by its name; ``None`` where it is of no kind that is read."""
    plain = name.lower().removesuffix(".gz")
    return next((kind for end, kind in _KINDS.items() if plain.endswith(end)), None)


def _opened(url: str) -> tuple[Any, str]:
    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(url))
    except (ImportError, ValueError, OSError) as error:
        raise MarsadError(f"{url} cannot be opened ({error}); is its fsspec driver installed?") from error


def _cut(fs: Any, url: str, kind: str, size: int) -> Iterator[Piece]:
    whole = int(fs.size(fs._strip_protocol(url)))
    if kind == "parquet":
        yield from _groups(url, size)
    elif kind == "warc" or url.lower().endswith(".gz"):
        yield Piece(url, kind, 0, whole, whole)
    else:
        for start in range(0, whole, size):
            yield Piece(url, kind, start, min(start + size, whole), min(size, whole - start))


def _groups(url: str, size: int) -> Iterator[Piece]:
    """Row groups together, up to the size; a larger one alone."""
    with _parquet(url) as file:
        told = [file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups)]
    start, held = 0, 0
    for nth, each in enumerate(told):
        if held and held + each > size:
            yield Piece(url, "parquet", start, nth, held)
            start, held = nth, 0
        held += each
    if held:
        yield Piece(url, "parquet", start, len(told), held)


def records(piece: Piece) -> Iterator[tuple[str, Raw]]:
    """The records of a piece as they stand in the file, each with where; an ``InputError`` where the file breaks off.

    Raises ``OSError`` where the store does not answer, so that it can be tried again.
    """
    found = _READERS[piece.kind](piece)
    return islice(found, piece.first, piece.last)


def items(piece: Piece, defaults: Defaults) -> Iterator[Item]:
    """The reports of a piece, checked; an ``InputError`` stands where one could not be read."""
    return checked(_read(piece), defaults)


def _read(piece: Piece) -> Iterator[tuple[str, Item]]:
    for where, raw in records(piece):
        try:
            if raw is not None and (raw if not isinstance(raw, bytes) else raw.strip()):
                yield where, _item(raw, where)
        except InputError as fault:
            yield where, fault


def _item(raw: Raw, where: str) -> Item:
    if isinstance(raw, InputError):
        return raw
    if isinstance(raw, Page):
        return report_of(raw, where)
    return to_report(parse(decode(raw, where), where) if isinstance(raw, bytes) else raw, where)


def _lines(piece: Piece) -> Iterator[tuple[str, Raw]]:
    """The lines that begin in a stretch of bytes; numbered from its start, which is part of where they stand."""
    name = piece.url if piece.start == 0 else f"{piece.url}@{piece.start}"
    with fsspec.open(piece.url, "rb") as raw:
        packed = piece.url.lower().endswith(".gz")
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw) if packed else raw)
        if piece.start:
            stream.seek(piece.start - 1)
            stream.readline()
        try:
            begun = stream.tell()
            for number, line in numbered_lines(stream, REPORT_LIMIT):
                if not packed and begun >= piece.stop:
                    return
                where = f"{name}:{number}"
                yield where, line if line is not None else InputError(where, "is too long for one report")
                begun = stream.tell()
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            yield name, InputError(name, f"breaks off ({error})", _ANOTHER)


@contextmanager
def _parquet(url: str) -> Iterator[Any]:
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    with fsspec.open(url, "rb") as stream:
        try:
            yield ParquetFile(stream)
        except ArrowInvalid as error:
            raise InputError(url, f"is no whole Parquet file ({error})", _ANOTHER) from error


def _rows(piece: Piece) -> Iterator[tuple[str, Raw]]:
    with _parquet(piece.url) as file:
        columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
        missing = [name for name in ("id", "text") if name not in columns]
        if missing:
            raise InputError(piece.url, f"has no column {' and no column '.join(missing)}", "name its columns so")
        for group in range(piece.start, piece.stop):
            for nth, row in enumerate(file.read_row_group(group, columns).to_pylist()):
                day = row.get("published")
                yield (
                    f"{piece.url}:{group}.{nth}",
                    row | {"published": day.isoformat()} if isinstance(day, date) else row,
                )


def _pages(piece: Piece) -> Iterator[tuple[str, Raw]]:
    with fsspec.open(piece.url, "rb") as stream:
        try:
            yield from pages(cast(BinaryIO, stream), piece.url)
        except InputError as fault:
            yield fault.where, fault


_READERS: Final[dict[str, Callable[[Piece], Iterator[tuple[str, Raw]]]]] = {
    "jsonl": _lines,
    "parquet": _rows,
    "warc": _pages,
}
