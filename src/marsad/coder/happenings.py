"""Is a trigger a happening of the guide, and of which type? A linear model over what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.factuality import context_flags
from marsad.coder.relations import bucket
from marsad.lexicon import Reading

HELD = 0.35  # the probability of being a happening from which a trigger is followed further
_NEAR = 4  # tokens on either side whose kinds count as standing next to the trigger


def judge_triggers(analysis: Analysis) -> None:
    """Set ``features`` and ``happening`` of every candidate trigger, and ``types`` of those that are followed."""
    is_happening, type_of = analysis.models.happening, analysis.models.type
    for trigger, features in zip(analysis.triggers, trigger_features(analysis), strict=True):
        trigger.features = tuple(features)
        trigger.happening = is_happening.probability(features)
        if trigger.happening >= HELD:
            trigger.judge(dict(zip(type_of.labels, type_of.probabilities(features), strict=True)))


def trigger_features(analysis: Analysis) -> list[list[str]]:
    """For each trigger the names of the features that hold of it."""
    weapons = _weapons(analysis)
    by_clause: dict[int, list[Trigger]] = {}
    for trigger in analysis.triggers:
        by_clause.setdefault(trigger.clause, []).append(trigger)
    seen: set[str] = set()
    rows = []
    for trigger in analysis.triggers:
        row = [*_word(trigger), *_around(analysis, trigger), *_means(analysis, trigger, weapons)]
        row += _company(analysis, trigger, by_clause[trigger.clause])
        row.append("told_before" if trigger.lemma in seen else "first_telling")
        row += [f"context={flag}" for flag in sorted(context_flags(analysis.doc, trigger.i))]
        seen.add(trigger.lemma)
        rows.append(list(dict.fromkeys(row)))  # a feature holds or does not; it is not counted
    return rows


def _word(trigger: Trigger) -> tuple[str, ...]:
    """The trigger itself: lemma, class, inflection, clitics."""
    return _of_reading(trigger.hit.reading, trigger.shape, trigger.voice, trigger.article)


@lru_cache(maxsize=1 << 13)
def _of_reading(reading: Reading, shape: str, voice: str, article: str) -> tuple[str, ...]:
    sense = reading.sense
    rows = [f"lemma={sense.lemma}", f"cls={sense.cls}", f"shape={shape}", f"cls+shape={sense.cls}+{shape}"]
    rows += [f"lemma+shape={sense.lemma}+{shape}", f"article={article}", f"lemma+article={sense.lemma}+{article}"]
    rows += [f"flag={f}" for f in sorted(sense.feats) if f.isalpha() and f.islower()]
    rows.append(f"voice={voice}")
    if reading.pro:
        rows.append(f"pro={reading.pro}")
    if reading.enc:
        rows.append(f"enc={shape}")
    return tuple(rows)


def _around(analysis: Analysis, trigger: Trigger) -> list[str]:
    """The words beside the trigger and what they can mean."""
    doc = analysis.doc
    rows: list[str] = []
    for name, k in (("prev", trigger.i - 1), ("prev2", trigger.i - 2), ("next", trigger.j), ("next2", trigger.j + 1)):
        form = doc.form(k)
        kinds = tuple((kind, r.sense.cls) for kind, r in doc.kinds[k].items()) if 0 <= k < len(doc.kinds) else ()
        rows += _of_neighbour(name, form, kinds)
        if name in ("prev", "next"):
            rows.append(f"lemma+{name}={trigger.lemma}+{form}")
            rows += [f"cls+{name}={trigger.cls}+{kind}" for kind, _ in kinds]
    return rows


@lru_cache(maxsize=1 << 13)
def _of_neighbour(name: str, form: str, kinds: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return (f"{name}={form}", *(f"{name}:{kind}={cls}" for kind, cls in kinds))


def _weapons(analysis: Analysis) -> tuple[list[int], list[str]]:
    """Where weapon words stand, and their classes."""
    hits = analysis.doc.hits("weapon")
    return list(hits), [hit.reading.sense.cls for hit in hits.values()]


def _means(analysis: Analysis, trigger: Trigger, weapons: tuple[list[int], list[str]]) -> list[str]:
    """The weapons and the doers of the clause, which tell an air strike from shelling."""
    at, classes = weapons
    begin, end = analysis.clauses[trigger.clause]
    rows = []
    near = False
    for k in range(bisect_left(at, begin), bisect_left(at, end)):
        distance = at[k] - trigger.j if at[k] >= trigger.j else trigger.i - at[k]
        if distance <= _NEAR:
            near = True
            rows.append(f"weapon_near={classes[k]}")
            rows.append(f"cls+weapon_near={trigger.cls}+{classes[k]}")
        rows.append(f"weapon={classes[k]}")
        rows.append(f"lemma+weapon={trigger.lemma}+{classes[k]}")
    if not near:
        rows.append(f"cls+no_weapon={trigger.cls}")
    kinds = set()
    for mention in analysis.mentions_between(begin, end):
        side = "before" if mention.j <= trigger.i else "after"
        kinds.add(f"{mention.kind}_{side}")
        if mention.kind == "actor":
            rows.append(f"actor_{side}={mention.cls}")
            rows.append(f"cls+actor={trigger.cls}+{mention.cls}")
            if mention.prep:
                rows.append(f"actor_prep={trigger.cls}+{mention.prep}")
            if mention.i == trigger.j:
                rows.append(f"actor_next={trigger.cls}+{mention.cls}")
        elif mention.i == trigger.j or (mention.prep and mention.i == trigger.j + 1):
            rows.append(f"place_next={trigger.cls}")
    rows += [f"has_{kind}" for kind in sorted(kinds)]
    rows += [f"cls+has_{kind}={trigger.cls}" for kind in sorted(kinds)]
    if not kinds:
        rows.append(f"no_mention={trigger.cls}")
    return rows


def _company(analysis: Analysis, trigger: Trigger, clause: list[Trigger]) -> list[str]:
    """The other triggers, counts and times near it, and where in the report it stands."""
    rows = []
    mine = clause.index(trigger)
    rows.append(f"triggers_in_clause={min(len(clause), 4)}")
    if mine:
        rows.append(f"after_trigger={clause[mine - 1].cls}")
        rows.append(f"cls_after={trigger.cls}+{clause[mine - 1].cls}")
    if mine + 1 < len(clause):
        rows.append(f"before_trigger={clause[mine + 1].cls}")
        rows.append(f"cls_before={trigger.cls}+{clause[mine + 1].cls}")
        if clause[mine + 1].i == trigger.j:
            rows.append(f"trigger_next={trigger.lemma}+{clause[mine + 1].cls}")
    around = [t for t in analysis.triggers[max(0, trigger.n - 3) : trigger.n + 4] if t.sent == trigger.sent]
    causes = {t.cls for t in around if t is not trigger and "kill" not in t.hit.reading.sense.feats}
    rows.append(f"cause_near={bool(causes)}")
    if "kill" in trigger.hit.reading.sense.feats or "injure" in trigger.hit.reading.sense.feats:
        rows.append(f"kill+cause_near={bool(causes)}")
    begin, end = analysis.clauses[trigger.clause]
    if any(begin <= c.i < end for c in analysis.counts_of_sentence(trigger.sent)):
        rows.append(f"count_in_clause={trigger.cls}")
    if any(begin <= t.i < end for t in analysis.times_of_sentence(trigger.sent)):
        rows.append("time_in_clause")
    rows += _setting(analysis, trigger)
    for count in analysis.counts_of_sentence(trigger.sent)[:3]:
        rows.append(f"victims={trigger.cls},{count.civilian}")
    if trigger.n:
        before = analysis.triggers[trigger.n - 1]
        if before.sent == trigger.sent:
            rows.append(f"gap={before.cls},{trigger.cls},{bucket(trigger.i - before.j)}")
    sentences = len(analysis.doc.sentences)
    rows.append(f"sentence={min(trigger.sent, 3)}")
    rows.append(f"place_in_report={4 * trigger.sent // max(sentences, 1)}")
    return rows


def _setting(analysis: Analysis, trigger: Trigger) -> list[str]:
    """How its sentence and clause open, whether somebody says it, how old the times are, whether the title has it."""
    doc = analysis.doc
    first = doc.sentences[trigger.sent][0]
    opening = analysis.clauses[trigger.clause][0]
    rows = [
        f"opener={doc.form(first)}",
        f"opener2={doc.form(first)} {doc.form(first + 1)}",
        f"clause_opener={doc.form(opening)},{trigger.cls}",
        f"in_title={trigger.lemma in analysis.title_lemmas},{trigger.cls}",
        f"size={min(len(analysis.triggers) // 10, 5)},{min(trigger.sent // 4, 4)}",
    ]
    published = doc.report.published
    for time in analysis.times_of_sentence(trigger.sent)[:3]:
        rows.append(f"time={time.rule}")
        if published:
            rows.append(f"age={_age(time.last, published)},{trigger.sent > 2}")
    return rows


def _age(day: str, published: str) -> str:
    """How long before the report a day is: this year and month, this year, or before."""
    if day[:7] == published[:7]:
        return "month"
    return "year" if day[:4] == published[:4] else "older"
