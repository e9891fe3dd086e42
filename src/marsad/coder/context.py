"""The second look at roles: what the first look made of the same name elsewhere and of the other candidates.

A clause often leaves its doer to the one before («كما قصفت …», "it also shelled …"), one happening has few doers, and
the members of a list share a role. The first look weighs each mention alone; this one weighs them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.coder.analysis import Trigger
from marsad.coder.facts import Fact, Family, once, share, templates, yes
from marsad.coder.linear import Models
from marsad.coder.relations import capped
from marsad.coder.roles import Filler

_LIKELY: Final = 0.4
_HOPELESS: Final = "aa"  # the levels of a filler that the first look all but rules out
_VALUES: Final = (
    "own first second type class site order best mate"
    " rank chance rival likely nearest rank2 chance2 rival2 likely2 nearest2"
    " before before_gap before_same before_type behind behind_gap behind_same behind_type"
)
_OF_ACTORS: Final = templates("""
    class own, first, likely chance rank, likely2 chance2 rank2, nearest chance, own order, own order best,
    own site, own type, rank chance, rank2 chance2, second, type behind_gap behind_type,
    type rank likely2 before_gap, type chance, rank2 rival2, second site rival2 likely2, best nearest likely2
""")
_ACTOR: Final = Family("again", _VALUES, *_OF_ACTORS)
_OF_PLACES: Final = templates("""
    before own before_gap, first, nearest2 own rival2, own, own best, own mate, own site,
    site rival behind behind_same, site rival, site best nearest, first best before, behind behind_gap,
    best before, class rank likely behind_gap, mate before_gap before_type, first second type, own type class,
    mate before_type, rival before_type behind behind_type
