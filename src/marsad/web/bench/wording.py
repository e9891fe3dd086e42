"""Made-up Arabic to fill texts with: words of roots and patterns, by how often words of a language are used.

The words mean nothing (some happen to be words). What matters is that a text is as long as a report, and that the
index of all texts has as many different words, as unevenly spread, as one of real reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

_LETTERS: Final = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
# The places of a root's three letters: «1ا23» makes «كاتب» (writer) of k-t-b.
_PATTERNS: Final = (
    "123", "12ا3", "1ا23", "12و3", "12ي3", "م12و3", "م123ة", "ت12ي3", "123ات", "ال123", "ال12ا3", "ال1ا23",
    "الم123", "ي123", "ت123", "ا12ا3", "است123", "و123", "123ة", "ال123ة", "ال12ي3", "1وا23",
)  # fmt: skip
_ROOTS: Final = 2_500
_EXPONENT: Final = 1.0  # of Zipf's law
_SENTENCE: Final = (8, 22)  # words


def prose(random: Random, characters: int) -> str:
    """Sentences of about so many characters together, a line each."""
    lines: list[str] = []
    while (length := sum(map(len, lines))) < characters:
        words = _drawn(random, random.randint(*_SENTENCE))
        lines.append(" ".join(words)[: max(characters - length, 20)].rstrip() + ".\n")
    return "".join(lines)


def headline(random: Random) -> str:
    """A few words."""
    return " ".join(_drawn(random, random.randint(4, 9)))


def vocabulary() -> Sequence[str]:
    """All words, the commonest first."""
    return _vocabulary()[0]


def _drawn(random: Random, count: int) -> list[str]:
    words, weights = _vocabulary()
    return random.choices(words, cum_weights=weights, k=count)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    random = Random("words")
    roots = dict.fromkeys("".join(random.sample(_LETTERS, 3)) for _ in range(_ROOTS))
    words = list(dict.fromkeys(word for root in roots for word in _words(root)))
    random.shuffle(words)
    return words, list(accumulate(1 / rank**_EXPONENT for rank in range(1, len(words) + 1)))


def _words(root: str) -> Iterator[str]:
    for pattern in _PATTERNS:
        yield "".join(root[int(letter) - 1] if letter.isdigit() else letter for letter in pattern)
