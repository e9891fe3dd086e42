"""The data of the register, checked field by field.

Fields are described in ``data/README.md`` and on top of each file; a fault in one is raised as a ``MarsadError`` that
names the file, the entry and the field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from marsad.model import MarsadError
from marsad.model.source import Source, SourceKind
from marsad.text.dates import parse_iso

DATA = Path(__file__).parent / "data"
Words = tuple[str, ...]
Turn = tuple[str, str | None]  # from an ISO date on, a side or none that is known
_NO_SIDE = "none"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Known:
    """A source that is known by name. ``local`` names mean it only where the happening lies in ``countries``."""

    id: str
    kind: SourceKind
    ar: Words = ()
    en: Words = ()
    side: str | None = None
    countries: Words = ()
    people: Words = ()
    local: Words = ()
    anonymous: bool = False
    note: str = ""
    later: Words = ()
    matches: Words = ()
    rejects: Words = ()

    @property
    def source(self) -> Source:
        """As the ledger sees it."""
        told = (self.id, self.ar, self.en, self.kind, self.side, self.anonymous, False, self.note)
        return Source(*told, turns(self.later, self.id))


@dataclass(frozen=True, slots=True)
class Country:
    """A state: how it and its people are called, and the side that speaks through it."""

    code: str
    ar: Words
    en: Words  # name and adjective
    adjective: Words
    side: str | None = None
    plural: Words = ()
    capitals: Words = ()
    divided: bool = False
    later: Words = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The sides that speak through the state since, each with the ISO date from which on."""
        return turns(self.later, self.code)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that most states have, such as a ministry of defence."""

    id: str
    kind: SourceKind
    ar: Words
    en: str
    matches: Words = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of people who are not named."""

    id: str
    kind: SourceKind
    en: str
    ar: Words = ()
    qualifiers: Words = ()
    flags: Words = ()
    matches: Words = ()
    rejects: Words = ()


@dataclass(frozen=True, slots=True)
class Helpers:
    """Small words that decide how a name is read; see ``data/words.toml``."""

    medium: Words
    reporter: Words
    own: Words
    glued: Words
    plurals: Words
    links: Words
    within: Words
    places: Words


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is known of sources."""

    known: Mapping[str, Known]
    countries: Mapping[str, Country]
    bodies: Mapping[str, Body]
    sorts: Mapping[str, Sort]
    words: Helpers


def load(folder: Path = DATA) -> Tables:
    """The tables of a folder. Raises MarsadError on data that cannot be used."""
    files = sorted((folder / "register").glob("*.toml"))
    known = [row for file in files for row in _rows(file, "source", Known)]
    return Tables(
        _by_id(known, "id"),
        _by_id(list(_rows(folder / "countries.toml", "country", Country)), "code"),
        _by_id(list(_rows(folder / "bodies.toml", "body", Body)), "id"),
        _by_id(list(_rows(folder / "sorts.toml", "sort", Sort)), "id"),
        _row(Helpers, _read(folder / "words.toml"), "words.toml"),
    )


def turns(later: Words, where: str) -> tuple[Turn, ...]:
    """The turns of ``later``, in the order of time. Raises MarsadError on one that is not «YYYY-MM-DD side»."""
    found = []
    for phrase in later:
        day, _, side = phrase.partition(" ")
        if not side or parse_iso(day) is None:
            raise MarsadError(f"{where}: field 'later' has {phrase!r}; write a date and a side: «2024-12-08 none»")
        found.append((day, None if side == _NO_SIDE else side))
    return tuple(sorted(found, key=itemgetter(0)))


@cache
def shipped() -> Tables:
    """The tables of the package, read once."""
    return load()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MarsadError(f"{path.name}: not readable as TOML: {error}; mend the line it names") from error


def _rows(path: Path, key: str, shape: type[Row]) -> Iterator[Row]:
    for number, table in enumerate(_read(path).get(key, ()), 1):
        yield _row(shape, table, f"{path.name}: {key} {number} («{table.get('id', table.get('code', ''))}»)")


def _row(shape: type[Row], table: dict[str, Any], where: str) -> Row:
    types = {f.name: str(f.type) for f in fields(shape)}  # type: ignore[arg-type]
    for name in table:
        if name not in types:
            raise MarsadError(f"{where}: unknown field {name!r}; it can be one of {', '.join(types)}")
    values = {name: _value(value, types[name], f"{where}: field {name!r}") for name, value in table.items()}
    try:
        return shape(**values)
    except TypeError as error:
        raise MarsadError(f"{where}: {error}; give the fields that are missing") from error


def _value(value: object, wanted: str, where: str) -> object:
    if wanted == "Words":
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        raise MarsadError(f"{where} is {value!r}; it must be a list of phrases")
    if wanted == "SourceKind":
        if value in list(SourceKind):
            return SourceKind(str(value))
        raise MarsadError(f"{where} is {value!r}; it can be one of {', '.join(SourceKind)}")
    if not isinstance(value, bool if wanted == "bool" else str):
        raise MarsadError(f"{where} is {value!r}; it must be {'true or false' if wanted == 'bool' else 'text'}")
    return value


def _by_id(rows: list[Row], field: str) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        name = getattr(row, field)
        if name in found:
            raise MarsadError(f"the register of sources has two entries {name!r}; give one of them another id")
        found[name] = row
    return found
