"""All that is found in a report before its claims are put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from marsad.coder.attribution import find_speech
from marsad.coder.camps import camp
from marsad.coder.casualties import find_casualties
from marsad.coder.chains import Chain, chains
from marsad.coder.clauses import mark_clauses
from marsad.coder.cumulative import mark_cumulative
from marsad.coder.document import Document
from marsad.coder.facts import Fact
from marsad.coder.linear import Models
from marsad.coder.mentions import find_mentions
from marsad.coder.names import content
from marsad.coder.paths import Paths
from marsad.coder.ranges import CountPhrase, Phrase, Speech, TimePhrase
from marsad.coder.reference import resolve
from marsad.coder.times import find_times
from marsad.lexicon import Hit
from marsad.text.tokens import tokenize

# Words beside a trigger that tell whether it is told for the first time: «آخر» (another), «هذا» (this), «كما» (also)...
_TELLING: Final = {
    **dict.fromkeys(
        ("اخر", "اخري", "ثان", "ثانيه", "ثاني", "جديد", "جديده", "مماثل", "مماثله", "منفصل", "منفصله"), "another"
    ),
    **dict.fromkeys(("هذا", "هذه", "ذلك", "تلك", "هولاء", "المذكور", "المذكوره", "نفسه", "نفسها", "ذاته"), "this"),
    **dict.fromkeys(("كما", "كذلك", "ايضا", "وايضا", "بالمقابل", "بدورها", "بدوره"), "also"),
    **dict.fromkeys(("بعد", "عقب", "اثر", "جراء", "بسبب", "نتيجه", "خلال", "اثناء", "قبل"), "after"),
    **dict.fromkeys(("تجدد", "تجددت", "استمرار", "استمرت", "تواصل", "تواصلت", "تتواصل", "مستمره"), "goes_on"),
}


@lru_cache(maxsize=10_000)
def _shape(feats: frozenset[str], pos: str) -> str:
    return next((shape for shape in ("perfect", "imperfect", "participle") if shape in feats), pos)


_NONE_YET: Final = -1  # the most of a kind counted before the first count of it
_PERSONS: Final = ("3ms", "3fs", "3mp", "3fp", "3md", "3fd")


@lru_cache(maxsize=10_000)
def _person(feats: frozenset[str]) -> str:
    """What the doer of a verb must be: «قصفت» has a feminine one, «قصفوا» has named him before; of a noun its own."""
    found = [form for form in _PERSONS if form in feats]
    return "/".join(found) if found else "".join(sorted(feats & {"m", "f", "sg", "du", "pl"})) or "-"


@dataclass(slots=True, init=False)
class Trigger:
    """A word or phrase that may name a happening, over the tokens ``[i:j]``."""

    n: int
    i: int
    j: int
    hit: Hit
    sent: int
    clause: int
    facts: tuple[Fact, ...]
    happening: float  # the probability that it names a happening of the guide
    types: dict[str, float]  # the probability of each type, given that it does
    type: str  # the likeliest type; the lexicon's until the trigger is judged
    lemma: str
    cls: str
    shape: str  # perfect, imperfect, participle, else the part of speech
    voice: str
    article: str  # def behind «ال», else bare
    person: str
    echo: bool  # stands in the title told again below the text

    def __init__(self, n: int, i: int, j: int, hit: Hit, sent: int, clause: int, *, echo: bool = False) -> None:
        self.n = n
        self.i = i
        self.j = j
        self.hit = hit
        self.sent = sent
        self.clause = clause
        self.facts = ()
        self.happening = 0.0
        self.types = {}
        sense = hit.reading.sense
        self.lemma, self.cls = sense.lemma, sense.cls
        self.shape = _shape(sense.feats, sense.pos)
        self.voice = "passive" if "passive" in sense.feats and "active" not in sense.feats else "active"
        self.article = "def" if hit.reading.pro.endswith(("ال", "لل")) else "bare"
        self.person = _person(sense.feats)
        self.type = self.cls
        self.echo = echo

    def judge(self, types: dict[str, float]) -> None:
        """Set the probability of each type."""
        self.types, self.type = types, max(types, key=types.__getitem__)


@dataclass
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
    speakers: set[int]  # id() of the mentions that are a source of some speech
    counted: dict[int, str]  # id() of the mentions whose dead, hurt or held are counted, to the kind
    paths: Paths
    chains: dict[int, Chain]  # id() of a place to what stands beside it
    title_lemmas: frozenset[str] = field(init=False)  # of the triggers in the report's title
    title_classes: frozenset[str] = field(init=False)  # the types that they name
    breaks: list[int] = field(init=False)  # the tokens that end a paragraph
    _spread: str = field(default_factory=str, init=False)
    _spots: dict[int, frozenset[str]] = field(default_factory=dict, init=False)
    _weapons: dict[int, frozenset[str]] = field(default_factory=dict, init=False)
    _marks: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False)
    _told: dict[int, str] = field(default_factory=dict, init=False)
    _times: dict[int, list[TimePhrase]] = field(default_factory=dict, init=False)
    _counts: dict[int, list[CountPhrase]] = field(default_factory=dict, init=False)
    _time_keys: dict[int, set[tuple[str, str]]] = field(default_factory=dict, init=False)
    _count_keys: dict[int, set[tuple[str, int | None, int | None]]] = field(default_factory=dict, init=False)

    def mentions_between(self, i: int, j: int) -> list[Phrase]:
        """The mentions that begin inside the tokens ``[i:j]``."""
        return self.mentions[bisect_left(self.mention_starts, i) : bisect_left(self.mention_starts, j)]

    def times_of_sentence(self, sent: int) -> list[TimePhrase]:
        """The times of the sentence numbered ``sent``."""
        return self._times.get(sent, [])

    def counts_of_sentence(self, sent: int) -> list[CountPhrase]:
        """The casualty counts of the sentence numbered ``sent``."""
        return self._counts.get(sent, [])

    def time_keys(self, sent: int) -> set[tuple[str, str]]:
        """The dates that the times of the sentence numbered ``sent`` give."""
        keys = self._time_keys.get(sent)
        if keys is None:
            keys = self._time_keys[sent] = {(t.first, t.last) for t in self.times_of_sentence(sent)}
        return keys

    def count_keys(self, sent: int) -> set[tuple[str, int | None, int | None]]:
        """The kinds and numbers that the sentence numbered ``sent`` counts."""
        keys = self._count_keys.get(sent)
        if keys is None:
            keys = self._count_keys[sent] = {(c.kind, c.low, c.high) for c in self.counts_of_sentence(sent)}
        return keys

    def told_before(self, count: CountPhrase) -> str:
        """How a count compares with those of its kind before it: the first, the same again, fewer, more or vaguer."""
        if not self._told:
            highest: dict[str, int] = {}
            seen: set[tuple[str, int | None, int | None]] = set()
            for one in self.counts:
                key, most = (one.kind, one.low, one.high), one.high or 0
                before = highest.setdefault(one.kind, _NONE_YET)
                if before == _NONE_YET:
                    self._told[id(one)] = "first"
                elif key in seen:
                    self._told[id(one)] = "again"
                elif one.high is None:
                    self._told[id(one)] = "vague"
                else:
                    self._told[id(one)] = "fewer" if most < before else "more"
                seen.add(key)
                highest[one.kind] = max(before, most)
        return self._told[id(count)]

    def spots_of(self, sent: int) -> frozenset[str]:
        """The content words of the places that the sentence numbered ``sent`` names."""
        found = self._spots.get(sent)
        if found is None:
            near = self.mentions_between(*self.doc.sentences[sent])
            words = [content(m.core.text) for m in near if m.kind == "place"]
            found = self._spots[sent] = frozenset().union(*words)
        return found

    def weapons_of(self, sent: int) -> frozenset[str]:
        """The classes of the weapons that the sentence numbered ``sent`` names."""
        found = self._weapons.get(sent)
        if found is None:
            hits = self.doc.hits_between("weapon", *self.doc.sentences[sent])
            found = self._weapons[sent] = frozenset([hit.reading.sense.cls for hit in hits])
        return found

    def paragraph_of(self, i: int) -> int:
        """The number of the paragraph that token ``i`` stands in."""
        return bisect_left(self.breaks, i)

    def opening_of(self, i: int) -> int:
        """The first token of the paragraph that token ``i`` stands in."""
        n = self.paragraph_of(i)
        return self.breaks[n - 1] + 1 if n else 0

    @property
    def spread(self) -> str:
        """How many happenings the report may tell and in how many sentences, coarsely; asked once they are judged."""
        if not self._spread:
            held = sum([t.happening >= 0.5 for t in self.triggers])
            self._spread = f"{min(held // 4, 4)}/{min(len(self.doc.sentences) // 6, 3)}"
        return self._spread

    def __post_init__(self) -> None:
        tokens = self.doc.tokens
        self.breaks = [token.i for token in self.doc.others if token.kind == "break"]
        for time in self.times:
            self._times.setdefault(tokens[time.i].sent, []).append(time)
        for count in self.counts:
            self._counts.setdefault(tokens[count.i].sent, []).append(count)
        kinds = [self.doc.lexicon.kinds(token.form) for token in tokenize(self.doc.report.title or "")]
        titled = [found["trigger"].sense for found in kinds if "trigger" in found]
        self.title_lemmas = frozenset([sense.lemma for sense in titled])
        self.title_classes = frozenset([sense.cls for sense in titled])

    def marks_of(self, trigger: Trigger) -> tuple[str, ...]:
        """What the words around a trigger say of its being told again: another, this, also, first (their classes)."""
        found = self._marks.get(trigger.n)
        if found is None:
            around = range(trigger.i - 3, trigger.j + 4)
            found = tuple(dict.fromkeys(_TELLING[self.doc.form(k)] for k in around if self.doc.form(k) in _TELLING))
            self._marks[trigger.n] = found
        return found

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
    _number(doc, mentions, antecedents)
    counts = [count for count in find_casualties(doc, mentions) if count.start < doc.echo]
    speeches = find_speech(doc, mentions)
    times, triggers = find_times(doc), find_triggers(doc, clause_of)
    mark_cumulative(doc, counts, times)
    paths = Paths(doc, _stretches(mentions, times, triggers))
    return Analysis(
        doc=doc,
        models=models,
        clauses=clauses,
        clause_of=clause_of,
        mentions=mentions,
        antecedents=antecedents,
        times=times,
        counts=counts,
        speeches=speeches,
        triggers=triggers,
        mention_starts=[m.i for m in mentions],
        speakers=_speakers(mentions, speeches),
        counted=_counted(mentions, counts),
        paths=paths,
        chains=chains(doc, mentions, paths),
    )


def _number(doc: Document, mentions: list[Phrase], antecedents: dict[int, Phrase]) -> None:
    """Set where each mention stands, which name it is and whose side it is on, once for all that ask."""
    numbers: dict[tuple[str, frozenset[str]], int] = {}
    for phrase in mentions:
        phrase.sent = doc.tokens[phrase.i].sent
        named = antecedents.get(id(phrase), phrase)
        phrase.words = content(named.core.text)
        if phrase.kind == "actor":
            phrase.camp = camp(doc, named)
        phrase.number = numbers.setdefault((phrase.kind, phrase.words), len(numbers))


def _stretches(
    mentions: list[Phrase], times: list[TimePhrase], triggers: list[Trigger]
) -> Iterator[tuple[int, int, str]]:
    """What stands for one letter in a path; what comes later covers what came before."""
    yield from ((t.i, t.j, "D") for t in times)
    yield from ((m.i, m.j, "G" if m.kind == "place" else "A") for m in mentions)
    for t in triggers:
        yield t.i, t.j, "N" if t.shape not in ("perfect", "imperfect") else "V" if t.voice == "active" else "U"


def _speakers(mentions: list[Phrase], speeches: list[Speech]) -> set[int]:
    """The mentions that overlap a source."""
    spans = sorted({(m.start, m.end) for speech in speeches for m in speech.sources})
    starts = [start for start, _ in spans]
    found = set()
    for phrase in mentions:
        k = bisect_left(starts, phrase.core.end) - 1
        start = phrase.core.start
        if k >= 0 and (spans[k][1] > start or (k and spans[k - 1][1] > start)):
            found.add(id(phrase))
    return found


def _counted(mentions: list[Phrase], counts: list[CountPhrase]) -> dict[int, str]:
    """The mentions that are the group of a count or stand inside its words."""
    found: dict[int, str] = {}
    by_start = {phrase.core.start: phrase for phrase in mentions if phrase.kind == "actor"}
    starts = [phrase.i for phrase in mentions]
    for count in counts:
        if count.group and count.group.start in by_start:
            found.setdefault(id(by_start[count.group.start]), str(count.kind))
        for phrase in mentions[bisect_left(starts, count.i) : bisect_left(starts, count.j)]:
            found.setdefault(id(phrase), str(count.kind))
    return found


def find_triggers(doc: Document, clause_of: list[int]) -> list[Trigger]:
    """Every word or phrase of the trigger tables, longest first, outside idioms that are no shorter."""
    found: list[Trigger] = []
    idioms, hits = doc.hits("idiom"), doc.hits("trigger")
    free = 0  # the first token that no hit has taken yet
    for i in sorted({*idioms, *hits}):
        if i < free:
            continue
        idiom, hit = idioms.get(i), hits.get(i)
        if idiom is not None and (hit is None or idiom.j >= hit.j):
            free = idiom.j
        elif hit is not None:
            token = doc.tokens[i]
            found.append(Trigger(len(found), i, hit.j, hit, token.sent, clause_of[i], echo=token.start >= doc.echo))
            free = hit.j
    return found
