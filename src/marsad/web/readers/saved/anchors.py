"""Where marked words stand in a text, and where in one that has changed since.

An anchor is the words with what stands around them and their offset, as the W3C's Web Annotation Data Model has it
(TextQuoteSelector and TextPositionSelector). Offsets count code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate
from typing import Final

from rapidfuzz.fuzz import partial_ratio_alignment

_AROUND: Final = 40  # code points kept on each side
_ALIKE: Final = 88  # of 100: a word put in or taken out of a sentence, not another sentence
_PLACES: Final = 50  # places of the same words whose surroundings are compared
_PAIRS: Final = 50_000_000  # of a letter of the quotation and one of the text: beyond, words that changed count as gone
_RUN: Final = re.compile(r"\S+")
_LEAST: Final = 12  # code points of a quotation that may be found although it has changed


@dataclass(frozen=True, slots=True)
class Anchor:
    """``quote`` stood at ``start``, behind ``before`` and in front of ``after``."""

    quote: str
    before: str
    after: str
    start: int


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``, without the space at its ends. Raises ``ValueError`` if there is nothing."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the text has no stretch from {start} to {end}: it is {len(text)} long")
    quote = text[start:end]
    begin = start + len(quote) - len(quote.lstrip())
    stop = begin + len(quote.strip())
    if begin >= stop:
        raise ValueError(f"there is only space from {start} to {end}")
    return Anchor(text[begin:stop], text[max(begin - _AROUND, 0) : begin], text[stop : stop + _AROUND], begin)


def stretch(text: str, words: str) -> tuple[int, int] | None:
    """The first stretch of a text that has these words, be it spaced otherwise; in time that grows with the text."""
    sought = " ".join(words.split())
    runs = list(_RUN.finditer(text))
    at = " ".join(run[0] for run in runs).find(sought) if sought else -1
    if at < 0:
        return None
    # Where each run of letters begins once the space between them is a single one.
    begins = list(accumulate((len(run[0]) + 1 for run in runs), initial=0))
    first, last = bisect_right(begins, at) - 1, bisect_right(begins, at + len(sought) - 1) - 1
    return runs[first].start() + at - begins[first], runs[last].start() + at + len(sought) - begins[last]


def find(text: str, sought: Anchor) -> tuple[int, int] | None:
    """Where the words stand in a text, be it changed: where most around them is the same, else where they are alike.

    ``None`` where they stand no more.
    """
    places = _nearest(_exact(text, sought.quote), sought.start)
    if places:
        best = max(places, key=lambda at: (_same_around(text, at, sought), -abs(at - sought.start)))
        return best, best + len(sought.quote)
    return _alike(text, sought) if len(sought.quote) >= _LEAST else None


def _exact(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _nearest(places: Iterator[int], start: int) -> list[int]:
    """Those nearest to where the words stood: a letter stands in a text ten thousand times."""
    return nsmallest(_PLACES, places, key=lambda at: abs(at - start))


def _same_around(text: str, at: int, sought: Anchor) -> int:
    """How many code points beside the words are as they were."""
    before, after = text[max(at - _AROUND, 0) : at], text[at + len(sought.quote) :][:_AROUND]
    return _common(before[::-1], sought.before[::-1]) + _common(after, sought.after)


def _common(a: str, b: str) -> int:
    return next((n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _alike(text: str, sought: Anchor) -> tuple[int, int] | None:
    if len(text) < len(sought.quote) // 2 or len(text) * len(sought.quote) > _PAIRS:
        return None
    found = partial_ratio_alignment(sought.quote, text, score_cutoff=_ALIKE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return _to_words(text, found.dest_start, found.dest_end)


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch grown to whole words: what is alike begins and ends anywhere."""
    while start > 0 and not text[start - 1].isspace() and not text[start].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end - 1].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
