"""The commands of the observatory: init and serve."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from typing import Annotated, Final

import typer

from marsad.cli.guard import guarded
from marsad.cli.operations import Log, operations
from marsad.cli.options import Database
from marsad.cli.terminal import tell

_GROUP: Final = "marsad.sites"  # a package registers what serves the pages under it, as stores are


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
    found.load()(host, port, database, lambda address: tell(f"open {address} (stop with Ctrl-C)"))
