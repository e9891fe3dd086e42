"""Which gold claim a trigger of the coder belongs to, and whether a mention is the gold one.

The comparisons are those of the scorer, so that the models learn what is measured.
"""

from __future__ import annotations

from typing import Any

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.ranges import CountPhrase
from marsad.evaluation.matching import same_text

Gold = dict[str, Any]


def claims_of_triggers(analysis: Analysis, gold: Gold) -> dict[int, Gold]:
    """For each trigger number the gold claim whose trigger or retelling it overlaps."""
    spans = []
    for claim in gold["claims"]:
        if claim["trigger"]:
            spans.append((claim["trigger"], claim, 0))
        spans.extend((also, claim, 1) for also in claim.get("also", ()))
    found: dict[int, Gold] = {}
    for trigger in analysis.triggers:
        start, end = analysis.doc.tokens[trigger.i].start, analysis.doc.tokens[trigger.j - 1].end
        hits = [
            (claim["type"] != trigger.cls, later, n, claim)
            for n, (span, claim, later) in enumerate(spans)
            if span["start"] < end and start < span["end"]
        ]
        if hits:
            found[trigger.n] = min(hits, key=lambda hit: hit[:3])[3]
    return found


def leads(analysis: Analysis, trigger: Trigger, claim: Gold) -> bool:
    """Whether the trigger is the gold claim's own, not one of its retellings."""
    tokens, own = analysis.doc.tokens, claim["trigger"]
    return bool(own) and own["start"] < tokens[trigger.j - 1].end and tokens[trigger.i].start < own["end"]


def actor_roles(claim: Gold) -> tuple[list[Gold], list[Gold]]:
    """Initiators and targets; the sides of a clash, which have no order, in that of the text."""
    first, second = claim["initiators"], claim["targets"]
    if claim["type"] == "armed_clash" and first and second and _earliest(second) < _earliest(first):
        return second, first
    return first, second


def _earliest(mentions: list[Gold]) -> int:
    return min(int(m["start"]) for m in mentions if m.get("start") is not None)


def fills(text: str, mentions: list[Gold]) -> bool:
    """Whether a mention's text is one of the gold mentions."""
    return any(same_text((gold["text"], *gold.get("alt", ())), text) for gold in mentions)


def gold_counts(count: CountPhrase, gold: Gold) -> list[Gold]:
    """The gold claims that hold this count: the same kind at overlapping characters."""
    return [
        claim
        for claim in gold["claims"]
        for toll in claim["casualties"]
        if toll["kind"] == count.kind
        and toll.get("start") is not None
        and toll["start"] < count.end
        and count.start < toll["end"]
    ]


def type_of(claim: Gold, trigger: Trigger) -> str:
    """The type to learn: the trigger's own class where gold allows it beside its first choice."""
    return trigger.cls if trigger.cls in claim.get("alt_types", ()) else str(claim["type"])
