"""Which of the weighed mentions fill a role of a claim.

The likeliest is taken where it is likely enough; one more must be likelier than that, and not much less likely than
the likeliest: a happening has few doers, and a second one that is named in the sentence before is mostly another's.
What is coordinated with the likeliest («X وY») goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marsad.coder.names import same_name
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
_ANY: Final = 0.1  # the chance of either role from which a mention between the two sides is of one of them
_LEADS_BY: Final = 0.1  # what the leading telling is ahead of the others by


def fill(tellings: list[Telling], lead: Telling, role: str) -> list[Mention]:
    """The mentions that fill ``role``, each name once, in text order: those of the telling that is surest of it."""
    surest = max(tellings, key=lambda t: (t.best[role] + _LEADS_BY * (t is lead), fullness(t)))
    return _distinct_names(list(_chosen(surest, role, BARS[role])))


def _chosen(telling: Telling, role: str, bar: Bar) -> Iterator[Filler]:
    """The fillers that pass the bar, the likeliest first; of a clash «بين … و…» those of the role's half."""
    if role in _HALVES and telling.trigger.type == ClaimType.ARMED_CLASH:
        halves = [f for f in telling.fillers if f.half != "0" and f.initiator + f.target >= _ANY]
        if len({filler.half for filler in halves}) > 1:
            yield from (filler for filler in halves if filler.half == _HALVES[role])
            return
    ranked = sorted(((getattr(f, role), f) for f in telling.fillers), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < bar.first:
        return
    best, likeliest = ranked[0]
    yield likeliest
    least = max(bar.more, bar.share * best)
    for chance, filler in ranked[1:]:
        joined = filler.phrase.group == likeliest.phrase.group >= 0
        if chance >= (bar.joined if joined else least):
            yield filler


def _distinct_names(chosen: list[Filler]) -> list[Mention]:
    kept: list[tuple[frozenset[str], Mention]] = []
    for filler in chosen:
        name = filler.phrase.words
        if not any(same_name(name, other) for other, _ in kept):
            kept.append((name, filler.named.core))
    return sorted((mention for _, mention in kept), key=lambda m: m.start)
