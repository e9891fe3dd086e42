"""Which claim of a coding a judgement is about, when another coder has coded the report or its text has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from marsad.ledger.judgements import quotes
from marsad.model import Claim, Mention, Report
from marsad.model.judgement import Anchor


def anchor(report: Report, claim: Claim, claim_id: str) -> Anchor:
    """The anchor of a claim that a coder gave, which the ledger knows as ``claim_id``."""
    before, after = quotes.context(report.text, claim.trigger)
    return Anchor(claim_id, report.id, claim.type, _bare(claim.trigger), _all_bare(claim), before, after)


def match(text: str, anchors: Sequence[Anchor], claims: Mapping[str, Claim]) -> dict[str, str]:
    """The claim (an id of ``claims``, those of a coding of ``text``) that each anchor holds to, by the anchor's claim.

    An anchor holds to a claim whose trigger, or a retelling of it, shares characters with the anchor's trigger or a
    retelling of it, wherever these stand now. Each to one claim and each claim to one anchor, the best pairs first:
    the same claim by its id, then triggers before retellings, the same type before another, the longer overlap before
    the shorter, the nearer start before the farther, the earlier claim and the earlier anchor before the later.
    """
    order = {claim_id: place for place, claim_id in enumerate(claims)}
    ranked = []
    for place, one in enumerate(anchors):
        trigger = quotes.again(text, one.trigger, one.before, one.after)
        if trigger is None:
            continue
        by = trigger.start - one.trigger.start
        now = replace(one, trigger=trigger, also=quotes.mentions(text, one.also, by))
        for claim_id, claim in claims.items():
            if worth := _worth(now, claim, claim_id):
                ranked.append((worth, -order[claim_id], -place, one.claim, claim_id))
    held: dict[str, str] = {}
    taken = set()
    for *_, anchored, claim_id in sorted(ranked, reverse=True):
        if anchored not in held and claim_id not in taken:
            held[anchored] = claim_id
            taken.add(claim_id)
    return held


def _worth(one: Anchor, claim: Claim, claim_id: str) -> tuple[int, int, int, int, int] | None:
    """How well an anchor, moved to where it stands now, fits a claim; ``None`` if it does not."""
    direct = _overlap(one.trigger, claim.trigger)
    told = direct or max(
        (_overlap(a, b) for a in (one.trigger, *one.also) for b in (claim.trigger, *claim.retellings)), default=0
    )
    if not told:
        return None
    away = abs(one.trigger.start - claim.trigger.start)
    return int(bool(direct) and one.claim == claim_id), int(direct > 0), int(one.type == claim.type), told, -away


def _overlap(a: Mention, b: Mention) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _bare(mention: Mention) -> Mention:
    return Mention(mention.text, mention.start, mention.end)


def _all_bare(claim: Claim) -> tuple[Mention, ...]:
    return tuple(map(_bare, claim.retellings))
