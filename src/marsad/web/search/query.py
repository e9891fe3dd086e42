"""What somebody searches for: words, "phrases" and -words, in the forms of the index.

Every input is a query: what cannot be read as a sign is passed over, and what is beyond the bounds is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from marsad.web.search.forms import Word, words_of
from marsad.web.search.keeping import Condition
from marsad.web.search.terms import TITLE, WRITTEN, pair

LONGEST: Final = 400  # characters read of a query
MOST: Final = 16  # words and phrases of a query
# A quotation mark left open closes at the end. The marks of Arabic and English typography count as well.
_PART: Final = re.compile(
    r'(?P<sign>(?<!\S)[-−–])?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))'
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or, where there are several, a phrase: words that follow each other."""

    words: tuple[Word, ...]

    def terms(self, exact: bool) -> tuple[str, ...]:
        """The terms that a text with it has, at least."""
        cores = [word.core for word in self.words]
        pairs = tuple(pair(left, right) for left, right in pairwise(cores))
        if exact:
            return (*(WRITTEN + word.written for word in self.words), *pairs)
        return pairs or tuple(cores)

    def titled(self, exact: bool) -> tuple[str, ...]:
        """The terms that a document has with all its words in the title."""
        return tuple(TITLE + (WRITTEN + word.written if exact else word.core) for word in self.words)

    def is_told(self, exact: bool) -> bool:
        """Whether its terms are all there is to it: those of longer phrases may stand apart from each other."""
        return len(self.words) == 1 or (len(self.words) == 2 and not exact)

    def found(self, text: Sequence[Word], exact: bool) -> list[tuple[int, int]]:
        """Where it stands in the words of a text: pairs of positions, the second behind the last word."""
        size = len(self.words)
        return [
            (at, at + size)
            for at in range(len(text) - size + 1)
            if all(_fits(word, text[at + n], n == 0, exact) for n, word in enumerate(self.words))
        ]


@dataclass(frozen=True, slots=True)
class Query:
    """``wanted`` must all be there, ``unwanted`` none; ``exact`` asks for the words as they are typed."""

    wanted: tuple[Atom, ...]
    unwanted: tuple[Atom, ...] = ()
    exact: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked for: what nobody wants is no search yet."""
        return bool(self.wanted)

    @property
    def condition(self) -> Condition:
        """What the database can tell of it."""
        every = dict.fromkeys(term for atom in self.wanted for term in atom.terms(self.exact))
        none = tuple(atom.terms(self.exact) for atom in self.unwanted if atom.is_told(self.exact))
        return Condition(tuple(every), none)

    @property
    def is_told(self) -> bool:
        """Whether the database can tell all of it; else each text has to be read (``fits``)."""
        return all(atom.is_told(self.exact) for atom in (*self.wanted, *self.unwanted))

    def fits(self, texts: Sequence[Sequence[Word]]) -> bool:
        """Whether a document of these texts fits."""

        def there(atom: Atom) -> bool:
            return any(atom.found(text, self.exact) for text in texts)

        return all(map(there, self.wanted)) and not any(map(there, self.unwanted))


def parsed(written: str, exact: bool = False) -> Query:
    """The query that somebody wrote."""
    wanted: dict[tuple[str, ...], Atom] = {}
    unwanted: dict[tuple[str, ...], Atom] = {}
    for part in _PART.finditer(written[:LONGEST]):
        words = tuple(words_of(part["phrase"] or part["word"] or ""))
        whole = part["phrase"] is not None or part["sign"] is not None
        for atom in [words] if whole and words else [(word,) for word in words]:
            if len(wanted) + len(unwanted) < MOST:
                key = tuple(word.written if exact else word.core for word in atom)
                (unwanted if part["sign"] else wanted).setdefault(key, Atom(atom))
    return Query(tuple(wanted.values()), tuple(unwanted.values()), exact)


def _fits(wanted: Word, there: Word, first: bool, exact: bool) -> bool:
    if exact:
        return wanted.written == there.written
    return wanted.core in there.forms if first else wanted.core == there.core
