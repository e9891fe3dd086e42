"""The ``marsad`` command: its options, and which module answers each command.

What a command needs is imported when it runs, so that ``marsad code`` starts fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from marsad import __version__
from marsad.cli import bulk, exchanging, feeds, ledger, newsletters, operations, people, places, serving
from marsad.cli.guard import FAULTS, end_on_sigterm, guarded
from marsad.cli.terminal import prepare_streams, tell

app = typer.Typer(
    name="marsad",
    help="Marsad reads Arabic conflict reports and records what each one claims happened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(places.app)
app.add_typer(ledger.app)
app.add_typer(people.app)
app.add_typer(newsletters.app)
app.add_typer(feeds.app)
app.add_typer(bulk.app)
app.command("export")(exchanging.export)
app.command("import")(exchanging.import_)
app.command("compare")(exchanging.compare)
app.command("archive")(exchanging.archive)
app.command("restore")(exchanging.restore)
app.command("init")(serving.init)
app.command("serve")(serving.serve)
app.command("worker")(operations.worker)
app.command("doctor")(operations.doctor)
app.command("backup")(operations.backup)
app.command("restore-backup")(operations.restore_backup)
app.command("upgrade")(operations.upgrade)


def main() -> None:
    """Run the command line."""
    prepare_streams()
    end_on_sigterm()
    app()


def _version(wanted: bool) -> None:
    if wanted:
        print(f"marsad {__version__}")
        raise typer.Exit


def _published(value: str | None) -> str | None:
    from marsad.exchange.records import iso_date

    if value is None:
        return None
    day = iso_date(value)
    if day is None:
        raise typer.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD")
    return day


Published = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option(metavar="DATE", callback=_published, help="The date (YYYY-MM-DD) of reports that give none."),
]

Weights = Annotated[
    Optional[Path],  # noqa: UP045 - read by typer at run time
    typer.Option(metavar="FOLDER", help="Use these weights, made by marsad train. [default: those of the package]"),
]


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Marsad reads Arabic conflict reports and records what each one claims happened."""


@app.command()
@guarded
def code(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files or folders (text, HTML, JSON, JSONL), or - for input.")
    ],
    published: Published = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="The outlet of reports that name none.")] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="The title of reports that have none.")] = "",
    out: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here instead of to standard output: whole or not at all.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, metavar="N", help="Processes to use; 0 is one a core.")] = 1,
    weights: Weights = None,
    coder: Annotated[
        str, typer.Option(metavar="NAME", help="The coder to use: the rules, or one that another package brings.")
    ] = "rules",
    gazetteer: places.Gazetteers = None,
    pretty: Annotated[
        bool | None,
        typer.Option(
            "--pretty/--jsonl",
            help="Show each report with its evidence, or write JSONL. [default: --pretty for one report on a terminal]",
        ),
    ] = None,
) -> None:
    """Code reports: write down every claim they make, as JSONL in their order.

    Ends with 1 if an input could not be read; all others are coded nevertheless.
    """
    from marsad.cli.coding import Means, run
    from marsad.cli.runner import How
    from marsad.exchange import Defaults

    if pretty and out not in (None, "-"):
        raise typer.BadParameter("--pretty writes to the terminal; leave out --out or use --jsonl")
    if weights and coder != "rules":
        raise typer.BadParameter("--weights are those of the rule coder; leave out --coder or --weights")
    if gazetteer and coder != "rules":
        raise typer.BadParameter("--gazetteer is for the rule coder; leave out --coder or --gazetteer")
    how = How(coder, weights, tuple(gazetteer or ()))
    if not run(paths, Defaults(published, outlet, title), out, Means(jobs, how), pretty):
        raise typer.Exit(FAULTS)


@app.command()
@guarded
def explain(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A file with a report, or - for input.")],
    claim: Annotated[int | None, typer.Option(metavar="N", help="The claim's number, from 1. [default: all]")] = None,
    report_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Which report of the file. [default: the first]")
    ] = None,
    published: Published = None,
    weights: Weights = None,
) -> None:
    """Explain a claim: each field, the rule and features that decided, and what was considered and refused."""
    from marsad.cli.coding import first_report
    from marsad.cli.explaining import explained, show
    from marsad.cli.pretty import NO_CLAIMS, console
    from marsad.exchange import Defaults

    found = first_report(report, Defaults(published), report_id)
    coding, explanations = explained(found, weights)
    if not explanations and claim is None:
        tell(NO_CLAIMS)
    show(console(), found, coding, explanations, claim)


@app.command()
@guarded
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSONL of gold.")],
    coded: Annotated[Path, typer.Argument(metavar="CODED", help="JSONL as marsad code writes it.")],
    reports: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="JSONL of the reports: claims of one sentence can then match."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List the first N differences.")] = 20,
) -> None:
    """Score coded reports against gold: precision, recall and F1 of every field."""
    from marsad.cli.scoring import run

    run(gold, coded, reports, as_json, errors)


@app.command()
@guarded
def train(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSONL of gold.")],
    reports: Annotated[str, typer.Argument(metavar="REPORTS", help="The reports, in any form marsad code reads.")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Write the weights here, a table a model.")],
    folds: Annotated[
        int,
        typer.Option(min=0, metavar="K", help="Measure on K parts, each by weights of the others; 0 leaves it out."),
    ] = 5,
    marked: Annotated[
        Optional[Path],  # noqa: UP045 - read by typer at run time
        typer.Option(metavar="PATH", help="Learn from these as well: a file or folder of marked reports."),
    ] = None,
) -> None:
    """Fit the coder's weights to labelled reports, and measure them on reports they have not seen."""
    from marsad.cli.training import run

    if folds == 1:
        raise typer.BadParameter("one part has no others to learn from; use 0, or 2 and more", param_hint="--folds")
    run(gold, reports, out, folds, marked)


@app.command()
@guarded
def bench(
    corpus: Annotated[Path, typer.Argument(metavar="REPORTS", help="JSONL of reports, .gz allowed.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also keep the figures here, as JSON; .jsonl gets a line more.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Fail if a quarter of the speed kept here is lost.")
    ] = None,
) -> None:
    """Measure speed and memory on this machine."""
    from marsad.cli.benching import run

    run(corpus, out, against)
