"""The coder from end to end: ``code(report)`` runs the stages in their order and returns the coding.

Find (mentions, times, counts, speech, triggers) → judge triggers → weigh roles → group retellings →
judge their types and worth → assemble claims
→ control and affiliations → positions of places. No stage looks back at a later one.
"""

from __future__ import annotations

from marsad.coder.analysis import Analysis, analyse
from marsad.coder.assemble import assemble
from marsad.coder.context import look_again
from marsad.coder.coreference import cluster, pair_chances
from marsad.coder.document import Document
from marsad.coder.happenings import HELD, judge_triggers
from marsad.coder.kinds import judge_kinds
from marsad.coder.linear import Models
from marsad.coder.models import shipped
from marsad.coder.positions import place
from marsad.coder.roles import weigh_roles
from marsad.coder.tellings import Telling
from marsad.coder.worth import judge_groups
from marsad.garbage import uncollected
from marsad.model import Coding, Report
from marsad.places.embedded import embedded
from marsad.places.gazetteer import Gazetteer
from marsad.settling import used


def code(report: Report, models: Models | None = None, gazetteer: Gazetteer | None = None) -> Coding:
    """Code one report. Pure: the same report always gives the same coding.

    Any text is accepted; a report without a claim gives an empty coding. ``models`` replaces the shipped weights,
    ``gazetteer`` the embedded one.
    """
    used()
    with uncollected():
        return _coded(report, models or shipped(), gazetteer or embedded())


def _coded(report: Report, models: Models, gazetteer: Gazetteer) -> Coding:
    """The coding. All else that was made of the report is gone at the end, before the collector may look at it."""
    analysis = analyse(Document(report), models)
    judge_triggers(analysis)
    told = tellings(analysis)
    groups = cluster(told, pair_chances(analysis, told))
    judge_kinds(analysis, groups)
    judge_groups(analysis, groups)
    return place(analysis, assemble(analysis, groups), gazetteer)


def tellings(analysis: Analysis) -> list[Telling]:
    """The triggers held to be happenings, each with its role fillers weighed twice: alone and beside the others."""
    told = [(t, weigh_roles(analysis, t)) for t in analysis.triggers if t.happening >= HELD]
    look_again(analysis.models, told)
    return [Telling(trigger, fillers) for trigger, fillers in told]
