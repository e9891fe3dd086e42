"""The second look at roles: what the first look made of the same name elsewhere and of the other candidates.

A clause often leaves its doer to the one before («كما قصفت …», "it also shelled …"), one happening has few doers, and
the members of a list share a role. The first look weighs each mention alone; this one weighs them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.coder.analysis import Trigger
from marsad.coder.facts import Fact, Family, once, share, yes
from marsad.coder.linear import Models
from marsad.coder.names import content
from marsad.coder.ranges import Phrase
from marsad.coder.relations import capped
from marsad.coder.roles import Filler

_LIKELY: Final = 0.4
_HOPELESS: Final = "aa"  # the levels of a filler that the first look all but rules out
_OWN: Final = Family("own", "own type class", "own", "own type", "class own", "class type own")
_OWN_SITE: Final = Family("own_site", "own site prep shape", "own site", "own shape site", "prep own")
_FINELY: Final = Family("chance", "first second type", "first", "second", "first type", "second type")
_RIVALS: Final = tuple(
    Family(
        name,
        "rank chance best own likely nearest",
        *("rank chance", "best chance", "best chance rank", "likely chance rank", "nearest chance", "nearest own best"),
    )
    for name in ("first_role", "second_role")
)
_PLACED: Final = Family(
    "placed", "own order shape best type", "own order", "own order shape", "own order best", "own order type"
)
_FIELD: Final = Family("field", "own best mate type", "own best", "own best type", "own mate")
_NEIGHBOURS: Final = {
    step: Family(step, "chance own gap same site", "chance own gap", "chance gap same site")
    for step in ("previous", "following")
}
_NEIGHBOUR_TYPES: Final = {
    step: Family(f"{step}_type", "chance other type", "chance other type") for step in ("previous", "following")
}
Key = tuple[str, frozenset[str]]
Chances = dict[Key, tuple[float, float]]
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


def _key(phrase: Phrase) -> Key:
    return phrase.kind, content(phrase.core.text)


def _by_name(fillers: list[Filler]) -> Chances:
    return {_key(filler.named): _chances(filler) for filler in fillers}


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
        row: list[Fact] = [
            (_OWN, own, trigger.type, filler.phrase.cls),
            (_OWN_SITE, own, filler.site, filler.phrase.prep, trigger.shape),
            (_FINELY, share(first, 12), share(second, 12), trigger.type),
        ]
        for role, chance in enumerate((first, second)):
            row.append(_rivals(role, chance, ordered[kind][role], own, nearest[role] is filler))
        best_first, best_second = ordered[kind][0][0], ordered[kind][1][0]
        mate = mates.get((kind, filler.phrase.group), "-")
        best = _levels(best_first, best_second)
        row.append((_FIELD, own, best, mate, trigger.type))
        row.append((_PLACED, own, filler.order, trigger.shape, best, trigger.type))
        if before:
            row += _elsewhere("previous", trigger, before, filler, own)
        if after:
            row += _elsewhere("following", trigger, after, filler, own)
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


def _rivals(role: int, chance: float, ordered: list[float], own: str, nearest: bool) -> Fact:
    """Its rank for the role, how strong the best of the others is, and how many are likely."""
    rank = capped(ordered.index(chance), 3)
    best = ordered[0] if ordered[0] != chance else ordered[1] if len(ordered) > 1 else 0.0
    count = 0
    while count < len(ordered) and ordered[count] > _LIKELY:
        count += 1
    likely = capped(count, 4)
    return (_RIVALS[role], rank, _level(chance), _level(best), own, likely, yes(nearest))


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


def _elsewhere(which: str, trigger: Trigger, other: tuple[Trigger, Chances], filler: Filler, own: str) -> list[Fact]:
    """What the neighbouring trigger made of the same name."""
    neighbour, chances = other
    gap = capped(abs(neighbour.sent - trigger.sent), 2)
    found = chances.get(_key(filler.named))
    level = _levels(found[0], found[1]) if found else "-"
    return [
        (_NEIGHBOURS[which], level, own, gap, yes(neighbour.type == trigger.type), filler.site),
        (_NEIGHBOUR_TYPES[which], level, neighbour.type, trigger.type),
    ]


def _level(chance: float) -> str:
    """A chance as one of six letters, a the lowest."""
    return "abcdef"[(chance > 0.06) + (chance > 0.15) + (chance > 0.3) + (chance > 0.5) + (chance > 0.75)]


def _levels(first: float, second: float) -> str:
    """Two chances as letters side by side."""
    return once(_level(first) + _level(second))
