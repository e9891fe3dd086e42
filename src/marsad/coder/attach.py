"""Which trigger a casualty count or a time belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, once, templates, yes
from marsad.coder.ranges import CountPhrase, TimePhrase
from marsad.coder.relations import at_most, capped, relation
from marsad.coder.times import reporting_time

COUNT, TIME = 0.40, 0.20  # the probability from which a count or a time is taken
SAID: Final = 0.5  # how far a time that belongs to a verb of reporting stands behind one that does not
_SENTENCES: Final = 2  # how far off, in sentences, a count may stand from its happening


_OF_TOLLS: Final = templates("""
    article site, before side, before_trigger site, happening site, lemma toll, part site triggers, rule site,
    site clauses triggers, site distance, type civilian, type toll, word site distance, word site triggers,
    site many sentence told, part civilian many told, distance type sentence told, sentence told,
    group opens told, civilian shape told, site lemma article person, word type toll counts,
    side before_trigger article, triggers distance rule told, side distance toll behind,
    side before_trigger rule, type lemma before_trigger happening, link article, link shape
""")
_TOLL: Final = Family(
    "toll",
    "site side clauses triggers distance word part type toll lemma civilian link before behind before_trigger rule"
    " happening article shape person many group counts sentence opens told",
    *_OF_TOLLS,
)


def count_facts(analysis: Analysis, count: CountPhrase, trigger: Trigger) -> list[Fact]:
    """What speaks for and against ``count`` being a toll of ``trigger``."""
    doc = analysis.doc
    where = relation(analysis, trigger, count.i, count.j)
    flags = trigger.hit.reading.sense.feats
    sent = doc.tokens[count.i].sent
    fact = (
        _TOLL,
        where.site,
        where.side,
        where.clauses,
        where.triggers,
        where.distance,
        "kill" if "kill" in flags else "injure" if "injure" in flags else "cause",
        yes(count.part),
        trigger.type,
        count.kind.value,
        trigger.lemma,
        once(str(count.civilian)),
        doc.form(trigger.i - 1) if where.side == "before" else doc.form(trigger.j),
        doc.form(count.i - 1),
        doc.form(count.j),
        doc.form(trigger.i - 1),
        once(count.rule.partition(":")[2]),
        once(str(int(trigger.happening * 5))),
        trigger.article,
        trigger.shape,
        trigger.person,
        _size(count),
        yes(count.group is not None),
        capped(len(analysis.counts_of_sentence(sent)), 4),
        capped(sent, 2),
        yes(count.i - doc.sentences[sent][0] < 3),
        analysis.told_before(count),
    )
    return [fact]


def _size(count: CountPhrase) -> str:
    """How many people a count tells of, coarsely."""
    most = count.high if count.high is not None else count.low
    if most is None:
        return "-"
    return "0" if not most else "1" if most == 1 else "few" if most < 10 else "tens" if most < 100 else "more"


_OF_TIMES: Final = templates("""
    before side, first opens late, first site, own site, path site, path site shape, recent day, rule site,
    second before side, shape site triggers, site clauses triggers, site distance, type site, words side,
    day recent lemma person, own prev article, lemma article far, rule lemma article, distance prev,
    rule recent opens behind, late behind far many, words own sentence far, behind, recent behind,
    recent late lemma, site behind, day behind, type before second, rule words recent first,
    clauses own second happening
""")
_WHEN: Final = Family(
    "when",
    "site side clauses triggers distance shape type rule day words recent path own opens first before second late lemma"
    " happening sentence behind prev article person far many",
    *_OF_TIMES,
)


def time_facts(analysis: Analysis, time: TimePhrase, trigger: Trigger) -> list[Fact]:
    """What speaks for and against ``time`` being when ``trigger`` happened."""
    doc = analysis.doc
    where = relation(analysis, trigger, time.i, time.j)
    others = analysis.times_of_sentence(trigger.sent)
    nearest = min(others, key=lambda t: abs(t.i - trigger.i)) is time if others else False
    spans = (trigger.j, time.i) if time.i >= trigger.i else (time.j, trigger.i)
    sent = doc.tokens[time.i].sent
    published = doc.report.published or ""
    fact = (
        _WHEN,
        where.site,
        where.side,
        where.clauses,
        where.triggers,
        where.distance,
        trigger.shape,
        trigger.type,
        once(time.rule.partition(":")[2]),
        yes(time.first == time.last),
        at_most(time.j - time.i, 9),
        "same" if time.last == published else "month" if time.last[:7] == published[:7] else "older",
        analysis.paths.between(*spans),
        capped(len(others), 4) if where.sentences != "0" else yes(nearest),
        yes(time.i - doc.sentences[sent][0] < 6),
        yes(sent == 0),
        doc.form(time.i - 1),
        doc.form(time.i - 2),
        yes(trigger.sent > 2),
        trigger.lemma,
        once(str(int(trigger.happening * 5))),
        capped(trigger.sent, 2),
        doc.form(time.j),
        doc.form(trigger.i - 1),
        trigger.article,
        trigger.person,
        capped(trigger.sent - sent, 4),
        capped(len(others), 3),
    )
    return [fact]


def chances_of_counts(analysis: Analysis, triggers: list[Trigger]) -> list[list[tuple[Trigger, float]]]:
    """For each count the triggers near it with the probability of each being its cause."""
    model = analysis.models.toll
    return [
        [(t, model.probability(count_facts(analysis, count, t))) for t in near_count(analysis, count, triggers)]
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
    best, chance = None, 0.0
    for time in near_times(analysis, trigger):
        p = time_chance(analysis, time, trigger)
        if p > chance:
            best, chance = time, p
    return best, chance


def time_chance(analysis: Analysis, time: TimePhrase, trigger: Trigger) -> float:
    """The chance that it happened then, and was not only told then («أعلن أمس أن…», "announced yesterday that")."""
    chance = analysis.models.time.probability(time_facts(analysis, time, trigger))
    return chance * SAID if reporting_time(analysis.doc, time) else chance
