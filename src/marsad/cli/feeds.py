"""The ``feeds`` commands: where reports come from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any, Final, Protocol, cast

import typer

from marsad.cli.guard import guarded
from marsad.cli.options import Database
from marsad.cli.terminal import clean, tell

GROUP: Final = "marsad.feeds"  # a package registers what reads feeds under it, as stores are

app = typer.Typer(
    name="feeds",
    help="Feeds, sitemaps and pages of outlets that reports are taken from.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Named = Annotated[str, typer.Argument(metavar="FEED", help="The feed's number or address.")]


class Feeds(Protocol):
    """What is registered: see ``marsad.web.ingest.command``, which tells what each does and raises."""

    def add(self, address: str, outlet: str) -> tuple[str, bool]:
        """Add a feed."""
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
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address of a site, a feed or a sitemap.")],
    outlet: Annotated[str, typer.Option(metavar="NAME", help="The outlet's name. [default: as the pages say]")] = "",
    database: Database = None,
) -> None:
    """Add the feed that is found at an address."""
    found, new = _feeds(database).add(address, outlet)
    tell(f"{found} is added; it is visited next" if new else f"{found} was there already")


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
