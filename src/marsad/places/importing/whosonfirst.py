"""Who's On First: tables (CSV) with an Arabic name in a column, or the SQLite files it hands out by country.

A CSV needs the columns id (``wof_id`` or ``id``), ``placetype``, a point, a country and Arabic names (``name_ar`` or
``name:ara``), with ``|`` between several. Of SQLite files the tables ``spr`` and ``names`` are read.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from marsad.model import MarsadError, Place
from marsad.places.importing.journal import Converted, Journal, converted
from marsad.places.importing.rows import Note, named, number, open_text, radius
from marsad.places.store import Source

_CLASSES: Final = {
    "country": "country",
    "dependency": "country",
    "macroregion": "region",
    "region": "governorate",
    "county": "district",
    "localadmin": "subdistrict",
    "locality": "village",  # towns too: the table gives no number of people
    "borough": "neighbourhood",
    "macrohood": "neighbourhood",
    "neighbourhood": "neighbourhood",
    "microhood": "neighbourhood",
    "campus": "site",
}
_COLUMNS: Final = {
    "id": ("wof_id", "id"),
    "name": ("name", "wof_name"),
    "arabic": ("name_ar", "names_ar", "name:ara", "name_ara"),
    "placetype": ("placetype",),
    "lat": ("lat", "latitude", "geom_latitude"),
    "lon": ("lon", "longitude", "geom_longitude"),
    "country": ("country", "iso", "iso_country", "wof_country"),
    "parent": ("parent_id",),
}
_LOCALITY_KM: Final = 2.5


def source(name: str) -> Source:
    """The source of an import under ``name``."""
    return Source(
        name,
        "Who's On First",
        "CC0-1.0, parts CC-BY-4.0",
        "https://whosonfirst.org/docs/licenses/",
        "Who's On First, GeoNames, Quattroshapes",
    )


def is_sqlite(path: Path) -> bool:
    """Whether the file is an SQLite database."""
    with path.open("rb") as stream:
        return stream.read(15) == b"SQLite format 3"


def fits(header: Iterable[str]) -> bool:
    """Whether a CSV with these columns is a table of Who's On First."""
    return {"placetype", "parent_id"} <= set(header)


def read(path: Path, journal: Journal, note: Note) -> Iterator[Place]:
    """The places of a table that have an Arabic name."""
    rows = _database(path) if is_sqlite(path) else _table(path, note)
    return (place for _, place in converted(rows, _convert, journal))


def _convert(row: Mapping[str, str]) -> Converted | None:
    place = _place(row)
    return None if place is None else ("", place)


def _table(path: Path, note: Note) -> Iterator[dict[str, str]]:
    csv.field_size_limit(min(sys.maxsize, 10_000_000))
    with open_text(path, note) as lines:
        rows = csv.DictReader(lines)
        header = rows.fieldnames or ()
        columns = {field: next((n for n in names if n in header), None) for field, names in _COLUMNS.items()}
        missing = [" or ".join(_COLUMNS[field]) for field in _COLUMNS if not columns[field] and field != "parent"]
        if missing:
            raise MarsadError(f"{path}: a Who's On First table needs a column {'; a column '.join(missing)}")
        for row in rows:
            yield {field: row.get(column or "") or "" for field, column in columns.items()}


def _database(path: Path) -> Iterator[dict[str, str]]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            arabic: dict[int, list[str]] = defaultdict(list)
            spoken = "SELECT id, name FROM names WHERE language = 'ara' ORDER BY privateuse <> 'preferred', rowid"
            for number_, name in base.execute(spoken):
                arabic[number_].append(name)
            rows = base.execute(
                "SELECT id, parent_id, name, placetype, country, latitude, longitude FROM spr"
                " WHERE is_current <> 0 ORDER BY id"
            )
            for number_, parent, name, placetype, country, lat, lon in rows:
                yield {
                    "id": str(number_),
                    "name": name or "",
                    "arabic": "|".join(arabic[number_]),
                    "placetype": placetype,
                    "lat": str(lat),
                    "lon": str(lon),
                    "country": country or "",
                    "parent": str(parent),
                }
    except sqlite3.Error as error:
        raise MarsadError(f"{path}: is no database of Who's On First ({error})") from error


def _place(row: Mapping[str, str]) -> Place | None:
    cls = _CLASSES.get(row["placetype"])
    names = named(row["arabic"].split("|"), [row["name"]])
    country = row["country"].upper()
    if cls is None or len(country) != 2 or not any(name.script == "arab" for name in names):
        return None
    if cls == "site" and any(name.text.startswith("مطار") for name in names):  # «مطار» airport
        cls = "airport"
    return Place(
        id=f"wof:{row['id']}",
        names=names,
        cls=cls,
        parent=None if row["parent"].startswith("-") or not row["parent"] else f"wof:{row['parent']}",
        lat=number(row["lat"], -90, 90),
        lon=number(row["lon"], -180, 180),
        radius_km=_LOCALITY_KM if row["placetype"] == "locality" else radius(cls),
        population=0,
        source="whosonfirst",
        licence="",
        country=country,
    )
