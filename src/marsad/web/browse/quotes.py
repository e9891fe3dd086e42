"""The sentence that a claim is made of, out of its report: whole on the incident's page, short on cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from marsad.model import Claim, Mention, Report
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize
from marsad.web.browse.registers import registers
from marsad.web.reports.marks import Stretch, marks_of, paragraphs
from marsad.web.reports.masking import Mask, mask_of

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
    """The sentence of a claim as it stands, in about so many characters; a longer one is cut around the trigger."""
    start, end = bounds(text, claim)
    return shortened(text[start:end], claim.trigger.start - start, most)


def public_quote(report: Report, claim: Claim, told: Iterable[Claim], most: int = _LONGEST) -> str:
    """The same with the names of private persons masked; ``told`` are all claims of the report."""
    start, end = bounds(report.text, claim)
    text = report.text[start:end]
    people = [_people(one, start, end) for one in told]
    mask = mask_of(Report("", "", text), people, registers().actors)
    return shortened(mask(text), claim.trigger.start - start, most)


def shortened(text: str, at: int, most: int) -> str:
    """A text in at most so many characters besides its dots, with what stands at ``at`` in it."""
    if len(text) <= most:
        return text
    begin = 0 if at <= most // 2 else text.rfind(" ", 0, at - most // 3) + 1
    stop = len(text) if len(text) - begin <= most else max(text.rfind(" ", at, begin + most), 0) or begin + most
    return ("… " if begin else "") + text[begin:stop].strip() + (" …" if stop < len(text) else "")


def evidence(report: Report, claim: Claim, mask: Mask) -> list[Stretch]:
    """The sentence, cut where the claim's evidence begins and ends."""
    start, end = bounds(report.text, claim)
    marks = (replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks_of([claim]))
    return [stretch for line in paragraphs(mask(report.text)[start:end], marks) for stretch in line]


def _people(claim: Claim, start: int, end: int) -> Claim:
    """A claim with those of its people that a sentence names, by their place in it."""
    return replace(
        claim,
        targets=_within(claim.targets, start, end),
        casualties=tuple(
            replace(count, group=one)
            for count in claim.casualties
            if count.group
            for one in _within([count.group], start, end)
        ),
    )


def _within(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    found = (one for one in mentions if start <= one.start < end)
    return tuple(replace(one, start=one.start - start, end=one.end - start) for one in found)
