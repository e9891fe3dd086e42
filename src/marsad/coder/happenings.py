"""Is a trigger a happening of the guide, and of which type? A linear model over what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, yes
from marsad.coder.factuality import context_flags
from marsad.coder.relations import at_most, bucket, capped

HELD: Final = 0.35  # the probability of being a happening from which a trigger is followed further
_NEAR: Final = 4  # tokens on either side whose kinds count as standing next to the trigger
_RUN: Final = 10  # tokens before a trigger whose letters are its lead-up


def judge_triggers(analysis: Analysis) -> None:
    """Set ``facts`` and ``happening`` of every candidate trigger, and ``types`` of those that are followed."""
    is_happening, type_of = analysis.models.happening, analysis.models.type
    for trigger, facts in zip(analysis.triggers, trigger_facts(analysis), strict=True):
        trigger.facts = facts
        trigger.happening = is_happening.probability(facts)
        if trigger.happening >= HELD:
            trigger.judge(dict(zip(type_of.labels, type_of.probabilities(typing(facts)), strict=True)))


def typing(facts: Iterable[Fact]) -> list[Fact]:
    """Those of a trigger's facts that tell its type: the wording around it tells only whether it is a happening."""
    return [fact for fact in facts if fact[0] not in _WIDE]


def trigger_facts(analysis: Analysis) -> list[tuple[Fact, ...]]:
    """For each trigger the facts that hold of it."""
    weapons = _weapons(analysis)
    by_clause: dict[int, list[Trigger]] = {}
    for trigger in analysis.triggers:
        by_clause.setdefault(trigger.clause, []).append(trigger)
    seen: set[str] = set()
    rows = []
    for trigger in analysis.triggers:
        facts = _of_word(trigger) + _around(analysis, trigger) + _means(analysis, trigger, weapons)
        facts += _parties(analysis, trigger)
        facts += _company(analysis, trigger, by_clause[trigger.clause])
        facts += _setting(analysis, trigger, trigger.lemma in seen)
        seen.add(trigger.lemma)
        rows.append(tuple(facts))
    return rows


def _each_once(facts: list[Fact]) -> list[Fact]:
    """A fact holds or does not; it is not counted."""
    return list(dict.fromkeys(facts)) if len(facts) > 1 else facts


_WORD: Final = Family(
    "word",
    "lemma cls shape voice article pro",
    *("lemma", "cls", "shape", "cls shape", "voice", "lemma shape", "article", "lemma article", "pro", "cls pro"),
)
_FLAG: Final = Family("flag", "flag cls", "flag", "flag cls")
_OWNED: Final = Family("owned", "shape cls", "shape", "shape cls")


def _of_word(trigger: Trigger) -> list[Fact]:
    """The trigger itself: lemma, class, inflection, clitics."""
    reading = trigger.hit.reading
    facts: list[Fact] = [
        (_WORD, trigger.lemma, trigger.cls, trigger.shape, trigger.voice, trigger.article, reading.pro)
    ]
    facts += [(_FLAG, flag, trigger.cls) for flag in _flags(reading.sense.feats)]
    if reading.enc:
        facts.append((_OWNED, trigger.shape, trigger.cls))
    return facts


@lru_cache(maxsize=10_000)
def _flags(feats: frozenset[str]) -> list[str]:
    """The flags of a word that are words themselves, in order."""
    return sorted(f for f in feats if f.isalpha() and f.islower())


_SIDES: Final = ("prev", "prev2", "next", "next2")
_BESIDE: Final = {
    side: Family(
        side, "form cls lemma", "form", "cls form", *(("lemma form",) if side in ("prev", "next") else ()), common=False
    )
    for side in _SIDES
}
_SORT: Final = {side: Family(f"{side}_is", "kind sort cls", "kind sort", "cls kind") for side in _SIDES}
_BEFORE: Final = Family("before", "second first cls", "second first", "cls second first", common=False)
_AFTER: Final = Family("after", "first second cls", "first second", "cls first second", common=False)
_LEFT: Final = Family("left", "form", "form", common=False)
_RIGHT: Final = Family("right", "form", "form", common=False)
_LEAD_UP: Final = Family("lead_up", "path last shape cls", "path", "last shape", "path shape", "last cls")


def _around(analysis: Analysis, trigger: Trigger) -> list[Fact]:
    """The words beside the trigger and what they can mean."""
    doc, cls = analysis.doc, trigger.cls
    form, kinds = doc.form, doc.kinds
    i, j = trigger.i, trigger.j
    facts: list[Fact] = []
    for side, k in (("prev", i - 1), ("prev2", i - 2), ("next", j), ("next2", j + 1)):
        facts.append((_BESIDE[side], form(k), cls, trigger.lemma))
        if 0 <= k < len(kinds):
            facts += [(_SORT[side], kind, reading.sense.cls, cls) for kind, reading in kinds[k].items()]
    facts.append((_BEFORE, form(i - 2), form(i - 1), cls))
    facts.append((_AFTER, form(j), form(j + 1), cls))
    facts += _each_once([(_LEFT, form(k)) for k in range(max(0, i - 5), i - 2)])
    facts += _each_once([(_RIGHT, form(k)) for k in range(j + 2, min(j + 5, len(doc.tokens)))])
    begin = doc.sentences[trigger.sent][0]
    path = analysis.paths.between(max(begin, i - _RUN), i)[-4:]
    facts.append((_LEAD_UP, path, path[-2:], trigger.shape, cls))
    return facts


