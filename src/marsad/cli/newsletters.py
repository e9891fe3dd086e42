"""The ``newsletters`` commands: letters looked at, sent, and told of."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any, Final, Protocol, cast

import typer

from marsad.cli.guard import guarded
from marsad.cli.options import Database
from marsad.cli.terminal import clean, tell

GROUP: Final = "marsad.newsletters"  # a package registers what makes and sends letters under it, as stores are

app = typer.Typer(
    name="newsletters",
    help="Newsletters made from the ledger: look at one, send all that are due, read what came back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Newsletters(Protocol):
    """What is registered: see ``marsad.web.newsletters.command``, which tells what each does and raises."""

    def preview(self, letter: str, often: str, language: str, day: str | None) -> Any:
        """A letter as it would look."""
        ...

    def send(self, *, again: bool = False) -> Any:
        """Send what is due."""
        ...

    def bounces(self, where: str) -> tuple[int, int, int]:
        """Read a mailbox."""
        ...

    def status(self) -> Iterable[Any]:
        """Names and numbers."""
        ...


@app.command("preview")
@guarded
def preview(
    letter: Annotated[
        str,
        typer.Argument(metavar="LETTER", help="brief, review, casualties, place:NAME or actor:ID."),
    ],
    language: Annotated[str, typer.Option(metavar="LANGUAGE", help="ar or en.")] = "ar",
    often: Annotated[
        str, typer.Option(metavar="FREQUENCY", help="daily or weekly. [default: the first that the letter may be]")
    ] = "",
    day: Annotated[
        str | None, typer.Option(metavar="DATE", help="A day of its days, YYYY-MM-DD. [default: the latest]")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write letter.html, letter.txt and map.png here. [default: show the text]"),
    ] = None,
    database: Database = None,
) -> None:
    """Make a letter from the ledger as it is, and show it. Nothing is kept or sent."""
    made = _newsletters(database).preview(letter, often, language, day)
    if out is None:
        print(clean(made.subject) + "\n\n" + made.text, end="")
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "letter.txt").write_text(made.text, encoding="utf-8")
    # In a folder the map is a file beside the letter; in a mail it is a part of it.
    (out / "letter.html").write_text(made.html.replace("cid:map", "map.png"), encoding="utf-8")
    if made.picture:
        (out / "map.png").write_bytes(made.picture)
    tell(f"written to {out}: {made.subject}")


@app.command("send")
@guarded
def send(
    again: Annotated[
        bool, typer.Option("--again", help="Also send again what is in doubt; somebody may have it twice.")
    ] = False,
    database: Database = None,
) -> None:
    """Make the letters that are due and send them, each to everybody once. Run it every few minutes."""
    done = _newsletters(database).send(again=again)
    tell(
        f"queued: {done.queued}, sent: {done.taken}, to be tried again: {done.later}, refused: {done.refused}, "
        f"in doubt: {done.doubt}, dropped: {done.dropped}"
    )


@app.command("bounces")
@guarded
def bounces(
    mailbox: Annotated[str, typer.Argument(metavar="MAILBOX", help="A Maildir, a file of mails, or - for input.")],
    database: Database = None,
) -> None:
    """Read what came back, and complaints: those addresses get no more mail."""
    mails, known, stopped = _newsletters(database).bounces(mailbox)
    tell(f"mails: {mails}, copies they tell of: {known}, addresses that get no more mail: {stopped}")


@app.command("status")
@guarded
def status(database: Database = None) -> None:
    """Show how many subscribe, what waits, what was sent and what came back."""
    for line in _newsletters(database).status():
        print(f"{line.name}\t{line.count}")


def _newsletters(database: str | None) -> Newsletters:
    from marsad.model import MarsadError

    found = next(iter(entry_points(group=GROUP)), None)
    if found is None:
        raise MarsadError(f"nothing that makes newsletters is installed under {GROUP}; install marsad again")
    if database:
        os.environ["MARSAD_DATABASE"] = database
    return cast(Newsletters, found.load()())
