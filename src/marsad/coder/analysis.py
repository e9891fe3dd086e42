"""All that is found in a report before its claims are put together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from marsad.coder.attribution import find_speech
from marsad.coder.casualties import find_casualties
from marsad.coder.clauses import mark_clauses
from marsad.coder.document import Document
from marsad.coder.linear import Models
from marsad.coder.mentions import find_mentions
from marsad.coder.ranges import CountPhrase, Phrase, Speech, TimePhrase
from marsad.coder.reference import resolve
from marsad.coder.times import find_times
from marsad.lexicon import Hit


@dataclass(slots=True)
class Trigger:
    """A word or phrase that may name a happening, over the tokens ``[i:j]``."""

    n: int
    i: int
    j: int
    hit: Hit
    sent: int
    clause: int
    features: tuple[str, ...] = ()
    happening: float = 0.0  # the probability that it names a happening of the guide
    types: dict[str, float] = field(default_factory=dict)  # the probability of each type, given that it does

    @property
    def lemma(self) -> str:
        return self.hit.reading.sense.lemma

    @property
    def cls(self) -> str:
        return self.hit.reading.sense.cls

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.types, key=self.types.__getitem__) if self.types else self.cls


@dataclass(slots=True)
class Analysis:
    """A document with its mentions, times, counts, speech, clauses and candidate triggers, all in text order."""

    doc: Document
    models: Models
    clauses: list[tuple[int, int]]
    clause_of: list[int]
    mentions: list[Phrase]
    antecedents: dict[int, Phrase]  # id() of a definite description to the phrase it stands for
    times: list[TimePhrase]
    counts: list[CountPhrase]
    speeches: list[Speech]
    triggers: list[Trigger]
    mention_starts: list[int]

    def mentions_between(self, i: int, j: int) -> list[Phrase]:
        """The mentions that begin inside the tokens ``[i:j]``."""
        return self.mentions[bisect_left(self.mention_starts, i) : bisect_left(self.mention_starts, j)]

    def named(self, phrase: Phrase) -> Phrase:
        """The phrase itself, or for a definite description the one it stands for."""
        return self.antecedents.get(id(phrase), phrase)


def analyse(doc: Document, models: Models) -> Analysis:
    """Run every finding stage once, in the order in which they build on one another."""
    clauses = mark_clauses(doc)
    clause_of = [0] * (len(doc.tokens) + 1)
    for n, (i, j) in enumerate(clauses):
        clause_of[i:j] = [n] * (j - i)
    mentions = find_mentions(doc)
    antecedents = {id(p): a for p, a in resolve(doc, mentions)}
    return Analysis(
        doc=doc,
        models=models,
        clauses=clauses,
        clause_of=clause_of,
        mentions=mentions,
        antecedents=antecedents,
        times=find_times(doc),
        counts=find_casualties(doc, mentions),
        speeches=find_speech(doc, mentions),
        triggers=find_triggers(doc, clause_of),
        mention_starts=[m.i for m in mentions],
    )


def find_triggers(doc: Document, clause_of: list[int]) -> list[Trigger]:
    """Every word or phrase of the trigger tables, longest first, outside idioms."""
    found: list[Trigger] = []
    i = 0
    while i < len(doc.tokens):
        idiom = doc.hit(i, "idiom")
        if idiom:
            i = idiom.j
            continue
        hit = doc.hit(i, "trigger")
        if hit:
            found.append(Trigger(len(found), i, hit.j, hit, doc.tokens[i].sent, clause_of[i]))
            i = hit.j
        else:
            i += 1
    return found
