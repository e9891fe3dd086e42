"""Words, numbers, punctuation and line breaks of a text, each with its offsets and folded form.

Digits and letters are parted even where no space stands between them («في12», «الـ24»). A word broken up
letter by letter with tatweel, as some outlets do to pass filters («تـ ـسـ ـتـ ـهـ ـدف»), is one token.
"""

from __future__ import annotations

import re

from marsad.text.fold import MARKS, fold

_LETTER = rf"(?:[^\W\d_]|[{MARKS}\u200c\u200d])"
_PATTERN = re.compile(
    rf"(?P<word>{_LETTER}+(?:(?<=ـ)[ \u00a0]{{1,2}}(?=ـ){_LETTER}+)*)"
    r"|(?P<number>\d+(?:[.,٫٬]\d+)*)"
    r"|(?P<break>[\n\r\u2028\u2029]+)"
    r"|(?P<punct>[^\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff])"
)


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
        raw = match.group()
        form = fold(raw.replace(" ", "").replace("\u00a0", "")) if kind == "word" else fold(raw)
        if form:
            tokens.append(Token(len(tokens), raw, form, match.start(), match.end(), kind))
    return tokens
