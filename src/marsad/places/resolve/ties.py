"""What the text says of how two mentions lie to one another: «قرية X بريف Y» puts X inside the countryside of Y.

Only the words between two mentions that follow one another are read, and the sentence and paragraph they share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from marsad.places.resolve.phrase import Phrase
from marsad.places.resolve.values import PlaceMention
from marsad.text.fold import fold

CERTAIN: Final = 1.0  # «X بريف Y»
LISTED: Final = 0.9  # «X وZ بريف Y», for X
LIKELY: Final = 0.6  # «في ريف Y ... X» with few words between
SENTENCE: Final = 0.35
PARAGRAPH: Final = 0.2

_INSIDE: Final = re.compile(
    r"\s*[،,]?\s*(?:في|بـ?|من|لـ?|ضمن|التابع[هةي]?\s*(?:ل|الي|اداريا ل)?"
    r"|الواقع[هة]?\s*(?:في|ب|الي|ضمن|علي بعد)?|[(\-–—]|)\s*$"
)
_LIST: Final = re.compile(r"[\s»”\"]*(?:[،,]\s*(?:و|ثم|او)?|و|ثم|او)\s*(?:كل من|كلا من|في|ب)?[\s«“\"]*$")
_OPENING: Final = re.compile(r"\s*[:،,]?\s*(?:و?(?:في|ب|علي|قصف|استهدف|منها|من|هي|وهي))?\s*$")
_DISTANCE: Final = re.compile(
    r"(\d+(?:[.,٫]\d+)?)\s*(كلم|كم|كيلومتر\w*|كيلو\s*متر\w*|ميل\w*)\s*(?:الي|ا?ل)?\s*(?:ال)?$"
)
_MILE_KM: Final = 1.609
_LONGEST: Final = 40  # characters between two mentions that still read as one phrase
_CONTAINING: Final = frozenset(("countryside", "direction", "land", "nation"))
_CONTAINING_WORDS: Final = frozenset(("governorate", "district", "strip"))
# Classes of things that stand inside towns, and class words of towns.
PARTS_OF_TOWNS: Final = frozenset(("quarter", "street", "site", "hospital", "prison", "checkpoint"))
_TOWNS: Final = frozenset(("city", "town", "village"))
_AREAS: Final = frozenset(("area", "feature"))  # contain what stands before them behind «في» and «ب» (in)
_IN: Final = ("في", "ب", "وسط", "داخل", "(")


@dataclass(frozen=True, slots=True)
class Tie:
    """Mention ``inner`` lies inside mention ``outer`` (both by number), as ``strength`` says how surely.

    ``distance_km`` is told where it lies so far from ``outer``: «الشرقاط (290 كلم شمال بغداد)».
    """

    inner: int
    outer: int
    strength: float
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The ties between mentions, and for each mention the number of the list («X وY وZ») it stands in."""

    ties: tuple[Tie, ...]
    lists: tuple[int, ...]


def find_ties(text: str, mentions: Sequence[PlaceMention], phrases: Sequence[Phrase]) -> Layout:
    """How mentions, which come in text order, lie to one another by the words between them."""
    ties: list[Tie] = []
    direct: dict[int, int] = {}
    gaps = [_gap(text, a, b) for a, b in pairwise(mentions)]
    for k in range(len(mentions) - 2, -1, -1):
        gap = gaps[k]
        if gap is None:
            continue
        if _holds(phrases, mentions, k, gap):
            direct[k] = k + 1
            ties.append(Tie(k, k + 1, CERTAIN))
        elif phrases[k + 1].relation == "direction" and (told := distance_before(gap, len(gap))) is not None:
            direct[k] = k + 1
            ties.append(Tie(k, k + 1, CERTAIN, told))
        elif k + 1 in direct and _LIST.match(gap):
            direct[k] = direct[k + 1]
            ties.append(Tie(k, direct[k], LISTED))
    ties += _before(mentions, phrases, gaps, direct)
    return Layout(tuple(ties), _lists(gaps, len(mentions)))


def _lists(gaps: Sequence[str | None], count: int) -> tuple[int, ...]:
    numbers = list(range(count))
    for k, gap in enumerate(gaps):
        if gap is not None and _LIST.match(gap):
            numbers[k + 1] = numbers[k]
    return tuple(numbers)


def _holds(phrases: Sequence[Phrase], mentions: Sequence[PlaceMention], k: int, gap: str) -> bool:
    """Whether the words between put mention ``k`` into the next one."""
    inner, outer = phrases[k], phrases[k + 1]
    if not _INSIDE.match(gap) or _list_of_equals(phrases, k, gap):
        return False
    if contains(outer, mentions[k + 1].cls):
        return True
    if not any(gap.strip(" ،,").startswith(word) for word in _IN):
        return False
    if outer.asked is not None and outer.asked.name in _AREAS:
        return True
    part = inner.asked is not None and (inner.asked.name in PARTS_OF_TOWNS or inner.asked.name == "area")
    town = (outer.asked is not None and outer.asked.name in _TOWNS) or mentions[k + 1].cls == "town"
    return part and town


def contains(phrase: Phrase, cls: str) -> bool:
    """Whether a phrase names something that others lie in, by its words alone."""
    if phrase.relation in _CONTAINING or cls == "country":
        return True
    return phrase.asked is not None and phrase.asked.name in _CONTAINING_WORDS


def distance_before(text: str, start: int) -> float | None:
    """The kilometres told right before ``start``: «20 كلم» in front of «غرب الرقة»."""
    found = _DISTANCE.search(fold(text[max(0, start - 28) : start]))
    if found is None:
        return None
    number = float(found[1].replace(",", ".").replace("٫", "."))
    return number * _MILE_KM if found[2].startswith("ميل") else number


def _gap(text: str, a: PlaceMention, b: PlaceMention) -> str | None:
    if b.start < a.end:
        return "" if b.end <= a.end else None
    if b.start - a.end > _LONGEST:
        return None
    return fold(text[a.end : b.start])


def _list_of_equals(phrases: Sequence[Phrase], k: int, gap: str) -> bool:
    """«ريف إدلب، وريف حماة»: neither lies in the other."""
    return phrases[k].relation == phrases[k + 1].relation and phrases[k].relation != "direction" and "و" in gap


def _before(
    mentions: Sequence[PlaceMention],
    phrases: Sequence[Phrase],
    gaps: Sequence[str | None],
    direct: dict[int, int],
) -> list[Tie]:
    """What was named before a mention in its sentence and paragraph: «في ريف إدلب قصف الطيران بلدة X»."""
    ties: list[Tie] = []
    last = -1
    for k, mention in enumerate(mentions):
        outer = contains(phrases[k], mention.cls)
        if k not in direct and not outer and last >= 0 and mentions[last].paragraph == mention.paragraph:
            same = mentions[last].sentence == mention.sentence
            close = last == k - 1 and gaps[last] is not None and _OPENING.match(gaps[last] or "")
            ties.append(Tie(k, last, LIKELY if close else SENTENCE if same else PARAGRAPH))
        if outer and phrases[k].relation != "nation" and mention.cls != "country":
            last = k
    return ties
