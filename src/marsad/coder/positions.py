"""Positions for the places of a coding: every place phrase of the report goes to the resolver, not only the coded ones.

What is no claim's place still tells where the others lie: a dateline, the governorate that a list stands in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from marsad.coder.analysis import Analysis
from marsad.coder.document import Document
from marsad.model import Claim, Coding, Control, Located, Mention
from marsad.places.gazetteer import Gazetteer
from marsad.places.resolve import PlaceMention, locate

_Span = tuple[int, int]


def place(analysis: Analysis, coding: Coding, gazetteer: Gazetteer) -> Coding:
    """The coding with what is known of where its places lie."""
    coded = [m for claim in coding.claims for m in claim.places] + [control.place for control in coding.control]
    if not coded:
        return coding
    mentions = place_mentions(analysis, coded)
    found = locate(mentions, analysis.doc.text, gazetteer)
    at = {(m.start, m.end): located for m, located in zip(mentions, found, strict=True)}
    return replace(
        coding,
        claims=tuple(_claim(claim, at) for claim in coding.claims),
        control=tuple(_control(control, at) for control in coding.control),
    )


def place_mentions(analysis: Analysis, coded: Iterable[Mention]) -> list[PlaceMention]:
    """The named place phrases of the report and the coded places, each span once."""
    doc = analysis.doc
    breaks = _breaks(doc.text)
    found: dict[_Span, PlaceMention] = {}
    for phrase in analysis.mentions:
        if phrase.kind == "place" and phrase.named:
            core = phrase.core
            sent, paragraph = doc.tokens[phrase.i].sent, bisect_left(breaks, core.start)
            found[core.start, core.end] = PlaceMention(
                core.text, core.start, core.end, phrase.cls, phrase.prep, sent, paragraph
            )
    for mention in coded:
        if (mention.start, mention.end) not in found:
            sent, paragraph = _sentence(doc, mention.start), bisect_left(breaks, mention.start)
            found[mention.start, mention.end] = PlaceMention(
                mention.text, mention.start, mention.end, "", "", sent, paragraph
            )
    return list(found.values())


def _breaks(text: str) -> list[int]:
    """Where lines end."""
    found: list[int] = []
    at = text.find("\n")
    while at >= 0:
        found.append(at)
        at = text.find("\n", at + 1)
    return found


def _sentence(doc: Document, at: int) -> int:
    k = bisect_right(doc.tokens, at, key=lambda token: token.start) - 1
    return doc.tokens[k].sent if k >= 0 else 0


def _claim(claim: Claim, at: Mapping[_Span, Located]) -> Claim:
    return replace(claim, places=tuple(_placed(mention, at) for mention in claim.places)) if claim.places else claim


def _control(control: Control, at: Mapping[_Span, Located]) -> Control:
    return replace(control, place=_placed(control.place, at))


def _placed(mention: Mention, at: Mapping[_Span, Located]) -> Mention:
    return replace(mention, located=at[mention.start, mention.end])