_WEAPON: Final = {
    "sentence": Family("weapon_far", "weapon cls", "weapon", "cls weapon"),
    "clause": Family("weapon", "weapon cls lemma", "weapon", "lemma weapon"),
    "near": Family("weapon_near", "weapon cls lemma", "weapon", "lemma weapon", "cls weapon"),
}
_NO_WEAPON: Final = Family("no_weapon", "cls", "cls")


def _weapons(analysis: Analysis) -> tuple[list[int], list[str]]:
    """Where weapon words stand, and their classes."""
    hits = analysis.doc.hits("weapon")
    return list(hits), [hit.reading.sense.cls for hit in hits.values()]


def _means(analysis: Analysis, trigger: Trigger, weapons: tuple[list[int], list[str]]) -> list[Fact]:
    """The weapons of the clause and of the rest of the sentence, which tell an air strike from shelling."""
    at, classes = weapons
    begin, end = analysis.clauses[trigger.clause]
    first, last = analysis.doc.sentences[trigger.sent]
    near = False
    facts: list[Fact] = []
    for k in range(bisect_left(at, first), bisect_left(at, last)):
        distance = at[k] - trigger.j if at[k] >= trigger.j else trigger.i - at[k]
        close = distance <= _NEAR
        near = near or close
        where = "near" if close else "clause" if begin <= at[k] < end else "sentence"
        facts.append((_WEAPON[where], classes[k], trigger.cls, trigger.lemma))
    if not near:
        facts.append((_NO_WEAPON, trigger.cls))
    return _each_once(facts)


_ACTOR: Final = Family(
    "actor",
    "actor side prep cls lemma",
    *("actor side", "cls actor", "cls actor side", "lemma actor side", "cls prep"),
)
_ACTOR_NEXT: Final = Family("actor_next", "actor cls lemma", "cls actor", "lemma actor")
_PLACE_NEXT: Final = Family("place_next", "place cls lemma", "cls", "lemma", "cls place")
_HAS: Final = Family("has", "kind cls shape", "kind", "cls kind", "shape kind")
_NO_MENTION: Final = Family("no_mention", "cls", "cls")
_KINDS: Final = {
    (kind, before): f"{kind}_{'before' if before else 'after'}"
    for kind in ("actor", "place")
    for before in (False, True)
}


def _parties(analysis: Analysis, trigger: Trigger) -> list[Fact]:
    """The actors and places of the clause."""
    kinds = set()
    facts: list[Fact] = []
    cls, lemma = trigger.cls, trigger.lemma
    for mention in analysis.mentions_between(*analysis.clauses[trigger.clause]):
        before = mention.j <= trigger.i
        kinds.add((mention.kind, before))
        beside = mention.i == trigger.j
        if mention.kind == "actor":
            facts.append((_ACTOR, mention.cls, "before" if before else "after", mention.prep, cls, lemma))
            if beside:
                facts.append((_ACTOR_NEXT, mention.cls, cls, lemma))
        elif beside or (mention.prep and mention.i == trigger.j + 1):
            facts.append((_PLACE_NEXT, mention.cls, cls, lemma))
    facts = _each_once(facts)
    facts += [(_HAS, name, cls, trigger.shape) for kind, name in _KINDS.items() if kind in kinds]
    if not kinds:
        facts.append((_NO_MENTION, cls))
    return facts


_CROWD: Final = Family("triggers_in_clause", "many nth cls", "many", "nth cls")
_OTHER: Final = {
    step: Family(
        f"{step}_trigger",
        "other clauses gap path shape cls lemma other_lemma",
        *("other clauses", "cls other", "cls other clauses", "other cls gap", "cls other_lemma", "lemma other_lemma"),
        *("path", "path cls", "path shape other"),
        common=False,
    )
    for step in ("previous", "following")
}
_ALONE: Final = Family("alone", "step cls shape", "step cls", "step shape")
_CAUSE: Final = Family("cause_near", "cause harm cls", "cause", "cls cause", "harm cause")
_FIGURES: Final = Family("figures", "count time cls", "cls count", "time", "cls time")
_VICTIMS: Final = Family("victims", "civilian cls lemma", "cls civilian", "lemma civilian")
_CIVILIAN: Final = {known: str(known) for known in (True, False, None)}


