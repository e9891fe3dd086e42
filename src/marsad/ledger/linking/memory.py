"""``Links`` in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from marsad.ledger.linking.links import Constraint, Link, Sketch


class MemoryLinks:
    """What linking keeps, in dictionaries. ``constraints`` are set by whoever keeps people's judgements."""

    def __init__(self, constraints: Iterable[Constraint] = ()) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._filed: dict[str, list[str]] = {}
        self._links: dict[str, dict[str, float]] = {}
        self._clusters: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._constraints: dict[str, dict[str, Constraint]] = {}
        for constraint in constraints:
            self.constrain(constraint)

    def __len__(self) -> int:
        return len(self._sketches)

    def __iter__(self) -> Iterator[Sketch]:
        return iter(self._sketches.values())

    def constrain(self, constraint: Constraint) -> None:
        """Keep a person's word; a later one on the same two claims takes its place."""
        self._constraints.setdefault(constraint.a, {})[constraint.b] = constraint
        self._constraints.setdefault(constraint.b, {})[constraint.a] = constraint

    def release(self, a: str, b: str) -> None:
        """Forget a person's word on two claims, if there is one."""
        for one, two in ((a, b), (b, a)):
            self._constraints.get(one, {}).pop(two, None)

    def near(self, keys: Collection[str]) -> Iterator[Sketch]:
        """See ``Links``."""
        found = dict.fromkeys(claim for key in keys for claim in self._filed.get(key, ()))
        return map(self._sketches.__getitem__, found)

    def sketches(self, ids: Collection[str]) -> Mapping[str, Sketch]:
        """See ``Links``."""
        return {claim: sketch for claim in ids if (sketch := self._sketches.get(claim)) is not None}

    def links_of(self, ids: Collection[str]) -> Iterator[Link]:
        """See ``Links``."""
        asked = set(ids)
        for one in asked:
            for two, score in self._links.get(one, {}).items():
                if one < two:
                    yield Link(one, two, score)
                elif two not in asked:
                    yield Link(two, one, score)

    def constraints_of(self, ids: Collection[str]) -> Iterator[Constraint]:
        """See ``Links``."""
        found = {(c.a, c.b): c for claim in ids for c in self._constraints.get(claim, {}).values()}
        return iter(found.values())

    def clusters_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """See ``Links``."""
        return {claim: cluster for claim in ids if (cluster := self._clusters.get(claim)) is not None}

    def members(self, clusters: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """See ``Links``."""
        return {cluster: tuple(self._members[cluster]) for cluster in clusters if cluster in self._members}

    def put(self, sketches: Iterable[tuple[Sketch, Collection[str]]]) -> None:
        """See ``Links``. A sketch that is there already is filed anew."""
        for sketch, keys in sketches:
            self._unfile(sketch.id)
            self._sketches[sketch.id] = sketch
            self._keys[sketch.id] = tuple(keys)
            for key in keys:
                self._filed.setdefault(key, []).append(sketch.id)

    def connect(self, links: Iterable[Link]) -> None:
        """See ``Links``."""
        for link in links:
            self._links.setdefault(link.a, {})[link.b] = link.score
            self._links.setdefault(link.b, {})[link.a] = link.score

    def remove(self, ids: Collection[str]) -> None:
        """See ``Links``."""
        for claim in ids:
            self._unfile(claim)
            self._sketches.pop(claim, None)
            for other in self._links.pop(claim, {}):
                self._links[other].pop(claim, None)
            self._leave(claim)

    def assign(self, clusters: Mapping[str, str]) -> None:
        """See ``Links``."""
        for claim in clusters:
            self._leave(claim)
        for claim, cluster in clusters.items():
            self._clusters[claim] = cluster
            self._members.setdefault(cluster, []).append(claim)

    def _unfile(self, claim: str) -> None:
        for key in self._keys.pop(claim, ()):
            self._filed[key].remove(claim)
            if not self._filed[key]:
                del self._filed[key]

    def _leave(self, claim: str) -> None:
        cluster = self._clusters.pop(claim, None)
        if cluster is not None:
            self._members[cluster].remove(claim)
            if not self._members[cluster]:
                del self._members[cluster]
