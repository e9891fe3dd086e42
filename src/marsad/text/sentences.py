"""Sentence boundaries over tokens: full stops, question and exclamation marks, line breaks.

A full stop inside an abbreviation or initial («د. علي», «م.») does not end a sentence.
"""

from __future__ import annotations

from marsad.text.tokens import Token

_ENDS = frozenset(".!?؟…")


def mark_sentences(tokens: list[Token]) -> list[tuple[int, int]]:
    """Set ``token.sent`` and return the half-open token range of each sentence, in order."""
    ranges: list[tuple[int, int]] = []
    begin = 0
    for token in tokens:
        token.sent = len(ranges)
        if token.kind == "break" or (token.kind == "punct" and token.form in _ENDS and not _initial(tokens, token.i)):
            if token.i + 1 > begin + 1 or token.kind != "break":
                ranges.append((begin, token.i + 1))
                begin = token.i + 1
            else:
                begin = token.i + 1
    if begin < len(tokens):
        ranges.append((begin, len(tokens)))
    return ranges


def _initial(tokens: list[Token], i: int) -> bool:
    """A single letter before the stop, with no space between: an abbreviation."""
    before = tokens[i - 1] if i else None
    return before is not None and before.kind == "word" and len(before.form) == 1 and before.end == tokens[i].start
