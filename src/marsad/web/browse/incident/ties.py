"""Why the claims of an incident are taken to be one: of each the strongest link to another, its reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.scoring import Comparison, Ground, compare

MOST: Final = 40  # claims that are compared: all pairs of them are

# A level of agreement of a field (see marsad.ledger.linking.scoring) in words; levels that say nothing are left out.
GROUNDS: Final[Mapping[tuple[str, str], Promise]] = {
    ("type", "same"): _("the same kind of happening"),
    ("type", "other"): _("kinds of happening that are taken for each other"),
    ("time", "same_day"): _("the same day"),
    ("time", "overlap"): _("days that overlap"),
    ("time", "next_day"): _("days that follow each other"),
    ("time", "told_that_day"): _("one without a date, told on the day of the other"),
    ("time", "told_next_day"): _("one without a date, told on the day after the other"),
    ("time", "told_later"): _("one without a date, told two days after the other"),
    ("time", "both_undated"): _("both without a date, told on the same day"),
    ("time", "undated_next_day"): _("both without a date, told on following days"),
    ("time", "undated_later"): _("both without a date, told two days apart"),
    ("time", "wide"): _("one tells of a long time"),
    ("time", "unknown"): _("the time of one is unknown"),
    ("place", "same_small"): _("the same village or quarter"),
    ("place", "same_large"): _("the same town"),
    ("place", "inside"): _("one place lies in the other"),
    ("place", "touching"): _("places that touch each other"),
    ("place", "near"): _("places near each other"),
    ("place", "same_wide"): _("the same region"),
    ("place", "within_wide"): _("one place lies in the region of the other"),
    ("place", "governorate"): _("the same governorate"),
    ("place", "same_name"): _("a place of the same name"),
    ("place", "unknown"): _("the place of one is unknown"),
    ("initiators", "agree"): _("the same initiator"),
    ("initiators", "differ"): _("different initiators"),
    ("initiators", "other_deed"): _("a deed of different people"),
    ("targets", "agree"): _("the same target"),
    ("targets", "differ"): _("different targets"),
    ("killed", "equal_few"): _("the same small number of killed"),
    ("killed", "equal"): _("the same number of killed"),
    ("killed", "equal_many"): _("the same large number of killed"),
    ("killed", "close"): _("near numbers of killed"),
    ("killed", "compatible"): _("numbers of killed that may be one"),
    ("killed", "apart"): _("different numbers of killed"),
    ("killed", "wild"): _("very different numbers of killed"),
    ("injured", "equal_few"): _("the same small number of injured"),
    ("injured", "equal"): _("the same number of injured"),
    ("injured", "equal_many"): _("the same large number of injured"),
    ("injured", "close"): _("near numbers of injured"),
    ("injured", "compatible"): _("numbers of injured that may be one"),
    ("injured", "apart"): _("different numbers of injured"),
    ("injured", "wild"): _("very different numbers of injured"),
    ("wording", "same"): _("the same sentence"),
    ("wording", "alike"): _("nearly the same sentence"),
    ("wording", "akin"): _("sentences with much in common"),
    ("wording", "kin"): _("sentences with something in common"),
    ("wording", "other"): _("other words"),
    ("injured", "neither"): _("neither tells how many were injured"),
    ("injured", "unknown"): _("only one tells how many were injured"),
    ("killed", "neither"): _("neither tells how many were killed"),
    ("killed", "unknown"): _("only one tells how many were killed"),
    ("place", "other_name"): _("places of different names"),
    ("place", "other_part"): _("different parts of one town"),
    ("wording", "faint"): _("words that hardly meet"),
    ("wording", "foreign"): _("quite other words"),
    ("wording", "loose"): _("sentences with little in common"),
    ("factuality", "denied"): _("one denies what the other tells"),
    ("factuality", "planned"): _("one tells of a plan"),
    ("report", "rival"): _("rival accounts in one report"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds a claim to another: ``speaks`` for one happening and ``against`` it, the weightiest first.

    ``strength`` is a word for the ``score`` (natural log-odds). ``by_person``: somebody judged the two to be one. With
    neither score nor person, the claim is held by what several others have in common with it.
    """

    claim: str
    other: str | None
    score: float | None
    strength: Promise | None
    speaks: tuple[Promise, ...]
    against: tuple[Promise, ...]
    by_person: bool


def ties(claims: Sequence[str], sketches: Mapping[str, Sketch], together: frozenset[frozenset[str]]) -> list[Tie]:
    """A tie for each claim but the first, in the order in which the strongest links join them one by one."""
    there = [claim for claim in claims[:MOST] if claim in sketches]
    links = {frozenset(pair): compare(*(sketches[one] for one in pair)) for pair in combinations(there, 2)}
    joined, left, found = there[:1], there[1:], []
    while left:
        pairs = [(a, b) for b in left for a in joined]
        a, b = max(pairs, key=lambda pair: _rank(frozenset(pair), links, together))
        joined.append(b)
        left.remove(b)
        found.append(_tie(a, b, links[frozenset((a, b))], frozenset((a, b)) in together))
    return found


def strength(score: float) -> Promise:
    """A word for log-odds."""
    if score >= 4:
        return _("very strong")
    if score >= 2:
        return _("strong")
    return _("moderate") if score >= 0 else _("weak, held by the others")


def _rank(
    pair: frozenset[str], links: Mapping[frozenset[str], Comparison], together: frozenset[frozenset[str]]
) -> tuple[bool, float]:
    return pair in together, links[pair].score


def _tie(a: str, b: str, found: Comparison, by_person: bool) -> Tie:
    if found.bar is not None:
        return Tie(b, a if by_person else None, None, None, (), (), by_person)
    grounds = sorted(found.grounds, key=lambda ground: -abs(ground.weight))
    speaks = tuple(_told(ground for ground in grounds if ground.weight > 0))
    against = tuple(_told(ground for ground in grounds if ground.weight < 0))
    return Tie(b, a, found.score, strength(found.score), speaks, against, by_person)


def _told(grounds: Iterator[Ground]) -> Iterator[Promise]:
    return (GROUNDS[key] for ground in grounds if (key := (ground.field, ground.level)) in GROUNDS)
