"""Quotations: what stands between «…», "…", “…”, told apart into quoted speech and quoted names.

A quotation may run over sentences. One that is never closed ends with its sentence, so that a stray mark cannot
swallow the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.coder.document import Document

OPENERS: Final = {"«": "»", "“": "”", "‹": "›", "(": ")", "„": "“", "{": "}", "[": "]"}
_MARKS: Final = frozenset('«»“”‹›„"')
_OPENING: Final = frozenset('«“‹„"')
LONGEST: Final = 400  # tokens a quotation may hold
_DEEPEST: Final = 20  # quotations inside one another; more are no quotations
NAME_WORDS: Final = 4


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
    marks = [token.i for token in doc.others if token.text in _MARKS or token.kind == "break"]
    end = 0
    for n, i in enumerate(marks):
        if i >= end and tokens[i].text in _OPENING:
            quote = _read(doc, marks, n)
            if quote:
                found.append(quote)
                end = quote.j
    return found


def _read(doc: Document, marks: list[int], n: int) -> Quote | None:
    i = marks[n]
    close = _closing(doc, marks, n)
    if close is not None:
        speech = not _is_named(doc, i, close) and _is_speech(doc, i + 1, close)
        return Quote(i, close + 1, speech) if close > i + 1 else None
    end = doc.sentences[doc.tokens[i].sent][1]
    # An unclosed mark counts only after a colon: there it surely opens what somebody said.
    return Quote(i, end, speech=True, closed=False) if doc.form(i - 1) == ":" and end > i + 1 else None


def _closing(doc: Document, marks: list[int], n: int) -> int | None:
    """The mark that closes the ``n``-th: nested ones are counted, straight ones close at their next like."""
    tokens, i = doc.tokens, marks[n]
    mark = tokens[i].text
    straight = mark == '"'
    partner = '"' if straight else OPENERS[mark]
    depth = 0
    for k in marks[n + 1 : n + LONGEST]:
        text = tokens[k].text
        if k >= i + LONGEST or depth > _DEEPEST:
            return None
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


def _is_named(doc: Document, i: int, close: int) -> bool:
    """«محطة «إن تي في»»: what a medium without article is called, though its words may make a sentence."""
    head = doc.kinds[i - 1].get("source_head") if i and close - i - 1 <= NAME_WORDS else None
    return head is not None and head.sense.cls == "outlet" and not head.enc and not head.pro.endswith(("ال", "لل"))


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
