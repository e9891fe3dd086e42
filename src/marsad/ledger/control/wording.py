"""How much of a place a report tells of: «أجزاء من» (parts of), «كامل» (the whole of), by the words around its name.

The words are data (``wording.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from marsad.model import Mention
from marsad.model.control import Extent
from marsad.text.fold import fold

DATA: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W_]+|[%٪]")
_STOP = re.compile(r"[.؟!?؛\n]")
_PROCLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب")
_REACH = 90  # characters before a name in which its words are looked for
_ADJECTIVES = 2  # words between a part and «من» or «في»: «أجزاء واسعة من» (wide parts of)
_OBJECT = 5  # words behind a trigger in which its object is looked for
_LONGEST = 3  # words of the longest form in the data


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of ``wording.toml``; the fields are told there."""

    says: str
    extent: Extent | None
    reach: tuple[str, ...]
    heads: frozenset[str]


class Told(NamedTuple):
    """How much of a place is told of, the classes of places in it that this reaches, and whether it is a goal."""

    extent: Extent
    reach: tuple[str, ...] = ()
    goal: bool = False


_PLAIN: Final = Told(Extent.PLACE)


def _table() -> dict[tuple[str, bool], dict[tuple[str, ...], Word]]:
    """Words by what they say, parted into those that stand in or behind the name and those before it."""
    table: dict[tuple[str, bool], dict[tuple[str, ...], Word]] = {}
    for row in DATA["word"]:
        extent = Extent(row["extent"]) if "extent" in row else None
        word = Word(row["says"], extent, tuple(row.get("reach", ())), frozenset(row.get("heads", ())))
        own = table.setdefault(("", False) if word.says not in ("around", "behind") else (word.says, True), {})
        own |= {tuple(fold(part) for part in form.split()): word for form in row["forms"]}
    return table


_TABLE: Final = _table()
_BEFORE: Final = _TABLE["", False]
_BEHIND: Final = _TABLE["behind", True]
_AROUND: Final = _TABLE["around", True]


def told(text: str, place: Mention, precision: str | None, leads: bool) -> Told:
    """How much of a named place is told of.

    ``leads``: the take-over or its word stands before the name, so that «في» (in) and «قرب» (near) before it make the
    place only where something else was taken. ``precision`` is the place's, a key of ``GEO_PRECISION``.
    """
    behind = _behind(text, place.end)
    found = _read(_before(text, place.start), precision, leads)
    return Told(behind) if behind and found.extent in (Extent.PLACE, Extent.ALL) else found


def told_of(text: str, trigger: Mention) -> Told:
    """How much is told of a place that is not named behind its trigger («سيطروا على كامل المدينة», all of the city)."""
    words = _words(_sentence_end(text, trigger.end))[:_OBJECT]
    for i, written in enumerate(words):
        hit = _ending(words[: i + 1])
        if hit is None or hit[1].says in ("of", "inside"):
            continue
        if hit[1].says in ("edge", "goal"):
            return _aside(hit[1])
        if hit[1].says == "quantity":
            things = _ending(words[i + 1 : i + 2])
            return _extent(hit[1].extent, things[1] if things and things[1].says == "things" else None)
        # With the article it stands for the place itself: «المنطقة» (the area).
        parts = hit[1].says == "things" and not any(form.startswith("ال") for form in _unjoined(written))
        return Told(Extent.PART) if parts else _PLAIN
    behind = _behind(text, trigger.end, _OBJECT)
    return Told(behind) if behind else _PLAIN


def names_area(name: str) -> bool:
    """Whether a name means what lies around a place («ريف حلب», the countryside of Aleppo)."""
    return any((word,) in _AROUND for word in _forms(_words(name)))


def joined(text: str, one: Mention, other: Mention) -> bool:
    """Whether only «و» (and) or a comma stands between two names, so that they share what is said of the first."""
    return one.end <= other.start and not text[one.end : other.start].strip(" ،,و\u00a0")


def _read(words: Sequence[str], precision: str | None, leads: bool) -> Told:
    """The words before a name, the nearest last, read backwards: link, adjectives, things, quantity."""
    last = _ending(words)
    if last is None:
        return _PLAIN
    size, word = last
    if word.says == "end":
        return _PLAIN
    if word.says in ("edge", "goal"):
        return _aside(word) if leads else _PLAIN
    if word.says in ("quantity", "things"):
        heads_list = word.says == "things" and precision in word.heads and not _quantity(words[:-size])
        return _PLAIN if heads_list else _counted(words, last)
    rest = words[: len(words) - size]
    for skipped in range(_ADJECTIVES + 1):
        hit = _ending(rest[: len(rest) - skipped])
        if hit and hit[1].says == "edge" and not skipped and leads:
            return _aside(hit[1])
        if hit and hit[1].says in ("quantity", "things") and (word.says == "of" or leads):
            return _counted(rest[: len(rest) - skipped], hit)
        if hit:
            break
    return Told(Extent.PART) if word.says == "inside" and leads else _PLAIN


def _aside(word: Word) -> Told:
    return Told(Extent.EDGE, goal=word.says == "goal")


def _counted(words: Sequence[str], hit: tuple[int, Word]) -> Told:
    size, word = hit
    if word.says == "quantity":
        return _extent(word.extent, None)
    return _extent(_quantity(words[: len(words) - size]), word)


def _quantity(words: Sequence[str]) -> Extent | None:
    """The quantity that the words end with, «من» (of) set aside."""
    hit = _ending(words)
    if hit and hit[1].says == "of":
        hit = _ending(words[:-1])
    return hit[1].extent if hit and hit[1].says == "quantity" else None


def _extent(quantity: Extent | None, things: Word | None) -> Told:
    if quantity is Extent.ALL:
        return Told(Extent.ALL, things.reach if things else ())
    return Told(quantity or Extent.PART)


def _ending(words: Sequence[str]) -> tuple[int, Word] | None:
    """The longest entry that the words end with, and how many of them it is."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        tail = tuple(words[len(words) - size :])
        for form in _forms(tail[:1]):
            if word := _BEFORE.get((form, *tail[1:])):
                return size, word
    return None


def _before(text: str, start: int) -> list[str]:
    stretch = _STOP.split(text[max(0, start - _REACH) : start])[-1]
    words = _words(stretch)
    # A letter written onto the name is a preposition: «بمدينة» (in the city).
    glued = bool(words) and stretch[-1:].isalpha()
    return [*words[:-1], "في"] if glued and words[-1] in ("ب", "وب") else words


def _behind(text: str, end: int, reach: int = 0) -> Extent | None:
    """What the words right behind a name say, or those up to ``reach`` words farther on in the sentence."""
    words = _words(_sentence_end(text, end))
    for i in range(reach + 1):
        for size in (1, 2):
            if word := _BEHIND.get(tuple(words[i : i + size])):
                return word.extent
    return None


def _sentence_end(text: str, start: int) -> str:
    return _STOP.split(text[start : start + _REACH])[0]


@lru_cache(maxsize=5_000)
def _stripped(word: str) -> tuple[str, ...]:
    """A word as it stands and without «و», «ب» and so on before it, each also without its article."""
    bare = _unjoined(word)
    return tuple(dict.fromkeys([*bare, *(form[2:] for form in bare if form.startswith("ال") and len(form) > 3)]))


def _unjoined(word: str) -> list[str]:
    return [word[len(clitic) :] for clitic in _PROCLITICS if word.startswith(clitic) and len(word) - len(clitic) > 1]


def _forms(words: Sequence[str]) -> list[str]:
    return [form for word in words for form in (_stripped(word) or (word,))]


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]
