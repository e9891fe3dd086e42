"""How an incident came to be what it is: the reports in the order of time, and what people judged of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.ledger.judgements.history import kind, taken_back
from marsad.model import Report
from marsad.model.judgement import Correct, Field, Judgement
from marsad.web.browse import naming
from marsad.web.browse.dossier import Dossier
from marsad.web.browse.incident.tellings import report_address
from marsad.web.browse.naming import Named

ACTS: Final[Mapping[str, Promise]] = {
    "merge": _("brought claims together"),
    "split": _("parted claims"),
    "confirm": _("confirmed a claim"),
    "correct": _("corrected a claim"),
    "reject": _("rejected a claim"),
    "merge_actors": _("merged actors"),
    "merge_sources": _("merged sources"),
    "undo": _("took a judgement back"),
}
FIELDS: Final[Mapping[Field, Promise]] = {
    Field.TYPE: _("type"),
    Field.TRIGGER: _("trigger"),
    Field.INITIATORS: _("initiators"),
    Field.TARGETS: _("targets"),
    Field.PLACES: _("places"),
    Field.WHEN: _("time"),
    Field.SOURCES: _("sources"),
    Field.FACTUALITY: _("factuality"),
    Field.CASUALTIES: _("casualties"),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A report that tells of it."""

    report: Report
    title: str
    outlet: Named
    address: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody decided. ``field`` is what a correction corrected, ``counts`` is false once it was taken back."""

    judgement: Judgement
    when: datetime
    what: Promise
    field: Promise | None
    counts: bool


def printed(dossier: Dossier) -> list[Printed]:
    """The reports, the earliest first; those without a date stand before all others, as in the incident itself."""
    found = []
    for report in sorted(dossier.reports.values(), key=lambda one: (one.published or "", one.id)):
        own = next(entry for entry in dossier.entries if entry.report == report.id)
        outlet = naming.outlet(own.outlet, report.outlet)
        title = dossier.masks[report.id](report.title) or report.id
        found.append(Printed(report, title, outlet, report_address(report.id, own.id)))
    return found


def judged(judgements: Sequence[Judgement]) -> list[Judged]:
    """The judgements, oldest first, those that were taken back among them."""
    gone = taken_back(judgements)
    return [
        Judged(
            one,
            datetime.fromisoformat(one.when),
            ACTS[kind(one.act)],
            FIELDS[one.act.field] if isinstance(one.act, Correct) else None,
            one.id not in gone,
        )
        for one in judgements
    ]
