"""Who did it, to whom, where: which mention fills which role of a trigger.

Candidates are the mentions of the trigger's sentence and of the one before; what is known of each (``role_facts``) is
weighed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.between import sides
from marsad.coder.facts import Fact, once
from marsad.coder.ranges import Phrase
from marsad.coder.relations import capped
from marsad.coder.role_facts import View, half_of, place_of

ROLES: Final = ("none", "initiator", "target")
# Where a sentence names so many, hardly one of the sentence before belongs to its triggers.
_ENOUGH: Final = {"place": 2, "actor": 3}
_ELSEWHERE: Final = 1_000_000  # how much farther off than any token a mention of another sentence is taken to be
_REACH: Final = 5  # candidates of one kind on either side of a trigger that are looked at


@dataclass(slots=True, init=False)
class Filler:
    """A mention weighed for a trigger's roles."""

    phrase: Phrase  # as it stands
    named: Phrase  # the phrase it stands for
    initiator: float
    target: float
    place: float
    facts: Sequence[Fact]
    site: str  # the side of the trigger it stands on and how many sentences off
    order: str  # the how-manieth of its kind it is on that side, and how many triggers stand between
    half: str  # of «بين … و…» ("between ... and ..."): 1 or 2, else 0

    # Written out: the one a dataclass makes is not compiled, and a report makes hundreds.
    def __init__(
        self, phrase: Phrase, named: Phrase, facts: Sequence[Fact], site: str, order: str, half: str = "0"
    ) -> None:
        self.phrase = phrase
        self.named = named
        self.initiator = self.target = self.place = 0.0
        self.facts = facts
        self.site = site
        self.order = order
        self.half = half


def weigh_roles(analysis: Analysis, trigger: Trigger, keep: bool = False) -> list[Filler]:
    """Every candidate mention of ``trigger`` with the probability of each role, and its facts if they are kept."""
    actor_role, is_place = analysis.models.role, analysis.models.place
    initiator, target = actor_role.number("initiator"), actor_role.number("target")
    fillers = []
    for phrase, facts in candidates(analysis, trigger):
        filler = make_filler(analysis, trigger, phrase, facts)
        if phrase.kind == "place":
            filler.place = is_place.probability(facts)
        else:
            chances = actor_role.probabilities(facts)
            filler.initiator, filler.target = chances[initiator], chances[target]
        if not keep:
            filler.facts = ()
        fillers.append(filler)
    return fillers


def make_filler(analysis: Analysis, trigger: Trigger, phrase: Phrase, facts: list[Fact]) -> Filler:
    """A candidate not weighed yet."""
    side = "before" if phrase.i < trigger.i else "after"
    site = once(f"{side},{phrase.sent - trigger.sent}")
    return Filler(phrase, analysis.named(phrase), facts, site, place_of(facts), half_of(facts))


def candidates(analysis: Analysis, trigger: Trigger) -> list[tuple[Phrase, list[Fact]]]:
    """The mentions that may fill a role of ``trigger``, each with its facts; of a name told twice the nearest."""
    near = _nearest_of_each_name(trigger, analysis.mentions_between(*_window(analysis, trigger)))
    near = _wanted(trigger, near)
    heads = _heads(near)
    opposed = sides(analysis.doc, trigger.i, near)
    ranks = _ranks(near, trigger, heads)
    bare = _ranks([p for p in near if not p.prep], trigger, heads)
    view = View(analysis, trigger, opposed, _company(trigger, near, heads))
    rows = []
    for phrase in near:
        rank = ranks[id(phrase)]
        if -_REACH <= rank <= _REACH:
            facts = view.facts(phrase, heads[id(phrase)], rank, bare.get(id(phrase), 0))
            rows.append((phrase, facts))
    return rows


def _wanted(trigger: Trigger, near: list[Phrase]) -> list[Phrase]:
    """Without those of the sentence before, where the trigger's own names enough of their kind."""
    own = [phrase.kind for phrase in near if phrase.sent == trigger.sent]
    enough = {kind for kind, many in _ENOUGH.items() if own.count(kind) >= many}
    return [p for p in near if p.kind not in enough or p.sent == trigger.sent] if enough else near


def _heads(near: list[Phrase]) -> dict[int, Phrase]:
    """For each mention the first of those it is coordinated with: «X وY» stand where X stands."""
    first: dict[tuple[str, int], Phrase] = {}
    heads = {}
    for phrase in near:
        heads[id(phrase)] = first.setdefault((phrase.kind, phrase.group), phrase) if phrase.group >= 0 else phrase
    return heads


def _nearest_of_each_name(trigger: Trigger, near: list[Phrase]) -> list[Phrase]:
    """Of the mentions of one name, the one nearest to the trigger, its own sentence before all, behind it before those
    in front.
    """
    best: dict[int, Phrase] = {}
    costs: dict[int, int] = {}
    for phrase in near:
        cost = phrase.i - trigger.j if phrase.i >= trigger.j else trigger.i - phrase.j + 1
        if phrase.sent != trigger.sent:
            cost += _ELSEWHERE
        known = costs.get(phrase.number)
        if known is None or cost < known:
            best[phrase.number], costs[phrase.number] = phrase, cost
    return [phrase for phrase in near if best[phrase.number] is phrase]


def _window(analysis: Analysis, trigger: Trigger) -> tuple[int, int]:
    """The tokens of the trigger's sentence and of the one before."""
    return _sentence(analysis, trigger.sent - 1)[0], _sentence(analysis, trigger.sent)[1]


def _sentence(analysis: Analysis, n: int) -> tuple[int, int]:
    sentences = analysis.doc.sentences
    return sentences[max(0, min(n, len(sentences) - 1))]


def _ranks(near: list[Phrase], trigger: Trigger, heads: dict[int, Phrase]) -> dict[int, int]:
    """Mentions among those of their kind by nearness: 1 the first after the trigger, -1 the last before it; a list
    counts once.
    """
    ranks: dict[int, int] = {}
    for kind in ("actor", "place"):
        after = [p for p in near if p.kind == kind and p.i >= trigger.i]
        before = [p for p in near if p.kind == kind and p.i < trigger.i]
        before.reverse()
        for side, step in ((after, 1), (before, -1)):
            of_head: dict[int, int] = {}
            for phrase in side:
                head = id(heads[id(phrase)])
                rank = of_head.get(head)
                if rank is None:
                    rank = of_head[head] = step * (len(of_head) + 1)
                ranks[id(phrase)] = rank
    return ranks


def _company(trigger: Trigger, near: list[Phrase], heads: dict[int, Phrase]) -> dict[str, tuple[str, str]]:
    """For each kind how many mentions its sentence has after and before the trigger; a list counts once."""
    here = {"actor": 0, "place": 0}
    there = {"actor": 0, "place": 0}
    for phrase in near:
        if heads[id(phrase)] is phrase and phrase.sent == trigger.sent:
            if phrase.i >= trigger.i:
                here[phrase.kind] += 1
            else:
                there[phrase.kind] += 1
    return {kind: (capped(here[kind], 3), capped(there[kind], 3)) for kind in here}
