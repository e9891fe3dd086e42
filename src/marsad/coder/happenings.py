"""Is a trigger a happening of the guide, and of which type? A linear model over what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, once, templates, yes
from marsad.coder.factuality import context_flags
from marsad.coder.relations import at_most, bucket, capped

HELD: Final = 0.45  # the probability of being a happening from which a trigger is followed further
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


_VALUES: Final = (
    "lemma cls shape voice article pro owned prev next first second clause seen titled sentence quarter"
    " person prev2 next2 last weapon actor_next place_next parties many nth"
    " before before_lemma before_clauses before_gap before_path before_shape"
    " behind behind_lemma behind_clauses behind_gap behind_path behind_shape"
    " cause harm count time far sentences"
)
_OF_HAPPENINGS: Final = templates("""
    article, before_lemma behind_lemma, before_path, before_path before_shape before, cause, cls before,
    cls before_lemma, cls behind, cls shape, cls weapon, harm cause, last shape, lemma, lemma before_lemma,
    lemma behind_clauses before_clauses, lemma behind_lemma, lemma nth far, lemma prev, lemma pro weapon,
    lemma shape, many, next, prev, prev2, pro, sentence, sentence cls seen, lemma article owned person,
    cls seen person, next person, prev nth count, seen person, seen next2 weapon, prev parties behind_shape,
    cls person behind, actor_next nth before_lemma time, lemma pro nth, clause parties, lemma article nth,
    first before_lemma cause, shape first quarter, lemma article count, pro prev2, before_lemma sentences,
    behind_lemma, quarter weapon before_gap, behind_gap behind_path, behind_lemma count, behind_lemma harm
""")
_HAPPENING: Final = Family("trigger", _VALUES, *_OF_HAPPENINGS)
_OF_TYPES: Final = templates("""
    before before_clauses, behind behind_clauses, cls, cls before, cls behind, cls cause, cls count, cls pro,
    cls shape, cls time, cls weapon, lemma, lemma shape, nth cls, lemma owned titled count,
    article weapon before before_lemma, cls titled quarter, article many behind_lemma cause,
    owned before_lemma, before_lemma behind_shape, lemma actor_next, cls shape owned actor_next, person time,
    person, voice person, actor_next before, owned actor_next, person nth, person before behind count,
    cls article second, article next2 weapon actor_next, next2 parties, next2 actor_next, next place_next harm
""")
_TYPED: Final = Family("trigger", _VALUES, *_OF_TYPES)
_STANDING: Final = 17  # where in the fact the values end that a claim's standing rests on as well


def typing(facts: Iterable[Fact]) -> list[Fact]:
    """Those of a trigger's facts that tell its type: the wording around it tells only whether it is a happening."""
    first, *others = facts
    return [(_TYPED, *first[1:]), *[fact for fact in others if fact[0] not in _WIDE]]


def standing(facts: Sequence[Fact]) -> tuple[Fact, list[Fact]]:
    """What a claim's standing rests on besides its roles: the word itself, the words next to it, where it is told (of
    all its values those first told), and the times beside it.
    """
    return facts[0][1:_STANDING], [fact for fact in facts if fact[0] is _TIME]


def trigger_facts(analysis: Analysis) -> list[tuple[Fact, ...]]:
    """For each trigger the facts that hold of it: one of all that is known of each, then those of which any number may
    hold.
    """
    weapons = _weapons(analysis)
    by_clause: dict[int, list[Trigger]] = {}
    for trigger in analysis.triggers:
        by_clause.setdefault(trigger.clause, []).append(trigger)
    seen: set[str] = set()
    rows = []
    for trigger in analysis.triggers:
        beside, means = _means(analysis, trigger, weapons)
        next_to, parties, kinds = _parties(analysis, trigger)
        figures, victims = _figures(analysis, trigger)
        known = (
            *_of_word(trigger),
            *_setting(analysis, trigger, trigger.lemma in seen),
            *_around(analysis, trigger),
            beside,
            *next_to,
            kinds,
            *_company(analysis, trigger, by_clause[trigger.clause]),
            *figures,
            *_size(analysis, trigger),
        )
        seen.add(trigger.lemma)
        facts: list[Fact] = [(_HAPPENING, *known)]
        facts += [(_FLAG, flag, trigger.cls) for flag in _flags(trigger.hit.reading.sense.feats)]
        facts += _words_around(analysis, trigger) + means + parties + victims + _times(analysis, trigger)
        rows.append(tuple(facts))
    return rows


def _each_once(facts: list[Fact]) -> list[Fact]:
    """A fact holds or does not; it is not counted."""
    return list(dict.fromkeys(facts)) if len(facts) > 1 else facts


