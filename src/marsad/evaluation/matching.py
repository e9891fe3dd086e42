"""When a coded mention, count, claim or relation is the one that gold means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from marsad.evaluation.rows import Claim, Count, Mention, Relation
from marsad.evaluation.words import content_words

G = TypeVar("G")
C = TypeVar("C")
_SENTENCE_END = re.compile(r"[.!?؟\n]+")
# Any overlap of the triggers outweighs any number of agreeing arguments.
_TRIGGER_MET = 10


def pair_up(gold: Sequence[G], coded: Sequence[C], same: Callable[[G, C], bool]) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes, each gold item with the first free coded item that is the same."""
    free = dict(enumerate(coded))
    pairs = []
    for i, wanted in enumerate(gold):
        j = next((j for j, found in free.items() if same(wanted, found)), None)
        if j is not None:
            del free[j]
            pairs.append((i, j))
    return pairs


def same_mention(gold: Mention | None, coded: Mention | None) -> bool:
    """The content words of one contain the other's, and neither is a mere scrap or the whole clause."""
    return gold is not None and coded is not None and same_text(gold.texts, coded.text)


def same_text(gold: Iterable[str], coded: str) -> bool:
    """``same_mention`` over bare texts: one of ``gold``, which are all right, and the coded one."""
    found = content_words(coded)
    return bool(found) and any(_close(content_words(text), found) for text in gold)


def _close(wanted: frozenset[str], found: frozenset[str]) -> bool:
    if not wanted:
        return False
    if found <= wanted and 3 * len(found) >= len(wanted):
        return True
    return wanted <= found and len(found) <= 2 * len(wanted) + 2


def agreeing(gold: Sequence[Mention], coded: Sequence[Mention]) -> int:
    """How many mentions of the two lists are the same."""
    return len(pair_up(gold, coded, same_mention))


def same_count(gold: Count, coded: Count) -> bool:
    """Kind and numbers agree, and the groups, where both are given."""
    if (gold.kind, gold.low, gold.high) != (coded.kind, coded.low, coded.high):
        return False
    return not (gold.group and coded.group) or same_mention(gold.group, coded.group)


def same_relation(gold: Relation, coded: Relation) -> bool:
    """The same place with a holder in common, or the same member of the same group."""
    return same_mention(gold.one, coded.one) and agreeing(gold.others, coded.others) > 0


class Sentences:
    """Which sentence of a text an offset stands in. Without a text no two offsets share one."""

    def __init__(self, text: str | None) -> None:
        self._starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))] if text else []

    def share(self, one: Mention, other: Mention) -> bool:
        """Whether the two begin in the same sentence."""
        if not self._starts or one.start is None or other.start is None:
            return False
        return bisect_right(self._starts, one.start) == bisect_right(self._starts, other.start)


def overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions have a character in common."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def affinity(gold: Claim, coded: Claim, sentences: Sentences) -> int:
    """0 when the two cannot be the same claim; otherwise larger is closer."""
    trigger = coded.trigger
    if coded.type not in gold.types or trigger is None:
        return 0
    shared = sum(agreeing(gold.slots[slot], coded.slots[slot]) for slot in ("initiators", "targets", "places"))
    if gold.type == "armed_clash":  # its two sides have no order
        shared += agreeing(gold.slots["initiators"], coded.slots["targets"])
    if any(overlap(told, trigger) for told in gold.triggers):
        return _TRIGGER_MET + shared
    if shared and any(sentences.share(told, trigger) for told in gold.triggers):
        return 1 + shared
    return 0


def match_claims(gold: Sequence[Claim], coded: Sequence[Claim], sentences: Sentences) -> dict[int, int]:
    """Each gold claim's coded claim, by index: the closest pairs first, then the earliest."""
    table = [(-affinity(g, c, sentences), i, j) for i, g in enumerate(gold) for j, c in enumerate(coded)]
    matched: dict[int, int] = {}
    used: set[int] = set()
    for distance, i, j in sorted(table):
        if distance and i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched
