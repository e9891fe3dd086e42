"""The ``train`` command: weights from labelled reports, and figures on reports the weights have not seen."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from marsad.cli.scoring import figures_table
from marsad.cli.terminal import tell
from marsad.evaluation import load_rows
from marsad.exchange import Defaults, read_reports
from marsad.model import MarsadError, Report

GOLD = 2.0  # what a report coded in full counts for beside one of annotations, which are read but once
NEEDED = "marsad train needs scikit-learn, which is not installed: pip install 'marsad[train]'"


def run(gold: Path, reports: str, out: Path, folds: int, marked: Path | None = None) -> None:
    """Fit models, write them to ``out``, and print how models fitted likewise do on reports they have not seen."""
    try:
        import sklearn  # noqa: F401 - only to tell whether it is there
    except ImportError as error:
        raise MarsadError(NEEDED) from error
    from marsad.learn.marked import read
    from marsad.learn.store import write
    from marsad.learn.training import pair, steps, train

    given = list(_reports(reports))
    labelled = pair(given, _golds(gold, {report.id: report.text for report in given}))
    if marked:
        written = list(read(marked))
        labelled += pair((report for report, _ in written), (row for _, row in written))
    with _progress(steps(len(labelled), folds)) as bar:
        models, result = train(labelled, folds, bar)
    write(models, out)
    if result:
        print(f"{len(labelled)} reports in {folds} folds, each coded by weights fitted on the other folds")
        print("\n".join(figures_table(result.figures())))
    tell(f"weights of {len(labelled)} reports written to {out}")


def _reports(path: str) -> Iterator[Report]:
    stdin = sys.stdin.buffer if path == "-" else None
    for item in read_reports([path], Defaults(), stdin):
        if isinstance(item, Report):
            yield item
        elif item.warning:
            tell(f"warning: {item}")
        else:
            raise item


def _golds(path: Path, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The gold codings of a file; annotations without words take them from the reports' texts."""
    from marsad.learn.standoff import expanded, is_standoff

    try:
        rows = [json.loads(line) for line in path.read_bytes().split(b"\n") if line.strip()]
    except (OSError, ValueError):
        rows = []
    if not any(map(is_standoff, rows)):
        load_rows(path)  # tells which line is not in the exchange format
    for row in rows:
        if not is_standoff(row):
            yield {"trust": GOLD} | row
        elif row.get("id") in texts:
            yield expanded(row, texts[row["id"]])


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A bar on standard error where that is a terminal; what it yields is to be called at each step."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("training"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
