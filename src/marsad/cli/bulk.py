"""The ``bulk`` commands: archives of millions of reports, on all cores of this machine or on a cluster."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Optional

import typer

from marsad.cli.guard import FAULTS, guarded
from marsad.cli.options import Database, as_day

app = typer.Typer(
    name="bulk",
    help="Archives of millions of reports, on all cores of this machine or on a Dask cluster.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Scheduler = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option(metavar="ADDRESS", help="A Dask scheduler, as tcp://HOST:8786. [default: this machine's cores]"),
]
Workers = Annotated[
    int, typer.Option(min=0, metavar="N", help="Without a scheduler: processes to start; 0 is one a core.")
]


@app.command("code")
@guarded
def code(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="URL or path of a file, folder or pattern: JSONL, Parquet, WARC.")
    ],
    out: Annotated[str, typer.Argument(metavar="OUT", help="URL or path of a folder for what is coded.")],
    scheduler: Scheduler = None,
    workers: Workers = 0,
    coder: Annotated[
        str, typer.Option(metavar="NAME", help="The coder to use: the rules, or one that another package brings.")
    ] = "rules",
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=as_day, help="The date (YYYY-MM-DD) of reports that give none."),
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="The outlet of reports that name none.")] = "",
    piece: Annotated[int, typer.Option(min=1, metavar="MB", help="The size of a piece of work.")] = 4,
) -> None:
    """Code an archive into partitioned Parquet. Run again, it codes only what is new or was left.

    Ends with 1 if records were set aside; all others are coded nevertheless.
    """
    from marsad.exchange import Defaults

    if not _work().code(source, out, (scheduler, workers), coder, Defaults(published, outlet), piece * 1_000_000):
        raise typer.Exit(FAULTS)


@app.command("link")
@guarded
def link(
    coded: Annotated[str, typer.Argument(metavar="CODED", help="What marsad bulk code wrote (URL or path).")],
    out: Annotated[str, typer.Argument(metavar="OUT", help="URL or path of a folder for incidents, claims and links.")],
    scheduler: Scheduler = None,
    workers: Workers = 0,
    days: Annotated[int, typer.Option(min=1, metavar="N", help="Days of a cell in which claims meet.")] = 32,
    buckets: Annotated[
        int, typer.Option(min=0, metavar="N", help="Tasks of a stage; 0 is one for every 50,000 claims.")
    ] = 0,
) -> None:
    """Link coded claims into incidents, the same as the ledger of one machine would. Run again, it goes on."""
    _work().link(coded, out, (scheduler, workers), days, buckets)


@app.command("load")
@guarded
def load(
    linked: Annotated[str, typer.Argument(metavar="LINKED", help="What marsad bulk link wrote (URL or path).")],
    database: Database = None,
) -> None:
    """Load what was linked into an empty ledger in PostgreSQL. Run again, it goes on, or changes nothing."""
    _work().load(linked, database)


def _work() -> ModuleType:
    """What does the work. Raises ``MarsadError`` where the libraries that it needs are not installed."""
    from marsad.model import MarsadError

    try:
        from marsad.cli import bulking
    except ModuleNotFoundError as error:
        raise MarsadError(f"marsad bulk needs {error.name}; install its extra (pip install marsad[bulk])") from error
    return bulking
