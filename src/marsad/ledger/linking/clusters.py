"""Clusters of claims from links: greedy agglomeration by average link, within what must not be joined.

The best-linked two clusters are joined first, as long as their links, those missing counted against them, speak for
one happening on average. So a chain of neighbours (shelling of one town, day after day) does not melt into one, as it
would by single links. Scores are whole hundredths and ties go by the claims' ids, so that the result depends on the set
alone, never on the order in which it is told.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.weights import weights

Pairs = dict[str, dict[str, int]]  # for each claim the scores of its links, in hundredths


@dataclass(slots=True)
class Cluster:
    """Claims that tell one happening. ``named`` holds them and the claims, perhaps gone by now, that people tied to
    them; ``apart`` those that people parted from them.
    """

    claims: list[str]
    reports: dict[str, list[str]]
    governorates: frozenset[str]
    named: frozenset[str]
    apart: frozenset[str]
    near: dict[int, tuple[int, int]] = field(default_factory=dict)  # by cluster number: sum and count of links

    @classmethod
    def of(
        cls, claims: Sequence[str], traits: dict[str, Traits], named: Iterable[str] = (), apart: Iterable[str] = ()
    ) -> Cluster:
        """A cluster of these claims."""
        if len(claims) == 1:  # as nearly all are at first
            alone = traits[claims[0]]
            held = frozenset((*named, claims[0]))
            return cls(list(claims), {alone.report: list(claims)}, alone.governorates, held, frozenset(apart))
        reports: dict[str, list[str]] = {}
        for claim in claims:
            reports.setdefault(traits[claim].report, []).append(claim)
        governorates = frozenset[str]().union(*(traits[claim].governorates for claim in claims))
        return cls(sorted(claims), reports, governorates, frozenset({*named, *claims}), frozenset(apart))

    def bars(self, other: Cluster, pairs: Pairs) -> bool:
        """Whether the two must not be joined: people parted them, they lie in different provinces, or one report
        tells both and neither account is a rival of the other.
        """
        if self.governorates and other.governorates and self.governorates != other.governorates:
            return True
        if not self.apart.isdisjoint(other.named):
            return True
        few, many = (self, other) if len(self.reports) <= len(other.reports) else (other, self)
        return any(
            two not in pairs.get(one, {})
            for report, claims in few.reports.items()
            if report in many.reports
            for one in claims
            for two in many.reports[report]
        )

    def join(self, other: Cluster) -> None:
        """Take in the other's claims; ``near`` is left to the caller."""
        self.claims = sorted([*self.claims, *other.claims])
        for report, claims in other.reports.items():
            self.reports[report] = [*self.reports.get(report, ()), *claims]
        self.governorates |= other.governorates
        self.named |= other.named
        self.apart |= other.apart


def founder(members: Iterable[Sketch]) -> str:
    """The id of the claim that founds a cluster: the earliest published, of those the first by report and id."""
    return min(members, key=lambda sketch: (sketch.published, sketch.report, sketch.id)).id


def agglomerate(starts: Iterable[Cluster], pairs: Pairs, weigh: Callable[[str, str], int]) -> list[Cluster]:
    """Join clusters, starting from what belongs together already; links to claims outside them are passed over."""
    clusters = dict(enumerate(sorted(starts, key=lambda cluster: cluster.claims[0])))
    _neighbours(clusters, pairs)
    heap = [
        entry
        for one in clusters
        for two in clusters[one].near
        if one < two
        if (entry := _entry(clusters, one, two, pairs, weigh))
    ]
    heapq.heapify(heap)
    number = len(clusters)
    while heap:
        _, _, _, one, two = heapq.heappop(heap)
        if one not in clusters or two not in clusters or clusters[one].bars(clusters[two], pairs):
            continue
        _merge(clusters, one, two, number)
        for other in clusters[number].near:
            if entry := _entry(clusters, number, other, pairs, weigh):
                heapq.heappush(heap, entry)
        number += 1
    return sorted(clusters.values(), key=lambda cluster: cluster.claims[0])


def _neighbours(clusters: dict[int, Cluster], pairs: Pairs) -> None:
    home = {claim: number for number, cluster in clusters.items() for claim in cluster.claims}
    for number, cluster in clusters.items():
        for claim in cluster.claims:
            for other, score in pairs.get(claim, {}).items():
                there = home.get(other, number)
                if there != number:
                    total, count = cluster.near.get(there, (0, 0))
                    cluster.near[there] = (total + score, count + 1)


_Entry = tuple[float, str, str, int, int]


def _entry(
    clusters: dict[int, Cluster], one: int, two: int, pairs: Pairs, weigh: Callable[[str, str], int]
) -> _Entry | None:
    """The two as the heap sorts them, best first; ``None`` where their links speak against them."""
    a, b = clusters[one], clusters[two]
    total, count = a.near[two]
    possible = len(a.claims) * len(b.claims)
    if count < possible:
        for x in a.claims:
            known = pairs[x]
            for y in b.claims:
                if y not in known:
                    total += weigh(x, y)
    mean = total / possible + 100 * weights().renown * math.log(max(len(a.claims), len(b.claims)))
    if mean < weights().join * 100:
        return None
    first, second = sorted((a.claims[0], b.claims[0]))
    return -mean, first, second, one, two


def _merge(clusters: dict[int, Cluster], one: int, two: int, number: int) -> None:
    a, b = clusters.pop(one), clusters.pop(two)
    near = {other: sums for other, sums in a.near.items() if other != two}
    for other, (total, count) in b.near.items():
        if other != one:
            before = near.get(other, (0, 0))
            near[other] = (before[0] + total, before[1] + count)
    a.join(b)
    a.near = near
    clusters[number] = a
    for other, sums in near.items():
        theirs = clusters[other].near
        theirs.pop(one, None)
        theirs.pop(two, None)
        theirs[number] = sums
