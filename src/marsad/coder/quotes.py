"""Quotations: what stands between «…», "…", “…”, told apart into quoted speech and quoted names.

A quotation may run over sentences. One that is never closed ends with its sentence, so that a stray mark cannot
swallow the report.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.coder.document import Document

OPENERS = {"«": "»", "“": "”", "‹": "›", "(": ")", "„": "“", "{": "}", "[": "]"}
STRAIGHT = frozenset("\"'")
_CLOSERS = frozenset("»”›)}]")
_MARKS = frozenset('«»“”‹›„"')
LONGEST = 400  # tokens a quotation may hold
NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: the marks stand at ``i`` and ``j - 1`` (an unclosed one ends at ``j``), the words between."""

    i: int
    j: int
    speech: bool  # quoted speech; else a name or a word held at arm's length
    closed: bool = True

    @property
    def inside(self) -> tuple[int, int]:
        """The token range of the quoted words."""
        return self.i + 1, self.j - 1 if self.closed else self.j


def find_quotes(doc: Document) -> list[Quote]:
    """Every quotation in text order, the outermost only; brackets are no quotation."""
    found: list[Quote] = []
    tokens = doc.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].kind == "punct" and tokens[i].text in _MARKS and tokens[i].text not in _CLOSERS:
            quote = _read(doc, i)
            if quote:
                found.append(quote)
                i = quote.j
                continue
        i += 1
    return found


def _read(doc: Document, i: int) -> Quote | None:
    close = _closing(doc, i)
    if close is not None:
        return Quote(i, close + 1, _is_speech(doc, i + 1, close)) if close > i + 1 else None
    end = doc.sentences[doc.tokens[i].sent][1]
    # An unclosed mark counts only after a colon: there it surely opens what somebody said.
    return Quote(i, end, speech=True, closed=False) if doc.form(i - 1) == ":" and end > i + 1 else None


def _closing(doc: Document, i: int) -> int | None:
    """The mark that closes the one at ``i``: nested ones are counted, straight ones close at their next like."""
    tokens = doc.tokens
    mark = tokens[i].text
    straight = mark == '"'
    partner = '"' if straight else OPENERS[mark]
    depth = 0
    for k in range(i + 1, min(len(tokens), i + LONGEST)):
        text = tokens[k].text
        if straight and text in "»”" and depth > 0:
            depth -= 1
        elif text == partner or (mark == "“" and text == "“" and tokens[k].start == tokens[k - 1].end and depth == 0):
            if depth == 0 or straight:
                return k
            depth -= 1
        elif text == mark and not straight:
            depth += 1
        elif straight and text in "»”" and depth == 0:
            return k
        elif straight and text in "«“":
            depth += 1
        elif straight and tokens[k].kind == "break" and doc.form(i - 1) != ":":
            return None
    return None


def _is_speech(doc: Document, i: int, j: int) -> bool:
    if j - i > NAME_WORDS:
        return True
    return any(_is_clause_word(doc, k) for k in range(i, j))


def _is_clause_word(doc: Document, k: int) -> bool:
    """A verb or a complementiser: a short quotation with one is a sentence, not a name."""
    kinds = doc.kinds[k]
    boundary = kinds.get("boundary")
    if boundary and boundary.sense.cls == "that" and not boundary.pro:
        return True
    trigger = kinds.get("trigger") or kinds.get("say")
    return bool(trigger and trigger.sense.pos == "verb" and not trigger.enc)
