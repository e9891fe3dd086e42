"""Where a person judges: claims and incidents by their ids, made into acts that hold on to what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.ledger.judgements.apply import Judged, judged
from marsad.ledger.judgements.corrections import check as check_value
from marsad.ledger.judgements.rules import JudgementError
from marsad.ledger.store import Store
from marsad.model import Claim, Report
from marsad.model.judgement import Anchor, Confirm, Correct, Field, Merge, Reject, Split, Value


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes acts about what a store holds. Raises ``JudgementError`` for claims and incidents that are not there."""

    store: Store

    def merge(self, ids: Iterable[str]) -> Merge:
        """These claims and incidents tell one happening."""
        return Merge(self._anchors(claim for one in ids for claim in self.claims(one)))

    def split(self, claims: Iterable[str]) -> Split:
        """These claims do not tell the happening that the rest of their incident tells."""
        parted = list(dict.fromkeys(claims))
        homes = self.store.incidents.of_claims(parted)
        for claim in parted:
            if claim not in homes:
                raise JudgementError(f"there is no claim {claim}", code="claim-unknown", one=claim)
        if len(set(homes.values())) > 1:
            told = f"these claims are of several incidents: {', '.join(sorted(set(homes.values())))}"
            raise JudgementError(told, code="claims-apart")
        all_told = [one for home in set(homes.values()) for one in self.claims(home)]
        return Split(self._anchors(parted), self._anchors(one for one in all_told if one not in parted))

    def confirm(self, claim: str) -> Confirm:
        """The claim is right as it stands."""
        _, one = self._judged(claim)
        return Confirm(one.anchor, one.claim)

    def correct(self, claim: str, field: Field, value: Value) -> Correct:
        """The field of the claim is ``value``. Raises ``CorrectionError`` for a value that it cannot hold."""
        report, one = self._judged(claim)
        check_value(report, field, value)
        return Correct(one.anchor, field, value, one.base)

    def reject(self, claim: str) -> Reject:
        """The report claims no such happening."""
        return Reject(self._judged(claim)[1].anchor)

    def claims(self, one: str) -> tuple[str, ...]:
        """The claims of an incident, or the claim itself."""
        incident = self.store.incidents.get([one]).get(one)
        if incident:
            return incident.claims
        if one in self.store.entries.get([one]):
            return (one,)
        told = f"there is no incident or claim {one}; marsad ledger incidents lists them"
        raise JudgementError(told, code="incident-unknown", one=one)

    def told(self, claim: str) -> tuple[Report, Claim]:
        """The report of a claim, and the claim as it stands."""
        report, one = self._judged(claim)
        return report, one.claim

    def _anchors(self, claims: Iterable[str]) -> tuple[Anchor, ...]:
        return tuple(one.anchor for _, one in self._all_judged(list(dict.fromkeys(claims))))

    def _judged(self, claim: str) -> tuple[Report, Judged]:
        return self._all_judged([claim])[0]

    def _all_judged(self, claims: Sequence[str]) -> list[tuple[Report, Judged]]:
        """Claims as they stand, with their reports: each report is read once, however many of its claims there are."""
        entries = self.store.entries.get(claims)
        missing = next((claim for claim in claims if claim not in entries), None)
        if missing is not None:
            told = f"there is no claim {missing}; marsad ledger show lists those of an incident"
            raise JudgementError(told, code="claim-unknown", one=missing)
        keys = list(dict.fromkeys(entry.report for entry in entries.values()))
        reports, codings = self.store.reports.get(keys), self.store.codings.get(keys)
        said = self.store.judgements.of_reports(keys)
        known = {
            one.id: (reports[key], one)
            for key in keys
            for one in judged(reports[key], codings[key], said.get(key, ())).claims
        }
        return [known[claim] for claim in claims]
