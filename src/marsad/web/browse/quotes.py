"""The sentence that a claim is made of, out of its report: whole on the incident's page, short on cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from marsad.model import Claim, Mention, Report
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize
from marsad.web.browse.registers import registers
from marsad.web.reports.marks import Stretch, marks_of, paragraphs
from marsad.web.reports.masking import Mask, mask_of_named, people

_LONGEST: Final = 240  # characters of a quotation on a card


def bounds(text: str, at: int) -> tuple[int, int]:
    """Where the sentence that holds what starts at ``at``, a claim's trigger, starts and ends in its report's text."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    stop = stop if stop >= 0 else len(text)
    tokens = tokenize(text[start:stop])
    inside = [tokens[first:end] for first, end in mark_sentences(tokens)]
    found = next((sentence for sentence in inside if start + sentence[-1].end > at), None)
    return (start + found[0].start, start + found[-1].end) if found else (at, stop)


def quote(text: str, claim: Claim, most: int = _LONGEST) -> str:
    """The sentence of a claim as it stands, in about so many characters; a longer one is cut around the trigger."""
    at = claim.trigger.start
    start, end = bounds(text, at)
    return shortened(text[start:end], at - start, most)


def public_quote(report: Report, claim: Claim, told: Iterable[Claim], most: int = _LONGEST) -> str:
    """The same with the names of private persons masked; ``told`` are all claims of the report."""
    named = (mention for one in told for mention in people(one))
    return masked_quote(report.text, claim.trigger.start, named, most)


def masked_quote(text: str, at: int, named: Iterable[Mention], most: int = _LONGEST) -> str:
    """The sentence around a trigger, of which none is shown whom the report's claims have ``named`` (see
    ``reports.masking``) and who is a private person.
    """
    start, end = bounds(text, at)
    sentence = text[start:end]
    mask = mask_of_named(Report("", "", sentence), _within(named, start, end), registers().actors)
    return shortened(mask(sentence), at - start, most)


def shortened(text: str, at: int, most: int) -> str:
    """A text in at most so many characters besides its dots, with what stands at ``at`` in it."""
    if len(text) <= most:
        return text
    begin = 0 if at <= most // 2 else text.rfind(" ", 0, at - most // 3) + 1
    stop = len(text) if len(text) - begin <= most else max(text.rfind(" ", at, begin + most), 0) or begin + most
    return ("… " if begin else "") + text[begin:stop].strip() + (" …" if stop < len(text) else "")


def evidence(report: Report, claim: Claim, mask: Mask) -> list[Stretch]:
    """The sentence, cut where the claim's evidence begins and ends."""
    start, end = bounds(report.text, claim.trigger.start)
    marks = (replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks_of([claim]))
    return [stretch for line in paragraphs(mask(report.text)[start:end], marks) for stretch in line]


def _within(mentions: Iterable[Mention], start: int, end: int) -> Iterator[Mention]:
    """Those that a sentence has, by their place in it."""
    found = (one for one in mentions if start <= one.start < end)
    return (replace(one, start=one.start - start, end=one.end - start) for one in found)
