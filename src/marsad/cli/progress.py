"""A progress bar on standard error, where that is a terminal; messages pass above it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from marsad.cli.terminal import clean, tell
from marsad.exchange import Meter


@dataclass(frozen=True, slots=True)
class Bar:
    """``tell`` shows a message, ``step`` notes that one more report is done."""

    tell: Callable[[str], None]
    step: Callable[[], None]


@contextmanager
def progress(meter: Meter, wanted: bool) -> Iterator[Bar]:
    """A bar over the bytes that ``meter`` counts, if it is wanted and standard error is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield Bar(tell, lambda: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("coding"), BarColumn(), TextColumn("{task.fields[reports]} reports"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=meter.total or None, reports=0)
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=meter.done, reports=done)

        def say(message: str) -> None:
            console.print(f"marsad: {clean(message)}", markup=False, highlight=False, soft_wrap=True)

        yield Bar(say, step)
