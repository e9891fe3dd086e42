"""The type of a claim, weighed anew over all the tellings of its happening and what fills their roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, share, yes
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


_SHARES: Final = tuple(
    Family(f"share{n}", "kind tenth cls lemma", "kind tenth", *(() if n else ("kind", "kind cls", "kind lemma")))
    for n in range(_CONSIDERED)
)
_WORD: Final = Family("word", "lemma cls lead first", "lemma lead", "cls lead", "lemma first", "cls first lead")
_DOER: Final = Family("doer", "class head first cls", "class", "class first", "head first", "class cls")
_TARGET: Final = Family("target", "class head first cls", "class", "class first", "head first", "class cls")
_PLACE: Final = Family("place", "class first", "class first")
_MEANS: Final = Family(
    "weapon",
    "weapon near first cls lead lemma",
    *("weapon", "weapon first", "weapon cls lead", "weapon near", "weapon near first", "weapon near cls"),
    "weapon near lemma",
)
_NO_MEANS: Final = Family("no_weapon", "first cls lemma", "first", "cls first", "lemma first")
_SIDES: Final = Family("sides", "doer target first cls", "doer target", "doer target first", "doer target cls")
_RIVALS: Final = Family(
    "rivals", "first second tenth doer cls", "first second", "first second tenth", "first second doer"
)
_COMPANY: Final = {
    step: Family(f"{step}_type", "other gap first cls path", "other first", "other gap first", "other cls path")
    for step in ("previous", "following")
}
_TOLL: Final = Family("toll", "toll civilian first", "toll civilian first", "civilian first")
_TITLE: Final = Family("in_title", "cls first", "cls first")


def kind_facts(analysis: Analysis, group: Group) -> Iterator[Fact]:
    """What speaks for one type or another."""
    lead, shares = group.lead.trigger, group.shares()
    ranked = sorted(shares, key=lambda kind: -shares[kind])[:_CONSIDERED]
    first = ranked[0] if ranked else lead.cls
    for n, kind in enumerate(ranked):
        yield (_SHARES[n], kind, share(shares[kind], 10), lead.cls, lead.lemma)
    second = ranked[1] if len(ranked) > 1 else "-"
    yield (
        _RIVALS,
        first,
        second,
        share(shares.get(first, 0.0), 10),
        _surest(group.lead, "initiator"),
        lead.cls,
    )
    yield from _company(analysis, lead, first)
    armed = False
    for telling in group.tellings[:_TELLINGS]:
        trigger, leading = telling.trigger, yes(telling is group.lead)
        yield (_WORD, trigger.lemma, trigger.cls, leading, first)
        yield from _parties(telling, first)
        yield (_SIDES, _surest(telling, "initiator"), _surest(telling, "target"), first, trigger.cls)
        for hit in analysis.doc.hits_between("weapon", *analysis.doc.sentences[trigger.sent]):
            near = _nearness(analysis, trigger, hit.i)
            armed = armed or near != "far"
            yield (_MEANS, hit.reading.sense.cls, near, first, trigger.cls, leading, trigger.lemma)
        for count in analysis.counts_of_sentence(trigger.sent)[:3]:
            yield (_TOLL, str(count.kind), str(count.civilian), first)
    if not armed:
        yield (_NO_MEANS, first, lead.cls, lead.lemma)
    for cls in sorted(analysis.title_classes):
        yield (_TITLE, cls, first)


def _surest(telling: Telling, role: str) -> str:
    """The class of the likeliest filler of a role, «-» where none is likely."""
    best, chance = "-", _LIKELY
    for filler in telling.fillers:
        own = filler.initiator if role == "initiator" else filler.target
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


def _company(analysis: Analysis, trigger: Trigger, first: str) -> Iterator[Fact]:
    """The types of the happenings right before and after."""
    triggers, n = analysis.triggers, trigger.n
    for step, k in (("previous", n - 1), ("following", n + 1)):
        if 0 <= k < len(triggers) and triggers[k].types:
            other = triggers[k]
            one, two = (other, trigger) if k < n else (trigger, other)
            gap = capped(two.sent - one.sent, 2)
            path = analysis.paths.between(one.j, two.i) if gap == "0" else "-"
            yield (_COMPANY[step], other.type, gap, first, trigger.cls, path)


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
