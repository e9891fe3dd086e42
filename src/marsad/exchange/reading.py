"""Reports out of files, folders and standard input, in order, with every fault told in its place."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from marsad.exchange.decode import decode
from marsad.exchange.faults import InputError
from marsad.exchange.language import not_arabic
from marsad.exchange.lines import numbered_lines
from marsad.exchange.markup import extract
from marsad.exchange.paths import Kind, expand, kind_of, sniff
from marsad.exchange.records import iso_date, parse, to_report
from marsad.model import Report

# A report of ten million bytes is some five thousand pages: beyond that it is surely many reports in one.
REPORT_LIMIT = 10_000_000
JSON_LIMIT = 200_000_000
_SPLIT = "if it holds many reports, write them as JSONL, one a line"
_PEEK = 65_536
Item = Report | InputError


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says of the reports. It fills what JSON leaves out, and outranks what an HTML page tells."""

    published: str | None = None
    outlet: str = ""
    title: str = ""


@dataclass(slots=True)
class Meter:
    """How many bytes there are to read and how many have been; a reader updates it, a progress bar shows it."""

    total: int = 0
    done: int = 0


@dataclass(slots=True)
class _Seen:
    """Where each id was first met."""

    where: dict[str, str] = field(default_factory=dict)

    def check(self, report: Report, where: str) -> InputError | None:
        first = self.where.setdefault(report.id, where)
        if first == where:
            return None
        return InputError(where, f'the id "{report.id}" was used before, at {first}', "both are coded", warning=True)


def read_reports(
    paths: Iterable[str], defaults: Defaults, stdin: BinaryIO | None = None, meter: Meter | None = None
) -> Iterator[Item]:
    """Every report of ``paths`` (``-`` is ``stdin``) in order; a ``InputError`` stands where one could not be read.

    A report that is coded in spite of a fault (no readable date, not Arabic, an id used before) follows that fault.
    """
    meter = meter or Meter()
    seen = _Seen()
    for path in paths:
        if path == "-" and stdin is not None:
            yield from _checked(read_stream(stdin, "<stdin>", "stdin", None, defaults, meter), defaults, seen)
            continue
        try:
            for file in expand(Path(path)):
                yield from _checked(_read_file(file, defaults, meter), defaults, seen)
        except InputError as problem:
            yield problem
        except OSError as error:
            yield InputError(path, f"cannot be read ({error.strerror})", "check its permissions")


def size_of(paths: Iterable[str]) -> int:
    """The bytes of all files that ``paths`` stand for, as far as they can be told beforehand."""
    total = 0
    for path in paths:
        try:
            total += sum(file.stat().st_size for file in expand(Path(path)))
        except (InputError, OSError):
            continue
    return total


def checked(items: Iterator[tuple[str, Item]], defaults: Defaults) -> Iterator[Item]:
    """Items read by other means (an archive's), filled and checked as those of files are."""
    return _checked(items, defaults, _Seen())


def _checked(items: Iterator[tuple[str, Item]], defaults: Defaults, seen: _Seen) -> Iterator[Item]:
    """Fill and check each report; the faults that do not keep it from being coded come before it."""
    for where, item in items:
        if isinstance(item, InputError):
            yield item
            continue
        report = replace(
            item,
            published=item.published or defaults.published,
            outlet=item.outlet or defaults.outlet,
            title=item.title or defaults.title,
        )
        if len(report.text) > REPORT_LIMIT:
            yield _too_long(where, len(report.text))
            continue
        if not report.text.strip():
            yield InputError(where, f'the report "{report.id}" has no text', "nothing to code in it")
        elif reason := not_arabic(report.text):
            yield InputError(where, reason, "Marsad reads Arabic; no claims are to be expected")
        if report.published:
            day = iso_date(report.published)
            if day is None:
                yield InputError(
                    where,
                    f'"published" is no ISO date: {report.published[:40]!r}',
                    "coded without one; write it as YYYY-MM-DD",
                    warning=True,
                )
            report = replace(report, published=day)
        if repeated := seen.check(report, where):
            yield repeated
        yield report


