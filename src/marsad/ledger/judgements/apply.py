"""The claims of a report as they count: what its coder found, under what people have said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from marsad.ledger.entry import claim_id
from marsad.ledger.judgements import quotes
from marsad.ledger.judgements.anchors import anchor, match
from marsad.ledger.judgements.corrections import corrected
from marsad.ledger.judgements.history import counting
from marsad.model import Claim, Coding, Report
from marsad.model.judgement import Anchor, Confirm, Correct, Judgement, Reject, anchors


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as it counts. ``id`` stays the same for good once the claim has been judged.

    ``base`` is the claim without corrections and confirmations, ``anchor`` what the next judgement on it is to hold
    on to. ``kept`` claims are a person's alone: the coding has none to which their judgements could hold.
    """

    id: str
    claim: Claim
    base: Claim
    anchor: Anchor
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The claims that count, and the ids of the judgements that found nothing to hold to."""

    claims: tuple[Judged, ...]
    lost: tuple[int, ...] = ()


def judged(report: Report, coding: Coding, judgements: Iterable[Judgement] = ()) -> Outcome:
    """What all judgements that touch the report, with their undoings, make of its coding.

    A claim that was judged keeps its id, whether or not the judgements still count. Claims that the coding lacks are
    kept as their last confirmation or correction has them, after the others.
    """
    known = sorted(judgements, key=lambda one: one.id)
    latest = {a.claim: a for one in known for a in anchors(one.act) if a.report == report.id}
    claims = _identified(report, coding, latest)
    about = _about(counting(known), report)
    found = [_Case(report, own, claim, anchor(report, claim, own)) for own, claim in claims.items()]
    absent = sorted(latest.keys() - claims.keys(), key=lambda one: (latest[one].trigger.start, one))
    found += [_Case(report, one, None, latest[one]) for one in absent]
    settled = [case.settled(about.get(case.id, ())) for case in found]
    lost = {one for outcome in settled for one in outcome.lost}
    return Outcome(tuple(one for outcome in settled for one in outcome.claims), tuple(sorted(lost)))


def _identified(report: Report, coding: Coding, latest: Mapping[str, Anchor]) -> dict[str, Claim]:
    """The claims of a coding by their ids: that of the anchor which holds to a claim, else the claim's own. An id that
    was judged is never given to another claim.
    """
    spots: Counter[tuple[int, int, str]] = Counter()
    own: dict[str, Claim] = {}
    for claim in coding.claims:
        spot = (claim.trigger.start, claim.trigger.end, str(claim.type))
        own[claim_id(report.id, claim, spots[spot])] = claim
        spots[spot] += 1
    if not latest:
        return own
    held = {one: known for known, one in match(report.text, tuple(latest.values()), own).items()}
    taken = own.keys() | latest.keys()
    return {held.get(one) or _free(report.id, one, claim, latest, taken): claim for one, claim in own.items()}


def _free(report: str, own: str, claim: Claim, latest: Mapping[str, Anchor], taken: Collection[str]) -> str:
    if own not in latest:
        return own
    return next(one for nth in count(1) if (one := claim_id(report, claim, nth)) not in taken)


def _about(judgements: Sequence[Judgement], report: Report) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        for one in anchors(judgement.act):
            if one.report == report.id:
                found.setdefault(one.claim, []).append(judgement)
    return found


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim that a coder gave or, where ``found`` is ``None``, one that only judgements know of."""

    report: Report
    id: str
    found: Claim | None
    anchor: Anchor

    def settled(self, about: Sequence[Judgement]) -> Outcome:
        """The claim under what was said of it, oldest first."""
        base = self.found or self._snapshot(about)
        if base is None:
            return Outcome((), tuple(one.id for one in about))
        claim, rejected, lost = base, False, []
        for judgement in about:
            now = self._after(claim, judgement)
            if now is None:
                lost.append(judgement.id)
                continue
            claim = now
            if isinstance(judgement.act, Reject | Confirm | Correct):
                rejected = isinstance(judgement.act, Reject)
        stands = () if rejected else (Judged(self.id, claim, base, self.anchor, self.found is None),)
        return Outcome(stands, tuple(lost))

    def _after(self, claim: Claim, judgement: Judgement) -> Claim | None:
        """The claim after one judgement; ``None`` if the words that the judgement rests on are gone from the text."""
        text, rule, act = self.report.text, f"judgement:{judgement.id}", judgement.act
        if isinstance(act, Correct):
            return corrected(claim, act.field, act.value, text, quotes.shift(text, act.claim) or 0, rule)
        if isinstance(act, Confirm):
            stood = self._again(act.claim, act.stood)
            return replace(stood, notes=(*stood.notes, rule)) if stood else None
        return claim

    def _snapshot(self, about: Sequence[Judgement]) -> Claim | None:
        """The claim as the last confirmation or correction knew it, if its words are still there."""
        for judgement in reversed(about):
            act = judgement.act
            if isinstance(act, Confirm | Correct):
                known = act.stood if isinstance(act, Confirm) else act.base
                if kept := self._again(act.claim, known):
                    return kept
        return None

    def _again(self, at: Anchor, claim: Claim) -> Claim | None:
        by = quotes.shift(self.report.text, at)
        return None if by is None else quotes.moved(claim, self.report.text, by)
