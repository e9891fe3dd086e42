"""Mentions of one report gathered by what they call the place, and the state of knowledge about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from marsad.places.gazetteer import Gazetteer
from marsad.places.resolve.candidates import Candidate, candidates, well_known
from marsad.places.resolve.phrase import Name, Phrase
from marsad.places.resolve.ties import CERTAIN, LISTED, Layout, Tie
from marsad.places.resolve.values import PlaceMention

_LEAST_SHARE: Final = 0.06


@dataclass(slots=True)
class Referent:
    """A name as the report uses it. ``outer`` are the referents it lies in, with how surely."""

    phrase: Phrase
    names: tuple[Name, ...]
    mentions: list[int]
    candidates: list[Candidate]
    sentences: set[int] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    lists: set[int] = field(default_factory=set)
    outer: dict[int, float] = field(default_factory=dict)
    choice: Candidate | None = None
    surety: float = 0.0
    evidence: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    done: bool = False


def gather(
    mentions: Sequence[PlaceMention], phrases: Sequence[Phrase], layout: Layout, gazetteer: Gazetteer
) -> tuple[list[Referent], list[list[int]]]:
    """The referents, and for each mention the numbers of those it needs (a road needs two).

    Mentions that read alike are one referent, unless the text puts them into different larger places.
    """
    ties = layout.ties
    own = {tie.inner: tie.outer for tie in ties if tie.strength in (CERTAIN, LISTED)}
    referents: list[Referent] = []
    by_key: dict[tuple[object, ...], int] = {}
    of: list[list[int]] = []
    for k, (mention, phrase) in enumerate(zip(mentions, phrases, strict=True)):
        home = phrases[own[k]].key if k in own else ""
        numbers = []
        for end, names in enumerate(_names(phrase, mention.cls, gazetteer)):
            key = (phrase.key, end, home)
            if not home and key not in by_key:  # named again without its larger place
                key = next((other for other in by_key if other[:2] == key[:2]), key)
            n = by_key.get(key)
            if n is None:
                n = by_key[key] = len(referents)
                found = candidates(phrase, names, mention.cls, gazetteer)
                referents.append(Referent(phrase, names, [], found))
            referent = referents[n]
            referent.mentions.append(k)
            referent.sentences.add(mention.sentence)
            referent.paragraphs.add(mention.paragraph)
            referent.lists.add(layout.lists[k])
            numbers.append(n)
        of.append(numbers)
    _join(referents, of, ties)
    return referents, of


def _names(phrase: Phrase, cls: str, gazetteer: Gazetteer) -> tuple[tuple[Name, ...], ...]:
    """The names to look up for one place, or for each of two: a road's ends, or «نبل والزهراء» where no one place is so called."""
    if phrase.ends:
        return phrase.ends
    if phrase.pair and not candidates(phrase, phrase.names, cls, gazetteer):
        return phrase.pair
    return (phrase.names,)


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
