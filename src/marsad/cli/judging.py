"""The ``ledger judge`` commands: a person's word on claims, incidents, actors and sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from marsad.cli.guard import guarded
from marsad.cli.options import Database
from marsad.cli.terminal import tell

if TYPE_CHECKING:
    from marsad.ledger.judgements.desk import Desk
    from marsad.ledger.registers import Registers
    from marsad.model.judgement import Act

app = typer.Typer(
    name="judge",
    help="Judge claims and incidents: recorded with who, when and why, kept through every new coding, undoable.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Why = Annotated[str, typer.Option(metavar="TEXT", help="Why; shown in the history.")]
Who = Annotated[
    Optional[str],  # noqa: UP045 - read by typer at run time
    typer.Option(metavar="NAME", envvar="MARSAD_WHO", help="Who judges. [default: the user of this machine]"),
]
Expected = Annotated[
    Optional[int],  # noqa: UP045 - read by typer at run time
    typer.Option(metavar="N", min=0, help="The last judgement on it that you know of: a later one stops you."),
]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, as marsad ledger show gives it.")]
Merged = Annotated[list[str], typer.Argument(metavar="MERGED", help="The ids that it goes by as well.")]


@app.command("confirm")
@guarded
def confirm(claim: Claim, why: Why = "", who: Who = None, expected: Expected = None, database: Database = None) -> None:
    """The claim is right as it stands: all its fields hold, whatever another coder finds."""
    _judge(lambda desk, _: desk.confirm(claim), (why, who, expected), database)


@app.command("reject")
@guarded
def reject(claim: Claim, why: Why = "", who: Who = None, expected: Expected = None, database: Database = None) -> None:
    """The report claims no such happening: the claim counts no more."""
    _judge(lambda desk, _: desk.reject(claim), (why, who, expected), database)


@app.command("correct")
@guarded
def correct(
    claim: Claim,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, trigger, initiators, targets, places, when, sources, factuality or casualties.",
        ),
    ],
    values: Annotated[
        Optional[list[str]],  # noqa: UP045 - read by typer at run time
        typer.Argument(
            metavar="VALUE",
            help="Words of the report or START:END, for a place with @ID; a type or factuality; FROM:TO; KIND:NUMBERS."
            " None empties the field.",
        ),
    ] = None,
    why: Why = "",
    who: Who = None,
    expected: Expected = None,
    database: Database = None,
) -> None:
    """Set a field of the claim."""
    from marsad.cli.values import Told, field_of, value_of

    def make(desk: Desk, registers: Registers) -> Act:
        one, about = field_of(field), Told(*desk.told(claim), registers.gazetteer)
        return desk.correct(claim, one, value_of(one, values or [], about))

    _judge(make, (why, who, expected), database)


@app.command("merge")
@guarded
def merge(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Incidents and claims.")],
    why: Why = "",
    who: Who = None,
    expected: Expected = None,
    database: Database = None,
) -> None:
    """These incidents and claims tell one happening."""
    _judge(lambda desk, _: desk.merge(ids), (why, who, expected), database)


@app.command("split")
@guarded
def split(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="Claims of one incident.")],
    why: Why = "",
    who: Who = None,
    expected: Expected = None,
    database: Database = None,
) -> None:
    """These claims tell another happening than the rest of their incident."""
    _judge(lambda desk, _: desk.split(claims), (why, who, expected), database)


@app.command("merge-actors")
@guarded
def merge_actors(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="The id of the actor that it is.")],
    merged: Merged,
    why: Why = "",
    who: Who = None,
    expected: Expected = None,
    database: Database = None,
) -> None:
    """These actors are one."""
    from marsad.model.judgement import MergeActors

    def make(_: Desk, registers: Registers) -> Act:
        for actor in (kept, *merged):
            registers.actors.get(actor)  # raises for an id of nobody
        return MergeActors(kept, tuple(merged))

    _judge(make, (why, who, expected), database)


@app.command("merge-sources")
@guarded
def merge_sources(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="The id of the source that it is.")],
    merged: Merged,
    why: Why = "",
    who: Who = None,
    expected: Expected = None,
    database: Database = None,
) -> None:
    """These sources are one, and speak with one voice."""
    from marsad.model.judgement import MergeSources

    _judge(lambda *_: MergeSources(kept, tuple(merged)), (why, who, expected), database)


@app.command("undo")
@guarded
def undo(
    judgement: Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement's number.")],
    why: Why = "",
    who: Who = None,
    expected: Expected = None,
    database: Database = None,
) -> None:
    """Take a judgement back; an undoing as well, so that the judgement counts again."""
    from marsad.model.judgement import Undo

    _judge(lambda *_: Undo(judgement), (why, who, expected), database)


def _judge(
    make: Callable[[Desk, Registers], Act], said: tuple[str, str | None, int | None], database: str | None
) -> None:
    """Record what ``make`` makes; ``said`` is why, who and the last judgement that the judge knows of."""
    import getpass
    from datetime import UTC, datetime

    from marsad.cli.opening import open_ledger
    from marsad.ledger.judgements.desk import Desk
    from marsad.model.judgement import Judgement

    why, who, expected = said
    ledger = open_ledger(database)
    act = make(Desk(ledger.store), ledger.registers)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    recorded = ledger.judge(Judgement(act, who or getpass.getuser(), now, why), expected)
    tell(f"judgement {recorded.id}; to take it back: marsad ledger judge undo {recorded.id}")
