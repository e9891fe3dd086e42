"""Why a claim holds what it holds: the rule, probability and features behind each field, and what was refused.

The stages are run again and every figure comes from the functions that decided, so an explanation cannot differ
from the coding it explains.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from marsad.coder.analysis import Analysis, Trigger, analyse
from marsad.coder.assemble import assemble
from marsad.coder.attach import chances_of_counts, count_facts, near_times, time_chance, time_facts
from marsad.coder.context import context_facts
from marsad.coder.coreference import Pairs, cluster, comparisons, pair_chances
from marsad.coder.document import Document
from marsad.coder.facts import Fact
from marsad.coder.happenings import judge_triggers
from marsad.coder.kinds import judge_kinds
from marsad.coder.linear import Binary, Models
from marsad.coder.models import shipped
from marsad.coder.pipeline import tellings
from marsad.coder.positions import place
from marsad.coder.ranges import CountPhrase, TimePhrase
from marsad.coder.roles import Filler, weigh_roles
from marsad.coder.tellings import Group, Telling, fullness
from marsad.coder.wording import describe
from marsad.coder.worth import judge_groups
from marsad.model import CasualtyCount, Claim, Coding, MarsadError, Mention, Report
from marsad.places.embedded import embedded

_SHOWN: Final = 4  # refused candidates told for a field
_Key = tuple[str, int, int]  # kind, where known, and span of a time or count
_LEAST: Final = 0.02  # the probability under which a candidate is not worth telling


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that weighed in a decision, in words; a positive weight speaks for it."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that was weighed for a field: where it stands, its probability and what spoke for and against it.

    ``value`` is the mention, type, dates, count or factuality as it would be coded; ``start`` and ``end`` are 0 where
    it rests on no stretch of the text. ``chance`` is None where a rule alone decides.
    """

    value: str
    start: int
    end: int
    rule: str = ""
    chance: float | None = None
    reasons: tuple[Reason, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a claim: what was taken for it, and what was considered and refused, the likeliest first."""

    name: str
    taken: tuple[Candidate, ...]
    refused: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why claim ``number`` (from 1) of a report is what it is."""

    number: int
    claim: Claim
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field called ``name``."""
        return next(field for field in self.fields if field.name == name)


def explain(report: Report, number: int, models: Models | None = None) -> Explanation:
    """Explain claim ``number`` (from 1, in the order of ``code(report).claims``).

    Raises ``MarsadError`` if the report has no such claim.
    """
    run = _Run(report, models or shipped())
    claims = run.coding.claims
    if not 1 <= number <= len(claims):
        held = f"claims 1 to {len(claims)}" if claims else "no claims"
        raise MarsadError(f"{report.id}: there is no claim {number}; the report has {held}")
    return run.explanation(number)


def explain_all(report: Report, models: Models | None = None) -> tuple[Coding, tuple[Explanation, ...]]:
    """The coding of a report and an explanation of each of its claims, in their order."""
    run = _Run(report, models or shipped())
    return run.coding, tuple(run.explanation(n) for n in range(1, len(run.coding.claims) + 1))


class _Run:
    """The stages of ``pipeline.code`` with what they hand on kept."""

    def __init__(self, report: Report, models: Models) -> None:
        self.analysis: Analysis = analyse(Document(report), models)
        judge_triggers(self.analysis)
        self.tellings: list[Telling] = tellings(self.analysis)
        self.looks = self._both_looks()
        self.links: Pairs = pair_chances(self.analysis, self.tellings)
        self.compared = {found.later.trigger.n: found for found in comparisons(self.analysis, self.tellings)}
        self.groups: list[Group] = cluster(self.tellings, self.links)
        judge_kinds(self.analysis, self.groups)
        judge_groups(self.analysis, self.groups)
        self.coding: Coding = place(self.analysis, assemble(self.analysis, self.groups), embedded())
        self.kept = [self._group_of(claim) for claim in self.coding.claims]
        self.owner = {t.trigger.n: n for n, group in enumerate(self.kept, 1) for t in group.tellings}

    def _both_looks(self) -> dict[int, tuple[Filler, tuple[Fact, ...]]]:
        """By ``id()`` of each filler the same as it was weighed alone, and the facts of the second look."""
        alone = [(t.trigger, weigh_roles(self.analysis, t.trigger, keep=True)) for t in self.tellings]
        found = {}
        for telling, (_, first), rows in zip(self.tellings, alone, context_facts(alone), strict=True):
            for filler, before, row in zip(telling.fillers, first, rows, strict=True):
                found[id(filler)] = (before, tuple(row))
        return found

    def _group_of(self, claim: Claim) -> Group:
        """The group a claim was made of: the one with a telling at its trigger."""
        at = (claim.trigger.start, claim.trigger.end)
        return next(g for g in self.groups if any(self._span(t.trigger) == at for t in g.tellings))

    def _span(self, trigger: Trigger) -> tuple[int, int]:
        tokens = self.analysis.doc.tokens
        return tokens[trigger.i].start, tokens[trigger.j - 1].end

    def _text(self, trigger: Trigger) -> str:
        start, end = self._span(trigger)
        return self.analysis.doc.text[start:end]

    def explanation(self, number: int) -> Explanation:
        claim, group = self.coding.claims[number - 1], self.kept[number - 1]
        fields = [self._claim(claim, group), self._trigger(claim, group), self._type(group)]
        fields += [self._role(group, name, getattr(claim, name)) for name in ("initiators", "targets", "places")]
        fields += [self._when(claim, group), self._sources(claim, group), self._factuality(claim, group)]
        fields += [self._casualties(claim, group, number), self._retellings(claim, group)]
        return Explanation(number, claim, tuple(fields))

    def _claim(self, claim: Claim, group: Group) -> Field:
        reasons = _reasons(self.analysis.models.claim.reasons(group.facts))
        note = f"of such claims {claim.confidence:.0%} were right on reports that the weights were not made from"
        return Field("claim", (Candidate("a claim of its own", 0, 0, "claim:worth", group.worth, reasons, note),))

    def _trigger(self, claim: Claim, group: Group) -> Field:
        at = (claim.trigger.start, claim.trigger.end)
        trigger = next(t.trigger for t in group.tellings if self._span(t.trigger) == at)
        reasons = _reasons(self.analysis.models.happening.reasons(trigger.facts))
        return Field("trigger", (_of_mention(claim.trigger, trigger.happening, reasons),))

    def _type(self, group: Group) -> Field:
        """The types as they were weighed over all the tellings."""
        model = self.analysis.models.kind
        ranked = [
            Candidate(kind, 0, 0, "type:tellings", chance, _reasons(model.reasons(group.kind_facts, kind)))
            for kind, chance in group.kinds.items()
        ]
        taken = tuple(c for c in ranked if c.value == group.kind)
        return Field("type", taken, _likeliest(c for c in ranked if c.value != group.kind))

    def _role(self, group: Group, name: str, mentions: tuple[Mention, ...]) -> Field:
        role = name.removesuffix("s")
        found = [
            (t, f) for t in _leading_first(group) for f in t.fillers if (f.phrase.kind == "place") == (role == "place")
        ]
        taken = tuple(_with_position(self._filled(mention, role, found), mention) for mention in mentions)
        refused = [self._filler(t, f, role) for t, f in found if t is group.lead and f.named.core not in mentions]
        return Field(name, taken, _likeliest(refused))

    def _filled(self, mention: Mention, role: str, found: list[tuple[Telling, Filler]]) -> Candidate:
        own = [(t, f) for t, f in found if f.named.core == mention]
        telling, filler = max(own, key=lambda pair: float(getattr(pair[1], role)), default=(None, None))
        if telling is None or filler is None:
            return _of_mention(mention)
        return self._filler(telling, filler, role)

    def _filler(self, telling: Telling, filler: Filler, role: str) -> Candidate:
        models, (alone, again) = self.analysis.models, self.looks[id(filler)]
        if role == "place":
            first, second = models.place.reasons(alone.facts), models.place_again.reasons(again, 2)
        else:
            first = models.role.reasons(alone.facts, role)
            second = models.role_again.reasons(again, role, 2)
        notes = [f"{float(getattr(alone, role)):.2f} when weighed alone"]
        if filler.named is not filler.phrase:
            notes.append(f"stands as «{filler.phrase.core.text}» at {filler.phrase.core.start}")
        if telling is not _lead_of(self.groups, telling):
            notes.append(f"by the retelling «{self._text(telling.trigger)}»")
        reasons = (*_reasons(first), *(Reason(describe(f), weight) for f, weight in second))
        return _of_mention(filler.named.core, float(getattr(filler, role)), reasons, "; ".join(notes))

    def _when(self, claim: Claim, group: Group) -> Field:
        """Each time near a telling, at the telling it suits best."""
        model, best = self.analysis.models.time, dict[_Key, Candidate]()
        for telling in _leading_first(group):
            for time in near_times(self.analysis, telling.trigger):
                facts = time_facts(self.analysis, time, telling.trigger)
                chance = time_chance(self.analysis, time, telling.trigger)
                seen = best.get(("", time.start, time.end))
                if seen is None or chance > (seen.chance or 0.0):
                    best["", time.start, time.end] = _of_time(time, chance, _weighed(model, facts))
        return Field("when", *_parted(best, {("", claim.when.start, claim.when.end)} if claim.when else set()))

    def _sources(self, claim: Claim, group: Group) -> Field:
        """The chain of sources; refused are those of speech in the trigger's sentence that does not reach it."""
        taken = tuple(_of_mention(m) for m in claim.sources)
        tokens, (i, j) = self.analysis.doc.tokens, self.analysis.doc.sentences[group.lead.trigger.sent]
        begin, end = tokens[i].start, tokens[j - 1].end
        refused = dict[tuple[int, int], Candidate]()
        for speech in self.analysis.speeches:
            for mention in speech.sources:
                if begin <= mention.start < end and mention not in claim.sources:
                    note = "what it says does not reach the trigger"
                    refused[mention.start, mention.end] = _of_mention(mention, note=note)
        return Field("sources", taken, tuple(refused.values())[:_SHOWN])

    def _factuality(self, claim: Claim, group: Group) -> Field:
        """The innermost speech around the trigger that has the claim's factuality."""
        i = group.lead.trigger.i
        around = [s for s in self.analysis.speeches if s.i <= i < s.j and s.factuality == claim.factuality]
        rule = min(around, key=lambda s: s.j - s.i).rule if around else "factuality:own voice"
        return Field("factuality", (Candidate(str(claim.factuality), 0, 0, rule),))

    def _casualties(self, claim: Claim, group: Group, number: int) -> Field:
        model, best = self.analysis.models.toll, dict[_Key, Candidate]()
        triggers = sorted((t.trigger for g in self.kept for t in g.tellings), key=lambda t: t.n)
        for count, chances in zip(self.analysis.counts, chances_of_counts(self.analysis, triggers), strict=True):
            own = [(t, p) for t, p in chances if self.owner[t.n] == number]
            if own:
                trigger, chance = max(own, key=lambda pair: pair[1])
                likeliest, _ = max(chances, key=lambda pair: pair[1])
                other = self.owner[likeliest.n]
                note = f"likelier for claim {other}, at «{self._text(likeliest)}»" if other != number else ""
                facts = count_facts(self.analysis, count, trigger)
                best[count.kind, count.start, count.end] = _of_count(count, chance, _weighed(model, facts), note)
        return Field("casualties", *_parted(best, {(c.kind, c.start, c.end) for c in claim.casualties}))

    def _retellings(self, claim: Claim, group: Group) -> Field:
        taken = [self._link(t, group) for t in group.tellings if self._span(t.trigger)[0] != claim.trigger.start]
        others = (self._link(t, group) for g in self.groups if g is not group for t in g.tellings)
        return Field("retellings", tuple(taken), _likeliest(others))

    def _link(self, telling: Telling, group: Group) -> Candidate:
        """How likely ``telling`` and one of the group tell the same, by the surest pair of them."""
        model, best = self.analysis.models.retelling, (0.0, tuple[Reason, ...](), "")
        for other in group.tellings:
            first, second = sorted((telling, other), key=lambda t: t.trigger.n)
            chance = self.links.get((first.trigger.n, second.trigger.n), 0.0)
            if chance > best[0]:
                compared = self.compared[second.trigger.n]
                place = next(n for n, earlier in enumerate(compared.earlier) if earlier is first)
                reasons = _weighed(model, compared.facts(place))
                best = chance, reasons, f"with «{self._text(other.trigger)}»"
        (start, end), (chance, reasons, note) = self._span(telling.trigger), best
        return Candidate(self._text(telling.trigger), start, end, "retelling:link", chance, reasons, note)


def _with_position(candidate: Candidate, mention: Mention) -> Candidate:
    """The candidate with a note of where it lies, why, and what else bears its name."""
    located = mention.located
    if located is None:
        return candidate
    at = located.position
    where = f"lies at {at.lat:.4f}, {at.lon:.4f} ± {at.radius_km:g} km" if at else "has no position"
    told = [where, *(at.evidence if at else located.evidence)]
    told += [f"refused: {name}" for name in (at.refused if at else located.refused)]
    return replace(candidate, note="; ".join(filter(None, (candidate.note, *told))))


def _leading_first(group: Group) -> list[Telling]:
    lead = group.lead
    return [lead, *sorted((t for t in group.tellings if t is not lead), key=lambda t: -fullness(t)[0])]


def _lead_of(groups: list[Group], telling: Telling) -> Telling:
    return next(g.lead for g in groups if telling in g.tellings)


def _reasons(weighed: Iterable[tuple[str, float]]) -> tuple[Reason, ...]:
    return tuple(Reason(describe(feature), weight) for feature, weight in weighed)


def _weighed(model: Binary, facts: Iterable[Fact]) -> tuple[Reason, ...]:
    return _reasons(model.reasons(facts))


def _of_mention(
    mention: Mention, chance: float | None = None, reasons: tuple[Reason, ...] = (), note: str = ""
) -> Candidate:
    return Candidate(mention.text, mention.start, mention.end, mention.rule, chance, reasons, note)


def _of_time(time: TimePhrase, chance: float, reasons: tuple[Reason, ...]) -> Candidate:
    days = time.first if time.first == time.last else f"{time.first} to {time.last}"
    return Candidate(f"{days} {time.text}", time.start, time.end, time.rule, chance, reasons)


def _of_count(count: CountPhrase | CasualtyCount, chance: float, reasons: tuple[Reason, ...], note: str) -> Candidate:
    low, high = ("?" if n is None else n for n in (count.low, count.high))
    group = f" {count.group.text}" if count.group else ""
    return Candidate(f"{count.kind} {low}–{high}{group}", count.start, count.end, count.rule, chance, reasons, note)


def _parted(weighed: dict[_Key, Candidate], taken: set[_Key]) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """The candidates at ``taken``, and the likeliest of the rest."""
    chosen = tuple(c for key, c in weighed.items() if key in taken)
    return chosen, _likeliest(c for key, c in weighed.items() if key not in taken)


def _likeliest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The few candidates most nearly taken, each stretch of the text once."""
    best: dict[tuple[str, int], Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: -(c.chance or 0.0)):
        if (candidate.chance or 0.0) >= _LEAST:
            best.setdefault((candidate.value, candidate.start), candidate)
    return tuple(best.values())[:_SHOWN]
