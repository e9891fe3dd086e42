"""What lies in a file of articles: lines of JSON, a table, a ZIP or WARC file; one after the other in a fixed order.

Pages come as they were served, for taking their text out is what takes time: whoever was broken off reads past those
that were taken in little more than the time that unpacking takes. Nothing is written to disk, and no name in an archive
is taken for the name of a file.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from marsad.exchange.archives import pages
from marsad.exchange.faults import InputError
from marsad.exchange.paths import KINDS, Kind, kind_of
from marsad.exchange.reading import REPORT_LIMIT, Defaults, Meter, read_stream
from marsad.exchange.spreadsheets import read_table
from marsad.model import Report

ENDINGS: Final = (".zip", ".warc", ".csv", *KINDS)
_ZIP, _WARC, _TABLE = ENDINGS[:3]
_FOLD: Final = 500  # a text packs to a tenth or twentieth of its size, never to so little
_SMALL: Final = 10_000_000  # bytes of a member that may pack to nothing
_WHOLE: Final = "check that it is whole"
_LARGE: Final = f"is larger than {REPORT_LIMIT // 1_000_000} MB"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Served:
    """A page as it was served, or lies in a file. ``url`` is empty where nothing tells it; ``content_type`` is as in
    HTTP, with the charset if one was told.
    """

    name: str
    url: str
    content_type: str
    body: bytes


Piece = Report | Served | InputError


def readable(name: str) -> bool:
    """Whether a file of this name is one that is read; ``.gz`` at its end is looked past."""
    return name.lower().removesuffix(".gz").endswith(ENDINGS)


def pieces(path: Path, meter: Meter) -> Generator[Piece, None, None]:
    """What a file holds, in its order, with an ``InputError`` in the place of what cannot be read.

    ``meter`` is kept at the bytes of the file that were read.
    """
    try:
        with path.open("rb") as raw:
            meter.total = path.stat().st_size
            for piece in _file(raw, path.name, str(path)):
                meter.done = raw.tell()
                yield piece
    except OSError as error:
        yield InputError(str(path), f"cannot be read ({error.strerror or error})", _WHOLE)
    meter.done = meter.total


def _file(raw: BinaryIO, name: str, where: str) -> Iterator[Piece]:
    """The pieces of a file, or those until it ends too soon and a fault."""
    bare = name.lower()
    try:
        if bare.endswith(_ZIP):
            yield from _zip(raw, where)
        elif bare.removesuffix(".gz").endswith(_WARC):
            yield from _web(raw, where)
        else:
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if bare.endswith(".gz") else raw
            yield from _plain(stream, name, where)
    except InputError as error:
        yield error
    except _BROKEN as error:
        yield InputError(where, f"cannot be read ({error})", _WHOLE)


def _web(raw: BinaryIO, where: str) -> Iterator[Piece]:
    for at, page in pages(raw, where):
        content_type = f"{page.media}; charset={page.charset}" if page.charset else page.media
        large = InputError(at, _LARGE, "no article is")
        yield large if page.raw is None else Served(page.url, page.url, content_type, page.raw)


def _plain(stream: BinaryIO, name: str, where: str) -> Iterator[Piece]:
    kind = kind_of(Path(name))
    if name.lower().removesuffix(".gz").endswith(_TABLE):
        yield from read_table(stream, where)
    elif kind is Kind.HTML:
        body = stream.read(REPORT_LIMIT + 1)
        large = InputError(where, _LARGE, "no article is")
        yield Served(name, "", "", body) if len(body) <= REPORT_LIMIT else large
    else:
        yield from (piece for _, piece in read_stream(stream, where, name, kind, Defaults(), Meter()))


def _zip(raw: BinaryIO, where: str) -> Iterator[Piece]:
    with zipfile.ZipFile(raw) as zipped:
        for member in zipped.infolist():
            if not member.is_dir() and not _hidden(member.filename):
                yield from _member(zipped, member, f"{where}/{member.filename}")


def _member(zipped: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> Iterator[Piece]:
    name = member.filename.lower()
    if name.endswith(_ZIP) or not readable(name):
        known = f"names of those that are read end in {' '.join(ENDINGS[1:])}"
        yield InputError(where, "is of no kind that is read in a ZIP file", known, warning=True)
    elif member.file_size > _SMALL and member.file_size > _FOLD * member.compress_size:
        yield InputError(where, f"would unpack to {member.file_size:,} bytes", "no archive of texts does")
    else:
        try:
            with zipped.open(member) as stream:
                yield from _file(cast(BinaryIO, stream), member.filename, where)
        except _BROKEN as error:
            yield InputError(where, f"cannot be unpacked ({error})", _WHOLE)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
