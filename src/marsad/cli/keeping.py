"""Reports into the ledger, and the ledger kept in order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad import __version__
from marsad.cli.opening import open_ledger
from marsad.cli.pool import each
from marsad.cli.progress import progress
from marsad.cli.runner import SHIPPED, code_one
from marsad.cli.terminal import isolate, tell
from marsad.exchange import Defaults, InputError, Meter, read_reports
from marsad.exchange.codings import to_coding
from marsad.exchange.reading import size_of
from marsad.ledger.checking import findings
from marsad.ledger.judgements.history import told
from marsad.model import Coding, Report

CODER = f"rules {__version__}"
Coded = tuple[Report, Coding]


def run(paths: list[str], defaults: Defaults, coded: str | None, database: str | None, jobs: int) -> bool:
    """Put the reports of ``paths`` into the ledger; whether all of them could be read."""
    codings = _codings(coded) if coded else None
    ledger = open_ledger(database, migrate=True)
    meter, faults = Meter(size_of(paths)), 0
    stdin = sys.stdin.buffer if "-" in paths else None
    with progress(meter, wanted=True) as bar:

        def sound(items: Iterable[Coded | InputError]) -> Iterator[Coded]:
            nonlocal faults
            for item in items:
                if isinstance(item, InputError):
                    bar.tell(f"warning: {item}" if item.warning else str(item))
                    faults += not item.warning
                else:
                    bar.step()
                    yield item

        items = read_reports(paths, defaults, stdin, meter)
        pairs = _paired(items, codings) if codings is not None else each(_one, items, jobs)
        added = ledger.add_many(sound(pairs), f"as in {coded}" if coded else CODER)
    tell(f"reports new: {added.new}, changed: {added.changed}, as they were: {added.same}, faults: {faults}")
    return not faults


def rebuild(database: str | None) -> None:
    """Make the ledger anew from what it was told."""
    ledger = open_ledger(database, migrate=True)
    total = len(ledger.store.reports.fingerprints(list(ledger.store.reports.ids())))
    with counting("rebuilding", total) as step:
        ledger.rebuild(step)
    tell(f"reports: {total}")


def check(database: str | None) -> int:
    """Print what is wrong with the ledger; how much that is."""
    ledger = open_ledger(database)
    found = 0
    for finding in findings(ledger):
        print(finding)
        found += 1
    for one in ledger.orphans():
        print(f"judgement {one.id} finds nothing to hold to: {isolate(one.who)} {told(one.act)} at {one.when}")
        found += 1
    tell(f"findings: {found}")
    return found


def _codings(path: str) -> dict[str, Coding]:
    """The codings of a file by the report's id."""
    from marsad.exchange.lines import numbered_lines
    from marsad.exchange.reading import REPORT_LIMIT
    from marsad.exchange.records import parse

    found = {}
    with Path(path).open("rb") as stream:
        for number, line in numbered_lines(stream, REPORT_LIMIT):
            where = f"{path}:{number}"
            if line is None:
                raise InputError(where, "is too long for one coding", "write it as marsad code does")
            if line.strip():
                coding = to_coding(parse(line.decode("utf-8", "replace"), where), where)
                found[coding.id] = coding
    return found


def _paired(items: Iterable[Report | InputError], codings: dict[str, Coding]) -> Iterator[Coded | InputError]:
    for item in items:
        if isinstance(item, InputError):
            yield item
        elif item.id in codings:
            yield item, codings[item.id]
        else:
            yield InputError(f"report {item.id}", "has no coding in the file", "code it and add it again")


def _one(item: Report | InputError) -> Coded | InputError:
    if isinstance(item, InputError):
        return item
    coding = code_one(item, SHIPPED)
    return coding if isinstance(coding, InputError) else (item, coding)


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar over a number of reports, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, completed=done)
