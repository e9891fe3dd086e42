"""The project's own tables of places: countries, governorates, and the overlay of what no package has.

UTF-8 CSV with the columns of ``COLUMNS``. ``names`` holds other Arabic spellings, with ``|`` between; ``parent`` is the
id of a place of any of the tables. What each column means is told in ``docs/reference/places.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from marsad.model import MarsadError, Place, PlaceName
from marsad.model.place import CLASSES
from marsad.places.keys import is_arabic
from marsad.places.store import Source

DATA: Final = Path(__file__).parent / "data"
COLUMNS: Final = ("id", "name_ar", "names", "cls", "parent", "lat", "lon", "radius_km", "name_en", "note")
SOURCE: Final = Source(
    name="marsad",
    title="Marsad's own tables: countries, governorates, and places that conflict reports name",
    licence="Apache-2.0",
    embedded=True,
)


class LookedAt(NamedTuple):
    """A place with which something seemed wrong: the kind of finding, and where the place was put then."""

    id: str
    finding: str
    parent: str | None
    lat: float | None
    lon: float | None


def files(folder: Path = DATA) -> list[Path]:
    """The tables in the order they are read: countries, governorates, the overlay's by name."""
    return [folder / "countries.csv", folder / "governorates.csv", *sorted((folder / "overlay").glob("*.csv"))]


def read(folder: Path = DATA) -> Iterator[Place]:
    """Every place of every table. Raises ``MarsadError`` that names file, line and column of bad data."""
    for path in files(folder):
        yield from read_table(path)


def looked_at(folder: Path = DATA) -> frozenset[LookedAt]:
    """What ``marsad places check`` found and somebody found right (``looked_at.csv``), as long as it stays as it was.

    Raises ``MarsadError`` for a line that is of no place of the tables as it is now.
    """
    path = folder / "looked_at.csv"
    places = {place.id: place for place in read(folder)}
    found: set[LookedAt] = set()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = places.get(row["id"])
            seen = None if place is None else LookedAt(place.id, row["finding"], place.parent, place.lat, place.lon)
            if seen is None or (row["parent"], float(row["lat"]), float(row["lon"])) != seen[2:]:
                raise MarsadError(f"{path.name}: {row['id']} has changed since; look at it again, then mend its line")
            found.add(seen)
    return frozenset(found)


def read_table(path: Path) -> Iterator[Place]:
    """The places of one table."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise MarsadError(f"{path.name}: the first line must be {','.join(COLUMNS)}")
        for row in rows:
            where = f"{path.name}, line {rows.line_num}"
            if None in row or None in row.values():
                raise MarsadError(f"{where}: {len(COLUMNS)} columns are needed; put values with a comma in quotes")
            yield _place({column: value.strip() for column, value in row.items()}, where)


def _place(row: dict[str, str], where: str) -> Place:
    if not row["id"] or not is_arabic(row["name_ar"]):
        raise MarsadError(f"{where}: id and an Arabic name_ar are needed")
    if row["cls"] not in CLASSES:
        raise MarsadError(f"{where}: unknown cls {row['cls']!r}; one of {' '.join(sorted(CLASSES))}")
    variants = dict.fromkeys(name for part in row["names"].split("|") if (name := part.strip()) != row["name_ar"])
    names = [
        PlaceName(row["name_ar"], "arab", "main"),
        *(PlaceName(n, "arab" if is_arabic(n) else "latn", "variant") for n in variants if n),
    ]
    if row["name_en"]:
        names.append(PlaceName(row["name_en"], "latn", "romanised"))
    return Place(
        id=row["id"],
        names=tuple(names),
        cls=row["cls"],
        parent=row["parent"] or None,
        lat=_number(row, "lat", where, 90),
        lon=_number(row, "lon", where, 180),
        radius_km=_number(row, "radius_km", where, 3000),
        population=0,
        source=SOURCE.name,
        licence=SOURCE.licence,
        country=row["id"][:2].upper(),  # ids begin with it: sy-jobar, SY-DI, SY
        note=row["note"],
    )


def _number(row: dict[str, str], column: str, where: str, most: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        raise MarsadError(f"{where}: {column} must be a number, not {row[column]!r}") from None
    if not -most <= value <= most:
        raise MarsadError(f"{where}: {column} {value} is out of range")
    return value
