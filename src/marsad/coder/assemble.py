"""Claims out of grouped tellings: the fullest telling leads, every field is filled from the group."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.coder.affiliations import find_affiliations
from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.attach import COUNT, TIME, best_time, chances_of_counts
from marsad.coder.attribution import sources_at
from marsad.coder.control import find_control
from marsad.coder.coreference import Group, Telling, fullness
from marsad.coder.factuality import factuality_at
from marsad.coder.names import content, same_name
from marsad.coder.ranges import CountPhrase
from marsad.coder.roles import Filler
from marsad.model import CasualtyCount, Claim, ClaimType, Coding, Mention, When

# The probability from which a group of tellings is a claim. Where F1 is f, telling what is likelier than f / 2 is best.
WORTH = 0.35
ROLE = {"initiator": 0.5, "target": 0.33, "place": 0.44}
JOINED = 0.25  # enough for a mention that is coordinated with a chosen one


def assemble(analysis: Analysis, groups: list[Group]) -> Coding:
    """The coding of a report from its grouped tellings."""
    kept = [group for group in groups if group.worth >= WORTH]
    tolls = _tolls(analysis, kept)
    claims = tuple(_claim(analysis, group, tolls.get(n, [])) for n, group in enumerate(kept))
    return Coding(
        id=analysis.doc.report.id,
        claims=claims,
        control=tuple(find_control(analysis, claims)),
        affiliations=tuple(find_affiliations(analysis)),
    )


def _claim(analysis: Analysis, group: Group, tolls: list[CountPhrase]) -> Claim:
    lead = group.lead
    initiators = _fillers(group.tellings, lead, "initiator")
    targets = [m for m in _fillers(group.tellings, lead, "target") if m not in initiators]
    return Claim(
        type=ClaimType(group.kind),
        trigger=_mention(analysis, lead.trigger, "trigger"),
        initiators=tuple(initiators),
        targets=tuple(targets),
        places=tuple(_fillers(group.tellings, lead, "place")),
        when=_when(analysis, group.tellings, lead),
        sources=_sources(analysis, group),
        factuality=factuality_at(analysis.doc, analysis.speeches, lead.trigger.i),
        casualties=tuple(_casualty(analysis, toll) for toll in tolls),
        retellings=tuple(_mention(analysis, t.trigger, "retelling") for t in group.tellings if t is not lead),
        confidence=analysis.models.precision.at(group.worth),
    )


def _mention(analysis: Analysis, trigger: Trigger, role: str) -> Mention:
    return analysis.doc.mention(trigger.i, trigger.j, f"{role}:{trigger.lemma}")


def _fillers(group: list[Telling], lead: Telling, role: str) -> list[Mention]:
    """The mentions that fill ``role``, each name once, in text order: the leading telling's, else another's."""
    others = sorted((t for t in group if t is not lead), key=lambda t: -fullness(t)[0])
    for telling in (lead, *others):
        chosen = sorted(_chosen(telling, role, ROLE[role]), key=lambda pair: -pair[1])
        if chosen:
            return _distinct_names(chosen)
    return []


def _distinct_names(chosen: list[tuple[Filler, float]]) -> list[Mention]:
    kept: list[tuple[frozenset[str], Mention]] = []
    for filler, _ in chosen:
        name = content(filler.named.core.text)
        if not any(same_name(name, other) for other, _ in kept):
            kept.append((name, filler.named.core))
    return sorted((mention for _, mention in kept), key=lambda m: m.start)


def _chosen(telling: Telling, role: str, threshold: float) -> Iterable[tuple[Filler, float]]:
    """The fillers over the threshold, and those coordinated with one of them over the lower one."""
    taken = [(f, getattr(f, role)) for f in telling.fillers if getattr(f, role) >= threshold]
    groups = {f.phrase.group for f, _ in taken if f.phrase.group >= 0}
    joined = [
        (f, getattr(f, role))
        for f in telling.fillers
        if f.phrase.group in groups and JOINED <= getattr(f, role) < threshold
    ]
    return taken + joined


def _sources(analysis: Analysis, group: Group) -> tuple[Mention, ...]:
    """Who says so: the sources of the leading telling, else those of the fullest other one that has any."""
    others = sorted((t for t in group.tellings if t is not group.lead), key=lambda t: -fullness(t)[0])
    for telling in (group.lead, *others):
        sources, _ = sources_at(analysis.speeches, telling.trigger.i)
        if sources:
            return sources
    return ()


def _when(analysis: Analysis, group: list[Telling], lead: Telling) -> When | None:
    """The likeliest time of the leading telling, else of the others."""
    ranked = [best_time(analysis, lead.trigger)]
    ranked += [best_time(analysis, t.trigger) for t in group if t is not lead]
    time, chance = max(ranked, key=lambda pair: pair[1])
    if time is None or chance < TIME:
        return None
    return When(time.text, time.start, time.end, time.first, time.last, time.rule)


def _tolls(analysis: Analysis, groups: list[Group]) -> dict[int, list[CountPhrase]]:
    """Each count goes to the group that holds its likeliest trigger."""
    group_of = {t.trigger.n: n for n, group in enumerate(groups) for t in group.tellings}
    triggers = [t.trigger for group in groups for t in group.tellings]
    triggers.sort(key=lambda t: t.n)
    tolls: dict[int, list[CountPhrase]] = {}
    for count, chances in zip(analysis.counts, chances_of_counts(analysis, triggers), strict=True):
        if chances:
            trigger, chance = max(chances, key=lambda pair: pair[1])
            if chance >= COUNT:
                tolls.setdefault(group_of[trigger.n], []).append(count)
    return {n: _distinct(counts) for n, counts in tolls.items()}


def _distinct(counts: list[CountPhrase]) -> list[CountPhrase]:
    """One entry for each kind, number and group; the one with a group where the other has none."""
    kept: list[CountPhrase] = []
    for count in counts:
        twin = next((k for k in kept if (k.kind, k.low, k.high) == (count.kind, count.low, count.high)), None)
        if twin is None:
            kept.append(count)
        elif twin.group is None and count.group is not None:
            kept[kept.index(twin)] = count
        elif twin.group and count.group and not same_name(content(twin.group.text), content(count.group.text)):
            kept.append(count)
    return kept


def _casualty(analysis: Analysis, count: CountPhrase) -> CasualtyCount:
    text = analysis.doc.text[count.start : count.end]
    return CasualtyCount(
        count.kind, count.group, count.civilian, count.low, count.high, text, count.start, count.end, count.rule
    )
