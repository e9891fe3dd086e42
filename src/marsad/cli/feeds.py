"""The ``feeds`` commands: where reports come from."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any, Final, Protocol, cast

import typer

from marsad.cli.guard import FAULTS, guarded
from marsad.cli.options import Database
from marsad.cli.terminal import clean, isolate, tell

GROUP: Final = "marsad.feeds"  # a package registers what reads feeds under it, as stores are
_MINUTE: Final = 60.0

app = typer.Typer(
    name="feeds",
    help="Where reports are taken from: feeds, sitemaps and pages of outlets, mailboxes, folders, archives.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Outlet = Annotated[str, typer.Option(metavar="NAME", help="The outlet's name. [default: as the articles say]")]
Named = Annotated[str, typer.Argument(metavar="FEED", help="The feed's number or address.")]


class Feeds(Protocol):
    """What is registered: see ``marsad.web.ingest.command``, which tells what each does and raises."""

    def add(self, address: str, outlet: str) -> tuple[str, bool]:
        """Add a feed."""
        ...

    def watch(self, folder: Path, outlet: str) -> tuple[str, bool]:
        """Watch a folder."""
        ...

    def bring(self, paths: Sequence[Path], outlet: str) -> Iterable[Any]:
        """Read files."""
        ...

    def all(self) -> Iterable[Any]:
        """All feeds."""
        ...

    def remove(self, named: str) -> str:
        """Forget a feed."""
        ...

    def visit(self, named: str | None, most: int) -> Iterable[Any]:
        """Visit feeds."""
        ...

    def read_opml(self, raw: bytes, name: str) -> tuple[int, int]:
        """Add a list."""
        ...

    def write_opml(self) -> bytes:
        """Give the list."""
        ...


@app.command("add")
@guarded
def add(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS",
            help="The address of a site, a feed or a sitemap; of a mailbox (imaps://USER@HOST/INBOX?from=SENDER) or a "
            "Maildir (maildir:///PATH?from=SENDER).",
        ),
    ],
    outlet: Outlet = "",
    database: Database = None,
) -> None:
    """Add the feed that is found at an address, or a mailbox that articles are forwarded to."""
    found, new = _feeds(database).add(address, outlet)
    tell(f"{found} is added; it is visited next" if new else f"{found} was there already")


@app.command("watch")
@guarded
def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder on this machine.")],
    outlet: Outlet = "",
    database: Database = None,
) -> None:
    """Add a folder: files that are put into it are read into the ledger, those that change are read again."""
    found, new = _feeds(database).watch(folder, outlet)
    tell(f"{found} is watched" if new else f"{found} was watched already")


@app.command("import")
@guarded
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Archives: JSONL, JSON, CSV, WARC (and .gz of these), ZIP; HTML and text."),
    ],
    outlet: Outlet = "",
    database: Database = None,
) -> None:
    """Read archives into the ledger, only what tells of the conflict. Broken off, the same command reads on.

    Ends with 1 if there was an article that could not be read; all others are taken nevertheless.
    """
    done: dict[str, Any] = {}
    with _bar() as step:
        for one in _feeds(database).bring(files, outlet):
            done[one.name] = one
            step(one)
    for one in done.values():
        tell(
            f"{clean(one.name)}: into the ledger: {one.coded}, there already: {one.same}, set aside: {one.aside}, "
            f"faults: {one.faults}" + (f"; the last: {clean(one.fault)}" if one.fault else "")
        )
    if any(one.faults for one in done.values()):
        raise typer.Exit(FAULTS)


@app.command("list")
@guarded
def list_(database: Database = None) -> None:
    """List the feeds: number, standing, kind, items, reports, claims, last success, failures, fault, address, name."""
    for one in _feeds(database).all():
        row = (one.number, one.standing, one.kind, one.items, one.reports, one.claims, one.succeeded or "never")
        print("\t".join(map(str, (*row, one.failures, clean(one.wrong) or "-", clean(one.address), clean(one.name)))))


@app.command("remove")
@guarded
def remove(named: Named, database: Database = None) -> None:
    """Forget a feed and what was found in it. Its reports stay in the ledger."""
    tell(f"{_feeds(database).remove(named)} is visited no more")


@app.command("visit")
@guarded
def visit(
    named: Annotated[
        str | None, typer.Argument(metavar="FEED", help="The feed's number or address. [default: all that are due]")
    ] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=0, help="Articles of a feed to take now.")] = 100,
    database: Database = None,
) -> None:
    """Ask feeds what is new, and take it into the ledger."""
    for done in _feeds(database).visit(named, most):
        fault = f", {clean(done.fault)}" if done.fault else ""
        tell(
            f"{clean(done.address)}: new: {done.new}, changed: {done.changed}, into the ledger: {done.kept}, "
            f"set aside: {done.aside}, to come: {done.left}{fault}"
        )


@app.command("opml")
@guarded
def opml(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A list in OPML to bring in. [default: print the list]")
    ] = None,
    database: Database = None,
) -> None:
    """Print the list of feeds in OPML, or add the feeds of such a list."""
    if file is None:
        sys.stdout.buffer.write(_feeds(database).write_opml())
        return
    new, known = _feeds(database).read_opml(_read(file), str(file))
    tell(f"feeds added: {new}, there already: {known}")


@contextmanager
def _bar() -> Iterator[Callable[[Any], None]]:
    """A bar over the bytes of each file, if standard error is a terminal; else a line each minute."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    counts = TextColumn("{task.fields[articles]} articles")
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), counts, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def step(one: Any) -> None:
            if one.name not in tasks:
                tasks[one.name] = bar.add_task(isolate(clean(one.name)), articles=0)
            articles = one.coded + one.same + one.aside
            done = one.size if one.ended else one.done
            bar.update(tasks[one.name], completed=done, total=one.size or None, articles=articles)

        yield step


class _Lines:
    """Tells from time to time how far a file is, for a log."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, one: Any) -> None:
        if time.monotonic() - self._last >= _MINUTE:
            self._last = time.monotonic()
            share = one.done * 100 // one.size if one.size else 0
            tell(f"{clean(one.name)}: {share}%, {one.coded + one.same + one.aside} articles")


def _read(file: Path) -> bytes:
    from marsad.model import MarsadError

    try:
        return file.read_bytes()
    except OSError as error:
        raise MarsadError(f"{file} cannot be read ({error.strerror})") from error


def _feeds(database: str | None) -> Feeds:
    from marsad.model import MarsadError

    found = next(iter(entry_points(group=GROUP)), None)
    if found is None:
        raise MarsadError(f"nothing that reads feeds is installed under {GROUP}; install marsad again")
    if database:
        os.environ["MARSAD_DATABASE"] = database
    return cast(Feeds, found.load()())
