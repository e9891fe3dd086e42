"""Sentence boundaries over tokens: full stops, question and exclamation marks, line breaks.

A full stop does not end a sentence after an abbreviation or initial («د. علي», «U.S. Army»), inside a web address or
letters spelt out, or after the number that opens a list item («1. بغداد»). A closing quotation mark or bracket,
further stops and blank lines stay with the sentence they follow, so the ranges cover every token once.
"""

from __future__ import annotations

from typing import Final

from marsad.text.tokens import Token

_ENDS: Final = frozenset(".!?؟…")
_CLOSERS: Final = frozenset("»”’)]}")


def mark_sentences(tokens: list[Token]) -> list[tuple[int, int]]:
    """Set ``token.sent`` and return the half-open token range of each sentence, in order."""
    ranges: list[tuple[int, int]] = []
    begin = end = _after_breaks(tokens, 0)
    quoted = False
    for token in tokens:
        if token.kind == "word" or token.i < end:
            continue
        if token.form == '"':
            quoted = not quoted
        if token.kind == "break":
            end = _after_breaks(tokens, token.i)
        elif token.form in _ENDS and _ends(tokens, token.i, begin):
            end, quoted = _after_stop(tokens, token.i + 1, quoted)
            end = _after_breaks(tokens, end)
        else:
            continue
        if tokens[end - 1].kind == "break":  # a straight quotation mark left open ends with its paragraph
            quoted = False
        ranges.append((begin, end))
        begin = end
    if begin < len(tokens) or (tokens and not ranges):
        ranges.append((begin, len(tokens)))
    if ranges:
        ranges[0] = (0, ranges[0][1])  # line breaks before the first word
    _number(tokens, ranges)
    return ranges


def _number(tokens: list[Token], ranges: list[tuple[int, int]]) -> None:
    for number, (first, end) in enumerate(ranges):
        for token in tokens[first:end]:
            token.sent = number


def _after_breaks(tokens: list[Token], i: int) -> int:
    while i < len(tokens) and tokens[i].kind == "break":
        i += 1
    return i


def _after_stop(tokens: list[Token], i: int, quoted: bool) -> tuple[int, bool]:
    """The position after more stops and the closing marks written onto them, and whether a «"» is still open."""
    while i < len(tokens) and tokens[i].kind == "punct":
        form = tokens[i].form
        written_on = tokens[i - 1].end == tokens[i].start or _last(tokens, i)
        if form == '"' and quoted and written_on:
            quoted = False
        elif form not in _ENDS and not (form in _CLOSERS and written_on):
            break
        i += 1
    return i, quoted


def _last(tokens: list[Token], i: int) -> bool:
    return i + 1 == len(tokens) or tokens[i + 1].kind == "break"


def _ends(tokens: list[Token], i: int, begin: int) -> bool:
    """Whether the stop or other end mark at ``i`` ends the sentence that began at ``begin``."""
    if tokens[i].form != "." or i == begin or tokens[i - 1].end != tokens[i].start:
        return True
    before = tokens[i - 1]
    if before.kind == "number":
        return i - 1 != begin
    return before.kind != "word" or not (_initial(tokens, i - 1) or _inside(tokens, i))


def _initial(tokens: list[Token], i: int) -> bool:
    """A single letter: an abbreviation, but for the «هـ» and «م» that stand after a year."""
    return len(tokens[i].form) == 1 and not (i and tokens[i - 1].kind == "number")


def _inside(tokens: list[Token], i: int) -> bool:
    """A stop with no space around it, inside a web address or letters spelt out («بي.بي.سي», "BBC")."""
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.kind != "word" or after.start != tokens[i].end:
        return False
    return (before.form.isascii() and after.form.isascii()) or max(len(before.form), len(after.form)) <= 2
