"""What the importers share: reading files, making places of rows, and tying them to the embedded governorates."""

from __future__ import annotations

import bz2
import gzip
import io
import math
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final, TextIO

from marsad.model import MarsadError, Place, PlaceName
from marsad.places.embedded import embedded
from marsad.places.geo import km_between
from marsad.places.keys import is_arabic, key, without_article, words
from marsad.places.tables import DATA, read_table

# Where a source gives no extent: kilometres that most places of the class reach.
RADIUS: Final = {
    "country": 500.0, "governorate": 60.0, "district": 20.0, "subdistrict": 10.0, "city": 5.0, "town": 2.5,
    "village": 1.5, "airport": 2.0, "base": 2.0, "region": 20.0, "road": 20.0, "front": 10.0,
}  # fmt: skip
POINT_RADIUS: Final = 1.0
_TWIN_KM: Final = 250.0  # a governorate's point is its middle in one source and its seat in another
_DEEPEST: Final = 12
_QUALIFIED = re.compile(r"^(.+?)\s*(?:\(([^()]*)\)|\s[-–:]\s*(.+)|-\s+(.+))$")
# Told of how many bytes of the file are read.
Note = Callable[[int], None]


@contextmanager
def open_text(path: Path, note: Note, member: re.Pattern[str] | None = None) -> Iterator[TextIO]:
    """A file's text; of a zip archive the first member that ``member`` fits. ``note`` hears of the bytes read."""
    with path.open("rb") as raw:
        counted = _Counted(raw, note)
        try:
            if path.suffix == ".zip":
                with zipfile.ZipFile(counted) as archive:
                    names = [n for n in archive.namelist() if member is None or member.search(n)]
                    if not names:
                        raise MarsadError(f"{path}: the archive holds no table to import")
                    with archive.open(names[0]) as stream:
                        yield io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
            else:
                opened = {".gz": gzip.open, ".bz2": bz2.open}.get(path.suffix)
                stream = opened(counted, "rb") if opened else counted  # type: ignore[operator, assignment]
                yield io.TextIOWrapper(io.BufferedReader(stream), "utf-8-sig", errors="replace", newline="")  # type: ignore[type-var]
        except (zipfile.BadZipFile, EOFError, gzip.BadGzipFile) as error:
            raise MarsadError(f"{path}: cannot be unpacked ({error})") from error


class _Counted(io.RawIOBase):
    """A binary file that tells how far it has been read."""

    def __init__(self, raw: io.BufferedReader, note: Note) -> None:
        self._raw = raw
        self._note = note

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        read = self._raw.readinto(buffer)
        self._note(self._raw.tell())
        return read


def number(text: str | None, least: float, most: float) -> float | None:
    """A coordinate, or ``None`` where there is none or it is out of range."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return round(value, 5) if least <= value <= most else None


def named(arabic: Iterable[str], romanised: Iterable[str] = ()) -> tuple[PlaceName, ...]:
    """Names of a row: the first Arabic one is the main one. Qualifiers («ابين - عفرين») make a variant without them."""
    found: dict[str, PlaceName] = {}
    for name in arabic:
        for form in _forms(" ".join(name.replace("\u200e", "").replace("\u200f", "").split())):
            if not is_arabic(form):
                continue
            kind = "variant" if found else "main"
            found.setdefault(form, PlaceName(form, "arab", kind))
    for name in romanised:
        if (form := " ".join(name.split())) and not is_arabic(form):
            found.setdefault(form, PlaceName(form, "latn", "romanised"))
    return tuple(found.values())


def _forms(name: str) -> Iterator[str]:
    qualified = _QUALIFIED.match(name)
    if qualified and len(qualified[1]) > 1:
        yield qualified[1].strip()
    if name:
        yield name


def radius(cls: str) -> float:
    """The usual radius of a class."""
    return RADIUS.get(cls, POINT_RADIUS)


def tied(places: Iterable[Place]) -> list[Place]:
    """Places whose countries and governorates are the embedded ones, where those are known there.

    So a village has one chain whatever source it comes from, and no governorate is there twice.
    """
    rows = list(places)
    twins = _twins(rows)
    kept = [
        place._replace(parent=twins[place.parent]) if place.parent in twins else place
        for place in rows
        if place.id not in twins
    ]
    return _adopted(kept)


def _adopted(rows: Sequence[Place]) -> list[Place]:
    """Places that hang in the air are put under the governorate of the nearest place that has one."""
    ids = {place.id: place for place in rows}
    near = _Grid()
    for place in embedded():
        if place.cls in ("city", "town", "village") and place.parent != place.country:
            near.add(place, place.parent)
    for place in rows:
        if (top := _top(place, ids)) is not None:
            near.add(place, top)
    return [
        place._replace(parent=near.nearest(place)) if place.parent not in ids and _top(place, ids) is None else place
        for place in rows
    ]


def _top(place: Place, ids: Mapping[str, Place]) -> str | None:
    """The embedded governorate at the end of a place's chain, if it ends in one."""
    for _ in range(_DEEPEST):
        parent = place.parent
        if parent is None or parent == place.country:
            return None
        if parent not in ids:
            return parent if parent.startswith(f"{place.country}-") else None
        place = ids[parent]
    return None


