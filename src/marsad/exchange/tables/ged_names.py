"""UCDP GED's codes (Codebook 25.1): Gleditsch and Ward's country numbers, regions, the cells of PRIO-GRID."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

from marsad.exchange.tables.countries import country

# ISO 3166-1 alpha-2 to Gleditsch and Ward's number, for the countries that the gazetteer covers. UCDP codes events in
# the Palestinian territories under Israel; Western Sahara has no number.
# fmt: off
COUNTRY_IDS: Final = MappingProxyType({
    "MR": 435, "MA": 600, "DZ": 615, "TN": 616, "LY": 620, "SD": 625, "SS": 626, "IR": 630, "TR": 640, "IQ": 645,
    "EG": 651, "SY": 652, "LB": 660, "JO": 663, "IL": 666, "PS": 666, "SA": 670, "YE": 678, "KW": 690, "BH": 692,
    "QA": 694, "AE": 696, "OM": 698, "ML": 432, "NE": 436, "TD": 483, "SO": 520, "DJ": 522, "ET": 530, "ER": 531,
    "KM": 581,
})
# fmt: on
_OTHER_NAMES: Final = MappingProxyType({"YE": "Yemen (North Yemen)", "PS": "Palestine"})
_MIDDLE_EAST = frozenset(
    ("IR", "TR", "IQ", "EG", "SY", "LB", "JO", "IL", "PS", "SA", "YE", "KW", "BH", "QA", "AE", "OM")
)


def country_name(code: str | None) -> str | None:
    """UCDP's name of a country. Palestine keeps its own, though its number is Israel's."""
    found = country(code)
    return _OTHER_NAMES.get(found.code, found.name) if found else None


def region(country: str | None) -> str | None:
    """UCDP's region of a country."""
    if country not in COUNTRY_IDS:
        return None
    return "Middle East" if country in _MIDDLE_EAST else "Africa"


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell (half a degree square, numbered from 180° W, 90° S eastwards) that holds a point."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1
