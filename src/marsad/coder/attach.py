"""Which trigger a casualty count or a time belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.ranges import CountPhrase, TimePhrase
from marsad.coder.relations import relation

COUNT, TIME = 0.35, 0.25  # the probability from which a count or a time is taken
_SENTENCES = 2  # how far off, in sentences, a count may stand from its happening


def count_features(analysis: Analysis, count: CountPhrase, trigger: Trigger) -> list[str]:
    """What speaks for and against ``count`` being a toll of ``trigger``."""
    doc = analysis.doc
    where = relation(analysis, trigger, count.i, count.j)
    flags = trigger.hit.reading.sense.feats
    word = "kill" if "kill" in flags else "injure" if "injure" in flags else "cause"
    site = f"{where.side},s{where.sentences}"
    link = doc.form(trigger.i - 1) if where.side == "before" else doc.form(trigger.j)
    rule = count.rule.partition(":")[2]
    return [
        f"site={site},c{where.clauses},t{where.triggers}",
        f"dist={where.side},{where.distance},s{where.sentences}",
        f"type={trigger.type},{site}",
        f"type+kind={trigger.type},{count.kind}",
        f"type+kind+site={trigger.type},{count.kind},{site},t{where.triggers}",
        f"word={word},{site},t{where.triggers}",
        f"word+dist={word},{where.side},{where.distance}",
        f"lemma={trigger.lemma},{where.side}",
        f"link={link},{where.side},s{where.sentences}",
        f"rule={rule},{site}",
        f"part={count.part},{site},t{where.triggers}",
        f"happening={int(trigger.happening * 5)},{site}",
        f"article={trigger.hit.reading.pro.endswith('ال')},{site}",
        f"before_count={doc.form(count.i - 1)},{where.side}",
    ]


def time_features(analysis: Analysis, time: TimePhrase, trigger: Trigger) -> list[str]:
    """What speaks for and against ``time`` being when ``trigger`` happened."""
    doc = analysis.doc
    where = relation(analysis, trigger, time.i, time.j)
    site = f"{where.side},s{where.sentences}"
    others = analysis.times_of_sentence(trigger.sent)
    rule = time.rule.partition(":")[2]
    sense = trigger.hit.reading.sense
    nearest = min(others, key=lambda t: abs(t.i - trigger.i)) is time if others else False
    return [
        f"site={site},c{where.clauses},t{where.triggers}",
        f"dist={where.side},{where.distance},s{where.sentences}",
        f"rule={rule},{site}",
        f"own={len(others) if where.sentences != '0' else nearest},{site}",
        f"shape={sense.pos},{site},t{where.triggers}",
        f"type={trigger.type},{site}",
        f"prev={doc.form(time.i - 1)},{where.side}",
        f"first={time.i - doc.sentences[doc.tokens[time.i].sent][0] < 6},{site}",
        f"report_first={doc.tokens[time.i].sent == 0},{site}",
        f"words={time.j - time.i},{where.side}",
        f"span={time.first == time.last},{site}",
    ]


def chances_of_counts(analysis: Analysis, triggers: list[Trigger]) -> list[list[tuple[Trigger, float]]]:
    """For each count the triggers near it with the probability of each being its cause."""
    model = analysis.models.toll
    return [
        [(t, model.probability(count_features(analysis, count, t))) for t in near_count(analysis, count, triggers)]
        for count in analysis.counts
    ]


def near_count(analysis: Analysis, count: CountPhrase, triggers: list[Trigger]) -> list[Trigger]:
    """Of the triggers, given in text order, those in the sentences around a count."""
    sent = analysis.doc.tokens[count.i].sent
    first = bisect_left(triggers, sent - _SENTENCES, key=attrgetter("sent"))
    return triggers[first : bisect_right(triggers, sent + _SENTENCES, key=attrgetter("sent"))]


def near_times(analysis: Analysis, trigger: Trigger) -> list[TimePhrase]:
    """The times in the trigger's sentence and the two before it, and in the report's first sentence."""
    sents = {0, *range(max(0, trigger.sent - 2), trigger.sent + 1)}
    return [time for sent in sorted(sents) for time in analysis.times_of_sentence(sent)]


def best_time(analysis: Analysis, trigger: Trigger) -> tuple[TimePhrase | None, float]:
    """The likeliest time of ``trigger`` and its probability."""
    model = analysis.models.time
    best, chance = None, 0.0
    for time in near_times(analysis, trigger):
        p = model.probability(time_features(analysis, time, trigger))
        if p > chance:
            best, chance = time, p
    return best, chance
