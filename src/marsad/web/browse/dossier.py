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
from marsad.web.browse.registers import names
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.ledger.links import SqlLinks
from marsad.web.ledger.reports import SqlReports


@dataclass(frozen=True, slots=True)
class Dossier:
    """``entries`` are in the incident's order of claims; ``reports`` by their ids."""

    incident: Incident
    entries: tuple[Entry, ...]
    reports: Mapping[str, Report]

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


def dossier(key: str) -> Dossier | None:
    """The incident of an id, its own or one of its claims': four questions to the database at most."""
    incident = queries.incident(key)
    if incident is None:
        return None
    entries = SqlEntries(DEFAULT_DB_ALIAS).get(incident.claims)
    reports = SqlReports(DEFAULT_DB_ALIAS).get({entry.report for entry in entries.values()})
    return Dossier(incident, tuple(entries.values()), reports)


def making(incident: Incident) -> Making:
    """How it came about: three questions to the database."""
    links, judgements = SqlLinks(DEFAULT_DB_ALIAS), SqlJudgements(DEFAULT_DB_ALIAS)
    return Making(
        links.sketches(incident.claims),
        frozenset(frozenset((one.a, one.b)) for one in links.constraints_of(incident.claims) if one.together),
        judgements.of_subjects([f"claim:{claim}" for claim in incident.claims]),
    )
