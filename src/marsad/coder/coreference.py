"""Which triggers tell the same happening: retellings are brought into one claim.

Each trigger is compared with those before it; a linear model gives the probability that both tell one happening, and
a trigger joins the claim of its likeliest forerunner.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.names import content, same_name
from marsad.coder.relations import bucket, capped
from marsad.coder.roles import Filler

LINK = 0.5  # the probability from which two triggers are one happening
_MEMORY = 14  # how many triggers back a retelling is looked for


@dataclass(slots=True)
class Telling:
    """A trigger held to be a happening, with its weighed role fillers."""

    trigger: Trigger
    fillers: list[Filler]
    initiators: list[frozenset[str]] = field(default_factory=list)
    targets: list[frozenset[str]] = field(default_factory=list)
    places: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.initiators = _names(self.fillers, "initiator")
        self.targets = _names(self.fillers, "target")
        self.places = _names(self.fillers, "place")


def _names(fillers: list[Filler], role: str) -> list[frozenset[str]]:
    return [content(f.named.core.text) for f in fillers if getattr(f, role) >= 0.5]


def cluster(analysis: Analysis, tellings: list[Telling]) -> list[list[Telling]]:
    """The tellings grouped by happening, in the order of their first telling."""
    model = analysis.models.retelling
    groups: list[list[Telling]] = []
    group_of: dict[int, list[Telling]] = {}
    for n, telling in enumerate(tellings):
        best, best_chance = None, LINK
        for earlier in tellings[max(0, n - _MEMORY) : n]:
            chance = model.probability(pair_features(analysis, earlier, telling))
            if chance >= best_chance:
                best, best_chance = earlier, chance
        group = group_of[best.trigger.n] if best else []
        if not group:
            groups.append(group)
        group.append(telling)
        group_of[telling.trigger.n] = group
    return groups


def pair_features(analysis: Analysis, a: Telling, b: Telling) -> list[str]:
    """What speaks for and against ``b`` telling again what ``a`` (before it) told."""
    s, t = a.trigger, b.trigger
    gap = capped(t.sent - s.sent, 4)
    lemma = "same" if s.lemma == t.lemma else "other"
    kind = "same" if s.type == t.type else "other"
    article = "def" if t.hit.reading.pro.endswith(("ال", "لل")) else "bare"
    first = "def" if s.hit.reading.pro.endswith(("ال", "لل")) else "bare"
    place = _agreement(a.places, b.places)
    doer = _agreement(a.initiators, b.initiators)
    struck = _agreement(a.targets, b.targets)
    tokens = analysis.doc.tokens
    clauses = capped(t.clause - s.clause, 4)
    shape = t.hit.reading.sense.pos
    rows = [
        f"types={s.type}+{t.type}",
        f"kind={kind},{gap}",
        f"lemma={lemma},{article},{gap}",
        f"article={article},{kind}",
        f"articles={first},{article},{kind},{lemma}",
        f"tokens={bucket(t.i - s.j)},{kind}",
        f"clauses={clauses},{kind}",
        f"between={capped(t.n - s.n - 1, 4)},{kind}",
        f"place={place}",
        f"place={place},{kind},{gap}",
        f"place={place},{kind},{article}",
        f"doer={doer}",
        f"doer={doer},{kind}",
        f"target={struck}",
        f"place+doer={place},{doer},{kind}",
        f"place+doer+gap={place},{doer},{gap},{lemma}",
        f"second={t.lemma},{article}",
        f"second={t.lemma},{kind},{gap}",
        f"lemmas={s.lemma}+{t.lemma}",
        f"shape={s.hit.reading.sense.pos}+{shape},c{clauses}",
        f"next={analysis.doc.form(t.j)}",
        f"prev={analysis.doc.form(t.i - 1)}",
        f"prev={analysis.doc.form(t.i - 1)},{kind}",
        f"opener={analysis.doc.form(analysis.doc.sentences[t.sent][0])},{gap}",
        f"counts={_counts(analysis, s, t)},{kind}",
    ]
    if t.hit.reading.enc:
        rows.append(f"pronoun={kind},{gap}")
    if t.i == s.j:
        rows.append(f"adjacent={s.cls}+{t.cls}")
    if t.sent == s.sent:
        middle = [tokens[k].form for k in range(s.j, t.i)]
        rows += [f"middle={form},{kind}" for form in middle[:6]]
        rows.append(f"linked={'و' if t.hit.reading.pro.startswith('و') else ''},{s.cls},{t.cls}")
    return rows


def _agreement(a: list[frozenset[str]], b: list[frozenset[str]]) -> str:
    """How two lists of names agree: both empty, one empty, some shared, or none."""
    if not a or not b:
        return "none" if not a and not b else "first_only" if a else "second_only"
    return "shared" if any(same_name(x, y) for x in a for y in b) else "apart"


def _counts(analysis: Analysis, s: Trigger, t: Trigger) -> str:
    """Whether the clauses of both triggers count the same dead or others."""
    ours = _clause_counts(analysis, s)
    theirs = _clause_counts(analysis, t)
    if not ours or not theirs:
        return "missing"
    return "equal" if ours & theirs else "differ"


def _clause_counts(analysis: Analysis, trigger: Trigger) -> set[tuple[str, int | None, int | None]]:
    begin, end = analysis.doc.sentences[trigger.sent]
    return {(c.kind, c.low, c.high) for c in analysis.counts if begin <= c.i < end}
