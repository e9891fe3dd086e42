"""Which trigger a casualty count or a time belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, once, yes
from marsad.coder.ranges import CountPhrase, TimePhrase
from marsad.coder.relations import relation
from marsad.coder.times import reporting_time

COUNT, TIME = 0.40, 0.25  # the probability from which a count or a time is taken
SAID: Final = 0.5  # how far a time that belongs to a verb of reporting stands behind one that does not
_SENTENCES: Final = 2  # how far off, in sentences, a count may stand from its happening


_COUNT_SITE: Final = Family(
    "site",
    "site clauses triggers distance word part",
    *(
        "site clauses triggers",
        "site distance",
        "word site triggers",
        "word site clauses triggers",
        "word site distance",
    ),
    "part site triggers",
)
_COUNT_TYPE: Final = Family(
    "type",
    "type toll site triggers lemma civilian",
    *("type site", "type toll", "type toll site triggers", "type civilian", "lemma site", "lemma toll"),
)
_COUNT_PATH: Final = Family(
    "path", "path site word type toll", "path site", "path site word", "path site type", "path toll", common=False
)
_COUNT_LINK: Final = Family(
    "link",
    "link before side site before_trigger",
    *("link site", "before side", "before_trigger site", "before_trigger before side"),
    common=False,
)
_COUNT_RULE: Final = Family("rule", "rule site happening article", "rule site", "happening site", "article site")


def count_facts(analysis: Analysis, count: CountPhrase, trigger: Trigger) -> list[Fact]:
    """What speaks for and against ``count`` being a toll of ``trigger``."""
    doc = analysis.doc
    where = relation(analysis, trigger, count.i, count.j)
    flags = trigger.hit.reading.sense.feats
    word = "kill" if "kill" in flags else "injure" if "injure" in flags else "cause"
    side, site = where.side, where.site
    link = doc.form(trigger.i - 1) if side == "before" else doc.form(trigger.j)
    rule, kind, civilian = once(count.rule.partition(":")[2]), count.kind.value, once(str(count.civilian))
    spans = (trigger.j, count.i) if count.i >= trigger.i else (count.j, trigger.i)
    path = analysis.paths.between(*spans)
    return [
        (_COUNT_SITE, site, where.clauses, where.triggers, where.distance, word, yes(count.part)),
        (_COUNT_TYPE, trigger.type, kind, site, where.triggers, trigger.lemma, civilian),
        (_COUNT_PATH, path, site, word, trigger.type, kind),
        (_COUNT_LINK, link, doc.form(count.i - 1), side, site, doc.form(trigger.i - 1)),
        (_COUNT_RULE, rule, site, once(str(int(trigger.happening * 5))), yes(trigger.article == "def")),
    ]


_TIME_SITE: Final = Family(
    "site",
    "site clauses triggers distance shape type",
    "site clauses triggers",
    "site distance",
    "shape site triggers",
    "type site",
)
_TIME_RULE: Final = Family(
    "rule", "rule site day words side recent", "rule site", "day site", "words side", "recent site", "recent day"
)
_TIME_PATH: Final = Family("path", "path site shape", "path site", "path site shape", common=False)
_TIME_PLACE: Final = Family(
    "place",
    "site side own opens first before second late",
    *(
        "own site",
        "opens site",
        "opens own site",
        "first site",
        "first opens late",
        "before side",
        "second before side",
    ),
    common=False,
)


def time_facts(analysis: Analysis, time: TimePhrase, trigger: Trigger) -> list[Fact]:
    """What speaks for and against ``time`` being when ``trigger`` happened."""
    doc = analysis.doc
    where = relation(analysis, trigger, time.i, time.j)
    side, site = where.side, where.site
    others = analysis.times_of_sentence(trigger.sent)
    nearest = min(others, key=lambda t: abs(t.i - trigger.i)) is time if others else False
    own = str(len(others)) if where.sentences != "0" else yes(nearest)
    spans = (trigger.j, time.i) if time.i >= trigger.i else (time.j, trigger.i)
    path = analysis.paths.between(*spans)
    sent = doc.tokens[time.i].sent
    opens = yes(time.i - doc.sentences[sent][0] < 6)
    rule, before, second = once(time.rule.partition(":")[2]), doc.form(time.i - 1), doc.form(time.i - 2)
    published = doc.report.published or ""
    recent = "same" if time.last == published else "month" if time.last[:7] == published[:7] else "older"
    return [
        (_TIME_SITE, site, where.clauses, where.triggers, where.distance, trigger.shape, trigger.type),
        (_TIME_RULE, rule, site, yes(time.first == time.last), str(time.j - time.i), side, recent),
        (_TIME_PATH, path, site, trigger.shape),
        (_TIME_PLACE, site, side, own, opens, yes(sent == 0), before, second, yes(trigger.sent > 2)),
    ]


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
