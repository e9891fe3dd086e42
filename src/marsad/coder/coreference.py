"""Which triggers tell the same happening: retellings are brought into one claim.

Each trigger is compared with those before it; a linear model gives the odds that it goes back to each of them, against
its being told for the first time. The odds of all tellings of a happening add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from marsad.coder.analysis import Analysis
from marsad.coder.linear import sigmoid
from marsad.coder.pairing import Comparison
from marsad.coder.tellings import Group, Telling

LINK: Final = 0.6  # the probability from which a trigger tells a happening told before
RULED_OUT: Final = -3.0  # the score by words alone from which down the fields of a pair are not compared
_SUREST: Final = 1 - 1e-9
_MEMORY: Final = 14  # how many triggers back a retelling is looked for
Pairs = dict[tuple[int, int], float]


def pair_chances(analysis: Analysis, tellings: list[Telling]) -> Pairs:
    """For each telling and those not far before it, by their triggers' numbers: the chance of one happening.

    Pairs that their words alone rule out are left out.
    """
    model = analysis.models.retelling
    chances: Pairs = {}
    for compared in comparisons(analysis, tellings):
        for n, earlier in enumerate(compared.earlier):
            words = model.score(compared.words(n))
            if words > RULED_OUT:
                score = words + model.score(compared.fields(n)) - model.bias
                chances[earlier.trigger.n, compared.later.trigger.n] = sigmoid(score)
    return chances


def comparisons(analysis: Analysis, tellings: list[Telling]) -> Iterator[Comparison]:
    """Each telling beside the ``_MEMORY`` before it."""
    for n, later in enumerate(tellings):
        yield Comparison(analysis, tellings[max(0, n - _MEMORY) : n], later)


def cluster(tellings: list[Telling], chances: Pairs) -> list[Group]:
    """The tellings grouped by happening, in the order of their first telling."""
    groups: list[Group] = []
    number: dict[int, int] = {}  # of its group, by that of the trigger
    for n, later in enumerate(tellings):
        odds: dict[int, float] = {}
        for earlier in tellings[max(0, n - _MEMORY) : n]:
            chance = chances.get((earlier.trigger.n, later.trigger.n), 0.0)
            own = number[earlier.trigger.n]
            odds[own] = odds.get(own, 0.0) + chance / (1.0 - min(chance, _SUREST))
        best = max(odds, key=odds.__getitem__, default=0)
        share = odds.get(best, 0.0)
        chance = share / (1.0 + share)
        if chance >= LINK:
            groups[best].tellings.append(later)
        else:
            groups.append(Group([later], rival=chance))
            if odds:
                _oppose(groups, best)
            best = len(groups) - 1
        number[later.trigger.n] = best
    return groups


def _oppose(groups: list[Group], n: int) -> None:
    """Note that the ``n``-th and the last group may tell one happening."""
    earlier, later = groups[n], groups[-1]
    later.before = n
    if later.rival > earlier.echo:
        earlier.echo, earlier.behind = later.rival, len(groups) - 1
