"""The words of time expressions as the grammar sees them: class, number and flags of each, and numbers in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from marsad.coder.document import Document
from marsad.lexicon import Hit
from marsad.text.dates import is_year

_ARTICLES: Final = frozenset(("ال", "وال", "لل", "بال"))  # written apart from figures: «الـ24»


class Word(NamedTuple):
    """A time word or phrase that ends before token ``j``; ``n`` is the number its entry carries."""

    j: int
    cls: str
    n: int
    flags: frozenset[str]
    pro: str

    @property
    def definite(self) -> bool:
        """Whether the article stands on it."""
        return self.pro.endswith(("ال", "لل"))


class Length(NamedTuple):
    """A length of time («ثلاثة أيام»). ``definite`` where the article makes it a stretch already known."""

    j: int
    n: int
    unit: str
    definite: bool
    half: bool


def _read(hit: Hit) -> Word:
    sense = hit.reading.sense
    # As ``Word(...)``, without the named tuple's own slower constructor.
    return tuple.__new__(Word, (hit.j, sense.cls, _number_in(sense.feats), sense.feats, hit.reading.pro))


@lru_cache(maxsize=10_000)
def _number_in(flags: frozenset[str]) -> int:
    """The number that an entry's flags carry («n12»), 0 where they carry none."""
    return next((int(flag[1:]) for flag in flags if flag[0] == "n" and flag[1:].lstrip("-").isdigit()), 0)


class TimeWords:
    """Time words of one document, read once. ``words`` has them by the token they begin at, in text order."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.size = len(doc.tokens)
        self.words = {i: _read(hit) for i, hit in doc.hits("time").items() if not hit.reading.enc}
        # The longest time word or phrase that begins at a token: a bound look-up, for the grammar asks all the time.
        self.word: Callable[[int], Word | None] = self.words.get

    def may_open(self, i: int) -> bool:
        """Whether a time expression may begin at token ``i``: a time word, a number, or an article before one."""
        return i in self.words or (
            0 <= i < self.size and (self.doc.tokens[i].kind == "number" or self.doc.tokens[i].form in _ARTICLES)
        )

    def of(self, i: int, *classes: str) -> Word | None:
        """The word at ``i`` where it is of one of the classes."""
        word = self.word(i)
        return word if word and word.cls in classes else None

    def skip(self, i: int, *classes: str) -> int:
        """The token after the word at ``i`` where that is of one of the classes, else ``i``."""
        word = self.of(i, *classes)
        return word.j if word else i

    def figure(self, i: int) -> int | None:
        """The value of a plain number of at most four figures."""
        if not 0 <= i < self.size:
            return None
        token = self.doc.tokens[i]
        plain = token.kind == "number" and len(token.form) <= 4 and token.form.isascii() and token.form.isdigit()
        return int(token.form) if plain else None

    def number(self, i: int) -> tuple[int, int] | None:
        """A number in figures («الـ24» too) or words, cardinal or ordinal: the token after it, and its value."""
        at = i + 1 if self.doc.form(i) in _ARTICLES else i
        value = self.figure(at)
        if value is not None:
            return at + 1, value
        word = self.of(i, "cardinal", "ordinal", "teen")
        if word is None:
            return None
        after = self.word(word.j)
        if after and word.n < 10:
            if after.cls == "teen" and not after.pro:
                return after.j, word.n + 10
            if "tens" in after.flags and after.pro.startswith("و"):
                return after.j, word.n + after.n
        return word.j, word.n

    def length(self, i: int) -> Length | None:
        """«يومين», «ثلاثة أيام», «24 ساعة», «الأيام الثلاثة», «الساعات الـ24», «شهر»."""
        unit = self.of(i, "unit")
        if unit:
            return self._unit_first(unit)
        number = self.number(i)
        unit = self.of(number[0], "unit") if number else None
        if number is None or unit is None or "du" in unit.flags:
            return None
        definite = self.doc.form(i) in _ARTICLES or unit.definite or self._definite(i)
        return self._length(unit.j, number[1], unit, definite)

    def _unit_first(self, unit: Word) -> Length | None:
        if "du" in unit.flags:
            return self._length(unit.j, 2, unit, unit.definite)
        number = self.number(unit.j)
        if "pl" in unit.flags:
            return self._length(number[0], number[1], unit, True) if number and unit.definite else None
        if unit.definite:
            return None
        if self.of(unit.j, "month", "hijri") or ("year" in unit.flags and is_year(self.figure(unit.j) or 0)):
            return None
        one = number[0] if number and number[1] == 1 and self.figure(unit.j) is None else unit.j
        return self._length(one, 1, unit, False)

    def _length(self, j: int, n: int, unit: Word, definite: bool) -> Length:
        name = next(flag for flag in ("hour", "day", "week", "month", "year") if flag in unit.flags)
        half = self.of(j, "half")
        if half and half.pro.startswith("و"):
            return Length(self.skip(half.j, "unit"), n, name, definite, True)
        return Length(j, n, name, definite, False)

    def _definite(self, i: int) -> bool:
        word = self.word(i)
        return bool(word and word.definite)
