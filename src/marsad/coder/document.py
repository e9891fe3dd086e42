"""A report made ready for the stages of the coder: tokens, sentences, and what each token can mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Final

from marsad.coder.glued import seams
from marsad.lexicon import Hit, Lexicon, Reading
from marsad.lexicon.lexicon import lexicon
from marsad.model import Mention, Report
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import Token, tokenize

_COMMAS: Final = frozenset("،,؛;:")
_TITLE: Final = 12  # letters from which a title that ends the text is told again, and not by chance


class Document:
    """One report under coding. Token positions are indexes into ``tokens``; ranges are half-open."""

    def __init__(self, report: Report, words: Lexicon | None = None) -> None:
        self.report = report
        self.text = report.text
        self.echo = _echo(report)  # where the title is told again that some outlets put below the text
        self.lexicon = words or lexicon()
        self.tokens: list[Token] = tokenize(report.text, seams(self.lexicon))
        self.sentences = mark_sentences(self.tokens)
        self.kinds: list[dict[str, Reading]]
        self.phrases: dict[int, list[Hit]]
        self.kinds, self.phrases = self.lexicon.read(self.tokens)
        self._forms: list[str] = [t.form for t in self.tokens]
        self.others: list[Token] = [token for token in self.tokens if token.kind != "word"]
        self.marks: list[int] = [token.i for token in self.others if token.kind == "punct"]
        self.commas: list[int] = [i for i in self.marks if self.tokens[i].form in _COMMAS]  # semicolons, colons too
        self._hits: dict[str, dict[int, Hit]] = {}
        self._starts: dict[str, list[int]] = {}
        self._words = self._words_by_kind()
        self._phrases = self._phrases_by_kind()

    def form(self, i: int) -> str:
        """The folded form of token ``i``, empty outside the text."""
        return self._forms[i] if 0 <= i < len(self._forms) else ""

    def is_word(self, i: int) -> bool:
        """Whether token ``i`` is there and is a word."""
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "word"

    def hit(self, i: int, kind: str) -> Hit | None:
        """The longest phrase of ``kind`` that begins at token ``i``, else the word's own reading of that kind."""
        hits = self._hits.get(kind)
        if hits is None:
            hits = self.hits(kind)
        return hits.get(i)

    def hits(self, kind: str) -> dict[int, Hit]:
        """Every hit of ``kind`` by the token it begins at, in text order."""
        hits = self._hits.get(kind)
        if hits is None:
            kinds, longer, new = self.kinds, self._phrases.get(kind), tuple.__new__  # as ``make_hit``, less the call
            hits = {i: new(Hit, (i, i + 1, kinds[i][kind])) for i in self._words.get(kind, ())}
            if longer:
                every = hits | longer
                hits = {i: every[i] for i in sorted(every)}
            self._hits[kind] = hits
        return hits

    def starts(self, kind: str) -> list[int]:
        """The tokens at which a hit of ``kind`` begins, in text order."""
        starts = self._starts.get(kind)
        if starts is None:
            starts, longer = self._words.get(kind, []), self._phrases.get(kind)
            self._starts[kind] = starts = sorted({*starts, *longer}) if longer else starts
        return starts

    def hits_between(self, kind: str, i: int, j: int) -> list[Hit]:
        """The hits of ``kind`` that begin inside the tokens ``[i:j]``, in text order."""
        starts, hits = self.starts(kind), self.hits(kind)
        return [hits[k] for k in starts[bisect_left(starts, i) : bisect_left(starts, j)]]

    def _words_by_kind(self) -> dict[str, list[int]]:
        """For each table the tokens that are words of it."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for i, kinds in enumerate(self.kinds):
            if kinds:
                for kind in kinds:
                    index[kind].append(i)
        return dict(index)

    def _phrases_by_kind(self) -> dict[str, dict[int, Hit]]:
        """For each table its longest phrase at each token where one begins."""
        index: defaultdict[str, dict[int, Hit]] = defaultdict(dict)
        for i, hits in self.phrases.items():
            for hit in hits:
                index[hit.reading.sense.kind].setdefault(i, hit)
        return dict(index)

    def mention(self, i: int, j: int, rule: str, skip: int = 0) -> Mention:
        """The tokens ``[i:j]`` as a mention; ``skip`` leaves out that many leading characters (proclitics)."""
        start, end = self.tokens[i].start + skip, self.tokens[j - 1].end
        return Mention(self.text[start:end], start, end, rule)


def _echo(report: Report) -> int:
    """Where the report's own title ends its text («رابط الخبر بصحيفة …: العنوان»), else the end of the text."""
    title, text = (report.title or "").strip(), report.text.rstrip()
    if len(title) >= _TITLE and len(text) > len(title) and text.endswith(title):
        return len(text) - len(title)
    return len(report.text)
