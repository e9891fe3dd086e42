"""GeoNames country dumps (``SY.zip``, ``SY.txt``, ``allCountries.zip``), with or without the table of alternate names.

The columns are those of https://download.geonames.org/export/dump/readme.txt. With the table of alternate names (its
version 2) the names that are Arabic are known; without it all names in Arabic letters are taken, Persian ones too.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from marsad.model import MarsadError, Place
from marsad.places.cities import admin1, main_first, settlement_class, settlement_radius
from marsad.places.importing.journal import Converted, Journal, converted
from marsad.places.importing.rows import Note, named, number, open_text, radius
from marsad.places.keys import is_arabic
from marsad.places.store import Source

COLUMNS: Final = 19
_ALTERNATE_COLUMNS: Final = 8
_MEMBER = re.compile(r"(?:^|/)(?!readme)[^/]+\.txt$", re.IGNORECASE)
_CLASSES: Final = {
    code: cls
    for cls, codes in {
        "country": "PCLI PCLD TERR",
        "governorate": "ADM1",
        "district": "ADM2",
        "subdistrict": "ADM3",
        "neighbourhood": "PPLX",
        "camp": "CMPRF",
        "airport": "AIRP AIRB AIRF AIRQ",
        "prison": "PRN",
        "hospital": "HSP",
        "base": "MILB INSM",
        "crossing": "CSTM PSTB",
        "site": "PS DAM OILF GASF OILR BDG PRT UNIV MT",
        "region": "RGN AREA VAL MTS PLN DSRT PEN ISL",
    }.items()
    for code in codes.split()
}
_SOURCE = Source("geonames", "GeoNames", "CC-BY-4.0", "https://www.geonames.org/", "GeoNames")


def source(name: str) -> Source:
    """The source of an import under ``name``."""
    return Source(name, _SOURCE.title, _SOURCE.licence, _SOURCE.url, _SOURCE.credit)


def read(path: Path, alternates: Path | None, journal: Journal, note: Note) -> Iterator[Place]:
    """The places of a dump that have an Arabic name."""
    arabic = _alternates(alternates) if alternates else None
    governorates = admin1()
    districts: dict[str, str] = {}
    found: list[Converted] = []
    for division, place in converted(_rows(path, note), partial(_convert, arabic, governorates), journal):
        if place.cls == "district" and division:
            districts[division] = place.id
        found.append((division, place))
    for division, place in found:
        inner = districts.get(division)
        yield place if inner is None or inner == place.id else place._replace(parent=inner)


def _rows(path: Path, note: Note) -> Iterator[list[str]]:
    with open_text(path, note, _MEMBER) as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) != COLUMNS:
                raise MarsadError(f"{path}: is no GeoNames dump: a line has {len(row)} columns, not {COLUMNS}")
            yield row


def _convert(
    arabic: dict[str, list[str]] | None, governorates: dict[tuple[str, str], str], row: list[str]
) -> Converted | None:
    """The place of a row, and the district it lies in as GeoNames numbers it."""
    place = _place(row, arabic, governorates)
    if place is None:
        return None
    return "|".join((row[8], row[10], row[11])) if row[11] else "", place


def _place(
    row: list[str], arabic: dict[str, list[str]] | None, governorates: dict[tuple[str, str], str]
) -> Place | None:
    number_, name, alternates, feature, code, country = row[0], row[1], row[3], row[6], row[7], row[8]
    population = int(row[14]) if row[14].isdigit() else 0
    cls = _CLASSES.get(code) or (settlement_class(population) if feature == "P" else None)
    if cls is None or code.endswith("H"):  # H: historical, no longer there
        return None
    found = arabic.get(number_, []) if arabic is not None else []
    if not found:
        found = main_first([n for n in alternates.split(",") if is_arabic(n)], name)
    names = named(found, [name])
    if not any(n.script == "arab" for n in names):
        return None
    return Place(
        id=f"gn:{number_}",
        names=names,
        cls=cls,
        parent=governorates.get((country, row[10]), country) if cls not in ("country", "governorate") else None,
        lat=number(row[4], -90, 90),
        lon=number(row[5], -180, 180),
        radius_km=settlement_radius(population) if cls in ("city", "town", "village") else radius(cls),
        population=population,
        source=_SOURCE.name,
        licence=_SOURCE.licence,
        country=country,
    )


def _alternates(path: Path) -> dict[str, list[str]]:
    """Arabic names by GeoNames number: preferred ones first, historical ones last."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    with open_text(path, lambda _: None, _MEMBER) as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) < _ALTERNATE_COLUMNS:
                raise MarsadError(f"{path}: is no table of alternate names: a line has {len(row)} columns")
            if row[2] == "ar" and is_arabic(row[3]):
                rank = -2 * (row[4] == "1") - (row[5] == "1") + 4 * (row[7] == "1") + 2 * (row[6] == "1")
                found[row[1]].append((rank, row[3]))
    return {key: [name for _, name in sorted(names, key=lambda pair: pair[0])] for key, names in found.items()}