def _of_word(trigger: Trigger) -> tuple[str, ...]:
    """The trigger itself: lemma, class, inflection, clitics."""
    reading = trigger.hit.reading
    owned = yes(bool(reading.enc))
    return trigger.lemma, trigger.cls, trigger.shape, trigger.voice, trigger.article, reading.pro, owned


_FLAG: Final = Family("flag", "flag cls", "flag", "flag cls")


@lru_cache(maxsize=10_000)
def _flags(feats: frozenset[str]) -> list[str]:
    """The flags of a word that are words themselves, in order."""
    return sorted(f for f in feats if f.isalpha() and f.islower())


def _setting(analysis: Analysis, trigger: Trigger, seen: bool) -> tuple[str, ...]:
    """The words next to it, how its sentence and clause open, and where in the report it stands."""
    doc = analysis.doc
    first = doc.sentences[trigger.sent][0]
    return (
        doc.form(trigger.i - 1),
        doc.form(trigger.j),
        doc.form(first),
        doc.form(first + 1),
        doc.form(analysis.clauses[trigger.clause][0]),
        yes(seen),
        yes(trigger.lemma in analysis.title_lemmas),
        at_most(trigger.sent, 3),
        at_most(4 * trigger.sent // max(len(doc.sentences), 1), 3),
    )


def _around(analysis: Analysis, trigger: Trigger) -> tuple[str, ...]:
    """What it must agree with, the words farther off, and what leads up to it."""
    i = trigger.i
    begin = analysis.doc.sentences[trigger.sent][0]
    path = analysis.paths.between(max(begin, i - _RUN), i)
    return trigger.person, analysis.doc.form(i - 2), analysis.doc.form(trigger.j + 1), path[-2:]


_SORT: Final = {
    side: Family(f"{side}_is", "kind sort cls", "kind sort", "cls kind") for side in ("prev", "prev2", "next", "next2")
}
_LEFT: Final = Family("left", "form", "form")
_RIGHT: Final = Family("right", "form", "form")
_CONTEXT: Final = Family("context", "flag cls", "flag", "flag cls")


def _words_around(analysis: Analysis, trigger: Trigger) -> list[Fact]:
    """What the words beside the trigger can mean, and the words a little farther off."""
    doc, cls = analysis.doc, trigger.cls
    kinds = doc.kinds
    i, j = trigger.i, trigger.j
    facts: list[Fact] = []
    for side, k in (("prev", i - 1), ("prev2", i - 2), ("next", j), ("next2", j + 1)):
        if 0 <= k < len(kinds):
            facts += [(_SORT[side], kind, reading.sense.cls, cls) for kind, reading in kinds[k].items()]
    facts += _each_once([(_LEFT, doc.form(k)) for k in range(max(0, i - 5), i - 2)])
    facts += _each_once([(_RIGHT, doc.form(k)) for k in range(j + 2, min(j + 5, len(doc.tokens)))])
    facts += [(_CONTEXT, flag, cls) for flag in sorted(context_flags(doc, i))]
    return facts


_WEAPON: Final = {
    "sentence": Family("weapon_far", "weapon cls lemma", "cls weapon", "weapon"),
    "clause": Family("weapon", "weapon cls lemma", "weapon"),
    "near": Family("weapon_near", "weapon cls lemma", "weapon", "lemma weapon", "cls weapon"),
}


def _weapons(analysis: Analysis) -> tuple[list[int], list[str]]:
    """Where weapon words stand, and their classes."""
    hits = analysis.doc.hits("weapon")
    return list(hits), [hit.reading.sense.cls for hit in hits.values()]


def _means(analysis: Analysis, trigger: Trigger, weapons: tuple[list[int], list[str]]) -> tuple[str, list[Fact]]:
    """The weapon next to it, and those of the clause and of the rest of the sentence, which tell an air strike from
    shelling.
    """
    at, classes = weapons
    begin, end = analysis.clauses[trigger.clause]
    first, last = analysis.doc.sentences[trigger.sent]
    beside = "-"
    facts: list[Fact] = []
    for k in range(bisect_left(at, first), bisect_left(at, last)):
        distance = at[k] - trigger.j if at[k] >= trigger.j else trigger.i - at[k]
        close = distance <= _NEAR
        if close and beside == "-":
            beside = classes[k]
        where = "near" if close else "clause" if begin <= at[k] < end else "sentence"
        facts.append((_WEAPON[where], classes[k], trigger.cls, trigger.lemma))
    return beside, _each_once(facts)


_ACTOR: Final = Family(
    "actor",
    "actor side prep cls lemma",
    *("actor side", "cls actor", "lemma actor side", "cls prep"),
)
_HAS: Final = Family("has", "kind cls shape", "kind", "cls kind", "shape kind")
_KINDS: Final = {
    (kind, before): f"{kind}_{'before' if before else 'after'}"
    for kind in ("actor", "place")
    for before in (False, True)
}


def _parties(analysis: Analysis, trigger: Trigger) -> tuple[tuple[str, str], list[Fact], str]:
    """The classes of the actor and of the place right behind it, the actors of the clause, and what it has."""
    kinds = set()
    facts: list[Fact] = []
    cls, lemma = trigger.cls, trigger.lemma
    actor = place = "-"
    for mention in analysis.mentions_between(*analysis.clauses[trigger.clause]):
        before = mention.j <= trigger.i
        kinds.add((mention.kind, before))
        beside = mention.i == trigger.j
        if mention.kind == "actor":
            facts.append((_ACTOR, mention.cls, "before" if before else "after", mention.prep, cls, lemma))
            if beside:
                actor = mention.cls
        elif beside or (mention.prep and mention.i == trigger.j + 1):
            place = mention.cls
    facts = _each_once(facts)
    names = [name for kind, name in _KINDS.items() if kind in kinds]
    facts += [(_HAS, name, cls, trigger.shape) for name in names]
    return (actor, place), facts, once(" ".join(names))


_VICTIMS: Final = Family("victims", "civilian cls lemma", "cls civilian", "lemma civilian")
_CIVILIAN: Final = {known: str(known) for known in (True, False, None)}
_ALONE: Final = ("-", "-", "-", "-", "-", "-")


def _company(analysis: Analysis, trigger: Trigger, clause: list[Trigger]) -> tuple[str, ...]:
    """The other triggers of the clause, and those before and behind it in its sentence."""
    triggers = analysis.triggers
    values = [at_most(len(clause), 4), at_most(trigger.n - clause[0].n, 3)]
    for n in (trigger.n - 1, trigger.n + 1):
        other = triggers[n] if 0 <= n < len(triggers) else None
        if other is None or other.sent != trigger.sent:
            values += _ALONE
            continue
        first, second = (other, trigger) if n < trigger.n else (trigger, other)
        path, gap = analysis.paths.between(first.j, second.i), bucket(second.i - first.j)
        clauses = capped(abs(other.clause - trigger.clause), 2)
        values += (other.cls, other.lemma, clauses, gap, path, other.shape)
    return tuple(values)


def _figures(analysis: Analysis, trigger: Trigger) -> tuple[tuple[str, str, str, str], list[Fact]]:
    """Whether a cause stands near a word for harm, whether the clause counts people or gives a time, and who they
    are.
    """
    triggers, cls = analysis.triggers, trigger.cls
    flags = trigger.hit.reading.sense.feats
    cause = False
    for n in range(max(0, trigger.n - 3), min(trigger.n + 4, len(triggers))):
        other = triggers[n]
        if n != trigger.n and other.sent == trigger.sent and "kill" not in other.hit.reading.sense.feats:
            cause = True
    begin, end = analysis.clauses[trigger.clause]
    counts = analysis.counts_of_sentence(trigger.sent)
    inside = any(begin <= c.i < end for c in counts)
    timed = any(begin <= t.i < end for t in analysis.times_of_sentence(trigger.sent))
    victims = _each_once([(_VICTIMS, _CIVILIAN[count.civilian], cls, trigger.lemma) for count in counts[:3]])
    return (yes(cause), yes("kill" in flags or "injure" in flags), yes(inside), yes(timed)), victims


def _size(analysis: Analysis, trigger: Trigger) -> tuple[str, str]:
    """How far on this is told, and how long the report is."""
    sentences = len(analysis.doc.sentences)
    return at_most(trigger.sent // 4, 4), at_most(sentences // 5, 4)


_TIME: Final = Family("time", "rule", "rule")
_AGE: Final = Family("age", "age late", "age late")


def _times(analysis: Analysis, trigger: Trigger) -> list[Fact]:
    """What kind of times its sentence gives, and how old they are."""
    published = analysis.doc.report.published
    told: list[Fact] = []
    for time in analysis.times_of_sentence(trigger.sent)[:3]:
        told.append((_TIME, time.rule))
        if published:
            told.append((_AGE, _age(time.last, published), yes(trigger.sent > 2)))
    return _each_once(told)


def _age(day: str, published: str) -> str:
    """How long before the report a day is: this year and month, this year, or before."""
    if day[:7] == published[:7]:
        return "month"
    return "year" if day[:4] == published[:4] else "older"


_WIDE: Final = frozenset((_LEFT, _RIGHT, _TIME, _AGE, _CONTEXT))
