"""The second look at roles: what the first look made of the same name elsewhere and of the other candidates.

A clause often leaves its doer to the one before («كما قصفت …», "it also shelled …"), one happening has few doers, and
the members of a list share a role. The first look weighs each mention alone; this one weighs them together.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.analysis import Trigger
from marsad.coder.linear import Models
from marsad.coder.names import content
from marsad.coder.ranges import Phrase
from marsad.coder.relations import capped
from marsad.coder.roles import Filler

_HOPELESS = "aa"  # the levels of a filler that the first look all but rules out
Told = tuple[Trigger, list[Filler]]
Chances = dict[tuple[str, frozenset[str]], tuple[float, float]]


def context_features(told: Sequence[Told], hopeless: bool = False) -> list[list[list[str]]]:
    """For each trigger and each of its fillers the features of the second look, from first-look chances.

    A filler that the first look all but rules out has none, unless the ``hopeless`` are wanted too, to learn from.
    """
    by_name = [_by_name(fillers) for _, fillers in told]
    rows: list[list[list[str]]] = []
    for n, (trigger, fillers) in enumerate(told):
        before = (told[n - 1][0], by_name[n - 1]) if n else None
        after = (told[n + 1][0], by_name[n + 1]) if n + 1 < len(told) else None
        rows.append(_of_trigger(trigger, fillers, before, after, hopeless))
    return rows


def look_again(models: Models, told: Sequence[Told]) -> None:
    """Set the chances of every filler that has a chance anew, each seen beside the others."""
    for (_, fillers), rows in zip(told, context_features(told), strict=True):
        for filler, row in zip(fillers, rows, strict=True):
            if row:
                _set_chances(models, filler, row)


def _set_chances(models: Models, filler: Filler, features: list[str]) -> None:
    if filler.phrase.kind == "place":
        filler.place = models.place_again.probability(features)
        return
    chances = dict(zip(models.role_again.labels, models.role_again.probabilities(features), strict=True))
    filler.initiator, filler.target = chances.get("initiator", 0.0), chances.get("target", 0.0)


def _chances(filler: Filler) -> tuple[float, float]:
    return (filler.place, 0.0) if filler.phrase.kind == "place" else (filler.initiator, filler.target)


def _key(phrase: Phrase) -> tuple[str, frozenset[str]]:
    return phrase.kind, content(phrase.core.text)


def _by_name(fillers: list[Filler]) -> Chances:
    return {_key(filler.named): _chances(filler) for filler in fillers}


def _of_trigger(
    trigger: Trigger,
    fillers: list[Filler],
    before: tuple[Trigger, Chances] | None,
    after: tuple[Trigger, Chances] | None,
    hopeless: bool,
) -> list[list[str]]:
    ordered = {
        kind: [sorted((_chances(f)[role] for f in fillers if f.phrase.kind == kind), reverse=True) for role in (0, 1)]
        for kind in ("actor", "place")
    }
    mates = _mates(fillers)
    rows: list[list[str]] = []
    for filler in fillers:
        kind = filler.phrase.kind
        first, second = _chances(filler)
        own = f"{_level(first)}{_level(second)}"
        if own == _HOPELESS and not hopeless:
            rows.append([])
            continue
        row = [f"own={own}", f"own+type={own},{trigger.type}", f"own+site={own},{filler.site}"]
        row += [f"class={filler.phrase.cls},{own}", f"prep={filler.phrase.prep},{own}"]
        for role, chance in enumerate((first, second)):
            row += _rivals(role, chance, ordered[kind][role])
        best_first, best_second = ordered[kind][0][0], ordered[kind][1][0]
        row.append(f"field={own},{_level(best_first)}{_level(best_second)}")
        row.append(f"mates={own},{mates.get((kind, filler.phrase.group), '-')}")
        row += _elsewhere("prev", trigger, before, filler, own)
        row += _elsewhere("next", trigger, after, filler, own)
        rows.append(row)
    return rows


def _rivals(role: int, chance: float, ordered: list[float]) -> list[str]:
    """Its rank for the role, and how strong the best of the others is."""
    rank = capped(ordered.index(chance), 3)
    best = ordered[0] if ordered[0] != chance else ordered[1] if len(ordered) > 1 else 0.0
    return [f"rank{role}={rank},{_level(chance)}", f"best{role}={_level(best)},{_level(chance)}"]


def _mates(fillers: list[Filler]) -> dict[tuple[str, int], str]:
    """For each list of coordinated mentions its best chances."""
    best: dict[tuple[str, int], tuple[float, float]] = {}
    for filler in fillers:
        if filler.phrase.group >= 0:
            key = (filler.phrase.kind, filler.phrase.group)
            first, second = _chances(filler)
            known = best.get(key, (0.0, 0.0))
            best[key] = (max(first, known[0]), max(second, known[1]))
    return {key: f"{_level(first)}{_level(second)}" for key, (first, second) in best.items()}


def _elsewhere(
    which: str, trigger: Trigger, other: tuple[Trigger, Chances] | None, filler: Filler, own: str
) -> list[str]:
    """What the neighbouring trigger made of the same name."""
    if other is None:
        return []
    neighbour, chances = other
    gap = capped(abs(neighbour.sent - trigger.sent), 2)
    same = neighbour.type == trigger.type
    found = chances.get(_key(filler.named))
    level = f"{_level(found[0])}{_level(found[1])}" if found else "-"
    return [f"{which}={level},{own},{gap}", f"{which}+type={level},{gap},{same},{filler.site}"]


def _level(chance: float) -> str:
    """A chance as one of six letters, a the lowest."""
    return "abcdef"[(chance > 0.06) + (chance > 0.15) + (chance > 0.3) + (chance > 0.5) + (chance > 0.75)]
