"""The mentions that stand next to a word: behind it, before it, and the ones a pronoun on it may mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marsad.coder.analysis import Analysis
from marsad.coder.document import Document
from marsad.coder.ranges import Phrase
from marsad.lexicon import Hit

# Pronouns written alone after «ل» ("to, of"), folded: their gender and number.
OWNERS: Final = {"له": "m", "لها": "f", "لهم": "p", "لهما": "d"}
_BYSTANDERS: Final = ("civilians", "people", "officials")


def hits_of(doc: Document, kind: str) -> Iterator[Hit]:
    """Every hit of the table ``kind``, in text order, the longest phrase first and nothing inside it again."""
    end = 0
    for i, hit in doc.hits(kind).items():
        if i >= end:
            yield hit
            end = hit.j


@dataclass(slots=True)
class Neighbours:
    """A report's mentions by where they begin and end. Of several at one place the longest counts."""

    analysis: Analysis
    starts: dict[tuple[str, int], Phrase]
    ends: dict[tuple[str, int], Phrase]
    actors: list[Phrase]
    actor_starts: list[int]

    @classmethod
    def of(cls, analysis: Analysis) -> Neighbours:
        """The neighbours of a report's mentions."""
        starts: dict[tuple[str, int], Phrase] = {}
        ends: dict[tuple[str, int], Phrase] = {}
        for phrase in sorted(analysis.mentions, key=lambda p: p.j - p.i):
            starts[phrase.kind, phrase.i] = phrase
            ends[phrase.kind, phrase.j] = phrase
        actors = [p for p in analysis.mentions if p.kind == "actor"]
        return cls(analysis, starts, ends, actors, [p.i for p in actors])

    def token_at(self, start: int) -> int:
        """The token that holds the character ``start`` of the text."""
        return bisect_right(self.analysis.doc.tokens, start, key=lambda t: t.start) - 1

    def behind(self, j: int, kind: str, links: str, reach: int = 7) -> Phrase | None:
        """The mention of ``kind`` that begins at token ``j``, or after punctuation and words of the table ``links``."""
        doc = self.analysis.doc
        for at in range(j, min(j + reach, len(doc.tokens))):
            phrase = self.starts.get((kind, at))
            if phrase:
                return phrase
            if not (_mark(doc, at) or links in doc.kinds[at]):
                return None
        return None

    def around(self, i: int) -> Phrase | None:
        """The actor mention that begins before token ``i`` and goes on behind it."""
        n = bisect_left(self.actor_starts, i)
        return next((p for p in reversed(self.actors[max(0, n - 4) : n]) if p.i < i < p.j), None)

    def coordinated(self, phrase: Phrase) -> list[Phrase]:
        """The mentions of the same kind in the coordination of ``phrase``, itself included, in text order."""
        if phrase.group < 0:
            return [phrase]
        near = self.analysis.mentions_between(phrase.i - 80, phrase.i + 80)
        return [p for p in near if p.group == phrase.group and p.kind == phrase.kind] or [phrase]

    def owners(self, i: int, gender: str) -> list[Phrase]:
        """Whom a pronoun of the given gender means, seen from token ``i``: the actor nearest before that agrees.

        Of a coordination («قوات النظام وحزب الله والمسلحين الموالين لها») it is the first that agrees.
        """
        n = bisect_left(self.actor_starts, i)
        before = [
            p for p in self.actors[max(0, n - 8) : n] if p.j <= i and not self.is_weapon(p) and p.cls not in _BYSTANDERS
        ]
        if not before:
            return []
        first = self.analysis.doc.sentences[self.analysis.doc.tokens[i].sent][0]
        near = [p for p in before if p.i >= first] or before[-2:]
        if gender == "d":
            return near[-2:]
        agreeing = [p for p in near if gender in ("p", self.gender(p))] or near
        return [next((p for p in agreeing if p.group >= 0 and p.group == near[-1].group), agreeing[-1])]

    def is_weapon(self, phrase: Phrase) -> bool:
        """A means that stands for its owner («الطيران», "the aircraft")."""
        head = self.analysis.doc.kinds[phrase.i].get("actor_head")
        return head is not None and "weapon" in head.sense.feats

    def gender(self, phrase: Phrase) -> str:
        """``f`` or ``m``, by the head word: a feminine ending, or the plural of things and groups."""
        reading = self.analysis.doc.kinds[phrase.i].get("actor_head" if phrase.kind == "actor" else "place_class")
        form = self.analysis.doc.form(phrase.i)
        if reading and ({"f", "fem", "pl"} & reading.sense.feats) and "member" not in reading.sense.feats:
            return "f"
        return "f" if form.endswith(("ه", "ات", "اء")) else "m"


def _mark(doc: Document, i: int) -> bool:
    return doc.tokens[i].kind == "punct" and doc.form(i) not in ".!?؟؛"
