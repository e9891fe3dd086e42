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
    joined = (Part(kind, "".join(one.text for one in run)) for kind, run in groupby(parts, lambda part: part.kind))
    return tuple(part for part in joined if part.text)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    """Whole lines first, then the words of those that changed: a long text is compared in a moment."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Part(Kind.SAME, before)
        else:
            yield from _words(_WORDS.findall(before), _WORDS.findall(after))


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    if len(old) * len(new) > _MOST:
        yield from (Part(Kind.GONE, "".join(old)), Part(Kind.NEW, "".join(new)))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part(Kind.SAME, "".join(old[a:b]))
        else:
            yield from (Part(Kind.GONE, "".join(old[a:b])), Part(Kind.NEW, "".join(new[c:d])))