""")
_PLACE: Final = Family("again", _VALUES, *_OF_PLACES)
_NOTHING: Final = ("-", "-", "-", "-")
Chances = dict[int, tuple[float, float]]  # by the number of a name
Told = tuple[Trigger, list[Filler]]


def context_facts(told: Sequence[Told], hopeless: bool = False) -> list[list[list[Fact]]]:
    """For each trigger and each of its fillers the facts of the second look, from first-look chances.

    A filler that the first look all but rules out has none, unless the ``hopeless`` are wanted too, to learn from.
    """
    by_name = [_by_name(fillers) for _, fillers in told]
    rows: list[list[list[Fact]]] = []
    for n, (trigger, fillers) in enumerate(told):
        before = (told[n - 1][0], by_name[n - 1]) if n else None
        after = (told[n + 1][0], by_name[n + 1]) if n + 1 < len(told) else None
        rows.append(_of_trigger(trigger, fillers, before, after, hopeless))
    return rows


def look_again(models: Models, told: Sequence[Told]) -> None:
    """Set the chances of every filler that has a chance anew, each seen beside the others."""
    is_place, actor_role = models.place_again, models.role_again
    initiator, target = actor_role.number("initiator"), actor_role.number("target")
    rows = context_facts(told)
    for n, (_, fillers) in enumerate(told):
        for k, row in enumerate(rows[n]):
            filler = fillers[k]
            if row and filler.phrase.kind == "place":
                filler.place = is_place.probability(row)
            elif row:
                chances = actor_role.probabilities(row)
                filler.initiator, filler.target = chances[initiator], chances[target]


def _chances(filler: Filler) -> tuple[float, float]:
    return (filler.place, 0.0) if filler.phrase.kind == "place" else (filler.initiator, filler.target)


def _by_name(fillers: list[Filler]) -> Chances:
    return {filler.phrase.number: _chances(filler) for filler in fillers}


def _of_trigger(
    trigger: Trigger,
    fillers: list[Filler],
    before: tuple[Trigger, Chances] | None,
    after: tuple[Trigger, Chances] | None,
    hopeless: bool,
) -> list[list[Fact]]:
    ordered = {kind: _ordered(fillers, kind) for kind in ("actor", "place")}
    nearest = _nearest(trigger, fillers, 0), _nearest(trigger, fillers, 1)
    mates = _mates(fillers)
    rows: list[list[Fact]] = []
    for filler in fillers:
        kind = filler.phrase.kind
        first, second = _chances(filler)
        own = _levels(first, second)
        if own == _HOPELESS and not hopeless:
            rows.append([])
            continue
        mate = mates.get((kind, filler.phrase.group), "-")
        known = (
            own,
            share(first, 12),
            share(second, 12),
            trigger.type,
            filler.phrase.cls,
            filler.site,
            filler.order,
            _levels(ordered[kind][0][0], ordered[kind][1][0]),
            mate,
            *_rivals(first, ordered[kind][0], nearest[0] is filler),
            *_rivals(second, ordered[kind][1], nearest[1] is filler),
            *_elsewhere(trigger, before, filler),
            *_elsewhere(trigger, after, filler),
        )
        row: list[Fact] = [(_PLACE if kind == "place" else _ACTOR, *known)]
        rows.append(row)
    return rows


def _ordered(fillers: list[Filler], kind: str) -> tuple[list[float], list[float]]:
    """The chances of the fillers of a kind for either role, the greatest first."""
    chances = [_chances(filler) for filler in fillers if filler.phrase.kind == kind]
    first, second = [one for one, _ in chances], [two for _, two in chances]
    first.sort(reverse=True)
    second.sort(reverse=True)
    return first, second


def _nearest(trigger: Trigger, fillers: list[Filler], role: int) -> Filler | None:
    """The nearest of the fillers that the first look thinks likely for the role."""
    best: Filler | None = None
    least = 0
    for filler in fillers:
        if _chances(filler)[role] > _LIKELY:
            away = abs(filler.phrase.i - trigger.i)
            if best is None or away < least:
                best, least = filler, away
    return best


def _rivals(chance: float, ordered: list[float], nearest: bool) -> tuple[str, str, str, str, str]:
    """Its rank for a role, its chance, that of the best other, how many are likely, and whether it is the nearest of
    those.
    """
    rank = capped(ordered.index(chance), 3)
    best = ordered[0] if ordered[0] != chance else ordered[1] if len(ordered) > 1 else 0.0
    count = 0
    while count < len(ordered) and ordered[count] > _LIKELY:
        count += 1
    return rank, _level(chance), _level(best), capped(count, 4), yes(nearest)


def _mates(fillers: list[Filler]) -> dict[tuple[str, int], str]:
    """For each list of coordinated mentions its best chances."""
    best: dict[tuple[str, int], tuple[float, float]] = {}
    for filler in fillers:
        if filler.phrase.group >= 0:
            key = (filler.phrase.kind, filler.phrase.group)
            first, second = _chances(filler)
            known = best.get(key, (0.0, 0.0))
            best[key] = (first if first > known[0] else known[0], second if second > known[1] else known[1])
    return {key: _levels(first, second) for key, (first, second) in best.items()}


def _elsewhere(trigger: Trigger, other: tuple[Trigger, Chances] | None, filler: Filler) -> tuple[str, str, str, str]:
    """What a neighbouring trigger made of the same name, how far off it is, and its type."""
    if other is None:
        return _NOTHING
    neighbour, chances = other
    found = chances.get(filler.phrase.number)
    level = _levels(found[0], found[1]) if found else "-"
    gap = capped(abs(neighbour.sent - trigger.sent), 2)
    return level, gap, yes(neighbour.type == trigger.type), neighbour.type


def _level(chance: float) -> str:
    """A chance as one of six letters, a the lowest."""
    return "abcdef"[(chance > 0.06) + (chance > 0.15) + (chance > 0.3) + (chance > 0.5) + (chance > 0.75)]


def _levels(first: float, second: float) -> str:
    """Two chances as letters side by side."""
    return once(_level(first) + _level(second))
