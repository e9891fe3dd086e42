"""Which of the weighed mentions fill a role of a claim.

The likeliest is taken where it is likely enough; one more must be likelier than that, and not much less likely than
the likeliest: a happening has few doers, and a second one that is named in the sentence before is mostly another's.
What is coordinated with the likeliest («X وY») goes with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.camps import facing
from marsad.coder.names import same_name
from marsad.coder.ranges import Phrase
from marsad.coder.roles import Filler
from marsad.coder.tellings import Telling, fullness
from marsad.model import ClaimType, Mention


@dataclass(frozen=True, slots=True)
class Bar:
    """How likely a mention must be to fill a role."""

    first: float  # the likeliest
    more: float  # any other
    share: float  # any other, as a share of the likeliest's chance
    joined: float  # one that is coordinated with the likeliest


BARS: Final = {
    "initiator": Bar(0.31, 0.55, 0.8, 0.25),
    "target": Bar(0.29, 0.45, 0.8, 0.20),
    "place": Bar(0.31, 0.55, 0.7, 0.25),
}
_HALVES: Final = {"initiator": "1", "target": "2"}  # the sides of a clash have no order but that of the text
# What is coordinated with a sure doer did it too («قوات النظام وحزب الله»), but not where the two may be sides.
_SURE: Final = 0.5
_HELPING: Final = "بمشاركة"  # with the help of
_STRUCK: Final = 0.4
_OF_TWO: Final = (ClaimType.ARMED_CLASH, ClaimType.AGREEMENT, ClaimType.RIOT)
_ANY: Final = 0.1  # the chance of either role from which a mention between the two sides is of one of them
# What its chance is worth where it is called like somebody of the other side, or is of one camp with him.
_BESIDE: Final = {"same": 0.3, "ally": 0.5}
_LEADS_BY: Final = 0.1  # what the leading telling is ahead of the others by
Weighed = tuple[float, Filler]


def fill(tellings: list[Telling], lead: Telling, role: str) -> list[Mention]:
    """The mentions that fill ``role``, each name once, in text order: those of the telling that is surest of it."""
    surest = _surest(tellings, lead, role)
    return _distinct_names([filler for _, filler in _chosen(surest, role, _chances(surest, role))])


def fill_sides(tellings: list[Telling], lead: Telling) -> tuple[list[Mention], list[Mention]]:
    """The initiators and the targets, chosen beside one another: who is of one name or one camp with those on the
    other side is less likely on this one, unless he is the surer of the two.
    """
    doing, suffering = _surest(tellings, lead, "initiator"), _surest(tellings, lead, "target")
    chances = _chances(doing, "initiator"), _chances(suffering, "target")
    struck = _chosen(suffering, "target", chances[1])
    doers = _chosen(doing, "initiator", [_opposed(chance, filler, struck, chance) for chance, filler in chances[0]])
    struck = _chosen(suffering, "target", [_opposed(chance, filler, doers) for chance, filler in chances[1]])
    return _distinct_names([filler for _, filler in doers]), _distinct_names([filler for _, filler in struck])


def _surest(tellings: list[Telling], lead: Telling, role: str) -> Telling:
    return max(tellings, key=lambda t: (t.best[role] + _LEADS_BY * (t is lead), fullness(t)))


def _chances(telling: Telling, role: str) -> list[Weighed]:
    return [(getattr(filler, role), filler) for filler in telling.fillers]


def _opposed(chance: float, filler: Filler, others: list[Weighed], surer_than: float = 0.0) -> Weighed:
    """The chance of a filler beside those of the other side whose own is greater than ``surer_than``."""
    if filler.phrase.kind == "actor":
        stands = {facing(filler.phrase, other.phrase) for sure, other in others if sure > surer_than}
        chance *= min((_BESIDE[how] for how in stands if how in _BESIDE), default=1.0)
    return chance, filler


def _chosen(telling: Telling, role: str, weighed: list[Weighed]) -> list[Weighed]:
    """The fillers that pass the bar, the likeliest first; of a clash «بين … و…» those of the role's half."""
    bar = BARS[role]
    if role in _HALVES and telling.trigger.type == ClaimType.ARMED_CLASH:
        halves = [f for f in telling.fillers if f.half != "0" and f.initiator + f.target >= _ANY]
        if len({filler.half for filler in halves}) > 1:
            return [(getattr(filler, role), filler) for filler in halves if filler.half == _HALVES[role]]
    ranked = sorted(weighed, key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < bar.first:
        return []
    best, likeliest = ranked[0]
    least = max(bar.more, bar.share * best)
    together = role == "initiator" and best >= _SURE and telling.trigger.type not in _OF_TWO
    chosen = ranked[:1]
    for chance, filler in ranked[1:]:
        joined = filler.phrase.group == likeliest.phrase.group >= 0
        helps = filler.phrase.prep == _HELPING and filler.phrase.sent == likeliest.phrase.sent
        too = together and (joined or helps) and _takes_part(filler, likeliest)
        if too or chance >= (bar.joined if joined else least):
            chosen.append((chance, filler))
    return chosen


def _takes_part(filler: Filler, doer: Filler) -> bool:
    """Whether one who is coordinated with a sure doer, or helped, did it too: not where it is likely done to him, or he
    is at war with the doer.
    """
    tied = doer.phrase.tie and filler.phrase.cls in ("state", "side")  # «القوات التابعة لروسيا وإيران»: whose they are
    return filler.target < _STRUCK and not tied and facing(filler.phrase, doer.phrase) != "rival"


def _distinct_names(chosen: list[Filler]) -> list[Mention]:
    kept: list[Filler] = []
    for filler in chosen:
        if not any(_same(filler.phrase, other.phrase) for other in kept):
            kept.append(filler)
    return sorted((filler.named.core for filler in kept), key=lambda m: m.start)


def _same(a: Phrase, b: Phrase) -> bool:
    """Whether two name the same; of one list («معرة حرمة ومعرة مصرين») only where they are called alike."""
    return a.words == b.words if a.group == b.group >= 0 else same_name(a.words, b.words)