def _company(analysis: Analysis, trigger: Trigger, clause: list[Trigger]) -> list[Fact]:
    """The other triggers, counts and times near it."""
    cls, triggers = trigger.cls, analysis.triggers
    facts: list[Fact] = [(_CROWD, at_most(len(clause), 4), at_most(trigger.n - clause[0].n, 3), cls)]
    facts += _neighbours(analysis, trigger)
    flags = trigger.hit.reading.sense.feats
    cause = False
    for n in range(max(0, trigger.n - 3), min(trigger.n + 4, len(triggers))):
        other = triggers[n]
        if n != trigger.n and other.sent == trigger.sent and "kill" not in other.hit.reading.sense.feats:
            cause = True
    facts.append((_CAUSE, yes(cause), yes("kill" in flags or "injure" in flags), cls))
    begin, end = analysis.clauses[trigger.clause]
    counts = analysis.counts_of_sentence(trigger.sent)
    inside = any(begin <= c.i < end for c in counts)
    timed = any(begin <= t.i < end for t in analysis.times_of_sentence(trigger.sent))
    facts.append((_FIGURES, yes(inside), yes(timed), cls))
    return facts + _each_once([(_VICTIMS, _CIVILIAN[count.civilian], cls, trigger.lemma) for count in counts[:3]])


def _neighbours(analysis: Analysis, trigger: Trigger) -> list[Fact]:
    """The triggers before and after it in its sentence."""
    triggers = analysis.triggers
    facts: list[Fact] = []
    for step, n in (("previous", trigger.n - 1), ("following", trigger.n + 1)):
        other = triggers[n] if 0 <= n < len(triggers) else None
        if other is None or other.sent != trigger.sent:
            facts.append((_ALONE, step, trigger.cls, trigger.shape))
            continue
        first, second = (other, trigger) if step == "previous" else (trigger, other)
        path, gap = analysis.paths.between(first.j, second.i), bucket(second.i - first.j)
        clauses = capped(abs(other.clause - trigger.clause), 2)
        words = trigger.cls, trigger.lemma, other.lemma
        facts.append((_OTHER[step], other.cls, clauses, gap, path, other.shape, *words))
    return facts


_TOLD: Final = Family(
    "told_before",
    "seen titled sentence quarter cls shape",
    *("seen", "cls seen", "titled cls", "titled sentence", "sentence", "sentence cls seen", "quarter", "quarter shape"),
)
_OPENING: Final = Family(
    "opening", "first second clause cls", "first", "first second", "clause cls", "clause", common=False
)
_SIZE: Final = Family("size", "triggers sentence sentences", "triggers sentence", "triggers sentence sentences")
_CONTEXT: Final = Family("context", "flag cls shape", "flag", "flag cls", "flag shape")
_TIME: Final = Family("time", "rule", "rule")
_AGE: Final = Family("age", "age late", "age late")


def _setting(analysis: Analysis, trigger: Trigger, seen: bool) -> list[Fact]:
    """Where in the report it stands, how its sentence opens, how old the times are, whether the title has it."""
    doc, cls = analysis.doc, trigger.cls
    first = doc.sentences[trigger.sent][0]
    sentences = len(doc.sentences)
    titled = yes(trigger.lemma in analysis.title_lemmas)
    quarter = at_most(4 * trigger.sent // max(sentences, 1), 3)
    facts: list[Fact] = [
        (_TOLD, yes(seen), titled, at_most(trigger.sent, 3), quarter, cls, trigger.shape),
        (_OPENING, doc.form(first), doc.form(first + 1), doc.form(analysis.clauses[trigger.clause][0]), cls),
        (_SIZE, at_most(len(analysis.triggers) // 10, 5), at_most(trigger.sent // 4, 4), at_most(sentences // 5, 4)),
    ]
    facts += [(_CONTEXT, flag, cls, trigger.shape) for flag in sorted(context_flags(doc, trigger.i))]
    published = doc.report.published
    told: list[Fact] = []
    for time in analysis.times_of_sentence(trigger.sent)[:3]:
        told.append((_TIME, time.rule))
        if published:
            told.append((_AGE, _age(time.last, published), yes(trigger.sent > 2)))
    return facts + _each_once(told)


def _age(day: str, published: str) -> str:
    """How long before the report a day is: this year and month, this year, or before."""
    if day[:7] == published[:7]:
        return "month"
    return "year" if day[:4] == published[:4] else "older"


_WIDE: Final = frozenset((_LEFT, _RIGHT, _BEFORE, _AFTER, _OPENING, _SIZE, _TOLD, _TIME, _AGE, _CONTEXT))
# What a claim's standing rests on besides its roles: the word itself, the words next to it, and where it is told.
STANDING: Final = frozenset((_WORD, _BESIDE["prev"], _BESIDE["next"], _TOLD, _OPENING, _SIZE, _CONTEXT, _TIME, _AGE))
