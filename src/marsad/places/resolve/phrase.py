"""Reading a place phrase: which names it may hold, what class they are asked to be, how it relates to them.

«ريف حلب الشمالي» (the northern countryside of Aleppo) is read as countryside, of «حلب», to the north; «قرية كفرعمة بريف
حلب» as the village Kafr Amma, in the phrase «ريف حلب». Nothing is looked up here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from marsad.places.resolve.words import CLASS_WORDS, NATIONS, RELATION, STATES, Asked, compass, plain, split

_GENITIVE: Final = frozenset(("من", "ل", "في"))
_DASHES: Final = frozenset("-–—ـ/")
_BRACKETS: Final = frozenset("()")
_NO_NAMES: Final = frozenset(("city", "town", "village", "quarter", "area", "governorate", "district", "camp", "strip"))
_UTMOST: Final = "اقصي"  # «أقصى شمال حلب», the far north of Aleppo
_WHOLE: Final = -0.5  # a phrase that the gazetteer knows as it stands («شمال دارفور») needs no reading
_SHORTEST: Final = 3  # letters of a name with «و» in front
_TOWNS: Final = frozenset(("city", "town"))
_SPREAD: Final = frozenset(("area", "quarter", "feature"))  # in the plural, parts of what is named behind them


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look up; ``asked`` is what the class word before it says, ``cost`` how far the reading is fetched."""

    text: str
    asked: Asked | None
    cost: float
    hosted: bool = False  # the name may be that of the settlement the thing stands in
    host: Asked | None = None  # what the class word right before the name says: «أحياء مدينة درعا», of the *city*


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase as read; ``relation`` is at, part, countryside, direction, road, border, land or none.

    ``bearing`` is in degrees, ``inner`` the larger places named behind the phrase, ``ends`` the names of a road's two
    ends, ``pair`` those of two places if the phrase is a list («نبل والزهراء»).
    """

    key: str
    relation: str
    names: tuple[Name, ...] = ()
    bearing: float | None = None
    country: str = ""
    inner: tuple[str, ...] = ()
    pair: tuple[tuple[Name, ...], ...] = ()
    ends: tuple[tuple[Name, ...], ...] = ()
    asked: Asked | None = None


@lru_cache(maxsize=20_000)
def read(text: str) -> Phrase:
    """The phrase that ``text`` is.

    >>> phrase = read("ريف حلب الشمالي")
    >>> phrase.relation, phrase.names[0].text, phrase.bearing
    ('countryside', 'حلب', 0.0)
    """
    words = split(text)
    head, inner = _parted(words)
    phrase = _relation(head)
    country = next((NATIONS[word] for word in head if word in NATIONS), "")
    return Phrase(
        plain(head),
        phrase.relation,
        phrase.names,
        phrase.bearing,
        country,
        inner,
        _pair(head) if phrase.relation == "at" else (),
        phrase.ends,
        phrase.asked,
    )


def _pair(words: tuple[str, ...]) -> tuple[tuple[Name, ...], ...]:
    """The two names of «X وY», if «و» (and) should not be the first letter of a name."""
    for k in range(1, len(words)):
        if words[k].startswith("و") and len(words[k]) > _SHORTEST:
            return _names(words[:k]), _names((words[k][1:], *words[k + 1 :]))
    return ()


def _parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrase and the larger places it names behind itself: «قرية X | بريف Y | في محافظة Z»."""
    if words and (words[0] in RELATION["road"] or words[0] in RELATION["border"]):
        return words, ()
    cuts = [k for k in range(1, len(words)) if _opens_inner(words, k)]
    if not cuts:
        return words, ()
    stops = [*cuts[1:], len(words)]
    return words[: cuts[0]], tuple(plain(_bare(words[a:b])) for a, b in zip(cuts, stops, strict=True))


