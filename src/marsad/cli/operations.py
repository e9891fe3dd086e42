"""The commands of those who run an observatory: worker, doctor, backup, restore-backup, upgrade."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any, Final, Optional, Protocol, cast

import typer

from marsad.cli.guard import FAULTS, guarded
from marsad.cli.options import Database
from marsad.cli.terminal import clean, tell

GROUP: Final = "marsad.operations"  # a package registers what runs the site under it, as stores are

Log = Annotated[str, typer.Option(metavar="FORM", help="Write logs as text, or as json: an object a line.")]
Archive = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


class Operations(Protocol):
    """What is registered: see ``marsad.web.work.command``, which tells what each does and raises."""

    def work(self, threads: int, log: str, once: bool, ready: Callable[[str], None]) -> None:
        """Do tasks."""
        ...

    def logs(self, kind: str) -> None:
        """Write logs."""
        ...

    def findings(self) -> Sequence[Any]:
        """What the doctor found."""
        ...

    def backup(self, path: Path) -> Any:
        """Write a backup."""
        ...

    def restore(self, path: Path) -> Any:
        """Put a backup back."""
        ...

    def upgrade(self, path: Path | None) -> tuple[Sequence[str], Path | None]:
        """Bring the tables up to date."""
        ...


@guarded
def worker(
    threads: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="Do N tasks at once.")] = 4,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
    log: Log = "text",
    database: Database = None,
) -> None:
    """Read the feeds, code what they bring and send the letters, until stopped (Ctrl-C or SIGTERM)."""
    found = operations(database)
    found.work(threads, log, once, lambda name: tell(f"{name} is at work (stop with Ctrl-C)"))


@guarded
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
    database: Database = None,
) -> None:
    """Check database, disk, mail, clock, gazetteers and versions, and say how to mend what is wrong.

    Ends with 1 if something is wrong.
    """
    found = operations(database).findings()
    if as_json:
        rows = [{"check": one.check, "grade": one.grade, "said": one.said, "mend": one.mend} for one in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(clean(f"{one.grade:8}{one.check}: {one.said}" + (f"\n        {one.mend}" if one.mend else "")))
    if any(one.grade == "wrong" for one in found):
        raise typer.Exit(FAULTS)


@guarded
def backup(file: Archive, database: Database = None) -> None:
    """Write the whole database and the data folder's files to FILE while all goes on, and check what was written."""
    done = operations(database).backup(file)
    tell(f"{done.rows} rows in {done.tables} tables and {done.files} files are in {file}, and were read back")


@guarded
def restore_backup(file: Archive, database: Database = None) -> None:
    """Put a backup back into an empty database and data folder."""
    done = operations(database).restore(file)
    tell(f"{done.rows} rows in {done.tables} tables and {done.files} files are back, as they were on {done.made}")


@guarded
def upgrade(
    out: Annotated[
        Optional[Path],  # noqa: UP045 - read by typer at run time
        typer.Option("--backup", metavar="FILE", help="Write the backup here. [default: a file in the data folder]"),
    ] = None,
    database: Database = None,
) -> None:
    """Bring the database up to date with this version, after a backup. Done again, it changes nothing."""
    done, where = operations(database).upgrade(out)
    for one in done:
        print(one)
    tell(f"up to date; the backup from before is {where}" if where else "up to date")


def operations(database: str | None) -> Operations:
    """What runs the site, on this database."""
    from marsad.model import MarsadError

    found = next(iter(entry_points(group=GROUP)), None)
    if found is None:
        raise MarsadError(f"nothing that runs a site is installed under {GROUP}; install marsad again")
    if database:
        os.environ["MARSAD_DATABASE"] = database
    return cast(Operations, found.load()())
