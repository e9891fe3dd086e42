"""Is a group of tellings a claim of its own, or background, a part of another claim, no happening at all?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from marsad.coder.analysis import Analysis
from marsad.coder.facts import Fact, Family, share, yes
from marsad.coder.happenings import STANDING
from marsad.coder.relations import capped
from marsad.coder.tellings import Group, Telling, fullness

_DOUBTFUL: Final = 0.1  # the chance from which another group may tell the same
_NEAR: Final = 12  # how many groups on either side are looked at
_SURENESS: Final = Family(
    "sure",
    "sure lead type tellings rival typed",
    *("sure", "lead", "type", "type sure", "type lead", "tellings", "tellings sure", "tellings type", "rival"),
    *("rival type", "rival sure", "typed", "typed type"),
)
_SLOTS: Final = Family("slots", "slots type many rival tellings", "slots", "type slots", "rival many", "tellings slots")
_SLOT: Final = Family("has", "slot type", "slot", "type slot")
_EARLIER: Final = Family("type_told_before", "type earlier shape article", "type earlier", "earlier shape article")
_SHARING: Final = Family(
    "sentence_shared", "many type same outdone", "many", "type same", "outdone many", "outdone type same"
)
_TWIN: Final = Family(
    "twin",
    "side chance fuller same type sentence",
    *("side chance", "side chance fuller", "side chance same", "side chance fuller same", "side chance type"),
    *("side chance fuller type", "side chance sentence", "side chance fuller sentence"),
)
_BESIDE: Final = Family("beside", "type other", "type other")


def judge_groups(analysis: Analysis, groups: list[Group]) -> None:
    """Set ``facts`` and ``worth`` of every group."""
    for n in range(len(groups)):
        groups[n].facts = tuple(group_facts(analysis, groups, n))
        groups[n].worth = analysis.models.claim.probability(groups[n].facts)


def group_facts(analysis: Analysis, groups: list[Group], n: int) -> list[Fact]:
    """What speaks for and against the group numbered ``n`` being a claim of its own."""
    group = groups[n]
    lead = group.lead
    trigger = lead.trigger
    surest = max(t.trigger.happening for t in group.tellings)
    kind = group.kind
    slots = _filled(analysis, lead)
    near = groups[max(0, n - _NEAR) : n + _NEAR + 1]
    earlier = [g for g in groups[max(0, n - _NEAR) : n] if g.kind == kind]
    sharing = [g for g in near if g is not group and g.lead.trigger.sent == trigger.sent]
    surer = max((max(t.trigger.happening for t in g.tellings) for g in sharing), default=0.0)
    tellings, shared = capped(len(group.tellings), 4), capped(len(sharing), 3)
    sure, rival, typed = share(surest, 10), share(group.rival, 10), share(group.kinds.get(kind, 0.0), 10)
    all_slots = " ".join(slots)
    return [
        *(fact for fact in trigger.facts if fact[0] in STANDING),
        (_SURENESS, sure, share(trigger.happening, 10), kind, tellings, rival, typed),
        (_SLOTS, all_slots, kind, str(len(slots)), rival, tellings),
        *((_SLOT, slot, kind) for slot in slots),
        (_EARLIER, kind, capped(len(earlier), 3), trigger.shape, trigger.article),
        (_SHARING, shared, kind, yes(any(g.kind == kind for g in sharing)), yes(surer > surest)),
        *_twins(groups, group),
        *((_BESIDE, kind, other) for other in dict.fromkeys(g.kind for g in sharing[:3])),
    ]


def _twins(groups: list[Group], group: Group) -> Iterator[Fact]:
    """The likeliest other groups before and behind that may tell the same, and whether they are the fuller."""
    for side, chance, number in (("before", group.rival, group.before), ("behind", group.echo, group.behind)):
        if number >= 0 and chance >= _DOUBTFUL:
            twin = groups[number]
            fuller = yes(fullness(twin.lead) > fullness(group.lead))
            same, near = yes(twin.kind == group.kind), yes(twin.lead.trigger.sent == group.lead.trigger.sent)
            yield (_TWIN, side, share(chance, 10), fuller, same, group.kind, near)


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
