"""Words, numbers, punctuation and line breaks of a text, each with its offsets and folded form.

Digits and letters are parted even where no space stands between them («في12», «الـ24»). A word broken up
letter by letter with tatweel, as some outlets do to pass filters («تـ ـسـ ـتـ ـهـ ـدف»), is one token. Two words that
lost the space between them are two tokens where spelling gives it away: ة and ى end a word, إ begins one. Where only
a list of words can tell («وقوعانفجار»), the caller says where to part a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final

from marsad.text.fold import MARKS, fold, fold_char
from marsad.text.memory import Memory

# Letters, and the marks and joiners inside words. The first class is there for speed: it takes nearly every run whole.
_RUN: Final = rf"[ء-يA-Za-z{MARKS}\u200c\u200d]++"
_LETTERS: Final = rf"(?:{_RUN}|[^\W\d_])+"
_KINDS: Final = {
    "word": rf"{_LETTERS}(?:(?<=ـ)[ \u00a0]{{1,2}}(?=ـ){_LETTERS})*",
    "number": r"\d+(?:[.,٫٬]\d+)*",
    "break": r"[\n\r\u2028\u2029]+",
    "punct": r"[^\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]",
}
_ONE: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
# The same strings, sooner found: a run of the first class that nothing can follow is the whole word.
_ALL: Final = re.compile("|".join([rf"{_RUN}(?<!ـ)(?![^\W\d_])", *_KINDS.values()]))

# Where a word must end: after ة, ى or a tanwin's alif before another letter, and before an إ that only clitics may
# precede.
_SEAM: Final = re.compile(rf"(?<=[ةى])(?=[ء-ي])|(?<=[ةى][{MARKS}])(?=[ء-ي])|(?<=اً|ًا)(?=[ء-ي])|(?<=[ء-ي]{{3}})(?=إ)")
_CLITICS: Final = frozenset("وفبلكاسـ")


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


_Part = tuple[int, int, str, str]  # first, end, text, form
_Shape = tuple[str, str, tuple[_Part, ...]]  # a written string's kind, its form where it is one token, else its parts


def tokenize(text: str, seam: Callable[[str], int] | None = None) -> list[Token]:
    """All tokens of ``text``; kinds are ``word``, ``number``, ``punct`` and ``break``.

    ``seam`` tells of the folded form of a word how many letters the first of two words run together has, or 0; it is
    asked once a spelling.
    """
    tokens: list[Token] = []
    shapes = _SHAPES if seam is None else _seamed_shapes(seam)
    i = end = 0
    for written in _ALL.findall(text):
        start = text.find(written, end)  # exact: what lies between two tokens can begin none
        end = start + len(written)
        kind, form, parts = shapes[written]
        if form:
            tokens.append(Token(i, written, form, start, end, kind))
            i += 1
        else:
            for a, b, part, folded in parts:
                tokens.append(Token(i, part, folded, start + a, start + b, kind))
                i += 1
    return tokens


@lru_cache(maxsize=8)
def _seamed_shapes(seam: Callable[[str], int]) -> Memory[_Shape]:
    """What written strings are to those who part words at ``seam``."""
    return Memory(partial(_seamed_shape, seam))


def _seamed_shape(seam: Callable[[str], int], written: str) -> _Shape:
    shape = _SHAPES[written]
    kind, form, parts = shape
    if kind != "word":
        return shape
    whole = parts or ((0, len(written), written, form),)
    halves = tuple([half for part in whole for half in _halves(part, seam)])
    return shape if len(halves) == len(whole) else (kind, "", halves)


def _halves(part: _Part, seam: Callable[[str], int]) -> tuple[_Part, ...]:
    """A word, or the two that the seam tells apart."""
    start, end, text, form = part
    letters = seam(form)
    cut = _characters(text, letters) if letters else 0
    if not cut:
        return (part,)
    left, right = text[:cut], text[cut:]
    return (start, start + cut, left, fold(left)), (start + cut, end, right, fold(right))


def _characters(written: str, letters: int) -> int:
    """How many characters of ``written`` its first ``letters`` folded letters take up, the marks on them included.

    0 where the seam falls inside a character (a ligature), or the word is written with spaces in it.
    """
    if " " in written or "\u00a0" in written:
        return 0
    at = 0
    while letters > 0 and at < len(written):
        letters -= len(fold_char(written[at]))
        at += 1
    while at < len(written) and not fold_char(written[at]):
        at += 1
    return at if letters == 0 and at < len(written) else 0


def _shape(written: str) -> _Shape:
    if "ء" <= written[0] <= "ي" and written[0] != "ـ":  # most words, told without looking further
        kind = "word"
    else:
        match = _ONE.match(written)
        kind = (match and match.lastgroup) or "punct"
    parts = _parts(written) if kind == "word" else ()
    if len(parts) > 1 or (parts and parts[0][1] < len(written)):
        return kind, "", parts
    return kind, parts[0][3] if parts else "" if kind == "word" else fold(written), ()


_SHAPES: Final = Memory(_shape)


def _parts(written: str) -> tuple[_Part, ...]:
    """Start, end, text and form of a written word, or of the words run together in it."""
    if not _seamed(written):
        form = fold(written.replace(" ", "").replace("\u00a0", ""))
        return ((0, len(written), written, form),) if form else ()
    cuts = [m.start() for m in _SEAM.finditer(written)]
    cuts = [c for c in cuts if written[c] != "إ" or not _CLITICS.issuperset(written[:c])]
    spans = ((a, b, written[a:b]) for a, b in pairwise([0, *cuts, len(written)]))
    parts = ((a, b, raw, fold(raw.replace(" ", "").replace("\u00a0", ""))) for a, b, raw in spans)
    return tuple(part for part in parts if part[3])


def _seamed(word: str) -> bool:
    return "ة" in word[:-1] or "ى" in word[:-1] or "إ" in word[3:] or "\u064b" in word[:-1]
