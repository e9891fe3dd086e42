"""The type of a claim, weighed anew over all the tellings of its happening and what fills their roles."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.analysis import Analysis
from marsad.coder.coreference import Group, Telling
from marsad.coder.facts import Fact, Family, yes

_LIKELY = 0.5
_CONSIDERED = 3  # types
_TELLINGS = 4  # tellings that are looked at


def judge_kinds(analysis: Analysis, groups: list[Group]) -> None:
    """Set the ``kind`` of every group."""
    model = analysis.models.kind
    for group in groups:
        group.kind_facts = tuple(kind_facts(analysis, group))
        chances = model.probabilities(group.kind_facts)
        group.judge(dict(zip(model.labels, chances, strict=True)))


_SHARES = tuple(
    Family(f"share{n}", "kind tenth cls lemma", "kind tenth", *(() if n else ("kind", "kind cls", "kind lemma")))
    for n in range(_CONSIDERED)
)
_WORD = Family("word", "lemma cls lead first", "lemma lead", "cls lead", "lemma first", "cls first lead")
_DOER = Family("doer", "class head first cls", "class", "class first", "head first", "class cls")
_TARGET = Family("target", "class head first cls", "class", "class first", "head first", "class cls")
_PLACE = Family("place", "class first", "class first")
_MEANS = Family("weapon", "weapon first cls lead", "weapon", "weapon first", "weapon cls lead")
_TOLL = Family("toll", "toll civilian first", "toll civilian first", "civilian first")
_TITLE = Family("in_title", "cls first", "cls first")


def kind_facts(analysis: Analysis, group: Group) -> Iterator[Fact]:
    """What speaks for one type or another."""
    lead, shares = group.lead.trigger, group.shares()
    ranked = sorted(shares, key=lambda kind: -shares[kind])[:_CONSIDERED]
    first = ranked[0] if ranked else lead.cls
    for n, kind in enumerate(ranked):
        yield (_SHARES[n], kind, str(min(9, int(shares[kind] * 10))), lead.cls, lead.lemma)
    for telling in group.tellings[:_TELLINGS]:
        trigger, leading = telling.trigger, yes(telling is group.lead)
        yield (_WORD, trigger.lemma, trigger.cls, leading, first)
        yield from _parties(telling, first)
        for hit in analysis.doc.hits_between("weapon", *analysis.doc.sentences[trigger.sent]):
            yield (_MEANS, hit.reading.sense.cls, first, trigger.cls, leading)
        for count in analysis.counts_of_sentence(trigger.sent)[:3]:
            yield (_TOLL, count.kind, str(count.civilian), first)
    for cls in sorted(analysis.title_classes):
        yield (_TITLE, cls, first)


def _parties(telling: Telling, first: str) -> Iterator[Fact]:
    """Who did it, to whom and at what kind of place."""
    for filler in telling.fillers:
        phrase = filler.phrase
        if filler.initiator >= _LIKELY:
            yield (_DOER, phrase.cls, phrase.lemma, first, telling.trigger.cls)
        if filler.target >= _LIKELY:
            yield (_TARGET, phrase.cls, phrase.lemma, first, telling.trigger.cls)
        if filler.place >= _LIKELY:
            yield (_PLACE, phrase.cls, first)
