"""Which countries a report is of, from its adjectives of countries and the places it can only mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from marsad.places.resolve.candidates import well_known
from marsad.places.resolve.referents import Referent
from marsad.places.resolve.words import NATION_STEMS

_HINT: Final = 3.0
_ADJECTIVE: Final = 0.25
_MOST_ADJECTIVES: Final = 4
_NAMED: Final = 1.0
_KNOWN: Final = 1.5
_SHARED: Final = 0.5
_MAIN: Final = 0.6
# Their adjectives say nothing of where a report is from: armies and spokesmen of these nations stand in reports of any
# war, or the adjective is part of other words («ألماني», German, less its first letter is in «برلماني», parliamentary).
# fmt: off
_ABROAD: Final = frozenset((
    "AU", "BG", "CA", "CN", "DE", "ES", "FR", "GB", "GE", "GR", "ID", "IT", "NL", "PL", "RS", "RU", "US",
))
# fmt: on
_STEMS: Final = {code: stem for code, stem in NATION_STEMS.items() if code not in _ABROAD}
_PRIOR: Final = 0.5  # so that one obscure name does not make a country's report


def countries(text: str, referents: Sequence[Referent], hint: str | None = None) -> Mapping[str, float]:
    """Each country's share of the report, by code."""
    votes: defaultdict[str, float] = defaultdict(float)
    if hint:
        votes[hint] += _HINT
    for code, stem in _STEMS.items():
        if times := text.count(stem):
            votes[code] += _ADJECTIVE * min(times, _MOST_ADJECTIVES)
    towns: defaultdict[str, list[float]] = defaultdict(list)
    for referent in referents:
        _vote(votes, towns, referent)
    for code, told in towns.items():
        alone = len(told) == 1 and code not in votes  # the name may be that of a place nearer by which no table has
        votes[code] += min(told[0], _SHARED) if alone else sum(told)
    total = sum(votes.values()) + _PRIOR
    return {code: vote / total for code, vote in votes.items()}


def _vote(votes: defaultdict[str, float], towns: defaultdict[str, list[float]], referent: Referent) -> None:
    found = referent.candidates
    if not found:
        return
    first = found[0].place
    if first.cls == "country":
        votes[first.country] += _NAMED
        return
    codes = {candidate.place.country for candidate in found}
    if well_known(first) and (len(codes) == 1 or found[0].prior > found[1].prior + 0.5):
        towns[first.country].append(_KNOWN)
        return
    for code in codes:
        towns[code].append(_SHARED / len(codes))


def land_at(text: str, start: int, shares: Mapping[str, float]) -> str:
    """The country that «البلاد» (the country) means at ``start``: the report's, else the one last spoken of."""
    ranked = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    if len(ranked) < 2 or shares[ranked[0]] >= _MAIN:
        return ranked[0] if ranked else ""
    before = text[:start]
    return max(ranked, key=lambda code: before.rfind(_STEMS[code]) if code in _STEMS else -1)
