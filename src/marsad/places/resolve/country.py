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
_PRIOR: Final = 0.5  # so that one obscure name does not make a country's report


def countries(text: str, referents: Sequence[Referent], hint: str | None = None) -> Mapping[str, float]:
    """Each country's share of the report, by code."""
    votes: defaultdict[str, float] = defaultdict(float)
    if hint:
        votes[hint] += _HINT
    for code, stem in NATION_STEMS.items():
        if times := text.count(stem):
            votes[code] += _ADJECTIVE * min(times, _MOST_ADJECTIVES)
    for referent in referents:
        _vote(votes, referent)
    total = sum(votes.values()) + _PRIOR
    return {code: vote / total for code, vote in votes.items()}


def _vote(votes: defaultdict[str, float], referent: Referent) -> None:
    found = referent.candidates
    if not found:
        return
    first = found[0].place
    if first.cls == "country":
        votes[first.country] += _NAMED
        return
    codes = {candidate.place.country for candidate in found}
    if well_known(first) and (len(codes) == 1 or found[0].prior > found[1].prior + 0.5 or len(found) == 1):
        votes[first.country] += _KNOWN
        return
    for code in codes:
        votes[code] += _SHARED / len(codes)


def land_at(text: str, start: int, shares: Mapping[str, float]) -> str:
    """The country that «البلاد» (the country) means at ``start``: the report's, else the one last spoken of."""
    ranked = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    if len(ranked) < 2 or shares[ranked[0]] >= _MAIN:
        return ranked[0] if ranked else ""
    before = text[:start]
    return max(ranked, key=lambda code: before.rfind(NATION_STEMS[code]) if code in NATION_STEMS else -1)
