"""Mentions of one report gathered by what they call the place, and the state of knowledge about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from marsad.places.gazetteer import Gazetteer
from marsad.places.resolve.candidates import Candidate, candidates, well_known
from marsad.places.resolve.phrase import Phrase, read
from marsad.places.resolve.ties import CERTAIN, LISTED, Layout, Tie
from marsad.places.resolve.values import PlaceMention

_END: Final = "town"  # what the coder would call a road's end
_LEAST_SHARE: Final = 0.06


@dataclass(slots=True)
class Referent:
    """A name as the report uses it. ``outer`` are the referents it lies in, with how surely."""

    phrase: Phrase
    candidates: list[Candidate]
    sentences: set[int] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    lists: set[int] = field(default_factory=set)
    outer: dict[int, float] = field(default_factory=dict)
    told_km: dict[int, float] = field(default_factory=dict)  # how far from which of them it is said to lie
    choice: Candidate | None = None
    standing: list[Any] = field(default_factory=list)  # ``scoring.Standing`` of each candidate, once weighed
    scored: list[Any] = field(default_factory=list)  # ``scoring.Scored``, as last weighed
    seen: int = -1  # how many anchors there were then
    evidence: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def gather(
    mentions: Sequence[PlaceMention], phrases: Sequence[Phrase], layout: Layout, gazetteer: Gazetteer
) -> tuple[list[Referent], list[list[int]]]:
    """The referents, and for each mention the numbers of those it needs (a road needs two).

    Mentions that read alike are one referent, unless the text puts them into different larger places.
    """
    ties = layout.ties
    own = {tie.inner: tie.outer for tie in ties if tie.strength in (CERTAIN, LISTED)}
    referents: list[Referent] = []
    by_key: dict[tuple[str, int, str], int] = {}
    named_so: dict[tuple[str, int], int] = {}  # the first of each name, wherever the text puts it
    of: list[list[int]] = []
    for k, (mention, phrase) in enumerate(zip(mentions, phrases, strict=True)):
        home = phrases[own[k]].key if k in own else ""
        numbers = []
        for end, found in enumerate(looked_up(mention.text, mention.cls, gazetteer)):
            n = by_key.get((phrase.key, end, home))
            if n is None and not home:  # named again without its larger place
                n = named_so.get((phrase.key, end))
            if n is None:
                n = by_key[phrase.key, end, home] = len(referents)
                named_so.setdefault((phrase.key, end), n)
                referents.append(Referent(phrase, list(found)))
            referent = referents[n]
            referent.sentences.add(mention.sentence)
            referent.paragraphs.add(mention.paragraph)
            referent.lists.add(layout.lists[k])
            numbers.append(n)
        of.append(numbers)
    _join(referents, of, ties)
    return referents, of


@lru_cache(maxsize=20_000)
def looked_up(text: str, cls: str, gazetteer: Gazetteer) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates of a phrase: of one place, or of each of two.

    Two are a road's ends, or a list («نبل والزهراء») that no one place is called.
    """
    phrase = read(text)
    if phrase.ends:
        return tuple(tuple(candidates(phrase, names, _END, gazetteer)) for names in phrase.ends)
    found = tuple(candidates(phrase, phrase.names, cls, gazetteer))
    if phrase.pair and not found:
        return tuple(tuple(candidates(phrase, names, cls, gazetteer)) for names in phrase.pair)
    return (found,)


def prune(referents: Sequence[Referent], shares: Mapping[str, float]) -> None:
    """Leave out namesakes in countries that the report is not of, where others remain; they would never be chosen."""
    for referent in referents:
        if len(referent.candidates) > 1:
            kept = [
                c
                for c in referent.candidates
                if shares.get(c.place.country, 0.0) >= _LEAST_SHARE or well_known(c.place)
            ]
            referent.candidates = kept or referent.candidates[:3]


def _join(referents: list[Referent], of: list[list[int]], ties: Sequence[Tie]) -> None:
    for tie in ties:
        for inner in of[tie.inner]:
            for outer in of[tie.outer]:
                if inner != outer and referents[inner].outer.get(outer, 0.0) < tie.strength:
                    referents[inner].outer[outer] = tie.strength
                    if tie.distance_km is not None:
                        referents[inner].told_km[outer] = tie.distance_km
