"""Which record a place of a coding belongs to: a gazetteer's place, or an area known by its words alone."""

from __future__ import annotations

from typing import Final

from marsad.ledger.control.wording import names_area
from marsad.model.incident import Site
from marsad.text.fold import fold

_WHOLE: Final = frozenset({"exact", "village", "town", "district", "region", "governorate", "country"})


def area_of(name: str, site: Site) -> str:
    """The gazetteer's id where the name means that very place, else a key of the area's own.

    «ريف حلب» (the countryside of Aleppo) is neither the city nor the governorate, and a place «near» another is not the
    other: they get ``HOLDER/NAME``, the id of the governorate or country that holds them and their folded words.
    """
    if site.place is not None and site.precision in _WHOLE and not names_area(name):
        return site.place
    return f"{site.governorate or site.country or ''}/{' '.join(fold(name).split())}"
