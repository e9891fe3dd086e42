"""The sentence that a claim is made of, out of its report: as plain words, or cut by the claim's evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from marsad.model import Claim
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize
from marsad.web.reports.marks import Stretch, marks_of, paragraphs

_LONGEST: Final = 240  # characters of a quotation on a card


def bounds(text: str, claim: Claim) -> tuple[int, int]:
    """Where the sentence that holds the claim's trigger starts and ends in its report's text."""
    at = claim.trigger.start
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    tokens = tokenize(text[start : stop if stop >= 0 else len(text)])
    inside = [tokens[first:end] for first, end in mark_sentences(tokens)]
    found = next((sentence for sentence in inside if start + sentence[-1].end > at), None)
    return (start + found[0].start, start + found[-1].end) if found else (at, claim.trigger.end)


def quote(text: str, claim: Claim, most: int = _LONGEST) -> str:
    """The sentence in at most so many characters; where it is longer, from a word near the trigger to a word's end."""
    start, end = bounds(text, claim)
    if end - start <= most:
        return text[start:end]
    begin = start if claim.trigger.end - start <= most // 2 else _word_start(text, claim.trigger.start - most // 3)
    stop = end if end - begin <= most else text.rfind(" ", begin, begin + most)
    stop = stop if stop > claim.trigger.start else min(begin + most, end)
    return ("… " if begin > start else "") + text[begin:stop].strip() + (" …" if stop < end else "")


def evidence(text: str, claim: Claim) -> list[Stretch]:
    """The sentence, cut where the claim's evidence begins and ends."""
    start, end = bounds(text, claim)
    marks = (replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks_of([claim]))
    return [stretch for line in paragraphs(text[start:end], marks) for stretch in line]


def _word_start(text: str, at: int) -> int:
    """The first beginning of a word from here on."""
    found = text.find(" ", at)
    return found + 1 if found >= 0 else at
