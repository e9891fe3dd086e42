"""Phrases that take only a part of the words they need: those with a gap, and those with a word that is looked at.

In the data «ألقى … القبض» ("laid ... hold of") has a gap: one to six words of the same clause, such as who did it, may
stand there. «كمن (جنود)» ("soldiers lay in wait") is only looked at where it is in brackets: it tells the verb from
another word that is written alike («كمن», "like one who").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

from marsad.text.tokens import Token

GAP: Final = "…"
_WIDEST_GAP: Final = 6  # words
_ENDS_GAP: Final = frozenset("،,؛;:.!?؟")
_T = TypeVar("_T")  # what a phrase means


class Parted(NamedTuple):
    """The words a phrase takes, and those that must follow: after a gap, else at once."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    gap: bool


def part(words: tuple[str, ...]) -> Parted | None:
    """A phrase of the data as its parts; None if it has no gap and no word in brackets."""
    if GAP in words:
        at = words.index(GAP)
        return Parted(words[:at], words[at + 1 :], True)
    if words[-1].startswith("("):
        return Parted(words[:-1], (words[-1].strip("()"),), False)
    return None


def is_whole(words: list[str]) -> bool:
    """Whether a phrase of the data has something before its gap or its word in brackets, and after its gap."""
    gaps = words.count(GAP)
    looked_at = [word for word in words if word.startswith("(")]
    if not gaps:
        return not looked_at or (len(words) > 1 and looked_at == words[-1:])
    return gaps == 1 and not looked_at and GAP not in (words[0], words[-1])


class Starts(NamedTuple, Generic[_T]):
    """The parted phrases of one head, by the first word of their tails, each with what it means."""

    head: tuple[str, ...]
    at_once: dict[str, list[tuple[tuple[str, ...], _T]]]
    over_gap: dict[str, list[tuple[tuple[str, ...], _T]]]


def gather(phrases: list[tuple[Parted, _T]]) -> list[Starts[_T]]:
    """Parted phrases with their meanings, put together by head; of the tails of one word the longest first."""
    found: dict[tuple[str, ...], Starts[_T]] = {}
    for (head, tail, gap), meaning in sorted(phrases, key=lambda each: -len(each[0].tail)):
        starts = found.setdefault(head, Starts(head, {}, {}))
        (starts.over_gap if gap else starts.at_once).setdefault(tail[0], []).append((tail, meaning))
    return list(found.values())


def find(
    tokens: list[Token], i: int, starts: Starts[_T], opens_clause: Callable[[Token], bool]
) -> tuple[range, _T, bool] | None:
    """The phrase that stands at token ``i``: the tokens of its tail, its meaning, and whether a gap lies between.

    The nearest tail counts. ``opens_clause`` tells of a word whether it begins a clause, which ends the gap.
    """
    j = i + len(starts.head)
    if j >= len(tokens) or (j > i + 1 and not _stands(tokens, i + 1, starts.head[1:])):
        return None
    for tail, meaning in starts.at_once.get(tokens[j].form, ()):
        if _stands(tokens, j, tail):
            return range(j, j + len(tail)), meaning, False
    if not starts.over_gap:
        return None
    for k in range(j + 1, min(j + _WIDEST_GAP + 1, len(tokens))):
        before = tokens[k - 1]
        if before.form in _ENDS_GAP or before.kind == "break" or opens_clause(before):
            return None
        for tail, meaning in starts.over_gap.get(tokens[k].form, ()):
            if _stands(tokens, k, tail):
                return range(k, k + len(tail)), meaning, True
    return None


def _stands(tokens: list[Token], k: int, words: tuple[str, ...]) -> bool:
    return [token.form for token in tokens[k : k + len(words)]] == [*words]
