"""All that is kept of one incident: its claims and their reports, how they were linked, who judged them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from marsad.exchange.tables.told import Told
from marsad.ledger.entry import Entry
from marsad.ledger.linking.links import Sketch
from marsad.model import Report
from marsad.model.incident import Incident
from marsad.model.judgement import Judgement
from marsad.web.browse import queries
from marsad.web.browse.registers import names, registers
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.ledger.links import SqlLinks
from marsad.web.ledger.reports import SqlReports
from marsad.web.reports.masking import Mask, mask_for
from marsad.web.review.roles import User


@dataclass(frozen=True, slots=True)
class Dossier:
    """``entries`` are in the incident's order of claims; ``reports`` by their ids, with the ``masks`` that cover the
    names of private persons in what is shown of them.
    """

    incident: Incident
    entries: tuple[Entry, ...]
    reports: Mapping[str, Report]
    masks: Mapping[str, Mask]

    @property
    def outlets(self) -> dict[str, str]:
        """The names of the outlets, as the reports give them, by their source ids."""
        return {
            entry.outlet: self.reports[entry.report].outlet for entry in self.entries if entry.report in self.reports
        }

    @property
    def told(self) -> Told:
        """The same as tables want it."""
        return Told(self.incident, self.entries, self.reports, names())


@dataclass(frozen=True, slots=True)
class Making:
    """How an incident came about: what linking compared, the pairs that a person tied, and every judgement."""

    sketches: Mapping[str, Sketch]
    together: frozenset[frozenset[str]]
    judgements: tuple[Judgement, ...]


def dossier(key: str, user: User) -> Dossier | None:
    """The incident of an id, its own or one of its claims', as a user may see it: four questions to the database at
    most.
    """
    incident = queries.incident(key)
    if incident is None:
        return None
    told = SqlEntries(DEFAULT_DB_ALIAS).of(incident.reports)
    reports = SqlReports(DEFAULT_DB_ALIAS).get(incident.reports)
    known = {entry.id: entry for entries in told.values() for entry in entries}
    return Dossier(
        incident,
        tuple(known[claim] for claim in incident.claims if claim in known),
        reports,
        {
            report.id: mask_for(user, report, [entry.claim for entry in told.get(report.id, ())], registers().actors)
            for report in reports.values()
        },
    )


def making(incident: Incident) -> Making:
    """How it came about: three questions to the database."""
    links, judgements = SqlLinks(DEFAULT_DB_ALIAS), SqlJudgements(DEFAULT_DB_ALIAS)
    return Making(
        links.sketches(incident.claims),
        frozenset(frozenset((one.a, one.b)) for one in links.constraints_of(incident.claims) if one.together),
        judgements.of_subjects([f"claim:{claim}" for claim in incident.claims]),
    )
