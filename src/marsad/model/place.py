"""Places of the gazetteers, and the positions that mentions of places are given."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

CLASSES: Final = frozenset(
    {
        "country",
        "governorate",
        "district",
        "subdistrict",
        "city",
        "town",
        "village",
        "neighbourhood",
        "camp",
        "crossing",
        "checkpoint",
        "base",
        "airport",
        "prison",
        "hospital",
        "road",
        "front",
        "region",
        "site",
    }
)

# Precision class to ACLED's geo-precision (1 named place, 2 part of a region, 3 larger region) and UCDP GED's
# where_prec (1 the place itself, 2 within about 25 km, 3 second-order division, 4 first-order division,
# 5 a line or fuzzy region, 6 the country; 7, international waters or airspace, no class here leads to).
GEO_PRECISION: Final = MappingProxyType(
    {
        "exact": (1, 1),
        "village": (1, 1),
        "town": (1, 1),
        "near": (2, 2),
        "district": (2, 3),
        "region": (2, 5),
        "governorate": (3, 4),
        "country": (3, 6),
    }
)


class PlaceName(NamedTuple):
    """One name of a place. ``script`` is ``arab`` or ``latn``; ``kind`` is ``main``, ``variant`` or ``romanised``.

    A named tuple, as ``Place`` is: a gazetteer makes hundreds of thousands, each in a tenth of a dataclass's time.
    """

    text: str
    script: str
    kind: str


class Place(NamedTuple):
    """A place of a gazetteer. ``parent`` is another place's id, ``country`` an ISO 3166-1 alpha-2 code.

    ``lat`` and ``lon`` are degrees (WGS 84), both ``None`` where the source gives no point; ``radius_km`` is how far
    the place reaches from it, which includes how unsure the point is. ``population`` 0 means unknown.
    """

    id: str
    names: tuple[PlaceName, ...]
    cls: str
    parent: str | None
    lat: float | None
    lon: float | None
    radius_km: float
    population: int
    source: str
    licence: str
    country: str
    note: str = ""

    @property
    def name(self) -> str:
        """The main Arabic name, else the first of any kind; the id where there is none."""
        arabic = [name for name in self.names if name.script == "arab"]
        names = [name for name in arabic if name.kind == "main"] or arabic or self.names
        return names[0].text if names else self.id


@dataclass(frozen=True, slots=True)
class Position:
    """Where a mention of a place lies, how precisely, and why.

    ``precision`` is a key of ``GEO_PRECISION``; ``acled`` and ``ucdp`` follow from it. ``place_id`` is ``None``
    where the point belongs to no place of a gazetteer («20 km west of Raqqa»). ``evidence`` names what decided,
    ``refused`` the alternatives that were passed over.
    """

    place_id: str | None
    lat: float
    lon: float
    radius_km: float
    precision: str
    acled: int
    ucdp: int
    evidence: tuple[str, ...]
    refused: tuple[str, ...] = ()
