"""The ``ledger`` commands: put reports in, look at incidents and control, judge, and keep the whole in order."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from marsad.cli import judging
from marsad.cli.guard import FAULTS, guarded
from marsad.cli.options import Database, First, Kinds, Last, Within, as_day
from marsad.cli.terminal import tell

app = typer.Typer(
    name="ledger",
    help="The ledger: many reports in, incidents and control over time out.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(judging.app)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one value a line.")]
OfGrade = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option("--grade", metavar="GRADE", help="Of this certainty: confirmed, fair, weak or contested."),
]


@app.command("add")
@guarded
def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files or folders (text, HTML, JSON, JSONL), or - for input.")
    ],
    coded: Annotated[
        str | None, typer.Option(metavar="FILE", help="Their codings, as marsad code wrote them. [default: code them]")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=as_day, help="The date (YYYY-MM-DD) of reports that give none."),
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="The outlet of reports that name none.")] = "",
    database: Database = None,
    jobs: Annotated[int, typer.Option(min=0, metavar="N", help="Processes that code; 0 is one a core.")] = 1,
) -> None:
    """Put reports into the ledger: code them, tie them to the registers, link what tells of one happening.

    A report that is there already, with the same text and coding, changes nothing; one that has changed takes the old
    one's place. Ends with 1 if an input could not be read; all others are put in nevertheless.
    """
    from marsad.cli.keeping import run
    from marsad.exchange import Defaults

    if not run(paths, Defaults(published, outlet), coded, database, jobs):
        raise typer.Exit(FAULTS)


@app.command("incidents")
@guarded
def incidents(
    first: First = None,
    last: Last = None,
    place: Within = None,
    kind: Kinds = None,
    grade: OfGrade = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """List incidents by day: type, place, killed (low, best, high), certainty, claims, reports and what is disputed."""
    from marsad.cli.looking import Wish, incidents

    incidents(Wish(first, last, place, tuple(kind or ()), grade, limit), as_json, database)


@app.command("sums")
@guarded
def sums(
    first: First = None,
    last: Last = None,
    place: Within = None,
    kind: Kinds = None,
    grade: OfGrade = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Sum up casualties over incidents: best, low and high of each kind, and how many incidents had no count.

    A total told of more than a month holds the dead of other incidents, and counts as no count.
    """
    from marsad.cli.looking import Wish
    from marsad.cli.summing import summed

    summed(Wish(first, last, place, tuple(kind or ()), grade), as_json, database)


@app.command("show")
@guarded
def show(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or that of one of its claims.")],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Show an incident: its claims side by side, why they are one, every toll, how certain it is, who judged it."""
    from marsad.cli.looking import show

    show(incident, as_json, database)


@app.command("control")
@guarded
def control(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A place, by name or id.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", callback=as_day, help="Who held it on that day.")
    ] = None,
    between: Annotated[
        Optional[tuple[str, str]],  # noqa: UP045 - read by typer at run time
        typer.Option(metavar="DATE DATE", help="What changed in it, and in the places in it, between two days."),
    ] = None,
    database: Database = None,
) -> None:
    """Tell who held a place: ever, on a day, or what changed between two days. Ends with 1 if nothing is told."""
    from marsad.cli.holding import changed, held, told

    if on and between:
        raise typer.BadParameter("ask for one day or for two; leave out --on or --between")
    if between:
        days = tuple(as_day(day) for day in between)
        some = changed(place, str(days[0]), str(days[1]), database)
    else:
        some = held(place, on, database) if on else told(place, database)
    if not some:
        tell(f"no report tells who held {place}")
        raise typer.Exit(FAULTS)


@app.command("suggest")
@guarded
def suggest(
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """List which unknown names may be one actor, the likeliest first: score, reasons, whom to keep, whom to merge.

    Nothing is merged by itself: marsad ledger judge merge-actors does it, on a person's word.
    """
    from marsad.cli.suggesting import suggest

    suggest(limit, as_json, database)


@app.command("history")
@guarded
def history(
    one: Annotated[str, typer.Argument(metavar="ID", help="An incident, a claim, actor:ID or source:ID.")],
    database: Database = None,
) -> None:
    """List the judgements about something: number, time, who, what, why, and whether they still count."""
    from marsad.cli.looking import history

    history(one, database)


@app.command("rebuild")
@guarded
def rebuild(database: Database = None) -> None:
    """Make all that follows from reports, codings and judgements anew: after an update of marsad or its registers."""
    from marsad.cli.keeping import rebuild

    rebuild(database)


@app.command("check")
@guarded
def check(database: Database = None) -> None:
    """Check that the ledger holds together, and that nothing judged was lost. Ends with 1 if there are findings."""
    from marsad.cli.keeping import check

    if check(database):
        raise typer.Exit(FAULTS)
