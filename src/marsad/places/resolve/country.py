"""Which countries a report is of, from its adjectives of countries and the places it can only mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from marsad.places.resolve.candidates import well_known
from marsad.places.resolve.referents import Referent
from marsad.places.resolve.words import NATIONS

_HINT: Final = 3.0
_ADJECTIVE: Final = 0.25
_MOST_ADJECTIVES: Final = 4
_NAMED: Final = 1.0
_KNOWN: Final = 1.5
_SHARED: Final = 0.5
_MAIN: Final = 0.6
_PRIOR: Final = 0.5  # so that one obscure name does not make a country's report
# What every adjective of the country begins with, feminine and plural alike.
_STEMS: Final = {code: word for word, code in NATIONS.items() if word.endswith("ي") and not word.startswith("ال")}


def countries(text: str, referents: Sequence[Referent], hint: str | None = None) -> Mapping[str, float]:
    """Each country's share of the report, by code."""
    votes: Counter[str] = Counter()
    if hint:
        votes[hint] += _HINT
    for code, stem in _STEMS.items():
        if times := text.count(_written(stem)):
            votes[code] += _ADJECTIVE * min(times, _MOST_ADJECTIVES)
    for referent in referents:
        _vote(votes, referent)
    total = sum(votes.values()) + _PRIOR
    return {code: vote / total for code, vote in votes.items()}


def _written(stem: str) -> str:
    # The folded stem stands in the text as it is but for a hamza on its first letter.
    return stem[1:] if stem[0] == "ا" else stem


def _vote(votes: Counter[str], referent: Referent) -> None:
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
    return max(ranked, key=lambda code: before.rfind(_written(_STEMS[code])) if code in _STEMS else -1)
