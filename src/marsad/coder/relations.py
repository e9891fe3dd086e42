"""How a phrase stands to a trigger: side, distance, clauses and other triggers between. Shared by all pair models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.analysis import Analysis, Trigger

_BUCKETS: Final = (
    ["0", "1", "2", "3", "4-5", "4-5", "6-8", "6-8", "6-8"] + ["9-13"] * 5 + ["14-20"] * 7 + ["21-35"] * 15
)
# Asked for thousands of times a report: strings made once.
_SIGNS: Final = {difference: str(difference) for difference in range(-2, 3)}
_SITES: Final = {(side, sign): f"{side} {sign}" for side in ("before", "inside", "after") for sign in _SIGNS.values()}
_DIGITS: Final = [str(count) for count in range(10)]
_AND_MORE: Final = [f"{most}+" for most in range(10)]


def bucket(distance: int) -> str:
    """A distance in tokens, coarser the farther."""
    return _BUCKETS[distance] if distance < len(_BUCKETS) else "36+"


def capped(count: int, most: int) -> str:
    """A small count, capped."""
    if count >= most:
        return _AND_MORE[most] if most < len(_AND_MORE) else f"{most}+"
    return _DIGITS[count] if 0 <= count < len(_DIGITS) else str(count)


def at_most(count: int, most: int) -> str:
    """A count, the most standing for all that are more."""
    least = min(count, most)
    return _DIGITS[least] if 0 <= least < len(_DIGITS) else str(least)


@dataclass(slots=True, init=False)
class Relation:
    """Where the tokens ``[i:j]`` stand as seen from a trigger."""

    side: str  # before, after or inside
    distance: str
    clauses: str
    sentences: str  # 0 the same, -1 the one before, 1 the one after
    triggers: str  # how many other triggers stand between
    site: str  # side and sentences

    # Written out: the one a dataclass makes is not compiled, and a report makes hundreds.
    def __init__(self, side: str, distance: str, clauses: str, sentences: str, triggers: str) -> None:
        self.site = _SITES[side, sentences]
        self.side = side
        self.distance = distance
        self.clauses = clauses
        self.sentences = sentences
        self.triggers = triggers


def relation(analysis: Analysis, trigger: Trigger, i: int, j: int) -> Relation:
    """The relation of the tokens ``[i:j]`` to ``trigger``."""
    sentence = analysis.doc.tokens[i].sent - trigger.sent
    clauses = capped(abs(analysis.clause_of[i] - trigger.clause), 3)
    if i >= trigger.j:
        between = _count(analysis.triggers, trigger.n + 1, 1, trigger.j, i)
        return Relation("after", bucket(i - trigger.j), clauses, _sign(sentence), between)
    if j <= trigger.i:
        between = _count(analysis.triggers, trigger.n - 1, -1, j, trigger.i)
        return Relation("before", bucket(trigger.i - j), clauses, _sign(sentence), between)
    return Relation("inside", "0", clauses, "0", "0")


def _count(triggers: list[Trigger], n: int, step: int, begin: int, end: int) -> str:
    """How many triggers stand in the tokens ``[begin:end]``, going from the one numbered ``n``; capped at 3."""
    count = 0
    while 0 <= n < len(triggers) and begin <= triggers[n].i < end and count < 3:
        count += 1
        n += step
    return capped(count, 3)


def _sign(difference: int) -> str:
    return _SIGNS[max(-2, min(2, difference))]
