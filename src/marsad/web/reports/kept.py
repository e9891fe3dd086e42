"""What the ledger knows of a report beyond its text: its coder, its incidents, who else tells them, its judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import DEFAULT_DB_ALIAS
from django.utils.functional import Promise

from marsad.ledger.entry import Entry
from marsad.ledger.judgements.history import counting, kind
from marsad.model import Claim, Coding, Report
from marsad.model.judgement import Confirm, Correct, Judgement, Reject, anchors
from marsad.web.browse.incident.past import ACTS, FIELDS
from marsad.web.ledger import models
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.ledger.reports import SqlCodings, SqlReports

_OTHERS: Final = 5  # other reports shown for a claim; its incident has them all
_MOST: Final = 500  # claims of other reports looked at for a page


@dataclass(frozen=True, slots=True)
class Kept:
    """A report of the ledger. ``versions`` is how many it had before."""

    report: Report
    coding: Coding | None
    coder: str
    entries: tuple[Entry, ...]
    judgements: tuple[Judgement, ...]
    versions: int

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All its claims, those that people rejected or corrected as the coder gave them among them."""
        return tuple(entry.claim for entry in self.entries) + (self.coding.claims if self.coding else ())


@dataclass(frozen=True, slots=True)
class Other:
    """Another report's claim of the same incident."""

    claim: str
    report: str
    outlet: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Home:
    """The incident that a claim is in; ``more`` is how many further claims of other reports it has."""

    incident: str
    grade: str
    disputed: bool
    others: tuple[Other, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Said:
    """A judgement that counts, about a claim."""

    judgement: Judgement
    when: datetime
    what: Promise
    field: Promise | None


def kept(key: str) -> Kept | None:
    """The report with this id: six questions to the database; ``None`` where there is none."""
    report = SqlReports(DEFAULT_DB_ALIAS).get([key]).get(key)
    if report is None:
        return None
    codings = SqlCodings(DEFAULT_DB_ALIAS)
    return Kept(
        report,
        codings.get([key]).get(key),
        codings.coders([key]).get(key, ""),
        SqlEntries(DEFAULT_DB_ALIAS).of([key]).get(key, ()),
        counting(SqlJudgements(DEFAULT_DB_ALIAS).of_reports([key]).get(key, ())),
        models.ReportVersion.objects.filter(report__key=key).count(),
    )


def homes(key: str) -> Mapping[str, Home]:
    """By the claims of a report, the incidents they are in: two questions to the database."""
    own = models.Claim.objects.filter(report__key=key, incident__isnull=False)
    columns = ("key", "incident__key", "incident__grade", "incident__disputed", "incident__claims_told")
    rows = list(own.values_list(*columns))
    others = _others(key, {incident for _, incident, _, _, _ in rows})
    mine = {incident: sum(row[1] == incident for row in rows) for _, incident, _, _, _ in rows}
    return {
        claim: Home(
            incident,
            grade,
            disputed,
            (told := tuple(others.get(incident, ())[:_OTHERS])),
            claims - mine[incident] - len(told),
        )
        for claim, incident, grade, disputed, claims in rows
    }


def _others(key: str, incidents: Iterable[str | None]) -> dict[str, list[Other]]:
    rows = models.Claim.objects.filter(incident__key__in=list(incidents)).exclude(report__key=key)
    columns = ("incident__key", "key", "report__key", "report__outlet", "report__published")
    found: dict[str, dict[str, Other]] = {}
    for incident, claim, report, outlet, day in rows.order_by("report__published", "pk").values_list(*columns)[:_MOST]:
        found.setdefault(str(incident), {}).setdefault(report, Other(claim, report, outlet, day))
    return {incident: list(told.values()) for incident, told in found.items()}


def said(judgements: Sequence[Judgement]) -> Mapping[str, list[Said]]:
    """The judgements by the claims that they are about."""
    found: dict[str, list[Said]] = {}
    for one in judgements:
        field = FIELDS[one.act.field] if isinstance(one.act, Correct) else None
        told = Said(one, datetime.fromisoformat(one.when), ACTS[kind(one.act)], field)
        for claim in dict.fromkeys(anchor.claim for anchor in anchors(one.act)):
            found.setdefault(claim, []).append(told)
    return found


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim of the coder that people rejected."""

    type: str
    trigger: str
    judgement: Judgement


def rejected(judgements: Sequence[Judgement]) -> list[Rejected]:
    """The claims that do not count because people rejected them: of each claim the last word decides."""
    last = {
        one.act.claim.claim: (one, one.act) for one in judgements if isinstance(one.act, Reject | Confirm | Correct)
    }
    return [
        Rejected(str(act.claim.type), act.claim.trigger.text, one)
        for one, act in last.values()
        if isinstance(act, Reject)
    ]