def _opens_inner(words: tuple[str, ...], k: int) -> bool:
    word = words[k]
    if word in RELATION["of"]:
        return word != "ب" and k + 1 < len(words)
    return word.startswith("ب") and _contains(word[1:])


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the prepositions and participles in front, apart or glued («بريف», «لمحافظة»)."""
    while words and words[0] in RELATION["of"]:
        words = words[1:]
    if words and words[0][:1] in ("ب", "ل") and _contains(words[0][1:]):
        return (words[0][1:], *words[1:])
    return words


def _contains(word: str) -> bool:
    return word in CLASS_WORDS or word in RELATION["countryside"]


def _relation(words: tuple[str, ...]) -> Phrase:
    if not words:
        return Phrase("", "none")
    if special := _no_settlement(words):
        return special
    first = words[0]
    if compass(first) is not None or (first == _UTMOST and len(words) > 1):
        return _direction(words)
    if len(words) > 1 and first in RELATION["countryside"]:
        return _countryside(words)
    if len(words) > 1 and first in RELATION["part"]:
        return _part(words)
    asked = CLASS_WORDS.get(first)
    if asked and len(words) > 1 and compass(words[1]) is not None and not words[1].startswith("ال"):
        return _relation(words[1:])  # «منطقة شمال غرب سوريا», the area of north-west Syria
    return Phrase("", "at", _names(words), asked=asked)


def _no_settlement(words: tuple[str, ...]) -> Phrase | None:
    """Roads, borders, «البلاد» (the country), «الأراضي اليمنية» (the Yemeni lands)."""
    whole = (Name(plain(words), None, 0.0),)
    if words[0] in RELATION["road"] and (ends := _ends(words[1:])):
        return Phrase("", "road", ends=ends, names=whole)
    if any(word in RELATION["border"] for word in words[:2]):
        return Phrase("", "border", whole)
    if words[0] in RELATION["land"] or plain(words) in STATES:
        return Phrase("", "land", whole)
    if words[0] in RELATION["lands"] and len(words) > 1 and words[1] in NATIONS:
        return Phrase("", "nation", whole)
    return None


def _part(words: tuple[str, ...]) -> Phrase:
    """«محيط مدينة حلب», «أطراف بلدة مروحين», «وسط غزة»."""
    inner = _relation(_of(words[1:]))
    if inner.relation == "land":
        return inner
    relation = "part" if inner.relation == "at" else inner.relation
    whole = Name(plain(words), None, 0.0)
    return Phrase("", relation, (whole, *inner.names), inner.bearing, asked=inner.asked)


def _direction(words: tuple[str, ...]) -> Phrase:
    """«شمال غربي سوريا», «شمال وشرق الموصل», «أقصى شمال حلب»."""
    whole = Name(plain(words), None, _WHOLE)
    k = int(words[0] == _UTMOST)
    angles: list[int] = []
    while k < len(words) and (angle := compass(words[k].removeprefix("و") if angles else words[k])) is not None:
        angles.append(angle)
        k += 1
    rest = _of(words[k:])
    if not angles or not rest:
        return Phrase("", "at", (whole,))
    base = _relation(rest)
    if base.relation == "land":
        return Phrase("", "land", (whole, *base.names), _mean(angles))
    relation = "countryside" if base.relation == "countryside" else "direction"
    return Phrase("", relation, (whole, *base.names), _mean(angles), asked=base.asked)


def _countryside(words: tuple[str, ...]) -> Phrase:
    """«ريف حلب الشمالي», «ريف مدينة جرابلس», «ريف إدلب الجنوبي والشرقي»."""
    rest = [*words[1:]]
    angles: list[int] = []
    while len(rest) > 1 and (angle := compass(rest[-1].removeprefix("و"))) is not None:
        angles.append(angle)
        rest.pop()
    whole = Name(plain(words), None, _WHOLE if angles else 0.0)
    return Phrase("", "countryside", (whole, *_names(tuple(rest))), _mean(angles) if angles else None)


def _of(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0] in _GENITIVE else words


def _mean(angles: Sequence[int]) -> float:
    """The direction between compass points: north and west are 315 degrees."""
    x = sum(math.cos(math.radians(a)) for a in angles)
    y = sum(math.sin(math.radians(a)) for a in angles)
    return round(math.degrees(math.atan2(y, x)) % 360, 1)


def _ends(words: tuple[str, ...]) -> tuple[tuple[Name, ...], ...]:
    """The names of the two ends of a road: «بين مصراتة وطرابلس», «سرمين – إدلب», «إعزاز حلب»."""
    while words and (words[0] in RELATION["joining"] or words[0] in ("ما",)):
        words = words[1:]
    if words and words[0] in RELATION["between"]:
        for k in range(2, len(words)):
            if words[k].startswith("و") and len(words[k]) > 2:  # «و» (and) before the second end
                return _names(words[1:k]), _names((words[k][1:], *words[k + 1 :]))
        return ()
    for k in range(1, len(words) - 1):
        if words[k] in _DASHES:
            return _names(words[:k]), _names(words[k + 1 :])
    return (_names(words[:1]), _names(words[1:])) if len(words) == 2 and compass(words[1]) is None else ()


def _names(words: tuple[str, ...]) -> tuple[Name, ...]:
    """What to look up, the fullest first: the whole, then without class words in front, without adjectives behind."""
    if not words:
        return ()
    options: list[Name] = []
    other: tuple[str, ...] = ()
    if "(" in words:
        k = words.index("(")
        words, other = words[:k], tuple(w for w in words[k + 1 :] if w not in _BRACKETS)
    asked: Asked | None = None
    hosted = False
    host: Asked | None = None
    cost = 0.0
    rest = tuple(w for w in words if w[0].isalnum())
    while rest:
        _add(options, rest, Name("", asked, cost, hosted, host))
        own = CLASS_WORDS.get(rest[0])
        if own is None or len(rest) == 1 or (rest[0].startswith("ال") and own.name != "city"):
            break  # behind a definite class word stands its adjective: «الجبل الشرقي», "the eastern mountain"
        host = own if hosted else None
        hosted = hosted or own.part or (own.many and own.name in _SPREAD)
        # The first class word says what the thing is; one behind «area» says more («منطقة معسكر الكرين», "camp area").
        asked = own if asked is None or asked.name == "area" else asked
        cost += 0.6 if own.own else 0.0
        rest = rest[1:]
        if len(rest) > 1 and rest[0] in NATIONS:  # «العاصمة العراقية بغداد»
            rest = rest[1:]
    for name in _names(other):
        options.append(Name(name.text, asked or name.asked, name.cost + 0.3, hosted))
    return tuple(options)


def _add(options: list[Name], words: tuple[str, ...], like: Name) -> None:
    """Add a name that is read as ``like``, and the same without the adjectives behind it."""
    own = CLASS_WORDS.get(words[0])
    if len(words) == 1 and own is not None and own.name in _NO_NAMES:
        return  # «المدينة», "the city": the one told of before, not Medina
    asked = like.asked or own
    if like.hosted and like.host is None and len(words) > 1:
        like = replace(like, host=CLASS_WORDS.get(words[0]))
    options.append(replace(like, text=" ".join(words), asked=asked))
    short = words
    while len(short) > 1 and (short[-1] in RELATION["tail"] or short[-1] in NATIONS):
        short = short[:-1]
    if len(short) > 1 and compass(short[-1]) is not None and asked is not None and asked.name in _TOWNS:
        short = short[:-1]  # «بلدة بنت جبيل الجنوبية», of the south: said of the town, no part of its name
    if short != words and not (len(short) == 1 and short[0] in CLASS_WORDS):
        options.append(replace(like, text=" ".join(short), asked=asked, cost=like.cost + 0.1))
