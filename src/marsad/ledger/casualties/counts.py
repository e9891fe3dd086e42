"""The counts of one telling: those of an entry's claim, tied to kinds of people, with what they say of each other.

A count is a *part* where the report says so («بينهم 3 أطفال», 3 children among them). Counts that follow each other in
one list («ضابط وجنديان», an officer and two soldiers) exclude each other, whatever their kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marsad.ledger.casualties.groups import ActorOf, Group, group_of, nobody
from marsad.ledger.entry import Entry
from marsad.model import CasualtyCount, CasualtyKind, Factuality
from marsad.places.keys import words

_LIST_GAP: Final = 3  # characters between two counts of one list: « و», «، و»
_OF_THEM: Final = frozenset({"منهم", "منهن", "بينهم", "بينهن"})
_HARMED: Final = (CasualtyKind.KILLED, CasualtyKind.INJURED)
_COUNTED: Final = tuple(kind for kind in CasualtyKind if kind is not CasualtyKind.NONE_REPORTED)
_PART: Final = "casualties:part"  # rules of the coder
_CUMULATIVE: Final = "casualties:cumulative"  # a total of a long time; of the displaced, it is what is told of them


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of ``low`` to ``high`` people of a group. ``chain`` numbers the list it stands in; ``part`` says that
    the report gives it as a part of a count before.
    """

    kind: CasualtyKind
    group: Group
    low: int | None
    high: int | None
    chain: int
    part: bool


def counts_of(entry: Entry, actor_of: ActorOf = nobody) -> tuple[Counted, ...]:
    """What a claim counts, in the order of its report, kind by kind.

    Losses excluded («no one was hurt») are nought killed and nought injured, unless the claim counts any: «no others
    were hurt». Losses unknown stay ``none_reported`` without a number. What is only planned has no dead, nor has what
    is denied, though a denial may exclude any.
    """
    claim = entry.claim
    if claim.factuality is Factuality.PLANNED:
        return ()
    ordered = sorted(claim.casualties, key=_place)
    found: list[Counted] = []
    if claim.factuality is not Factuality.DENIED:
        for kind in _COUNTED:
            found += _listed([c for c in ordered if c.kind is kind], entry, actor_of)
    if not any(count.kind in _HARMED for count in found):
        none = (count for count in ordered if count.kind is CasualtyKind.NONE_REPORTED)
        found += [nought for count in none for nought in _none(count, group_of(count, entry, actor_of))]
    return tuple(found)


def _place(count: CasualtyCount) -> tuple[int, int, str]:
    """Codings list counts in any order: what decides must not depend on it."""
    return count.start, count.end, repr(count)


def _none(count: CasualtyCount, group: Group) -> Iterator[Counted]:
    if count.high == 0:
        for kind in _HARMED:
            yield Counted(kind, group, 0, 0, -count.start - 1, False)
    else:
        yield Counted(CasualtyKind.NONE_REPORTED, group, None, None, -count.start - 1, False)


def _listed(told: list[CasualtyCount], entry: Entry, actor_of: ActorOf) -> Iterator[Counted]:
    chain, end = 0, None
    for count in _of_this(told):
        goes_on = end is not None and 0 <= count.start - end <= _LIST_GAP
        chain += not goes_on
        end = count.end
        yield Counted(count.kind, group_of(count, entry, actor_of), count.low, count.high, chain, _is_part(count))


def _of_this(told: list[CasualtyCount]) -> Iterator[CasualtyCount]:
    """The counts of this happening: not the dead «since the war began», nor a part of them."""
    passed = False
    for count in told:
        since = count.rule == _CUMULATIVE and count.kind in _HARMED
        passed = since or (passed and _is_part(count))
        if not passed:
            yield count


def _is_part(count: CasualtyCount) -> bool:
    return count.rule == _PART or not _OF_THEM.isdisjoint(words(count.text))
