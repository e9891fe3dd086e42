"""Is a group of tellings a claim of its own, or background, a part of another claim, no happening at all?"""

from __future__ import annotations

from marsad.coder.analysis import Analysis
from marsad.coder.coreference import Group, Telling
from marsad.coder.relations import capped

_NEAR = 12  # how many groups on either side are looked at
_KEPT = (
    "opener=",
    "in_title=",
    "size=",
    "age=",
    "lemma=",
    "cls=",
    "cls+shape=",
    "lemma+article=",
    "context=",
    "enc=",
    "prev=",
    "next=",
    "lemma+prev=",
    "lemma+next=",
)


def judge_groups(analysis: Analysis, groups: list[Group]) -> None:
    """Set ``features`` and ``worth`` of every group."""
    for n in range(len(groups)):
        groups[n].features = tuple(group_features(analysis, groups, n))
        groups[n].worth = analysis.models.claim.probability(groups[n].features)


def group_features(analysis: Analysis, groups: list[Group], n: int) -> list[str]:
    """What speaks for and against the group numbered ``n`` being a claim of its own."""
    group = groups[n]
    lead = group.lead
    trigger = lead.trigger
    surest = max(t.trigger.happening for t in group.tellings)
    kind = group.kind
    sure = _tenth(surest)
    slots = _filled(analysis, lead)
    near = groups[max(0, n - _NEAR) : n + _NEAR + 1]
    earlier = [g for g in groups[max(0, n - _NEAR) : n] if g.kind == kind]
    same_sentence = [g for g in near if g is not group and g.lead.trigger.sent == trigger.sent]
    rows = [f for f in trigger.features if f.startswith(_KEPT)]
    rows += [
        f"sure={sure}",
        f"sure+lead={_tenth(trigger.happening)}",
        f"type={kind}",
        f"type+sure={kind},{sure}",
        f"tellings={capped(len(group.tellings), 4)}",
        f"tellings+sure={capped(len(group.tellings), 3)},{sure}",
        f"rival={_tenth(group.rival)}",
        f"rival+slots={_tenth(group.rival)},{len(slots)}",
        f"slots={'+'.join(slots)}",
        f"type+slots={kind},{'+'.join(slots)}",
        f"type_told_before={kind},{capped(len(earlier), 3)}",
        f"sentence_shared={capped(len(same_sentence), 3)}",
        f"type_shared={kind},{any(g.kind == kind for g in same_sentence)}",
    ]
    rows += [f"beside={kind},{other}" for other in dict.fromkeys(g.kind for g in same_sentence[:3])]
    rows += [f"has={slot}" for slot in slots]
    surer = max((max(t.trigger.happening for t in g.tellings) for g in same_sentence), default=0.0)
    rows.append(f"outdone={surer > surest},{capped(len(same_sentence), 2)}")
    return rows


def _filled(analysis: Analysis, telling: Telling) -> list[str]:
    """Which roles of the telling are filled, and whether its sentence counts casualties or gives a time."""
    slots = []
    for name, names in (("who", telling.initiators), ("whom", telling.targets), ("where", telling.places)):
        if names:
            slots.append(name)
    if analysis.counts_of_sentence(telling.trigger.sent):
        slots.append("toll")
    if analysis.times_of_sentence(telling.trigger.sent):
        slots.append("when")
    return slots


def _tenth(chance: float) -> int:
    return min(9, int(chance * 10))
