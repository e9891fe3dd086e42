"""What a report makes of each name as a whole: whether it mostly strikes or is struck, who stands against whom.

The first look weighs each mention alone. Over all the triggers of a report its chances add up to a profile, which tells
the roles of a clause that leaves them open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

LIKELY = 0.4
Key = tuple[str, frozenset[str]]  # kind and content words of a name
Chances = dict[Key, tuple[float, float]]  # of being the initiator (or the place) and the target
_Pairs = Counter[tuple[Key, Key]]


class Profiles:
    """The chances of all names at all triggers of one report, each trigger by its number in the list."""

    def __init__(self, by_name: list[Chances]) -> None:
        self.by_name = by_name
        self.sums: dict[Key, tuple[float, float, int]] = {}
        self.foes: _Pairs = Counter()
        self.allies: _Pairs = Counter()
        for chances in by_name:
            self._add(chances)
            for pair in _foes(chances):
                self.foes[pair] += 1
            for pair in _allies(chances):
                self.allies[pair] += 1

    def _add(self, chances: Chances) -> None:
        for key, (first, second) in chances.items():
            a, b, count = self.sums.get(key, (0.0, 0.0, 0))
            self.sums[key] = (a + first, b + second, count + 1)

    def without(self, n: int) -> Others:
        """The same seen from the ``n``-th trigger: the others."""
        return Others(self, self.by_name[n])


class Others:
    """The other triggers of a report, as one of them sees them."""

    def __init__(self, profiles: Profiles, own: Chances) -> None:
        self.profiles, self.own = profiles, own
        doers = [(first, key) for key, (first, _) in own.items() if key[0] == "actor" and first > LIKELY]
        self.doers = [key for _, key in sorted(doers, reverse=True, key=lambda pair: pair[0])[:2]]
        self.foes, self.allies = Counter(_foes(own)), Counter(_allies(own))

    def means(self, key: Key) -> tuple[float, float] | None:
        """The name's mean chances elsewhere; None where it stands at no other trigger."""
        first, second = self.own[key]
        a, b, count = self.profiles.sums[key]
        return ((a - first) / (count - 1), (b - second) / (count - 1)) if count > 1 else None

    def stands(self, key: Key) -> tuple[bool, bool] | None:
        """Whether elsewhere the name stands against the likeliest other doer of this trigger, and whether beside it."""
        doer = next((k for k in self.doers if k != key), None)
        if doer is None:
            return None
        pair = (doer, key)
        return _more(self.profiles.foes, self.foes, pair), _more(self.profiles.allies, self.allies, pair)


def _more(all_: Mapping[tuple[Key, Key], int], own: Mapping[tuple[Key, Key], int], pair: tuple[Key, Key]) -> bool:
    return all_.get(pair, 0) > own.get(pair, 0)


def _likely(chances: Chances, role: int) -> list[Key]:
    return [key for key, pair in chances.items() if key[0] == "actor" and pair[role] > LIKELY]


def _foes(chances: Chances) -> list[tuple[Key, Key]]:
    """The pairs that one trigger sets against each other, both ways round."""
    struck = _likely(chances, 1)
    pairs = [(doer, other) for doer in _likely(chances, 0) for other in struck] if struck else []
    return pairs + [(other, doer) for doer, other in pairs]


def _allies(chances: Chances) -> list[tuple[Key, Key]]:
    doers = _likely(chances, 0)
    return [(doer, other) for doer in doers for other in doers if other != doer]
