"""Which casualty counts a claim keeps: those likeliest to be its own, each told once."""

from __future__ import annotations

from itertools import chain, pairwise
from math import exp, log
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.attach import COUNT, chances_of_counts
from marsad.coder.document import Document
from marsad.coder.names import content, same_name
from marsad.coder.ranges import CountPhrase
from marsad.coder.tellings import Group

_FEW: Final = (
    1,
    2,
)  # so many people are told of again without a number («الشهيد», the martyr; «الناشطان», the two activists)

_SIDE_BY_SIDE: Final = 2  # tokens between two counts of one list
_SURE: Final = 0.0001  # chances nearer to 0 or 1 are taken for this near

Chances = list[tuple[Trigger, float]]  # of one count the triggers near it, each with its chance


def tolls_of(analysis: Analysis, groups: list[Group]) -> dict[int, list[CountPhrase]]:
    """Each count by the number of the group that holds its likeliest trigger; a part goes with its total."""
    group_of = {t.trigger.n: n for n, group in enumerate(groups) for t in group.tellings}
    triggers = [t.trigger for group in groups for t in group.tellings]
    triggers.sort(key=lambda t: t.n)
    tolls: dict[int, list[CountPhrase]] = {}
    total: tuple[int, Trigger | None] = (-1, None)  # the sentence and the trigger of the last count that is no part
    for count, chances in zip(analysis.counts, _of_lists(analysis, chances_of_counts(analysis, triggers)), strict=True):
        sent = analysis.doc.tokens[count.i].sent
        trigger = _likeliest(chances)
        if not count.part:
            total = sent, trigger
        elif total[1] is not None and total[0] == sent:
            trigger = total[1]
        if trigger is not None:
            tolls.setdefault(group_of[trigger.n], []).append(count)
    return {n: _told_once(analysis.doc, counts) for n, counts in tolls.items()}


def _of_lists(analysis: Analysis, chances: list[Chances]) -> list[Chances]:
    """The chances of each count drawn half way to those of the list it stands in: «مقتل 3 وإصابة 5» has one cause."""
    drawn: list[Chances] = []
    for first, end in _lists(analysis):
        rows = chances[first:end]
        odds: dict[int, list[float]] = {}
        for trigger, chance in chain.from_iterable(rows):
            odds.setdefault(trigger.n, []).append(_log_odds(chance))
        mean = {n: sum(values) / len(values) for n, values in odds.items()}
        drawn += [[(t, _chance((_log_odds(p) + mean[t.n]) / 2)) for t, p in row] for row in rows]
    return drawn


def _lists(analysis: Analysis) -> list[tuple[int, int]]:
    """The counts parted into lists, each as its first and the one after its last: those of a sentence that stand side
    by side.
    """
    counts, tokens = analysis.counts, analysis.doc.tokens
    begins = [
        n
        for n, count in enumerate(counts)
        if not n
        or tokens[count.i].sent != tokens[counts[n - 1].i].sent
        or not 0 <= count.i - counts[n - 1].j <= _SIDE_BY_SIDE
    ]
    return list(pairwise([*begins, len(counts)]))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _SURE), 1.0 - _SURE)
    return log(chance / (1.0 - chance))


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-log_odds))


def _likeliest(chances: Chances) -> Trigger | None:
    trigger, chance = max(chances, key=lambda pair: pair[1], default=(None, 0.0))
    return trigger if chance >= COUNT else None


def _told_once(doc: Document, counts: list[CountPhrase]) -> list[CountPhrase]:
    kept = _distinct(counts)
    sents = [doc.tokens[count.i].sent for count in kept]
    return [
        count
        for n, count in enumerate(kept)
        if not any(
            sents[n] != sents[m] and (_vaguer(count, other) or (m < n and _told_again(count, other)))
            for m, other in enumerate(kept)
        )
    ]


def _distinct(counts: list[CountPhrase]) -> list[CountPhrase]:
    """One entry for each kind, number and group; the one with a group where the other has none."""
    kept: list[CountPhrase] = []
    for count in counts:
        twin = next((k for k in kept if (k.kind, k.low, k.high) == (count.kind, count.low, count.high)), None)
        if twin is None:
            kept.append(count)
        elif twin.group is None and count.group is not None:
            kept[kept.index(twin)] = count
        elif not _may_be_same(twin, count):
            kept.append(count)
    return kept


def _may_be_same(one: CountPhrase, other: CountPhrase) -> bool:
    if one.group is None or other.group is None:
        return True
    return same_name(content(one.group.text), content(other.group.text))


def _vaguer(count: CountPhrase, other: CountPhrase) -> bool:
    """«سقوط قتلى» where another sentence tells how many: the same dead."""
    vague, told = (count.low, count.high) == (2, None), (other.low, other.high) != (2, None)
    return vague and told and other.kind == count.kind and not other.part and _may_be_same(count, other)


def _told_again(count: CountPhrase, before: CountPhrase) -> bool:
    """«قتل ناشط… وكان الناشط قتل»: the definite article points back to whom an earlier sentence counted."""
    if count.part or before.part or count.group is None or count.low != count.high or count.high not in _FEW:
        return False
    same = (count.kind, count.low, count.high) == (before.kind, before.low, before.high)
    return same and (count.rule == "casualties:definite" or count.group.text.startswith("ال"))
