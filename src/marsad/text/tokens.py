"""Words, numbers, punctuation and line breaks of a text, each with its offsets and folded form.

Digits and letters are parted even where no space stands between them («في12», «الـ24»). A word broken up
letter by letter with tatweel, as some outlets do to pass filters («تـ ـسـ ـتـ ـهـ ـدف»), is one token. Two words that
lost the space between them are two tokens where spelling gives it away: ة and ى end a word, إ begins one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from marsad.text.fold import MARKS, fold

# Letters, and the marks and joiners inside words. The first class is there for speed: it takes nearly every run whole.
_LETTERS = rf"(?:[ء-يA-Za-z{MARKS}\u200c\u200d]++|[^\W\d_])+"
_PATTERN = re.compile(
    rf"(?P<word>{_LETTERS}(?:(?<=ـ)[ \u00a0]{{1,2}}(?=ـ){_LETTERS})*)"
    r"|(?P<number>\d+(?:[.,٫٬]\d+)*)"
    r"|(?P<break>[\n\r\u2028\u2029]+)"
    r"|(?P<punct>[^\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff])"
)

# Where a word must end: after ة or ى before another letter, and before an إ that only clitics may precede.
_SEAM = re.compile(rf"(?<=[ةى])(?=[ء-ي])|(?<=[ةى][{MARKS}])(?=[ء-ي])|(?<=[ء-ي]{{3}})(?=إ)")
_CLITICS = frozenset("وفبلكاسـ")


class Token:
    """One token: ``text[start:end]`` of the report, its folded ``form``, ``kind`` and sentence number."""

    __slots__ = ("end", "form", "i", "kind", "sent", "start", "text")

    def __init__(self, i: int, text: str, form: str, start: int, end: int, kind: str) -> None:
        self.i = i
        self.text = text
        self.form = form
        self.start = start
        self.end = end
        self.kind = kind
        self.sent = 0

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.text!r}, {self.kind})"


def tokenize(text: str) -> list[Token]:
    """All tokens of ``text``; kinds are ``word``, ``number``, ``punct`` and ``break``."""
    tokens: list[Token] = []
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup or "punct"
        start = match.start()
        if kind == "word":
            for first, end, raw, form in _parts(match.group()):
                tokens.append(Token(len(tokens), raw, form, start + first, start + end, kind))
        elif form := fold(match.group()):
            tokens.append(Token(len(tokens), match.group(), form, start, match.end(), kind))
    return tokens


@lru_cache(maxsize=100_000)
def _parts(written: str) -> tuple[tuple[int, int, str, str], ...]:
    """Start, end, text and form of a written word, or of the words run together in it."""
    cuts = [m.start() for m in _SEAM.finditer(written)] if _seamed(written) else []
    cuts = [c for c in cuts if written[c] != "إ" or not _CLITICS.issuperset(written[:c])]
    spans = ((a, b, written[a:b]) for a, b in pairwise([0, *cuts, len(written)]))
    parts = ((a, b, raw, fold(raw.replace(" ", "").replace("\u00a0", ""))) for a, b, raw in spans)
    return tuple(part for part in parts if part[3])


def _seamed(word: str) -> bool:
    return "ة" in word[:-1] or "ى" in word[:-1] or "إ" in word[3:]
