"""The ``bulk`` commands at work: progress while they run, a report at their end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from marsad.bulk.coding import Account, Pace, code_archive
from marsad.bulk.crew import Crew
from marsad.bulk.link.grid import Grid
from marsad.bulk.link.run import Stand, link_archive
from marsad.bulk.load import load_archive
from marsad.bulk.parts import Fault
from marsad.cli.terminal import tell
from marsad.exchange import Defaults

_EVERY = 2.0  # seconds between two lines of progress on a terminal
_SELDOM = 30.0  # elsewhere
_SHOWN = 20  # faults that are told one by one; all are in the parts' accounts
Where = tuple[str | None, int]  # a scheduler's address, and how many processes without one


class Notes:
    """Lines of progress on standard error, not too many."""

    def __init__(self) -> None:
        self._every = _EVERY if sys.stderr.isatty() else _SELDOM
        self._last = time.monotonic()

    def pace(self, pace: Pace) -> None:
        """Tell how far coding is."""
        if self._due():
            rate = pace.reports / pace.seconds if pace.seconds else 0.0
            left = f"{_clock(pace.left)} left" if pace.left is not None else "no telling how long"
            share = 100 * pace.done / (pace.total or 1)
            tell(f"{share:.0f}% · {pace.reports} reports · {rate:.1f} a second · {pace.faults} set aside · {left}")

    def stand(self, stand: Stand) -> None:
        """Tell how far linking is."""
        if self._due():
            told = f"stage {stand.nth} of {stand.stages} ({stand.stage}): {stand.done} of {stand.tasks}"
            tell(f"{told} · {_clock(stand.seconds)} so far")

    def loaded(self, done: int, total: int) -> None:
        """Tell how far loading is, in files."""
        if self._due():
            tell(f"{done} of {total} files loaded")

    def _due(self) -> bool:
        now = time.monotonic()
        if now - self._last < self._every:
            return False
        self._last = now
        return True


def code(source: str, out: str, where: Where, coder: str, defaults: Defaults, size: int) -> bool:
    """Code an archive; whether no record was set aside."""
    with Crew(*where) as crew:
        account = code_archive(source, out, crew, coder, defaults, size, Notes().pace)
    _faults(account.faults)
    print("\n".join(_lines(account)))
    return not account.faults


def _lines(account: Account) -> Iterable[str]:
    parts, seconds = len(account.parts), account.cpu_seconds
    yield f"reports: {account.reports}, claims: {account.claims}, set aside: {len(account.faults)}"
    yield f"parts: {parts}, of which there before: {account.kept}"
    yield f"time: {_clock(account.seconds)} with {account.workers} workers"
    if seconds:
        yield f"coding: {seconds:.0f} CPU seconds, {account.reports / seconds:.1f} reports a CPU second"
    yield f"coder: {account.version}"


def _faults(faults: list[Fault]) -> None:
    for where, what in faults[:_SHOWN]:
        tell(f"{where}: {what}")
    if len(faults) > _SHOWN:
        tell(f"and {len(faults) - _SHOWN} more, told in the accounts of the parts (parts/*.json)")


def link(coded: str, out: str, where: Where, days: int, buckets: int) -> None:
    """Link an archive."""
    begun = time.monotonic()
    with Crew(*where) as crew:
        linked = link_archive(coded, out, crew, Grid(days=days), buckets, Notes().stand)
    print(f"claims: {linked.claims}, incidents: {linked.incidents}, links: {linked.links}")
    print(f"largest incident: {linked.largest} claims; links across the edges of cells: {linked.seams}")
    print(f"time: {_clock(time.monotonic() - begun)}")
    print(f"coder: {linked.coder}; ledger: {linked.ledger}")


def load(linked: str, database: str | None) -> None:
    """Load what was linked."""
    begun = time.monotonic()
    loaded = load_archive(linked, database, Notes().loaded)
    print(f"reports: {loaded.reports}, claims: {loaded.claims}, incidents: {loaded.incidents}")
    print(f"files: {loaded.files}, of which there before: {loaded.kept}; time: {_clock(time.monotonic() - begun)}")


def _clock(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"
