"""One import: what kind of table it is, whether it is there already, and its places into the library."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from marsad.model import MarsadError, Place
from marsad.places import library
from marsad.places.importing import geonames, pcodes, whosonfirst
from marsad.places.importing.journal import Journal
from marsad.places.importing.rows import Note, open_text, tied
from marsad.places.store import Source

KINDS: Final = ("geonames", "whosonfirst", "ocha")
# Raise this when an importer changes, so that the same file is read anew.
IMPORTER: Final = "1"
_SOURCES: Final[dict[str, Callable[[str], Source]]] = {
    "geonames": geonames.source,
    "whosonfirst": whosonfirst.source,
    "ocha": pcodes.source,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user said of the import; what is ``None`` is found out."""

    kind: str | None = None
    name: str | None = None
    alternates: Path | None = None
    country: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an import came to. ``unchanged``: the same file had been imported under the name before."""

    gazetteer: library.Imported
    unchanged: bool


def import_file(path: Path, origin: str, wish: Wish, note: Note = lambda done: None) -> Done:
    """Import a file. ``origin`` is the name or address to remember. Raises ``MarsadError`` if it cannot be read.

    What was imported under the name before stays in use until the new is converted. An import that was killed goes on
    from where it was when the same file is imported again.
    """
    if not path.is_file():
        raise MarsadError(f"{path}: no such file")
    kind = wish.kind or detect(path)
    name = library.check_name(wish.name or default_name(kind, origin))
    source = _SOURCES[kind](name)
    source = replace(source, licence=wish.licence) if wish.licence else source
    settings = repr((kind, wish.country, IMPORTER, source))
    mark = _sha256(path, *([wish.alternates] if wish.alternates else []), extra=settings)
    about = library.Imported(source, 0, origin, mark, IMPORTER)
    for known in library.imported():
        if known.source.name == name and known.sha256 == mark:
            return Done(known, unchanged=True)
    journal = Journal(library.folder(), name, mark, source)
    try:
        done = Done(library.write(tied(_read(kind, path, wish, journal, note)), about), unchanged=False)
    except MarsadError:
        journal.drop()  # the table is at fault, and would be again
        raise
    journal.drop()
    return done


def detect(path: Path) -> str:
    """The kind of a table. Raises ``MarsadError`` if it is none of ``KINDS``."""
    if whosonfirst.is_sqlite(path):
        return "whosonfirst"
    with open_text(path, lambda _: None) as lines:
        head = lines.readline()
    if head.count("\t") == geonames.COLUMNS - 1 or path.suffix == ".zip":
        return "geonames"
    header = next(csv.reader([head]), [])
    if whosonfirst.fits(header):
        return "whosonfirst"
    if pcodes.fits(header):
        return "ocha"
    raise MarsadError(f"{path}: is no table that is known; if it is one, say --format {' or '.join(KINDS)}")


def default_name(kind: str, origin: str) -> str:
    """``geonames-sy`` for ``…/SY.zip``."""
    stem = Path(origin.rstrip("/")).name.split(".")[0]
    slug = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")
    return kind if not slug else slug[:60] if slug.startswith(kind) else f"{kind}-{slug}"[:60]


def _read(kind: str, path: Path, wish: Wish, journal: Journal, note: Note) -> Iterator[Place]:
    if kind == "geonames":
        return geonames.read(path, wish.alternates, journal, note)
    if kind == "whosonfirst":
        return whosonfirst.read(path, journal, note)
    return pcodes.read(path, wish.country, note)  # small: a country's divisions, counted together


def _sha256(*paths: Path, extra: str) -> str:
    digest = hashlib.sha256(extra.encode())
    for path in paths:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
