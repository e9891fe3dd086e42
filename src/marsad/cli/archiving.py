"""The whole ledger to one file and back."""

from __future__ import annotations

from pathlib import Path

from marsad.cli.keeping import counting
from marsad.cli.opening import open_ledger
from marsad.cli.terminal import tell
from marsad.exchange.archive import Contents, archive, restore, verify


def write(out: Path, database: str | None) -> None:
    """Archive the ledger."""
    ledger = open_ledger(database)
    total = sum(1 for _ in ledger.store.reports.ids())
    with counting("archiving", total) as step:
        _tell("archived", archive(ledger, out, step))


def read(path: Path, database: str | None) -> bool:
    """Restore an archive; whether the incidents are those that were archived."""
    said = verify(path)  # before there is a new database
    ledger = open_ledger(database, migrate=True)
    with counting("restoring", said.reports) as step:
        found = restore(ledger, path, step)
    _tell("restored", found)
    return found.incidents == said.incidents


def _tell(what: str, contents: Contents) -> None:
    tell(f"{what}: {contents.reports} reports, {contents.codings} codings, {contents.judgements} judgements")
    tell(f"incidents: sha256 {contents.incidents}")