class _Grid:
    """Places that have a governorate, by squares of a tenth and of half a degree."""

    _SQUARES: Final = (10, 2)  # to a degree

    def __init__(self) -> None:
        self._cells: dict[tuple[int, str, int, int], list[tuple[float, float, str]]] = defaultdict(list)

    def add(self, place: Place, governorate: str | None) -> None:
        if place.lat is not None and place.lon is not None and governorate:
            for squares in self._SQUARES:
                cell = (squares, place.country, int(place.lat * squares), int(place.lon * squares))
                self._cells[cell].append((place.lat, place.lon, governorate))

    def nearest(self, place: Place) -> str | None:
        """The governorate of the nearest place of the same country, if there is one near by."""
        if place.lat is None or place.lon is None:
            return None
        for squares in self._SQUARES:
            if found := self._around(place, place.lat, place.lon, squares):
                return found
        return None

    def _around(self, place: Place, at_lat: float, at_lon: float, squares: int) -> str:
        best = (math.inf, "")
        row, column = int(at_lat * squares), int(at_lon * squares)
        shrink = math.cos(math.radians(at_lat))
        for i, j in product((-1, 0, 1), repeat=2):
            for lat, lon, governorate in self._cells.get((squares, place.country, row + i, column + j), ()):
                best = min(best, ((lat - at_lat) ** 2 + ((lon - at_lon) * shrink) ** 2, governorate))
        return best[1]


def _twins(rows: Sequence[Place]) -> dict[str, str]:
    own = defaultdict(list)
    for place in (*read_table(DATA / "countries.csv"), *read_table(DATA / "governorates.csv")):
        own[place.country, place.cls].append((place, set(_keys(place))))
    twins: dict[str, str] = {}
    for place in rows:
        if place.cls not in ("country", "governorate"):
            continue
        fits = [fit for other, theirs in own[place.country, place.cls] if (fit := _fit(place, other, theirs))]
        if fits:
            twins[place.id] = min(fits)[1]
    return twins


def _fit(place: Place, other: Place, theirs: set[str]) -> tuple[float, str] | None:
    """Distance and id of an embedded place that ``place`` is: by its main name, or by another if the points agree.

    The Gaza Strip is called «محافظة غزة» too, but is not the governorate of Gaza in its midst.
    """
    apart = _apart(place, other)
    if place.cls == "country":
        return apart, other.id
    names = list(_keys(place))
    if not names:
        return None
    by_main = names[0] in theirs and apart <= _TWIN_KM
    return (apart, other.id) if by_main or (theirs & set(names) and apart <= other.radius_km / 2) else None


def _keys(place: Place) -> dict[str, None]:
    """The Arabic names' keys without class word and article, the main one first."""
    class_words = {"محافظه", "ولايه", "منطقه", "شعبيه"}
    found: dict[str, None] = {}
    for name in place.names:
        if name.script != "arab":
            continue
        parts = words(name.text)
        parts = parts[1:] if len(parts) > 1 and parts[0] in class_words else parts
        found[key(tuple(map(without_article, parts)))] = None
    return found


def _apart(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return km_between(one.lat, one.lon, other.lat, other.lon)
