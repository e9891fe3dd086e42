"""OCHA's tables of P-codes (CSV): a level a set of columns, or a path of names in one column.

Levels: ``ADM1_AR, ADM1_PCODE …`` in any of the spellings OCHA has used (``admin1Name_ar``, ``adm1_name1``). Path: the
columns ``code, name_ar, path_ar, lat, lon``, the path from the inside out with ``|`` between. Divisions without a row
of their own get the mean of their members as point.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from marsad.model import MarsadError, Place, PlaceName
from marsad.places.geo import km_between
from marsad.places.importing.rows import Note, named, number, open_text, radius
from marsad.places.store import Source

_CLASSES: Final = ("country", "governorate", "district", "subdistrict", "village", "neighbourhood")
_CITY_PART = re.compile(r"^\s*(?:مدينة\s*|ريف\s+)?(?P<city>[^:]+?)\s*:\s*(?P<part>.+?)\s*$")
_SEAT = re.compile(r"^مركز\s+")  # «مركز حماة», the seat: the subdistrict of Hama itself
_MEMBERS_NOTE: Final = "mean of its places in the source"


def source(name: str) -> Source:
    """The source of an import under ``name``."""
    return Source(
        name,
        "OCHA common operational datasets (P-codes)",
        "as published by OCHA (mostly CC-BY-IGO-3.0)",
        "https://data.humdata.org/",
        "OCHA",
    )


def fits(header: Iterable[str]) -> bool:
    """Whether a CSV with these columns is a table of P-codes."""
    columns = {_plain(column) for column in header}
    return {"code", "namear", "pathar"} <= columns or any(re.fullmatch(r"adm(in)?\dp?code", c) for c in columns)


def read(path: Path, country: str | None, note: Note) -> Iterator[Place]:
    """The places of a table. ``country`` is its code, where the table does not say."""
    with open_text(path, note) as lines:
        rows = csv.DictReader(lines)
        columns = {_plain(column): column for column in rows.fieldnames or ()}
        units = _Units()
        for row in rows:
            values = {plain: (row.get(column) or "").strip() for plain, column in columns.items()}
            _add_path(units, values) if "pathar" in columns else _add_levels(units, values)
    if country is None and (units.country is None):
        raise MarsadError(f"{path}: the table does not name its country; say --country SY or another code")
    yield from units.places((country or units.country or "").upper())


def _plain(column: str) -> str:
    """``admin1Name_ar`` and ``ADM1_NAME_AR`` as one."""
    return re.sub("[^a-z0-9]", "", column.lower())


@dataclass(slots=True)
class _Unit:
    code: str
    level: int
    arabic: str
    english: str
    parent: str | None
    lat: float | None = None
    lon: float | None = None
    members: list[tuple[float, float]] = field(default_factory=list)


class _Units:
    """Units by code, as rows bring them."""

    def __init__(self) -> None:
        self.units: dict[str, _Unit] = {}
        self.country: str | None = None

    def add(self, unit: _Unit) -> None:
        known = self.units.setdefault(unit.code, unit)
        if known.lat is None:
            known.lat, known.lon = unit.lat, unit.lon

    def places(self, country: str) -> Iterator[Place]:
        self._count_members()
        for unit in self.units.values():
            names = named([unit.arabic], [unit.english])
            if any(name.script == "arab" for name in names):
                yield self._place(unit, country, names)

    def _place(self, unit: _Unit, country: str, names: tuple[PlaceName, ...]) -> Place:
        cls = _CLASSES[min(unit.level, len(_CLASSES) - 1)]
        place = Place(
            id=f"ocha:{unit.code}",
            names=names,
            cls=cls,
            parent=f"ocha:{unit.parent}" if unit.parent else None,
            lat=unit.lat,
            lon=unit.lon,
            radius_km=radius(cls),
            population=0,
            source="ocha",
            licence="",
            country=country,
        )
        return _middle(place, unit.members) if unit.lat is None and unit.members else place

    def _count_members(self) -> None:
        for unit in list(self.units.values()):
            if unit.lat is None or unit.lon is None:
                continue
            parent = unit.parent
            for _ in _CLASSES:
                if parent is None or parent not in self.units:
                    break
                self.units[parent].members.append((unit.lat, unit.lon))
                parent = self.units[parent].parent


def _middle(place: Place, members: list[tuple[float, float]]) -> Place:
    lat = sum(lat for lat, _ in members) / len(members)
    lon = sum(lon for _, lon in members) / len(members)
    reach = sorted(km_between(lat, lon, *member) for member in members)[len(members) * 9 // 10]
    widest = max(1.0, round(reach, 1))
    return place._replace(lat=round(lat, 4), lon=round(lon, 4), radius_km=widest, note=_MEMBERS_NOTE)


def _add_levels(units: _Units, values: dict[str, str]) -> None:
    parent: str | None = None
    deepest: _Unit | None = None
    for level in range(len(_CLASSES)):
        code = _first(values, f"adm{level}pcode", f"admin{level}pcode", f"adm{level}code", f"admin{level}code")
        if not code:
            continue
        stems = (f"adm{level}", f"admin{level}")
        arabic = _first(values, *(f"{s}{e}" for s in stems for e in ("ar", "namear", "namear1", "altar", "name1")))
        english = _first(values, *(f"{s}{e}" for s in stems for e in ("en", "nameen", "name", "ref")))
        deepest = _Unit(code, level, arabic, english, parent)
        units.add(deepest)
        units.country = units.country or (code[:2].upper() if code[:2].isalpha() else None)
        parent = code
    if deepest is not None:
        lat, lon = _point(values)
        units.add(replace(deepest, lat=lat, lon=lon))


def _add_path(units: _Units, values: dict[str, str]) -> None:
    lat, lon = _point(values)
    code, name = values["code"], values["namear"]
    if part := _CITY_PART.match(name):  # «مدينة حلب : حي السكري»: Sukkari, a neighbourhood of Aleppo
        units.add(_Unit(code, 5, part["part"], "", None, lat, lon))
        return
    outer = [re.sub(_SEAT, "", step.strip()) for step in values["pathar"].split("|")][1:]
    english = [step.strip() for step in values.get("pathen", "").split("|")]
    parent: str | None = None
    for level, step in zip((2, 3), reversed(outer[-2:]), strict=False):
        inner = f"{parent}/{step}" if parent else f"district/{step}"
        units.add(_Unit(inner, level, step, "", parent))
        parent = inner
    units.add(_Unit(code, 4, name, english[0], parent, lat, lon))


def _point(values: dict[str, str]) -> tuple[float | None, float | None]:
    lat = _first(values, "lat", "latitude", "latitudedd", "centerlat", "pointy", "y")
    lon = _first(values, "lon", "long", "longitude", "longitudedd", "centerlon", "pointx", "x")
    return number(lat, -90, 90), number(lon, -180, 180)


def _first(values: dict[str, str], *columns: str) -> str:
    return next((values[column] for column in columns if values.get(column)), "")
