"""Which triggers tell the same happening: retellings are brought into one claim.

Each trigger is compared with those before it; a linear model gives the probability that both tell one happening, and
a trigger joins the claim of its likeliest forerunner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.linear import sigmoid
from marsad.coder.names import content, same_name
from marsad.coder.relations import bucket, capped
from marsad.coder.roles import Filler

LINK = 0.43  # the probability from which two triggers are one happening
_COMBINATIONS = 1 << 13  # how many made features are kept of each family
RULED_OUT = -3.5  # the score by words alone from which down the fields of a pair are not compared
_MEMORY = 14  # how many triggers back a retelling is looked for


@dataclass(slots=True)
class Telling:
    """A trigger held to be a happening, with its weighed role fillers."""

    trigger: Trigger
    fillers: list[Filler]
    initiators: list[frozenset[str]] = field(default_factory=list)
    targets: list[frozenset[str]] = field(default_factory=list)
    places: list[frozenset[str]] = field(default_factory=list)
    phrases: set[int] = field(default_factory=set)  # id() of the mentions that fill a role

    def __post_init__(self) -> None:
        self.phrases = {id(f.phrase) for f in self.fillers if max(f.initiator, f.target, f.place) >= 0.5}
        self.initiators = _names(self.fillers, "initiator")
        self.targets = _names(self.fillers, "target")
        self.places = _names(self.fillers, "place")


def _names(fillers: list[Filler], role: str) -> list[frozenset[str]]:
    return [content(f.named.core.text) for f in fillers if getattr(f, role) >= 0.5]


@dataclass
class Group:
    """Tellings of one happening, complete before it is asked for its lead.

    ``rival`` is the likeliest chance that another group tells it too.
    """

    tellings: list[Telling]
    rival: float = 0.0
    worth: float = 0.0  # the probability that this is a claim of its own
    features: tuple[str, ...] = ()

    @cached_property
    def lead(self) -> Telling:
        """The fullest telling: the surest happening with most of its roles filled, the earlier on a tie."""
        return max(self.tellings, key=fullness)

    @cached_property
    def kind(self) -> str:
        """The type that the tellings together hold likeliest."""
        totals: dict[str, float] = {}
        for telling in self.tellings:
            for kind, chance in telling.trigger.types.items():
                totals[kind] = totals.get(kind, 0.0) + chance * telling.trigger.happening
        return max(totals, key=totals.__getitem__) if totals else self.lead.trigger.cls


def fullness(telling: Telling) -> tuple[float, int]:
    """How much a telling says, and its place from the end for ties."""
    filled = sum(max(f.initiator, f.target, f.place) >= 0.5 for f in telling.fillers)
    return telling.trigger.happening + 0.15 * min(filled, 5), -telling.trigger.n


Pairs = dict[tuple[int, int], float]


def pair_chances(analysis: Analysis, tellings: list[Telling]) -> Pairs:
    """For each telling and those not far before it, by their triggers' numbers: the chance of one happening.

    Pairs that their words alone rule out are left out.
    """
    model = analysis.models.retelling
    chances: Pairs = {}
    for earlier, later in pairs(tellings):
        words = model.score(_words_of_pair(analysis, earlier.trigger, later.trigger))
        if words > RULED_OUT:
            score = words + model.score(_fields_of_pair(analysis, earlier, later)) - model.bias
            chances[earlier.trigger.n, later.trigger.n] = sigmoid(score)
    return chances


def pairs(tellings: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """The pairs that are compared: each telling with the ``_MEMORY`` before it."""
    for n, later in enumerate(tellings):
        for earlier in tellings[max(0, n - _MEMORY) : n]:
            yield earlier, later


def cluster(tellings: list[Telling], chances: Pairs) -> list[Group]:
    """The tellings grouped by happening, in the order of their first telling."""
    groups: list[Group] = []
    group_of: dict[int, Group] = {}
    for n, later in enumerate(tellings):
        best, best_chance = None, 0.0
        for earlier in tellings[max(0, n - _MEMORY) : n]:
            chance = chances.get((earlier.trigger.n, later.trigger.n), 0.0)
            if chance > best_chance:
                best, best_chance = earlier, chance
        if best and best_chance >= LINK:
            group = group_of[best.trigger.n]
            group.tellings.append(later)
        else:
            group = Group([later], rival=best_chance)
            groups.append(group)
        group_of[later.trigger.n] = group
    return groups


def pair_features(analysis: Analysis, a: Telling, b: Telling) -> list[str]:
    """What speaks for and against ``b`` telling again what ``a`` (before it) told."""
    return _words_of_pair(analysis, a.trigger, b.trigger) + _fields_of_pair(analysis, a, b)


def _words_of_pair(analysis: Analysis, s: Trigger, t: Trigger) -> list[str]:
    """How the two triggers and the words around them compare; cheap, and enough to rule most pairs out."""
    form = analysis.doc.form
    gap = capped(t.sent - s.sent, 4)
    kind = "same" if s.type == t.type else "other"
    clauses = capped(t.clause - s.clause, 4)
    rows = [
        *_of_types(s.type, t.type, s.article, t.article, s.lemma == t.lemma, gap),
        *_of_lemmas(s.lemma, t.lemma, t.article, kind, gap),
        *_of_words(form(t.i - 1), form(t.j), form(analysis.doc.sentences[t.sent][0]), kind, gap),
        f"tokens={bucket(t.i - s.j)},{kind}",
        f"clauses={clauses},{kind}",
        f"between={capped(t.n - s.n - 1, 4)},{kind}",
        f"shape={s.hit.reading.sense.pos}+{t.hit.reading.sense.pos},c{clauses}",
    ]
    if t.hit.reading.enc:
        rows.append(f"pronoun={kind},{gap}")
    if t.i == s.j:
        rows.append(f"adjacent={s.cls}+{t.cls}")
    if t.sent == s.sent:
        middle = (form(k) for k in range(s.j, min(t.i, s.j + 6)))
        rows += [f"middle={word},{kind}" for word in dict.fromkeys(middle)]
        rows.append(f"linked={'و' if t.hit.reading.pro.startswith('و') else ''},{s.cls},{t.cls}")
    return rows


# The same few combinations come again and again: their features are made once.


@lru_cache(maxsize=_COMBINATIONS)
def _of_types(first: str, second: str, article: str, later: str, same_lemma: bool, gap: str) -> tuple[str, ...]:
    kind, lemma = "same" if first == second else "other", "same" if same_lemma else "other"
    return (
        f"types={first}+{second}",
        f"kind={kind},{gap}",
        f"lemma={lemma},{later},{gap}",
        f"article={later},{kind}",
        f"articles={article},{later},{kind},{lemma}",
    )


@lru_cache(maxsize=_COMBINATIONS)
def _of_lemmas(first: str, second: str, article: str, kind: str, gap: str) -> tuple[str, ...]:
    return (f"second={second},{article}", f"second={second},{kind},{gap}", f"lemmas={first}+{second}")


@lru_cache(maxsize=_COMBINATIONS)
def _of_words(before: str, behind: str, opener: str, kind: str, gap: str) -> tuple[str, ...]:
    return (f"next={behind}", f"prev={before}", f"prev={before},{kind}", f"opener={opener},{gap}")


def _fields_of_pair(analysis: Analysis, a: Telling, b: Telling) -> list[str]:
    """How the fields of the two tellings agree."""
    s, t = a.trigger, b.trigger
    gap = capped(t.sent - s.sent, 4)
    kind = "same" if s.type == t.type else "other"
    place = _agreement(a.places, b.places)
    doer = _agreement(a.initiators, b.initiators)
    struck = _agreement(a.targets, b.targets)
    lent = capped(len(a.phrases & b.phrases), 3)  # the very same mentions: the one leans on the other
    return [
        *_of_roles(place, doer, struck, lent, kind, gap),
        f"place={place},{kind},{t.article}",
        f"place+doer+gap={place},{doer},{gap},{'same' if s.lemma == t.lemma else 'other'}",
        f"counts={_counts(analysis, s, t)},{kind}",
        f"own={bool(b.phrases - a.phrases)},{bool(a.phrases - b.phrases)},{kind},{gap}",
        *_report_features(analysis, s, t, kind, t.article),
    ]


@lru_cache(maxsize=_COMBINATIONS)
def _of_roles(place: str, doer: str, struck: str, lent: str, kind: str, gap: str) -> tuple[str, ...]:
    return (
        f"place={place}",
        f"place={place},{kind},{gap}",
        f"doer={doer}",
        f"doer={doer},{kind}",
        f"target={struck}",
        f"place+doer={place},{doer},{kind}",
        f"lent={lent},{kind}",
        f"lent+place={lent},{place},{doer},{kind}",
    )


def _report_features(analysis: Analysis, s: Trigger, t: Trigger, kind: str, article: str) -> list[str]:
    """The shape of the report: a digest tells many happenings of a type, a story tells one over and over."""
    lead = "lead" if s.sent <= 1 else "body"
    spread = analysis.spread
    times = _times(analysis, s, t)
    title = analysis.title_lemmas
    return [
        f"lead={lead},{kind},{article},{capped(t.sent - s.sent, 3)}",
        f"spread={spread},{kind},{article}",
        f"spread+gap={spread},{kind},{capped(t.sent - s.sent, 3)}",
        f"times={times},{kind}",
        f"times+gap={times},{capped(t.sent - s.sent, 2)}",
        f"in_title={s.lemma in title},{t.lemma in title},{kind},{spread}",
        f"connective={analysis.doc.form(analysis.clauses[t.clause][0])},{kind}",
    ]


def _times(analysis: Analysis, s: Trigger, t: Trigger) -> str:
    """Whether the sentences of both triggers give the same time, another, or none."""
    ours, theirs = analysis.time_keys(s.sent), analysis.time_keys(t.sent)
    if not ours or not theirs:
        return "none" if not ours and not theirs else "first" if ours else "second"
    return "same" if ours & theirs else "other"


def _agreement(a: list[frozenset[str]], b: list[frozenset[str]]) -> str:
    """How two lists of names agree: both empty, one empty, some shared, or none."""
    if not a or not b:
        return "none" if not a and not b else "first_only" if a else "second_only"
    return "shared" if any(same_name(x, y) for x in a for y in b) else "apart"


def _counts(analysis: Analysis, s: Trigger, t: Trigger) -> str:
    """Whether the clauses of both triggers count the same dead or others."""
    ours, theirs = analysis.count_keys(s.sent), analysis.count_keys(t.sent)
    if not ours or not theirs:
        return "missing"
    return "equal" if ours & theirs else "differ"
