"""The type of a claim, weighed anew over all the tellings of its happening and what fills their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, once, share, templates, yes
from marsad.coder.relations import capped
from marsad.coder.tellings import Group, Telling

_LIKELY: Final = 0.5
_CONSIDERED: Final = 3  # types
_TELLINGS: Final = 4  # tellings that are looked at


def judge_kinds(analysis: Analysis, groups: list[Group]) -> None:
    """Set the ``kind`` of every group."""
    model = analysis.models.kind
    for group in groups:
        group.kind_facts = tuple(kind_facts(analysis, group))
        chances = model.probabilities(group.kind_facts)
        group.judge(dict(zip(model.labels, chances, strict=True)))


_OF_KINDS: Final = templates("""
    armed cls kind, armed kind, before kind, kind, kind cls, kind kind2, kind lemma, kind tenth, kind3 tenth3,
    tenth3 cls sentence person, cls, cls shape, behind counts, kind tenth2, kind tenth3, cls tellings,
    tenth3 person, kind2 shape, doer before tellings, before sentence, tenth3 cls, lemma sentence,
    kind tenth3 target where, cls tellings sentence person, tenth2 cls shape, kind shape,
    kind tenth tenth2 tellings, tenth armed counts person, cls sentence, lemma
""")
_KIND: Final = Family(
    "kind",
    "kind kind2 kind3 tenth tenth2 tenth3 cls lemma shape doer target where before behind armed"
    " tellings counts sentence person",
    *_OF_KINDS,
)
_WORD: Final = Family("word", "lemma cls lead first", "lemma lead", "cls lead", "lemma first", "cls first lead")
_DOER: Final = Family("doer", "class head first cls", "class", "head first", "class cls")
_TARGET: Final = Family("target", "class first", "class", "class first")
_MEANS: Final = Family("weapon", "weapon near", "weapon", "weapon near")
_TOLL: Final = Family("toll", "civilian first", "civilian first")
_TITLE: Final = Family("in_title", "cls first", "cls first")


def kind_facts(analysis: Analysis, group: Group) -> Iterator[Fact]:
    """What speaks for one type or another."""
    lead, shares = group.lead.trigger, group.shares()
    ranked = sorted(shares, key=lambda kind: -shares[kind])[:_CONSIDERED]
    first = ranked[0] if ranked else lead.cls
    armed = False
    for telling in group.tellings[:_TELLINGS]:
        trigger, leading = telling.trigger, yes(telling is group.lead)
        yield (_WORD, trigger.lemma, trigger.cls, leading, first)
        yield from _parties(telling, first)
        for hit in analysis.doc.hits_between("weapon", *analysis.doc.sentences[trigger.sent]):
            near = _nearness(analysis, trigger, hit.i)
            armed = armed or near != "far"
            yield (_MEANS, hit.reading.sense.cls, near)
        for count in analysis.counts_of_sentence(trigger.sent)[:3]:
            yield (_TOLL, str(count.civilian), first)
    for cls in sorted(analysis.title_classes):
        yield (_TITLE, cls, first)
    yield (_KIND, *_ranked(shares, ranked), *_of_lead(analysis, group, armed))


def _ranked(shares: dict[str, float], ranked: Sequence[str]) -> list[str]:
    """The likeliest types, then how likely each is."""
    missing = ["-"] * (_CONSIDERED - len(ranked))
    return [*ranked, *missing, *[share(shares[kind], 10) for kind in ranked], *missing]


def _of_lead(analysis: Analysis, group: Group, armed: bool) -> tuple[str, ...]:
    """The fullest telling: its word, who and where, its neighbours, weapons, what is counted, where it is told."""
    lead = group.lead
    trigger = lead.trigger
    counts = analysis.counts_of_sentence(trigger.sent)
    return (
        trigger.cls,
        trigger.lemma,
        trigger.shape,
        _surest(lead, "initiator"),
        _surest(lead, "target"),
        _surest(lead, "place"),
        _beside(analysis, trigger, -1),
        _beside(analysis, trigger, 1),
        yes(armed),
        capped(len(group.tellings), 3),
        once("+".join(sorted({count.kind.value for count in counts}))),
        capped(trigger.sent, 2),
        trigger.person,
    )


def _surest(telling: Telling, role: str) -> str:
    """The class of the likeliest filler of a role, «-» where none is likely."""
    best, chance = "-", _LIKELY
    for filler in telling.fillers:
        own: float = getattr(filler, role)
        if own >= chance:
            best, chance = filler.phrase.cls, own
    return best


def _nearness(analysis: Analysis, trigger: Trigger, i: int) -> str:
    """Whether a weapon at token ``i`` is this trigger's: in its clause, in another without a trigger nearer, or far."""
    triggers, n = analysis.triggers, trigger.n
    after = n + 1 < len(triggers) and triggers[n + 1].i <= i
    before = n > 0 and i - triggers[n - 1].i < trigger.i - i  # or behind the weapon
    nearer = after if i >= trigger.j else before
    if analysis.clause_of[i] == trigger.clause:
        return "shared" if nearer else "own"
    return "far" if nearer else "next"


def _beside(analysis: Analysis, trigger: Trigger, step: int) -> str:
    """The type of the happening right before (-1) or after (1)."""
    triggers, k = analysis.triggers, trigger.n + step
    return triggers[k].type if 0 <= k < len(triggers) and triggers[k].types else "-"


def _parties(telling: Telling, first: str) -> Iterator[Fact]:
    """Who did it, and to whom."""
    for filler in telling.fillers:
        phrase = filler.phrase
        if filler.initiator >= _LIKELY:
            yield (_DOER, phrase.cls, phrase.lemma, first, telling.trigger.cls)
        if filler.target >= _LIKELY:
            yield (_TARGET, phrase.cls, first)
