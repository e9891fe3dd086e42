"""Score coded reports against gold as the coding guide lays down.

A coded claim matches a gold claim of the same report when the types agree and the triggers overlap (a gold claim's
retellings count as its triggers), or the types agree, the triggers stand in the same sentence and a place or an actor
agrees. Each claim is used once. Arguments count as found only inside matched claims, so that a missed claim loses
its arguments too. What gold marks optional counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.evaluation.figures import Rates, Tally
from marsad.evaluation.matching import Sentences, agreeing, match_claims, pair_up, same_count, same_relation
from marsad.evaluation.rows import SLOTS, Claim, Mention, Relation, Row

NAMES = ("claims", *SLOTS, "casualties", "when", "factuality", "control", "affiliations", "fully right")


class Difference(NamedTuple):
    """One place where coded and gold part: ``field`` is ``missed``, ``extra`` or the name of a field."""

    report: str
    field: str
    claim: str
    gold: str
    coded: str


@dataclass(slots=True)
class Score:
    """The figures of a run, the differences behind them, and the gold reports that were not coded."""

    tally: Tally = field(default_factory=Tally)
    differences: list[Difference] = field(default_factory=list)
    not_coded: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Rates]:
        """The rates of every field, then of every claim type met."""
        return {name: self.tally.rates(name) for name in (*NAMES, *self.tally.types())}


def score(gold: Mapping[str, Row], coded: Mapping[str, Row], texts: Mapping[str, str] | None = None) -> Score:
    """Score ``coded`` against ``gold``, both by report id. With the reports' ``texts``, claims whose triggers differ
    but stand in one sentence can match.
    """
    result = Score(not_coded=[name for name in gold if name not in coded])
    for name, row in gold.items():
        _Report(result, row, coded.get(name, Row(name)), (texts or {}).get(name)).score()
    return result


@dataclass(frozen=True, slots=True)
class _Report:
    result: Score
    gold: Row
    coded: Row
    text: str | None

    def score(self) -> None:
        coded = self.coded.claims
        matched = match_claims(self.gold.claims, coded, Sentences(self.text))
        for i, claim in enumerate(self.gold.claims):
            if claim.optional:
                continue
            if i in matched:
                self._compare(claim, coded[matched[i]])
            else:
                self._missed(claim)
        for j in sorted(set(range(len(coded))) - set(matched.values())):
            self._extra(coded[j])
        for name in ("control", "affiliations"):
            self._relations(name, getattr(self.gold, name), getattr(self.coded, name))

    def _differ(self, name: str, claim: str, gold: str, coded: str) -> None:
        self.result.differences.append(Difference(self.gold.id, name, claim, gold, coded))

    def _missed(self, claim: Claim) -> None:
        tally = self.result.tally
        for name in ("claims", "type " + claim.type, "fully right"):
            tally.add(name, fn=1)
        for slot in SLOTS:
            tally.add(slot, fn=len(claim.slots[slot]))
        tally.add("casualties", fn=sum(not count.optional for count in claim.counts))
        self._differ("missed", claim.name, "", "")

    def _extra(self, claim: Claim) -> None:
        tally = self.result.tally
        for name in ("claims", "type " + claim.type, "fully right"):
            tally.add(name, fp=1)
        for slot in SLOTS:
            tally.add(slot, fp=len(claim.slots[slot]))
        tally.add("casualties", fp=len(claim.counts))
        self._differ("extra", claim.name, "", "")

    def _compare(self, gold: Claim, coded: Claim) -> None:
        tally = self.result.tally
        tally.add("claims", tp=1)
        tally.add("type " + gold.type, tp=1)
        slots = _sides_in_order(gold, coded)
        right = not [slot for slot in SLOTS if not self._slot(slot, gold, slots[slot])]
        right &= self._counts(gold, coded)
        right &= self._value("factuality", gold, gold.factuality, coded.factuality)
        if gold.when:
            right &= self._value("when", gold, _days(gold.when), _days(coded.when or (None, None)))
        tally.check("fully right", right)

    def _slot(self, slot: str, claim: Claim, coded: Sequence[Mention]) -> bool:
        gold = claim.slots[slot]
        tp = agreeing(gold, coded)
        self.result.tally.add(slot, tp, len(coded) - tp, len(gold) - tp)
        if tp == len(coded) == len(gold):
            return True
        self._differ(slot, claim.name, _joined(m.text for m in gold), _joined(m.text for m in coded))
        return False

    def _counts(self, gold: Claim, coded: Claim) -> bool:
        must = [count for count in gold.counts if not count.optional]
        pairs = pair_up(gold.counts, coded.counts, same_count)
        tp = sum(not gold.counts[i].optional for i, _ in pairs)
        fp = len(coded.counts) - len(pairs)
        self.result.tally.add("casualties", tp, fp, len(must) - tp)
        if not fp and tp == len(must):
            return True
        self._differ("casualties", gold.name, _joined(map(str, must)), _joined(map(str, coded.counts)))
        return False

    def _value(self, name: str, claim: Claim, gold: str, coded: str) -> bool:
        right = self.result.tally.check(name, gold == coded)
        if not right:
            self._differ(name, claim.name, gold, coded)
        return right

    def _relations(self, name: str, gold: Sequence[Relation], coded: Sequence[Relation]) -> None:
        pairs = pair_up(gold, coded, same_relation)
        tp = sum(not gold[i].optional for i, _ in pairs)
        self.result.tally.add(name, tp, len(coded) - len(pairs), sum(not r.optional for r in gold) - tp)
        met_gold, met_coded = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, relation in enumerate(gold):
            if i not in met_gold and not relation.optional:
                self._differ(name, "", str(relation), "")
        for j, relation in enumerate(coded):
            if j not in met_coded:
                self._differ(name, "", "", str(relation))


def _sides_in_order(gold: Claim, coded: Claim) -> dict[str, tuple[Mention, ...]]:
    """The coded slots, the two sides of a clash exchanged where they agree better that way round."""
    slots = coded.slots
    if gold.type != "armed_clash":
        return slots
    one, other = "initiators", "targets"
    straight = agreeing(gold.slots[one], slots[one]) + agreeing(gold.slots[other], slots[other])
    crossed = agreeing(gold.slots[one], slots[other]) + agreeing(gold.slots[other], slots[one])
    return {**slots, one: slots[other], other: slots[one]} if crossed > straight else slots


def _days(when: tuple[str | None, str | None]) -> str:
    return "…".join("?" if day is None else day for day in when)


def _joined(texts: Iterable[str]) -> str:
    return " | ".join(texts)
