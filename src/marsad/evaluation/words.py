"""The content words of a mention, by which two mentions are compared.

The folding and the list of class words are the scorer's own, fixed by the coding guide's scorer: figures stay
comparable when the coder's folding or lexicon changes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_DROPPED = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_FOLDED = str.maketrans("أإآٱىئؤة", "اااايييه")
_WORD = re.compile(r"\w+")
_PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال")
_CLASS_WORDS = frozenset(
    word
    for line in Path(__file__).with_name("class_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


@lru_cache(maxsize=50_000)
def content_words(text: str) -> frozenset[str]:
    """The folded words of ``text`` without article and proclitics, class words left out unless there are no others."""
    found = [_bare(word) for word in _WORD.findall(_DROPPED.sub("", text).translate(_FOLDED))]
    return frozenset(word for word in found if word not in _CLASS_WORDS) or frozenset(found)


def _bare(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            return word[len(prefix) :]
    return word
