"""Linking, one report at a time: what a change touches is weighed anew, all else stays as it is.

Adding and removing claims gives the clusters that linking the whole set at once would give, in whatever order it is
done: links depend on two claims alone, clusters on the links and people's word near by (``units``, ``attach``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from marsad.garbage import uncollected
from marsad.ledger.linking.attach import choice, guests, welcome
from marsad.ledger.linking.blocking import asked, filed
from marsad.ledger.linking.clusters import Cluster, founder
from marsad.ledger.linking.links import Link, Links, Sketch
from marsad.ledger.linking.scoring import score
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.units import View
from marsad.ledger.linking.weights import weights

_CHUNK = 2_000  # claims that are linked at once: what they meet is held in memory


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of clusters, each the claims in it by its id: ``before`` those that were and are no longer the same,
    ``after`` those that are now and were not the same before.
    """

    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Linker:
    """Keeps the clusters of a store of links up to date."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def replace(self, removed: Collection[str] = (), added: Iterable[Sketch] = ()) -> Changes:
        """Take claims out and put others in (a report coded anew does both); ids that are not there are passed over.

        A claim that is added under the id of one that is there takes its place.
        """
        new = {sketch.id: sketch for sketch in added}
        log = _Log(self._links)
        present = self._links.sketches({*removed, *new}).keys()
        if present:
            self._remove(set(present), log)
        rows = sorted(new.values(), key=lambda sketch: (sketch.published, sketch.report, sketch.id))
        with uncollected() if len(rows) > _CHUNK else nullcontext():
            for start in range(0, len(rows), _CHUNK):
                self._add(rows[start : start + _CHUNK], log)
        return log.changes()

    def reconsider(self, claims: Collection[str]) -> Changes:
        """Weigh anew what people's word on these claims touches: to be called once constraints have changed, with the
        claims that the old and the new ones name.
        """
        log = _Log(self._links)
        view = View(self._links)
        self._settle(self._touched(view, view.around(claims)), log)
        return log.changes()

    def _remove(self, claims: set[str], log: _Log) -> None:
        view = View(self._links)
        touched = self._touched(view, view.around(claims))
        log.note(touched)
        self._links.remove(claims)
        self._settle(touched - claims, log)

    def _add(self, added: Sequence[Sketch], log: _Log) -> None:
        traits = {sketch.id: Traits(sketch) for sketch in added}
        keys = {sketch.id: filed(sketch, traits[sketch.id]) for sketch in added}
        links = list(_met(self._links, added, traits, keys))
        ids = keys.keys()
        view = View(self._links, traits)
        touched = self._touched(view, view.around({end for link in links for end in (link.a, link.b)} | ids) - ids)
        self._links.put((sketch, keys[sketch.id]) for sketch in added)
        self._links.connect(links)
        self._settle(touched | ids, log, traits)

    def _touched(self, view: View, claims: Iterable[str]) -> set[str]:
        """All that is weighed together with these claims, and all that shares a cluster with any of it."""
        units = {member for claim in claims for group in view.unit(claim) for member in group.claims}
        clusters = set(self._links.clusters_of(units).values())
        return units.union(*self._links.members(clusters).values())

    def _settle(self, claims: set[str], log: _Log, traits: dict[str, Traits] | None = None) -> None:
        """Cluster these claims and whatever changes with them, and keep the result."""
        view = View(self._links, traits)
        view.fetch(claims)
        clusters = _Placing(view, self._links).place(claims)
        log.note(claim for members in clusters for claim in members)
        names = {claim: founder(view.found[one] for one in members) for members in clusters for claim in members}
        self._links.assign(names)


class _Placing:
    """Where wide clusters go once precise ones have changed, as the store is now."""

    def __init__(self, view: View, links: Links) -> None:
        self._view = view
        self._links = links
        self._wanted: dict[str, dict[str, tuple[Cluster, float]]] = {}  # by precise cluster, who chose it
        self._chosen: dict[str, Cluster | None] = {}

    def place(self, claims: Iterable[str]) -> list[list[str]]:
        """The clusters, each its claims, of these claims and of all whose place may have changed with them."""
        cores, wides = self._clusters(claims)
        for core in list(cores.values()):
            wides.update((wide.claims[0], wide) for wide in guests(core, self._view))
        for wide in wides.values():
            host = self._choose(wide)
            if host is not None:
                cores[host.claims[0]] = host
            cores.update(self._clusters(self._companions(wide))[0])
        for core in cores.values():
            for wide in guests(core, self._view):
                if self._choose(wide) is core:
                    wides[wide.claims[0]] = wide
        placed = [self._filled(core, wides) for core in cores.values()]
        return placed + [wide.claims for wide in wides.values()]

    def _filled(self, core: Cluster, wides: dict[str, Cluster]) -> list[str]:
        """A precise cluster with the wide ones that it takes in, which are left in ``wides`` no longer."""
        taken = welcome(core, self._wanted.get(core.claims[0], {}).values(), self._view)
        for wide in taken:
            del wides[wide.claims[0]]
        return [*core.claims, *(claim for wide in taken for claim in wide.claims)]

    def _choose(self, wide: Cluster) -> Cluster | None:
        name = wide.claims[0]
        if name not in self._chosen:
            found = choice(wide, self._view)
            self._chosen[name] = found[0] if found else None
            if found:
                self._wanted.setdefault(found[0].claims[0], {})[name] = (wide, found[1])
        return self._chosen[name]

    def _companions(self, wide: Cluster) -> list[str]:
        """The claims that share a cluster with a wide one so far."""
        members = self._links.members(set(self._links.clusters_of(wide.claims).values()))
        return [claim for claims in members.values() for claim in claims]

    def _clusters(self, claims: Iterable[str]) -> tuple[dict[str, Cluster], dict[str, Cluster]]:
        """The precise and the wide clusters of these claims, each by its first claim."""
        kinds: tuple[dict[str, Cluster], dict[str, Cluster]] = {}, {}
        for claim in sorted(claims):
            cluster = self._view.cluster(claim)
            kinds[0 if self._view.core(claim) else 1][cluster.claims[0]] = cluster
        return kinds


class _Log:
    """Remembers clusters as they were before anything changed."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._seen: set[str] = set()
        self._before: dict[str, tuple[str, ...]] = {}

    def note(self, claims: Iterable[str]) -> None:
        """Note the clusters of claims that are about to change; those noted before count as they were then."""
        new = set(claims) - self._seen
        clusters = set(self._links.clusters_of(new).values())
        for cluster, members in self._links.members(clusters).items():
            self._before[cluster] = tuple(sorted(members))
            self._seen.update(members)
        self._seen |= new

    def changes(self) -> Changes:
        """What is different now."""
        clusters = set(self._links.clusters_of(self._seen).values())
        after = {name: tuple(sorted(members)) for name, members in self._links.members(clusters).items()}
        return Changes(
            {name: members for name, members in self._before.items() if after.get(name) != members},
            {name: members for name, members in after.items() if self._before.get(name) != members},
        )


