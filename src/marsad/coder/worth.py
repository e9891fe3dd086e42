"""Is a group of tellings a claim of its own, or background, a part of another claim, no happening at all?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from marsad.coder.analysis import Analysis
from marsad.coder.facts import Fact, Family, once, share, templates, yes
from marsad.coder.happenings import standing
from marsad.coder.relations import capped
from marsad.coder.tellings import Group, Telling, fullness

_DOUBTFUL: Final = 0.1  # the chance from which another group may tell the same
_NEAR: Final = 12  # how many groups on either side are looked at
_OF_GROUPS: Final = templates("""
    article, article tellings typed nth, first, first sentence same, lead, lead where, lemma titled type,
    next type, owned lead typed, owned seen lead typed, pro rival typed same, rival sure, seen typed where,
    sentence, shape owned titled sure, shape prev same outdone, shape where, sure, typed, who where, prev type,
    next sure, lemma type whom, first seen where, shape clause, cls lead type, slots same whom,
    lemma type same, cls article type whom, clause sentence shared, owned typed slots person,
    cls shape type same, article first, typed outdone who, cls type earlier, shape person nth
""")
_GROUP: Final = Family(
    "group",
    "lemma cls shape voice article pro owned prev next first second clause seen titled sentence quarter"
    " sure lead type tellings rival typed slots earlier shared same outdone who whom where person nth",
    *_OF_GROUPS,
)
_SLOT: Final = Family("has", "slot", "slot")
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
    word, times = standing(trigger.facts)
    known = (
        share(surest, 10),
        share(trigger.happening, 10),
        kind,
        capped(len(group.tellings), 4),
        share(group.rival, 10),
        share(group.kinds.get(kind, 0.0), 10),
        once(" ".join(slots)),
        capped(len(earlier), 3),
        capped(len(sharing), 3),
        yes(any(g.kind == kind for g in sharing)),
        yes(surer > surest),
        share(lead.best["initiator"], 5),
        share(lead.best["target"], 5),
        share(lead.best["place"], 5),
        trigger.person,
        capped(n, 4),
    )
    return [
        (_GROUP, *word, *known),
        *times,
        *((_SLOT, slot) for slot in slots),
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
