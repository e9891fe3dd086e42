"""Phrases that take only a part of the words they need: those with a gap, and those with a word that is looked at.

In the data «ألقى … القبض» ("laid ... hold of") has a gap: one to six words of the same clause, such as who did it, may
stand there. «كمن (جنود)» ("soldiers lay in wait") is only looked at where it is in brackets: it tells the verb from
another word that is written alike («كمن», "like one who").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from marsad.text.tokens import Token

GAP: Final = "…"
_WIDEST_GAP: Final = 6  # words
_ENDS_GAP: Final = frozenset("،,؛;:.!?؟")


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


def tail_at(tokens: list[Token], i: int, phrase: Parted, opens_clause: Callable[[Token], bool]) -> int:
    """Where the tail stands of a phrase whose first word is token ``i``; 0 where the phrase does not stand.

    ``opens_clause`` tells of a word whether it begins a clause, which ends the gap.
    """
    head, tail, gap = phrase
    j = i + len(head)
    if [token.form for token in tokens[i + 1 : j]] != [*head[1:]]:
        return 0
    if not gap:
        return j if _stands(tokens, j, tail) else 0
    for k in range(j + 1, min(j + _WIDEST_GAP, len(tokens) - len(tail)) + 1):
        before = tokens[k - 1]
        if before.kind == "break" or before.form in _ENDS_GAP or opens_clause(before):
            return 0
        if _stands(tokens, k, tail):
            return k
    return 0


def _stands(tokens: list[Token], k: int, words: tuple[str, ...]) -> bool:
    return [token.form for token in tokens[k : k + len(words)]] == [*words]
