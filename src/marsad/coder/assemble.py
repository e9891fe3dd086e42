"""Claims out of grouped tellings: the fullest telling leads, every field is filled from the group."""

from __future__ import annotations

from itertools import chain
from typing import Final

from marsad.coder.affiliations import find_affiliations
from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.attach import TIME, best_time
from marsad.coder.attribution import sources_at
from marsad.coder.control import find_control
from marsad.coder.factuality import factuality_at
from marsad.coder.filling import fill, fill_sides
from marsad.coder.ranges import CountPhrase
from marsad.coder.tellings import Group, Telling, fullness
from marsad.coder.tolls import tolls_of
from marsad.model import CasualtyCount, Claim, ClaimType, Coding, Mention, When

# The probability from which a group of tellings is a claim. Where F1 is f, telling what is likelier than f / 2 is best.
WORTH: Final = 0.35


def assemble(analysis: Analysis, groups: list[Group]) -> Coding:
    """The coding of a report from its grouped tellings."""
    kept = [group for group in groups if group.worth >= WORTH and not group.lead.trigger.echo]
    tolls = tolls_of(analysis, kept)
    claims = tuple(_claim(analysis, group, tolls.get(n, [])) for n, group in enumerate(kept))
    return Coding(
        id=analysis.doc.report.id,
        claims=claims,
        control=tuple(find_control(analysis, claims)),
        affiliations=tuple(find_affiliations(analysis)),
    )


def _claim(analysis: Analysis, group: Group, tolls: list[CountPhrase]) -> Claim:
    lead = group.lead
    initiators, struck = fill_sides(group.tellings, lead)
    targets = [m for m in struck if m not in initiators]
    return Claim(
        type=ClaimType(group.kind),
        trigger=_mention(analysis, lead.trigger, "trigger"),
        initiators=tuple(initiators),
        targets=tuple(targets),
        places=tuple(fill(group.tellings, lead, "place")),
        when=_when(analysis, group.tellings, lead),
        sources=_sources(analysis, group, tolls),
        factuality=factuality_at(analysis.doc, analysis.speeches, lead.trigger.i),
        casualties=tuple(_casualty(analysis, toll) for toll in tolls),
        retellings=tuple(_mention(analysis, t.trigger, "retelling") for t in group.tellings if t is not lead),
        confidence=analysis.models.precision.at(group.worth),
    )


def _mention(analysis: Analysis, trigger: Trigger, role: str) -> Mention:
    return analysis.doc.mention(trigger.i, trigger.j, f"{role}:{trigger.lemma}")


def _sources(analysis: Analysis, group: Group, tolls: list[CountPhrase]) -> tuple[Mention, ...]:
    """Who says so: the sources of the leading telling, else those of the fullest other one that has any, else of a
    toll.
    """
    others = sorted((t for t in group.tellings if t is not group.lead), key=lambda t: -fullness(t)[0])
    said = (sources_at(analysis.speeches, t.trigger.i)[0] for t in (group.lead, *others))
    tolls_said = (sources_at(analysis.speeches, toll.i)[0] for toll in tolls)
    return next(filter(None, chain(said, tolls_said)), ())


def _when(analysis: Analysis, group: list[Telling], lead: Telling) -> When | None:
    """The likeliest time of the leading telling, else of the others."""
    ranked = [best_time(analysis, lead.trigger)]
    ranked += [best_time(analysis, t.trigger) for t in group if t is not lead]
    time, chance = max(ranked, key=lambda pair: pair[1])
    if time is None or chance < TIME:
        return None
    return When(time.text, time.start, time.end, time.first, time.last, time.rule)


def _casualty(analysis: Analysis, count: CountPhrase) -> CasualtyCount:
    text = analysis.doc.text[count.start : count.end]
    return CasualtyCount(
        count.kind, count.group, count.civilian, count.low, count.high, text, count.start, count.end, count.rule
    )
