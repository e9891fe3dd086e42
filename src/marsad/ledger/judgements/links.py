"""What merges and splits ask of linking, and what merges of actors and sources make of their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from marsad.ledger.judgements.history import counting
from marsad.ledger.linking.links import Constraint
from marsad.model.judgement import Judgement, Merge, MergeActors, MergeSources, Split


def constraints(judgements: Iterable[Judgement]) -> tuple[Constraint, ...]:
    """The constraints that follow from all merges and splits, free of contradiction: the later judgement holds.

    A merge joins its claims to the first of them; a split parts each of its claims from each of the rest.
    """
    found = _Consistent()
    for judgement in reversed(counting(judgements)):
        match judgement.act:
            case Merge(claims):
                for one in claims[1:]:
                    found.join(claims[0].claim, one.claim)
            case Split(claims, rest):
                for one in claims:
                    for other in rest:
                        found.part(one.claim, other.claim)
    return found.constraints()


def actor_aliases(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """Actor ids that stand for another, with that one's id."""
    merges = (one.act for one in counting(judgements) if isinstance(one.act, MergeActors))
    return _aliases((act.kept, act.merged) for act in merges)


def source_aliases(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """Source ids that stand for another, with that one's id."""
    merges = (one.act for one in counting(judgements) if isinstance(one.act, MergeSources))
    return _aliases((act.kept, act.merged) for act in merges)


class _Consistent:
    """Constraints taken in one by one; one that contradicts those before it is left out."""

    def __init__(self) -> None:
        self._groups = _Groups()
        self._apart: dict[str, set[str]] = {}  # between the heads of groups, both ways
        self._kept: dict[tuple[str, str], bool] = {}

    def join(self, a: str, b: str) -> None:
        one, other = self._groups.head(a), self._groups.head(b)
        if one == other:
            self._keep(a, b, True)
        elif other not in self._apart.get(one, ()):
            self._groups.join(one, other)
            for far in self._apart.pop(other, ()):
                self._apart[far].discard(other)
                self._apart[far].add(one)
                self._apart.setdefault(one, set()).add(far)
            self._keep(a, b, True)

    def part(self, a: str, b: str) -> None:
        one, other = self._groups.head(a), self._groups.head(b)
        if one != other:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
            self._keep(a, b, False)

    def _keep(self, a: str, b: str, together: bool) -> None:
        if a != b:
            self._kept[min(a, b), max(a, b)] = together

    def constraints(self) -> tuple[Constraint, ...]:
        return tuple(Constraint(a, b, together) for (a, b), together in sorted(self._kept.items()))


class _Groups:
    """Disjoint sets of ids; the head of a set is that of the set which another was joined to."""

    def __init__(self) -> None:
        self._to: dict[str, str] = {}

    def head(self, one: str) -> str:
        while (up := self._to.get(one, one)) != one:
            self._to[one] = self._to.get(up, up)
            one = up
        return one

    def join(self, head: str, other: str) -> None:
        self._to[self.head(other)] = self.head(head)

    def lead(self, one: str) -> None:
        """Make ``one`` the head of its set."""
        head = self.head(one)
        self._to[head] = one
        self._to[one] = one

    def items(self) -> dict[str, str]:
        return {one: self.head(one) for one in list(self._to) if self.head(one) != one}


def _aliases(merges: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, str]:
    """Oldest merge first. Where ``kept`` was itself merged into another, that one is kept, unless it is ``merged`` now:
    then the later word holds, and ``kept`` leads.
    """
    groups = _Groups()
    for kept, merged in merges:
        for one in merged:
            if groups.head(one) == groups.head(kept):
                groups.lead(kept)
            groups.join(kept, one)
    return groups.items()
