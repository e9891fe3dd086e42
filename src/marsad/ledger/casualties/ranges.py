"""From what each source last said to a range, and the figure that most of them support.

``best`` is, of the figures told, the one that most independent origins give; then the one that lies within the ranges
of most of the others («at least 14» supports 18); then the lower, which is UCDP's practice where no source is the more
reliable. Nought comes last among equals: «no losses» is said early, and by those who are blamed. Open counts («dozens»)
are no figures: where nobody gave one, ``best`` is the floor that most of them support.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from marsad.ledger.casualties.figures import Basis, holds
from marsad.ledger.casualties.groups import ActorOf, Group, nobody
from marsad.ledger.casualties.tolls import Said, sayings
from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import CasualtyKind
from marsad.model.incident import Casualties

_KINDS = {kind: nth for nth, kind in enumerate(CasualtyKind)}


def casualties(entries: Iterable[Entry], voices: Voices, actor_of: ActorOf = nobody) -> tuple[Casualties, ...]:
    """The ranges of an incident, by kind of casualties and of people: all people first, then civilians and fighters.

    Kinds that nobody counted are left out: unknown is not nought. ``actor_of`` knows whose fighters are counted.
    """
    found = sayings(entries, voices, actor_of)
    return tuple(reckon(kind, group, found[kind, group], voices) for kind, group in sorted(found, key=_place))


def _place(key: tuple[CasualtyKind, Group]) -> tuple[int, int, str, str]:
    kind, group = key
    depth = 0 if group.parent is None and not group.key else 1 if group.axis == "whole" else 2
    return _KINDS[kind], depth, group.key, group.parent or ""


def reckon(kind: CasualtyKind, group: Group, said: Sequence[Said], voices: Voices) -> Casualties:
    """The range for one kind of casualties and people, from every figure told."""
    standing = [s for s in said if not s.toll.superseded]
    whole = [
        s for s in standing if s.basis is not Basis.LEAST
    ] or standing  # sums of parts only where nobody told the whole
    low, high = _low(whole), _high(standing)
    best, rule = _best(whole, standing, voices)
    origins = voices.independent(sorted(s.toll.origin for s in standing))
    contested = any(_exclude(a, b, voices) for a, b in combinations(standing, 2))
    tolls = tuple(s.toll for s in said)
    return Casualties(kind, group.key, group.civilian, low, best, high, rule, origins, contested, tolls)


def _low(whole: Sequence[Said]) -> int | None:
    """The lowest bound given; open where somebody gave none and stays below all."""
    low = min((s.toll.low for s in whole if s.toll.low is not None), default=None)
    return None if any(s.toll.low is None and _less(s.toll.high, low) for s in whole) else low


def _high(standing: Sequence[Said]) -> int | None:
    """The highest bound given; open where an open count lies beyond all."""
    high = max((s.toll.high for s in standing if s.toll.high is not None), default=None)
    return None if any(s.toll.high is None and _less(high, s.toll.low) for s in standing) else high


def _best(whole: Sequence[Said], standing: Sequence[Said], voices: Voices) -> tuple[int | None, str]:
    """The best figure and the name of the rule that chose it."""
    given = [s.toll.low for s in standing if s.toll.low is not None and s.toll.low == s.toll.high]
    figures = given or [s.toll.low for s in whole if s.toll.low is not None]
    if not figures:
        return None, "unknown"

    def support(figure: int) -> tuple[int, int, bool]:
        one = figure, figure
        giving = voices.count(s.toll.origin for s in standing if s.bounds == one)
        return giving, voices.count(s.toll.origin for s in standing if holds(s.allowed, one)), figure > 0

    ranked = sorted(set(figures), key=lambda figure: (support(figure), -figure), reverse=True)
    return ranked[0], _rule(given, [support(figure) for figure in ranked])


def _rule(given: Sequence[int], ranked: Sequence[tuple[int, int, bool]]) -> str:
    """What parted the best figure from the next."""
    if not given:
        return "floor"
    if len(ranked) == 1:
        return "only_figure"
    (votes, agreeing, _), (next_votes, next_agreeing, _) = ranked[:2]
    if votes > next_votes:
        return "most_origins"
    if agreeing > next_agreeing:
        return "most_agree"
    return "lower" if ranked[0] == ranked[1] else "above_nought"


def _exclude(a: Said, b: Said, voices: Voices) -> bool:
    apart = _less(a.allowed[1], b.toll.low) or _less(b.allowed[1], a.toll.low)
    return apart and voices.are_two(a.toll.origin, b.toll.origin)


def _less(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and a < b
