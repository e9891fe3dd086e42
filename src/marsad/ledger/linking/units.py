"""The part of the ledger that is weighed at once: a claim with all that links tie it to, but never a crowd.

At a place that is in the news every day, links run on from claim to claim for years. Where more claims hang together
than ``limits.crowd``, weaker links are left out, a whole step of log-odds at a time, until fewer do. What is weighed
together therefore depends on the claims near by alone, and stays small however large the ledger grows.

Precise and wide claims are weighed apart from each other (see ``attach``), but for those that people tied together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from marsad.ledger.linking.clusters import Cluster, agglomerate
from marsad.ledger.linking.links import Constraint, Links, Sketch
from marsad.ledger.linking.scoring import score
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.weights import weights

_STEPS = (
    10  # of 100 hundredths: links that are left out in a crowd; beyond, claims are as good as letter for letter one
)
_NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that people's word ties together, or one claim of which nobody said anything.

    ``claims`` are there, ``named`` holds those too that are gone; ``apart`` are the claims people parted from it.
    ``core`` groups hold a precise claim.
    """

    claims: tuple[str, ...]
    named: frozenset[str]
    apart: frozenset[str]
    core: bool


class View:
    """What the store holds near some claims, read once, as it is now: to be thrown away once the store changes.

    ``traits`` are those of claims that were looked at before, to be gone on with.
    """

    def __init__(self, links: Links, traits: dict[str, Traits] | None = None) -> None:
        self._links = links
        self.traits = {} if traits is None else traits
        self.found: dict[str, Sketch] = {}
        self.pairs: dict[str, dict[str, int]] = {}
        self._groups: dict[str, Group] = {}
        self._crowded: dict[int, set[str]] = {}
        self._tied: dict[str, set[str]] = {}
        self._weighed: dict[tuple[str, str], int] = {}
        self._units: dict[str, list[Group]] = {}
        self._homes: dict[str, Cluster] = {}

    def fetch(self, claims: Iterable[str]) -> None:
        """Read the links of claims, and what there is to know of the claims they lead to."""
        new = {claim for claim in claims if claim not in self.pairs}
        if not new:
            return
        self.pairs.update((claim, {}) for claim in new)
        for link in self._links.links_of(new):
            weight = round(link.score * 100)
            if link.a in new:
                self.pairs[link.a][link.b] = weight
            if link.b in new:
                self.pairs[link.b][link.a] = weight
        self._know({other for claim in new for other in self.pairs[claim]} | new)

    def core(self, claim: str) -> bool:
        """Whether a claim is precise, or tied by people to one that is."""
        self._know((claim,))
        return self._groups[claim].core

    def around(self, claims: Iterable[str]) -> set[str]:
        """The claims, those that people tied to them, and all that are linked to any of these, as far as there."""
        asked = set(claims)
        self._know(asked)
        tied = {mate for claim in asked for mate in self._tied.get(claim, (claim,)) if mate in self.found}
        self.fetch(tied)
        return tied.union(*(self.pairs[claim] for claim in tied))

    def cluster(self, claim: str) -> Cluster:
        """The cluster of a claim that is there, among those of its kind: precise or wide."""
        if claim not in self._homes:
            groups = self.unit(claim)
            if len(groups) == 1:
                alone = groups[0]
                cluster = Cluster.of(alone.claims, self.traits, alone.named, alone.apart)
                self._homes.update((member, cluster) for member in alone.claims)
                return cluster
            self.fetch(member for group in groups for member in group.claims)
            starts = [Cluster.of(group.claims, self.traits, group.named, group.apart) for group in groups]
            for cluster in agglomerate(starts, self.pairs, self._weigh):
                self._homes.update((member, cluster) for member in cluster.claims)
        return self._homes[claim]

    def unit(self, claim: str) -> list[Group]:
        """The groups that are weighed together with a claim that is there, its own among them."""
        if claim not in self._units:
            groups = self._unit(claim)
            self._units.update((member, groups) for group in groups for member in group.claims)
        return self._units[claim]

    def _unit(self, claim: str) -> list[Group]:
        keep = round(weights().keep * 100)
        for step in range(_STEPS):
            groups = self._reach(claim, keep + 100 * step, weights().crowd)
            if groups is not None:
                return groups
        return self._reach(claim, keep + 100 * _STEPS, None) or []

    def _weigh(self, one: str, two: str) -> int:
        """What two claims without a link say of each other, in hundredths."""
        pair = (one, two) if one < two else (two, one)
        if pair not in self._weighed:
            found = score(self.traits[one], self.traits[two])
            self._weighed[pair] = round(weights().missing * 100) if found is None else found
        return self._weighed[pair]

    def _reach(self, claim: str, least: int, most: int | None) -> list[Group] | None:
        """The groups that links of at least this score lead to; ``None`` where they hold more claims than ``most``."""
        crowded = self._crowded.setdefault(least, set())
        self._know((claim,))
        start = self._groups[claim]
        seen = set(start.claims)
        groups, edge = [start], [start]
        while edge and (most is None or (len(seen) <= most and crowded.isdisjoint(seen))):
            self.fetch(member for group in edge for member in group.claims)
            edge = list(self._beyond(edge, least, seen, start.core))
            groups += edge
        if most is not None and (len(seen) > most or not crowded.isdisjoint(seen)):
            crowded |= seen
            return None
        return groups

    def _beyond(self, edge: Iterable[Group], least: int, seen: set[str], core: bool) -> Iterator[Group]:
        for group in edge:
            for claim in group.claims:
                for other, weight in self.pairs[claim].items():
                    if weight >= least and other not in seen and (there := self._groups[other]).core == core:
                        seen.update(there.claims)
                        yield there

    def _know(self, claims: Iterable[str]) -> None:
        """Read sketches and people's word for claims, as far as their ties lead."""
        new = {claim for claim in claims if claim not in self._groups}
        if not new:
            return
        words = self._words(new)
        fresh = self._links.sketches([claim for claim in new.union(words) if claim not in self.found])
        self.found.update(fresh)
        self.traits.update((claim, Traits(fresh[claim])) for claim in fresh if claim not in self.traits)
        for claim in new:
            if claim not in self._groups:
                self._settle(claim, words)

    def _words(self, claims: set[str]) -> dict[str, list[Constraint]]:
        """People's word on claims and on all that are tied to them; none for claims of which nobody said anything."""
        words: dict[str, list[Constraint]] = {}
        seen, edge = set(claims), claims
        while edge:
            told = list(self._links.constraints_of(edge))
            for word in told:
                for claim in (word.a, word.b):
                    if claim in edge:
                        words.setdefault(claim, []).append(word)
            edge = {end for word in told if word.together for end in (word.a, word.b)} - seen
            seen |= edge
        return words

    def _settle(self, claim: str, words: dict[str, list[Constraint]]) -> None:
        """Make the groups of all claims that are tied to this one, however indirectly."""
        if claim not in words:
            there = claim in self.found
            core = there and not self.traits[claim].wide
            self._groups[claim] = Group((claim,) if there else (), frozenset((claim,)), _NOBODY, core)
            return
        tied = _tied(claim, words)
        self._tied.update((member, tied) for member in tied)
        for named in _groups(tied, words):
            group = self._make(named, words)
            self._groups.update((member, group) for member in named)

    def _make(self, named: set[str], words: dict[str, list[Constraint]]) -> Group:
        claims = tuple(sorted(claim for claim in named if claim in self.found))
        apart = {end for claim in named for word in words[claim] if not word.together for end in (word.a, word.b)}
        return Group(
            claims, frozenset(named), frozenset(apart - named), any(not self.traits[claim].wide for claim in claims)
        )


def _tied(claim: str, words: dict[str, list[Constraint]]) -> set[str]:
    seen, edge = {claim}, deque([claim])
    while edge:
        for word in words[edge.popleft()]:
            for end in (word.a, word.b):
                if word.together and end not in seen:
                    seen.add(end)
                    edge.append(end)
    return seen


def _groups(claims: set[str], words: dict[str, list[Constraint]]) -> list[set[str]]:
    """The claims in groups, tie by tie in the order of their ids; a tie that would join what people parted is void."""
    home = {claim: {claim} for claim in claims}
    told = {(word.a, word.b): word.together for claim in claims for word in words[claim]}
    apart: dict[str, set[str]] = {}
    for (a, b), together in told.items():
        if not together:
            apart.setdefault(a, set()).add(b)
            apart.setdefault(b, set()).add(a)
    for (a, b), together in sorted(told.items()):
        if together and home[a] is not home[b] and not any(apart.get(one, set()) & home[b] for one in home[a]):
            joined = home[a] | home[b]
            home.update((claim, joined) for claim in joined)
    return list({id(group): group for group in home.values()}.values())
