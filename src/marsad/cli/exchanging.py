"""The commands that take the ledger's matter out and bring others' in: export, import, compare, archive, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.guard import FAULTS, guarded
from marsad.cli.options import Database, First, Kinds, Last, Within
from marsad.cli.terminal import tell


@guarded
def export(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="incidents, claims, casualties, acled or ged.")
    ] = "incidents",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORM",
            help="csv, parquet, jsonl, geojson or ftm. [default: by the file's name, else csv]",
        ),
    ] = None,
    out: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here instead of to standard output: whole or not at all.")
    ] = None,
    first: First = None,
    last: Last = None,
    place: Within = None,
    kind: Kinds = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Write the reports whose every claim was judged, as the coding guide's gold.")
    ] = False,
    database: Database = None,
) -> None:
    """Write incidents, claims or tolls: as Marsad's own tables, in the columns of ACLED or UCDP GED, as GeoJSON or as
    FollowTheMoney entities. Or what reviewers have judged, as gold.
    """
    from marsad.cli.exporting import FORMS, TABLES, WHOLE, form_of, run, run_gold
    from marsad.cli.looking import Wish

    if gold:
        run_gold(out, database)
        return
    if table not in TABLES:
        raise typer.BadParameter(f"{table!r} is none of {', '.join(TABLES)}", param_hint="TABLE")
    if form is not None and form not in {*FORMS, *WHOLE}:
        raise typer.BadParameter(f"{form!r} is none of {', '.join((*FORMS, *WHOLE))}", param_hint="--format")
    run(table, form or form_of(out), out, Wish(first, last, place, tuple(kind or ())), database)


@guarded
def import_(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Event tables: CSV, Parquet, GeoJSON, FollowTheMoney lines.")
    ],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="ged, acled, marsad or ftm. [default: told by the columns]"),
    ] = None,
    dataset: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose table it is: becomes the outlet. [default: by the kind]")
    ] = None,
    database: Database = None,
) -> None:
    """Put the rows of event tables into the ledger, each as a report of its table, beside the news.

    A row that is there already changes nothing. Ends with 1 if a row could not be read; all others are put in
    nevertheless. Reports and codings come in by marsad ledger add, a whole ledger by marsad restore.
    """
    from marsad.cli.exporting import import_events
    from marsad.exchange.events.reading import KINDS

    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}", param_hint="--kind")
    if not import_events(paths, kind, dataset, database):
        raise typer.Exit(FAULTS)


@guarded
def compare(
    ged: Annotated[
        str | None, typer.Option("--ged", metavar="FILE", help="A table of the UCDP Georeferenced Event Dataset.")
    ] = None,
    acled: Annotated[str | None, typer.Option("--acled", metavar="FILE", help="An ACLED event table.")] = None,
    first: First = None,
    last: Last = None,
    place: Within = None,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="Also write the whole comparison as a page.")] = None,
    language: Annotated[str, typer.Option(metavar="LANGUAGE", help="The page's language: ar or en.")] = "ar",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    most: Annotated[int, typer.Option(min=0, metavar="N", help="Show the first N events of each list.")] = 20,
    database: Database = None,
) -> None:
    """Set the ledger beside a table that people have coded: what is in both, only here, only there, what differs.

    Where neither days nor a place are given, the days of the table are taken, and its country where it has one alone.
    """
    from marsad.cli.comparing import Outputs, run
    from marsad.cli.looking import Wish
    from marsad.evaluation.compare.words import DIRECTIONS

    if (ged is None) == (acled is None):
        raise typer.BadParameter("give one table: --ged FILE or --acled FILE")
    if language not in DIRECTIONS:
        raise typer.BadParameter(f"{language!r} is none of {', '.join(DIRECTIONS)}", param_hint="--language")
    table, kind = (ged, "ged") if ged else (str(acled), "acled")
    if not run(str(table), kind, Wish(first, last, place), Outputs(html, language, as_json, most), database):
        raise typer.Exit(FAULTS)


@guarded
def archive(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write: whole or not at all.")],
    database: Database = None,
) -> None:
    """Write the whole ledger to one file: reports with their versions, codings, judgements, each part with its hash."""
    from marsad.cli.archiving import write

    write(out, database)


@guarded
def restore(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What marsad archive wrote.")],
    database: Database = None,
) -> None:
    """Put an archive into an empty ledger and make incidents and control anew.

    The archive's parts are verified by their hashes first. Ends with 1 if the incidents are not those archived, as
    after a change of the registers or gazetteers; the ledger is whole nevertheless.
    """
    from marsad.cli.archiving import read

    if not read(path, database):
        tell("the incidents differ from those archived: another version, other registers or other gazetteers")
        raise typer.Exit(FAULTS)