def _read_file(path: Path, defaults: Defaults, meter: Meter) -> Iterator[tuple[str, Item]]:
    base = meter.done
    where = path.as_posix()
    size = 0
    try:
        with path.open("rb") as raw:
            size = path.stat().st_size
            zipped = path.name.lower().endswith(".gz")
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw) if zipped else raw)
            for item in read_stream(stream, where, where, kind_of(path), defaults, meter):
                meter.done = base + (raw.tell() if raw.seekable() else 0)
                yield item
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        yield where, InputError(where, f"cannot be read ({reason})", "check its permissions and that it is whole")
    meter.done = base + size


def read_stream(
    stream: BinaryIO, where: str, name: str, kind: Kind | None, defaults: Defaults, meter: Meter
) -> Iterator[tuple[str, Item]]:
    """The items of one stream, with where each stands. ``name`` is the id of a text or page, ``kind`` what the stream
    holds, if that is known.
    """
    if kind is None:
        stream = peekable(stream)
        head = cast(io.BufferedReader, stream).peek(_PEEK)
        kind = sniff(head)
        if kind is Kind.JSON and _first_line_is_json(head):
            kind = Kind.JSONL
    if kind is Kind.JSONL:
        yield from _read_jsonl(stream, where)
        return
    try:
        raw = _read_all(stream, where, JSON_LIMIT if kind is Kind.JSON else REPORT_LIMIT)
        if kind is Kind.JSON:
            yield from _read_json(raw, where)
        elif kind is Kind.HTML:
            yield where, _from_page(raw, where, name, defaults)
        else:
            yield where, Report(name, "", decode(raw, where))
    except InputError as problem:
        yield where, problem


def peekable(stream: BinaryIO) -> BinaryIO:
    """The stream, buffered so that its first bytes can be looked at before they are read."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream), _PEEK)


def _first_line_is_json(head: bytes) -> bool:
    """Whether the first line is a whole object, so that the rest is read line by line."""
    line, newline, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    line = line.strip()
    return line.startswith(b"{") and (line.endswith(b"}") if newline else len(head) >= _PEEK)


def _read_all(stream: BinaryIO, where: str, limit: int) -> bytes:
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise _too_long(where, len(raw) - 1, more=True)
    if not raw.strip():
        raise InputError(where, "is empty", "nothing to code in it")
    return raw


def _too_long(where: str, size: int, *, more: bool = False) -> InputError:
    return InputError(
        where,
        f"is too long for one report ({'over ' if more else ''}{size // 1_000_000} MB;"
        f" at most {REPORT_LIMIT // 1_000_000} MB)",
        _SPLIT,
    )


def _from_page(raw: bytes, where: str, name: str, defaults: Defaults) -> Report:
    article = extract(raw, where)
    return Report(
        id=name,
        title=defaults.title or article.title,
        text=article.text,
        published=defaults.published or article.published,
        outlet=defaults.outlet or article.outlet,
        url=article.url,
    )


def _read_json(raw: bytes, where: str) -> Iterator[tuple[str, Item]]:
    """One report, a list of reports, or (as some name it so) JSON lines."""
    text = decode(raw, where)
    try:
        value = parse(text, where)
    except InputError:
        if not _looks_like_lines(text):
            raise
        yield from _read_jsonl(io.BytesIO(raw), where)
        return
    if isinstance(value, list):
        if not value:
            raise InputError(where, "is an empty list", "nothing to code in it")
        for place, item in enumerate(value, 1):
            yield _record(item, f"{where} (report {place} of {len(value)})")
    else:
        yield _record(value, where)


def _looks_like_lines(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n", 20)[:20] if line.strip()]
    whole = sum(line.startswith("{") and line.endswith("}") for line in lines)
    return len(lines) > 1 and 2 * whole >= len(lines)


def _read_jsonl(stream: BinaryIO, where: str) -> Iterator[tuple[str, Item]]:
    empty = True
    for number, line in numbered_lines(stream, REPORT_LIMIT):
        at = f"{where}:{number}"
        if line is None:
            empty = False
            yield at, _too_long(at, REPORT_LIMIT, more=True)
            continue
        if not line.strip():
            continue
        empty = False
        try:
            value = parse(decode(line, at), at)
        except InputError as problem:
            yield at, problem
        else:
            yield _record(value, at)
    if empty:
        yield where, InputError(where, "is empty", "nothing to code in it")


def _record(value: object, where: str) -> tuple[str, Item]:
    try:
        return where, to_report(value, where)
    except InputError as problem:
        return where, problem