def _met(
    links: Links, added: Sequence[Sketch], traits: dict[str, Traits], keys: dict[str, list[str]]
) -> Iterator[Link]:
    """The links of claims about to be added, to each other and to those that are there. ``traits`` holds those of the
    former, and then of the latter too; ``keys`` what the former are filed under.
    """
    wanted = {sketch.id: asked(sketch, traits[sketch.id]) for sketch in added}
    filing = _filing(links, added, traits, keys, {key for told in wanted.values() for key in told})
    least = round(weights().keep * 100)
    for one, asking in wanted.items():
        mine = traits[one]
        for two in {claim for key in asking if key in filing for claim in filing[key]}:
            if two == one or (two in wanted and two < one):
                continue
            found = score(mine, traits[two])
            if found is not None and found >= least:
                yield Link(min(one, two), max(one, two), found / 100)


def _filing(
    links: Links, added: Sequence[Sketch], traits: dict[str, Traits], keys: dict[str, list[str]], wanted: set[str]
) -> dict[str, list[str]]:
    """The claims, those about to be added and those that are there, under each of the keys that are asked for."""
    found: dict[str, list[str]] = {}
    for sketch in [*added, *links.near(wanted)]:
        name = sketch.id
        if name not in traits:
            traits[name] = Traits(sketch)
        for key in keys.get(name) or filed(sketch, traits[name]):
            if key in wanted:
                found.setdefault(key, []).append(name)
    return found
