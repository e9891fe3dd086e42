"""The ``places`` commands: import a gazetteer, find a place, check the project's own tables, list what there is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Optional

import typer

from marsad.cli.guard import FAULTS, guarded
from marsad.cli.terminal import isolate, tell

app = typer.Typer(
    name="places",
    help="Gazetteers: import them, look places up, check them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Gazetteers = Annotated[
    Optional[list[str]],  # noqa: UP045 - read by typer at run time
    typer.Option(
        "--gazetteer", metavar="NAME", help="Use only these, in this order; embedded is one. [default: all there are]"
    ),
]


@app.command("import")
@guarded
def import_(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file or an http(s) address.")],
    kind: Annotated[
        str | None,
        typer.Option("--format", metavar="KIND", help="geonames, whosonfirst or ocha. [default: told by the file]"),
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Keep it under this name.")] = None,
    alternates: Annotated[
        str | None, typer.Option(metavar="SOURCE", help="GeoNames' table of alternate names of the same country.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="The country (two letters), where the table does not say.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The licence, where it is not the usual one of the format.")
    ] = None,
    max_mb: Annotated[int, typer.Option(min=1, metavar="MB", help="Refuse a larger file from the web.")] = 2000,
) -> None:
    """Bring a gazetteer into the data folder. The same file again changes nothing; what broke off is carried on."""
    from marsad.places.importing.run import KINDS, Wish, import_file

    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}", param_hint="--format")
    path = _local(source, max_mb)
    wish = Wish(kind, name, _local(alternates, max_mb) if alternates else None, country, licence)
    with _bar("reading", path.stat().st_size if path.is_file() else None) as step:
        done = import_file(path, source, wish, step)
    about = done.gazetteer
    print(f"{about.source.name}: {about.rows} places{', unchanged' if done.unchanged else ''}")
    print(f"licence: {about.source.licence}")
    if about.source.credit:
        print(f"credit: {about.source.credit} {about.source.url}".rstrip())


@app.command("find")
@guarded
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An Arabic or romanised name.")],
    near: Annotated[str | None, typer.Option(metavar="PLACE", help="Nearest to this place first.")] = None,
    gazetteer: Gazetteers = None,
) -> None:
    """Show the places that a name can mean. Ends with 1 if there is none."""
    from marsad.places.finding import line, ordered
    from marsad.places.library import load

    known = load(gazetteer or ())
    found = ordered(known, name, near)
    if not found:
        tell(f"no place is called {name}")
        raise typer.Exit(FAULTS)
    for place, away in found:
        print(line(known, place, away, isolate))


@app.command("check")
@guarded
def check(
    reference: Annotated[
        Optional[list[str]],  # noqa: UP045 - read by typer at run time
        typer.Option(metavar="NAME", help="Compare with these. [default: all but the project's own tables]"),
    ] = None,
) -> None:
    """Check the project's own tables: parents, duplicate names, far points. Ends with 1 if there are findings."""
    from marsad.places.check import check as findings
    from marsad.places.embedded import embedded
    from marsad.places.finding import references
    from marsad.places.tables import looked_at, read

    found = list(findings(read(), embedded(), references(reference or ()), looked_at()))
    for finding in found:
        print(f"{finding.what}\t{finding.place.id}\t{isolate(finding.place.name)}\t{isolate(finding.told)}")
    tell(f"findings: {len(found)}")
    if found:
        raise typer.Exit(FAULTS)


@app.command("list")
@guarded
def list_() -> None:
    """List the gazetteers there are, with places, licence and source."""
    from marsad.places.embedded import stores
    from marsad.places.library import folder, imported

    for store in stores():
        print(f"{store.source.name}\t{len(store)}\t{store.source.licence}\t{store.source.title} (embedded)")
    for one in imported():
        print(f"{one.source.name}\t{one.rows}\t{one.source.licence}\t{one.source.title} from {one.origin}")
    tell(f"imported gazetteers are kept in {folder()}")


def _local(source: str, max_mb: int) -> Path:
    """The file itself, or what was fetched from the address."""
    from marsad.places.importing.fetch import fetch, is_url
    from marsad.places.library import folder

    if not is_url(source):
        return Path(source)
    with _bar("fetching", None) as step:
        return fetch(source, folder() / "downloads", step, max_mb)


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[..., None]]:
    """A bar over bytes, if standard error is a terminal. What it yields takes the bytes done, and all if known."""
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def step(done: int, of: int | None = None) -> None:
            bar.update(task, completed=done, total=of or total)

        yield step
