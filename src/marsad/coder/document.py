"""A report made ready for the stages of the coder: tokens, sentences, and what each token can mean."""

from __future__ import annotations

from functools import cached_property

from marsad.lexicon import Hit, Lexicon, Reading, lexicon
from marsad.model import Mention, Report
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import Token, tokenize


class Document:
    """One report under coding. Token positions are indexes into ``tokens``; ranges are half-open."""

    def __init__(self, report: Report, words: Lexicon | None = None) -> None:
        self.report = report
        self.text = report.text
        self.lexicon = words or lexicon()
        self.tokens: list[Token] = tokenize(report.text)
        self.sentences = mark_sentences(self.tokens)
        kinds = self.lexicon.kinds
        self.kinds: list[dict[str, Reading]] = [kinds(t.form) if t.kind == "word" else {} for t in self.tokens]

    @cached_property
    def phrases(self) -> dict[int, list[Hit]]:
        """Multi-word phrases by the token they begin at, longest first."""
        found: dict[int, list[Hit]] = {}
        for token in self.tokens:
            if token.kind == "word":
                hits = list(self.lexicon.match(self.tokens, token.i))
                if hits:
                    found[token.i] = hits
        return found

    def hit(self, i: int, kind: str) -> Hit | None:
        """The longest phrase of ``kind`` that begins at token ``i``, else the word's own reading of that kind."""
        for hit in self.phrases.get(i, ()):
            if hit.reading.sense.kind == kind:
                return hit
        reading = self.kinds[i].get(kind) if i < len(self.kinds) else None
        return Hit(i, i + 1, reading) if reading else None

    def form(self, i: int) -> str:
        """The folded form of token ``i``, empty outside the text."""
        return self.tokens[i].form if 0 <= i < len(self.tokens) else ""

    def mention(self, i: int, j: int, rule: str, skip: int = 0) -> Mention:
        """The tokens ``[i:j]`` as a mention; ``skip`` leaves out that many leading characters (proclitics)."""
        start, end = self.tokens[i].start + skip, self.tokens[j - 1].end
        return Mention(self.text[start:end], start, end, rule)
