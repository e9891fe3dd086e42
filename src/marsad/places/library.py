"""The gazetteers a user has: the embedded ones, and what was imported into the data folder.

An imported gazetteer is two files: ``NAME.jsonl.gz`` with a place a line, and ``NAME.json`` that tells source, licence
and number of places. The second is written last, so that a gazetteer is there whole or not at all.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from platformdirs import user_data_dir

from marsad.model import MarsadError, Place, PlaceName
from marsad.places import embedded
from marsad.places.cache import kept
from marsad.places.gazetteer import Gazetteer
from marsad.places.store import Source, Store

EMBEDDED: Final = "embedded"  # stands for all embedded sources where gazetteers are named
FORMAT: Final = "marsad-places-1"
_NAME = re.compile("[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True)
class Imported:
    """A gazetteer in the data folder. ``origin`` and ``sha256`` are of the file it was made from."""

    source: Source
    rows: int
    origin: str
    sha256: str
    importer: str


def folder() -> Path:
    """Where imported gazetteers are kept: in ``MARSAD_DATA`` if that is set, else the user's data folder."""
    return Path(os.environ.get("MARSAD_DATA") or user_data_dir("marsad")) / "gazetteers"


def imported(where: Path | None = None) -> list[Imported]:
    """What has been imported, by name. Raises ``MarsadError`` for a description that cannot be read."""
    where = where or folder()
    return [describe(path) for path in sorted(where.glob("*.json"))] if where.is_dir() else []


def describe(path: Path) -> Imported:
    """The description of an imported gazetteer."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        if table.pop("format") != FORMAT:
            raise ValueError("made by another version")
        return Imported(Source(**table.pop("source")), **table)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MarsadError(f"{path}: is no gazetteer ({error}); import it anew or remove it") from error


def write(places: Iterable[Place], about: Imported, where: Path | None = None) -> Imported:
    """Keep places under ``about.source.name``; what was there under that name is replaced."""
    where = where or folder()
    name = about.source.name
    check_name(name)
    where.mkdir(parents=True, exist_ok=True)
    part, described = where / f".{name}.jsonl.gz.part", where / f".{name}.json.part"
    rows = 0
    try:
        with part.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as lines:
            for place in places:
                lines.write(json.dumps(row_of(place), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
                rows += 1
        if not rows:
            raise MarsadError(f"{about.origin}: holds no place with an Arabic name; nothing was imported")
        about = replace(about, rows=rows)
        told = json.dumps({"format": FORMAT, **asdict(about)}, ensure_ascii=False, indent=1) + "\n"
        described.write_text(told, "utf-8")  # both are written before what was there goes
        (where / f"{name}.json").unlink(missing_ok=True)
        part.replace(where / f"{name}.jsonl.gz")
        described.replace(where / f"{name}.json")
    finally:
        part.unlink(missing_ok=True)
        described.unlink(missing_ok=True)
    return about


def read(name: str, where: Path | None = None) -> Iterator[Place]:
    """The places of an imported gazetteer."""
    where = where or folder()
    source = describe(where / f"{name}.json").source
    path = where / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield place_of(json.loads(line), source)
    except (ValueError, EOFError, gzip.BadGzipFile) as error:
        raise MarsadError(f"{path}: cannot be read ({error}); import it anew") from error


def names() -> list[str]:
    """What ``--gazetteer`` can name."""
    return [EMBEDDED, *(one.source.name for one in imported())]


def load(wanted: Sequence[str] = ()) -> Gazetteer:
    """The gazetteer of the sources named, in this order; of all there are when none is named."""
    return _load(tuple(wanted), folder())


@cache
def _load(wanted: tuple[str, ...], where: Path) -> Gazetteer:
    known = [EMBEDDED, *(one.source.name for one in imported(where))]
    for name in wanted:
        if name not in known:
            raise MarsadError(f"no gazetteer {name!r}; there are {', '.join(known)}")
    stores: list[Store] = []
    for name in dict.fromkeys(wanted or known):
        stores.extend(embedded.stores() if name == EMBEDDED else [store(name, where)])
    return Gazetteer(stores)


def store(name: str, where: Path | None = None) -> Store:
    """The store of an imported gazetteer."""
    where = where or folder()
    path = where / f"{name}.jsonl.gz"
    about = describe(where / f"{name}.json")
    stat = path.stat()
    fingerprint = repr((os.fspath(path), stat.st_size, stat.st_mtime_ns, about)).encode()
    return kept(about.source, fingerprint, lambda: read(name, where))


def check_name(name: str) -> str:
    """``name`` if it can be a gazetteer's. Raises ``MarsadError`` else."""
    if not _NAME.fullmatch(name) or name == EMBEDDED:
        raise MarsadError(f"{name!r} cannot name a gazetteer; use small letters a-z, digits and hyphens")
    return name


def row_of(place: Place) -> list[Any]:
    """A place as it is kept: without the source and licence, which all places of a gazetteer share."""
    named = [[name.text, name.script, name.kind] for name in place.names]
    facts = [place.cls, place.parent, place.lat, place.lon, place.radius_km, place.population, place.country]
    return [place.id, named, *facts, place.note]


def place_of(row: list[Any], source: Source) -> Place:
    """The place that was kept as ``row``."""
    place_id, named, cls, parent, lat, lon, radius_km, population, country, note = row
    names = tuple(PlaceName(*name) for name in named)
    return Place(
        place_id, names, cls, parent, lat, lon, radius_km, population, source.name, source.licence, country, note
    )
