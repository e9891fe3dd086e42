"""Where an incident lies, from the places that its claims name."""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import GEO_PRECISION
from marsad.model.incident import Site

_KM: Final = 111.2  # kilometres in a degree of latitude
_LARGE: Final = frozenset({"governorate", "country"})
_Home = tuple[str | None, str | None]  # country and governorate


class Siting(NamedTuple):
    """The site; ``disputed`` says that independent origins name places that exclude each other."""

    site: Site | None
    disputed: bool


def siting(entries: Sequence[Entry], voices: Voices) -> Siting:
    """The most precise site on which most independent origins agree, within the governorate that most of them name.

    Two sites agree where one holds the other, or they touch: a district that all name therefore outdoes two villages
    of it that half of them name, but a governorate gives way to any place in it.
    """
    told = {origin: _sites(by) for origin, by in voices.by_origin(entries).items()}
    if not any(told.values()):
        return Siting(None, False)
    home = _home(told, voices)
    within = {origin: [site for site in sites if _in(site, home)] for origin, sites in told.items()}
    claims = Counter(site for sites in within.values() for site in sites)
    candidates = [site for site in claims if not _is_large(site)] or list(claims)

    def rank(site: Site) -> tuple[int, tuple[int, int], int, float]:
        support = voices.supporters(within, partial(agree, site))
        return -support, _vagueness(site), -claims[site], site.radius_km or 0.0

    return Siting(min(candidates, key=rank), voices.disagree(told, agree))


def _sites(entries: Iterable[Entry]) -> list[Site]:
    return [site for entry in entries for site in entry.sites if site is not None]


def _home(told: Mapping[str, Sequence[Site]], voices: Voices) -> _Home:
    """The country and governorate that most independent origins name; without a governorate only where nobody names
    any.
    """
    homes = {origin: [(site.country, site.governorate) for site in sites] for origin, sites in told.items()}

    def rank(home: _Home) -> tuple[bool, int, str, str]:
        return home[1] is None, -voices.supporters(homes, partial(operator.eq, home)), home[1] or "", home[0] or ""

    return min({home for each in homes.values() for home in each}, key=rank)


def _in(site: Site, home: _Home) -> bool:
    """Whether a site lies in a governorate, or is the country around it."""
    country, governorate = home
    return site.governorate == governorate or (site.governorate is None and site.country in (None, country))


def _is_large(site: Site) -> bool:
    return site.precision is None or site.precision in _LARGE


def _vagueness(site: Site) -> tuple[int, int]:
    """UCDP's where_prec and ACLED's geo-precision of a site; one without a point is vaguer than all that have one."""
    if site.precision is None:
        return 7, 0 if site.governorate else 1
    acled, ucdp = GEO_PRECISION[site.precision]
    return ucdp, acled


def agree(a: Site, b: Site) -> bool:
    """Whether two sites may be one: the same place, one within the governorate or country that the other is, or
    points whose reach touches.
    """
    if a.place is not None and a.place == b.place:
        return True
    if _is_large(a) or _is_large(b):
        return a.country == b.country and (a.governorate == b.governorate or None in (a.governorate, b.governorate))
    apart = _km(a, b)
    return apart is not None and apart <= max(a.radius_km or 0.0, b.radius_km or 0.0)


def _km(a: Site, b: Site) -> float | None:
    """As on a flat map: within a percent or two at the reach of a site."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _KM * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))
