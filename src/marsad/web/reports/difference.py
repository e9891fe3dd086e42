"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Final

_WORDS: Final = re.compile(r"\s+|[^\s\w]|\w+")
_MOST: Final = 4_000_000  # pairs of words that are still compared one by one; beyond, a part counts as rewritten


class Kind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as it was (same, gone) or is (same, new)."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """The parts in order: the same and the gone together are ``old``, the same and the new ``new``."""
    parts = _lines(old.splitlines(keepends=True), new.splitlines(keepends=True))
    told = (part for part in parts if part.text)
    return tuple(Part(kind, "".join(one.text for one in run)) for kind, run in groupby(told, lambda part: part.kind))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    """Whole lines first, then the words of those that changed: a long text is compared in a moment."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Part(Kind.SAME, before)
        else:
            yield from _words(_WORDS.findall(before), _WORDS.findall(after))


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    """The parts of lines that changed. Spaces between words that changed go with them, so that a sentence that was
    rewritten is one part, not one a word.
    """
    gone, fresh = "", ""
    for tag, a, b, c, d in _opcodes(old, new):
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal" and (before.strip() or not (gone or fresh)):
            yield from (Part(Kind.GONE, gone), Part(Kind.NEW, fresh), Part(Kind.SAME, before))
            gone, fresh = "", ""
        else:
            gone, fresh = gone + before, fresh + after
    yield from (Part(Kind.GONE, gone), Part(Kind.NEW, fresh))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > _MOST:
        return [("replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
