"""Wide claims, once the precise ones are clustered: each goes to the incident it fits best, or is left alone.

A wide claim («shelling in the countryside of Idlib last week») may speak of any of several happenings. It never ties
two of them together: its cluster joins one precise cluster, where that one leads clearly, and takes no part in what
precise claims make of each other.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.ledger.linking.clusters import Cluster
from marsad.ledger.linking.units import View
from marsad.ledger.linking.weights import weights


def choice(wide: Cluster, view: View) -> tuple[Cluster, float] | None:
    """The precise cluster that a cluster of wide claims fits, with its score (hundredths), if one leads."""
    scored = sorted(
        (-_score(wide, host, view), host.claims[0], host)
        for host in hosts(wide, view)
        if not wide.bars(host, view.pairs)
    )
    if not scored or -scored[0][0] < weights().keep * 100:
        return None
    if len(scored) > 1 and scored[1][0] - scored[0][0] < weights().clear * 100:
        return None
    return scored[0][2], -scored[0][0]


def hosts(wide: Cluster, view: View) -> list[Cluster]:
    """The precise clusters that a cluster of wide claims is linked to."""
    return _across(wide, view, core=True)


def guests(core: Cluster, view: View) -> list[Cluster]:
    """The clusters of wide claims that a precise cluster is linked to."""
    return _across(core, view, core=False)


def welcome(core: Cluster, wanting: Iterable[tuple[Cluster, float]], view: View) -> list[Cluster]:
    """Of the clusters of wide claims that chose a precise one, those it can hold: the best first, as long as none
    contradicts another.
    """
    whole = Cluster.of(core.claims, view.traits, core.named, core.apart)
    taken = []
    for wide, _ in sorted(wanting, key=lambda want: (-want[1], want[0].claims[0])):
        if not whole.bars(wide, view.pairs):
            whole.join(wide)
            taken.append(wide)
    return taken


def _across(cluster: Cluster, view: View, core: bool) -> list[Cluster]:
    view.fetch(cluster.claims)
    others = {other for claim in cluster.claims for other in view.pairs[claim]}
    found = {}
    for other in sorted(others):
        if view.core(other) == core:
            there = view.cluster(other)
            found[there.claims[0]] = there
    return list(found.values())


def _score(wide: Cluster, host: Cluster, view: View) -> float:
    """The mean over the wide claims of their best link into the host."""
    missing = round(weights().missing * 100)
    best = (max(view.pairs[claim].get(other, missing) for other in host.claims) for claim in wide.claims)
    return sum(best) / len(wide.claims)
