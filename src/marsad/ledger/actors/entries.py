"""Entries of the register's files: an actor, and the names and dates by which it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.ledger.actors.dates import within
from marsad.ledger.actors.tables import DATA, RegisterError, Table, read
from marsad.model.actor import Actor, ActorKind, Parentage

REGISTER = DATA / "register"
_FIELDS = ("id", "ar", "en", "local", "kind", "side", "countries", "parents", "since", "until", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with what the look-up needs to know of it.

    ``local`` names mean it only where the happening lies in one of ``where``, country codes with its home first.
    ``since`` and ``until`` are ISO dates or their beginnings. ``file`` tells where the entry stands.
    """

    actor: Actor
    local: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    matches: tuple[str, ...] = field(default=(), compare=False)
    rejects: tuple[str, ...] = field(default=(), compare=False)
    file: str = field(default="", compare=False)

    def lives(self, day: str | None) -> bool:
        """Whether it existed on an ISO day, as far as is known; always true of ``None``."""
        return within(day, self.since, self.until)


def shipped_files() -> list[Path]:
    """The files of actors that come with the package."""
    return sorted(REGISTER.glob("*.toml"))


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among ``paths`` and those inside the folders among them, in order."""
    for path in paths:
        yield from sorted(path.glob("*.toml")) if path.is_dir() else (path,)


def entries(file: Path) -> Iterator[Entry]:
    """The entries of a file, in its order. Raises RegisterError on what it cannot understand."""
    whole = read(file)
    whole.only("countries", "actor")
    for table in whole.tables("actor"):
        yield entry_of(table, whole.texts("countries"))


def entry_of(table: Table, countries: tuple[str, ...]) -> Entry:
    """One entry; ``countries`` are those of the file, for an entry that names none."""
    table.only(*_FIELDS, "matches", "rejects")
    names = table.texts("ar")
    if not names:
        raise RegisterError(f"{table.where}: field 'ar' is missing; give at least one Arabic name")
    where = table.texts("countries") if "countries" in table.fields else countries
    parents = tuple(map(_parentage, table.tables("parents")))
    actor = Actor(
        table.text("id"),
        names,
        table.texts("en"),
        kind_of(table),
        table.text("side", "") or None,
        where,
        parents,
        note=table.text("note", ""),
    )
    dates = table.date("since"), table.date("until")
    shown = table.texts("matches"), table.texts("rejects")
    return Entry(actor, table.texts("local"), where, *dates, *shown, table.where)


def kind_of(table: Table) -> ActorKind:
    """The field ``kind`` of a table."""
    try:
        return ActorKind(table.text("kind"))
    except ValueError as error:
        raise RegisterError(f"{table.where}: {error}; it can be one of {', '.join(ActorKind)}") from error


def _parentage(table: Table) -> Parentage:
    table.only("parent", "first", "last")
    return Parentage(table.text("parent"), table.date("first"), table.date("last"))
