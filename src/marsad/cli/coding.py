"""The ``code`` command: reports in, codings out, faults told and counted on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from marsad.cli.progress import Bar, progress
from marsad.cli.runner import SHIPPED, How, code_all, code_one, models_in
from marsad.cli.terminal import tell
from marsad.coder.registry import coder
from marsad.exchange import Defaults, InputError, Meter, open_whole, read_reports
from marsad.exchange.reading import size_of
from marsad.model import Report
from marsad.places.library import load

Items = Iterable[Report | InputError]


@dataclass(slots=True)
class Count:
    """What a run has come to."""

    reports: int = 0
    claims: int = 0
    without: int = 0
    faults: int = 0

    def add(self, claims: int) -> None:
        """Count one coded report."""
        self.reports += 1
        self.claims += claims
        self.without += claims == 0

    def __str__(self) -> str:
        return (
            f"reports coded: {self.reports}, claims: {self.claims}, reports without a claim: {self.without},"
            f" faults: {self.faults}"
        )


@dataclass(frozen=True, slots=True)
class Means:
    """By how many processes reports are coded, and how."""

    jobs: int = 1
    how: How = SHIPPED


def run(paths: list[str], defaults: Defaults, out: str | None, means: Means, pretty: bool | None) -> bool:
    """Code every report of ``paths``; whether all of them could be read. ``pretty`` left open is decided here."""
    coder(means.how.coder)  # one that is not there, or a folder without weights, is told before anything is coded
    if means.how.weights:
        models_in(means.how.weights)
    if means.how.gazetteers:
        load(means.how.gazetteers)
    target = None if out in (None, "-") else Path(str(out))
    if target:
        _check_target(target, paths)
    stdin = sys.stdin.buffer if "-" in paths else None
    meter = Meter(size_of(paths))
    items: Items = read_reports(paths, defaults, stdin, meter)
    if pretty is None:
        items, pretty = _pretty_by_default(items, target)
    count = Count()
    with progress(meter, wanted=not pretty and (target is not None or not sys.stdout.isatty())) as bar:
        if pretty:
            _show(items, means, count, bar)
        else:
            _write(items, means, target, count, bar)
    if count.faults or count.without or sys.stderr.isatty():
        tell(str(count))
    return count.faults == 0


def _pretty_by_default(items: Items, target: Path | None) -> tuple[Items, bool]:
    """Whether to show rather than write: on a terminal, and when there is only one report."""
    if target or not sys.stdout.isatty():
        return items, False
    stream = iter(items)
    first: list[Report | InputError] = []
    for item in stream:
        first.append(item)
        if sum(isinstance(seen, Report) for seen in first) > 1:
            return chain(first, stream), False
    return first, True


def _write(items: Items, means: Means, target: Path | None, count: Count, bar: Bar) -> None:
    with _output(target) as stream:
        for outcome in code_all(items, means.jobs, means.how):
            if isinstance(outcome, InputError):
                _fault(outcome, count, bar)
                continue
            stream.write(outcome.line)
            if target is None:
                stream.flush()
            count.add(outcome.claims)
            bar.step()


def _show(items: Items, means: Means, count: Count, bar: Bar) -> None:
    # Imported here because a run that writes JSONL needs none of it.
    from marsad.cli.pretty import console, show

    screen = console()
    for item in items:
        if isinstance(item, InputError):
            _fault(item, count, bar)
            continue
        coding = code_one(item, means.how)
        if isinstance(coding, InputError):
            _fault(coding, count, bar)
            continue
        show(screen, item, coding)
        count.add(len(coding.claims))


def _fault(fault: InputError, count: Count, bar: Bar) -> None:
    bar.tell(f"warning: {fault}" if fault.warning else str(fault))
    count.faults += not fault.warning


@contextmanager
def _output(target: Path | None) -> Iterator[BinaryIO]:
    if target is None:
        yield sys.stdout.buffer
        return
    with open_whole(target) as stream:
        yield stream


def _check_target(target: Path, paths: list[str]) -> None:
    """Refuse to write over a report."""
    if target.is_file():
        for path in paths:
            if path != "-" and Path(path).exists() and target.samefile(path):
                raise InputError(str(target), "is one of the inputs", "choose another name for --out")


def first_report(path: str, defaults: Defaults, wanted: str | None) -> Report:
    """The report with the id ``wanted`` in ``path``, or the first one. Raises ``InputError`` if there is none."""
    stdin = sys.stdin.buffer if path == "-" else None
    fault: InputError | None = None
    for item in read_reports([path], defaults, stdin):
        if isinstance(item, InputError):
            fault = fault or item
        elif wanted is None or item.id == wanted:
            return item
    if wanted is not None:
        raise InputError(path, f'holds no report with the id "{wanted}"', "check --id")
    raise fault or InputError(path, "holds no report", "check the file")
