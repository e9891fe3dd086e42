"""The words of place phrases, read from ``words.toml``: class words, relations, the compass, countries' adjectives."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from marsad.text.fold import fold

_DATA: Final = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_WORD: Final = re.compile(r"[^\W_]+(?:\.\d+)?|[-–—ـ()/،,]")


def folded(words: str) -> frozenset[str]:
    """The folded words of a list written with spaces."""
    return frozenset(fold(word) for word in words.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a class word says of the place behind it; the fields are told in ``words.toml``."""

    name: str
    fits: frozenset[str]
    close: frozenset[str]
    allows: frozenset[str]
    part: bool
    own: bool
    many: bool

    def fit(self, cls: str) -> float:
        """1 for a class the word asks for, 0.7 for a close one, 0.1 for one it allows, -1 for any other."""
        return 1.0 if cls in self.fits else 0.7 if cls in self.close else 0.1 if cls in self.allows else -1.0


def _asked() -> dict[str, Asked]:
    table: dict[str, Asked] = {}
    for name, row in _DATA["class"].items():
        for key in ("words", "many"):
            asked = Asked(
                name,
                frozenset(row["fits"].split()),
                frozenset(row.get("close", "").split()),
                frozenset(row["allows"].split()),
                row.get("part", False),
                row.get("own", False),
                key == "many",
            )
            for word in folded(row[key]):
                table.setdefault(word, asked)
                table.setdefault("ال" + word, asked)
    return table


CLASS_WORDS: Final = _asked()
RELATION: Final = {name: folded(words) for name, words in _DATA["relation"].items()}
STATES: Final[dict[str, tuple[str, ...]]] = {fold(name): tuple(codes.split()) for name, codes in _DATA["state"].items()}
_DEGREES: Final = {word: int(angle) for angle, words in _DATA["compass"].items() for word in folded(words)}
_GROUPS: Final = {
    "region": ("area", "governorate", "strip", "feature"),
    "district": ("district",),
    "town": ("city", "town"),
    "village": ("village", "town"),
    "quarter": ("quarter",),
    "camp": ("camp",),
    "country": (),
}


def _nations() -> dict[str, str]:
    table = {}
    for code, words in _DATA["nation"].items():
        for word in folded(words):
            for form in (word, word + "ه"):
                table["ال" + form] = code
                table[form] = code
    return table


NATIONS: Final = _nations()
# What every form of a country's adjective shares as it is written: its first letter may carry a hamza or not.
NATION_STEMS: Final[dict[str, str]] = {code: word.lstrip("أإا") for code, word in _DATA["nation"].items()}


def compass(word: str) -> int | None:
    """The degrees that a word of the compass names, with or without article."""
    found = _DEGREES.get(word)
    return _DEGREES.get(word[2:]) if found is None and word.startswith("ال") else found


def coder_classes(cls: str) -> tuple[str, ...]:
    """The groups of class words that a class of the coder's mentions stands for."""
    return _GROUPS.get(cls, ())


@lru_cache(maxsize=20_000)
def split(text: str) -> tuple[str, ...]:
    """The folded words, dashes, slashes, commas and brackets of a phrase."""
    return tuple(form for form in (fold(word) for word in _WORD.findall(text)) if form)


def plain(words: Iterable[str]) -> str:
    """Words as one name, marks left out."""
    return " ".join(word for word in words if word[0].isalnum())
