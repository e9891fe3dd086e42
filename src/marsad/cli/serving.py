"""The commands of the observatory: init and serve."""

from __future__ import annotations

import os
import sys
from importlib.metadata import entry_points
from typing import Annotated, Final

import typer

from marsad.cli.guard import guarded
from marsad.cli.operations import Log, operations
from marsad.cli.options import Database
from marsad.cli.terminal import tell

_GROUP: Final = "marsad.sites"  # a package registers what serves the pages under it, as stores are
_FORKS: Final = sys.platform == "linux"  # elsewhere libraries that are loaded do not survive it
_MOST: Final = 4  # processes that are begun unasked: each takes memory for what it finds


@guarded
def init(database: Database = None) -> None:
    """Make the ledger's tables, or bring them up to date. Done again, it changes nothing."""
    from marsad.ledger.opening import open_store

    open_store(database, migrate=True)
    tell("ready: put reports in with marsad ledger add, and look at them with marsad serve")


@guarded
def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Listen on this address.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="And on this port; 0 is any free one.")
    ] = 8000,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="In so many processes; as many as there are cores, at most 4, if not given."
        ),
    ] = None,
    log: Log = "text",
    database: Database = None,
) -> None:
    """Serve the observatory's pages until stopped (Ctrl-C)."""
    from marsad.model import MarsadError

    if database:
        os.environ["MARSAD_DATABASE"] = database
    operations(database).logs(log)
    found = next(iter(entry_points(group=_GROUP)), None)
    if found is None:
        raise MarsadError(
            f"nothing that serves pages is installed under {_GROUP}; install marsad again (pip install .)"
        )
    if processes and processes > 1 and not _FORKS:
        raise MarsadError("several processes can be had on Linux alone; leave --processes out")
    count = processes or (min(os.cpu_count() or 1, _MOST) if _FORKS else 1)
    found.load()(host, port, database, lambda address: tell(f"open {address} (stop with Ctrl-C)"), count)
