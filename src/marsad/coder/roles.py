"""Who did it, to whom, where: which mention fills which role of a trigger.

Candidates are the mentions of the trigger's sentence and of the one before. The features are those a rule would
test: side and distance, the preposition, the class of the head word, what stands between; weights decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.between import sides
from marsad.coder.names import content
from marsad.coder.ranges import Phrase
from marsad.coder.relations import Relation, capped, relation

ROLES = ("none", "initiator", "target")
_COMBINATIONS = 1 << 13  # how many made features are kept of each family
_REACH = 24  # candidates of one kind on either side of a trigger that are looked at


@dataclass(slots=True)
class Filler:
    """A mention weighed for a trigger's roles."""

    phrase: Phrase  # as it stands
    named: Phrase  # the phrase it stands for
    initiator: float = 0.0
    target: float = 0.0
    place: float = 0.0
    features: tuple[str, ...] = ()
    site: str = ""  # the side of the trigger it stands on and how many sentences off


def weigh_roles(analysis: Analysis, trigger: Trigger) -> list[Filler]:
    """Every candidate mention of ``trigger`` with the probability of each role."""
    actor_role, is_place = analysis.models.role, analysis.models.place
    fillers = []
    for phrase, features in candidates(analysis, trigger):
        filler = make_filler(analysis, trigger, phrase, features)
        if phrase.kind == "place":
            filler.place = is_place.probability(features)
        else:
            chances = dict(zip(actor_role.labels, actor_role.probabilities(features), strict=True))
            filler.initiator, filler.target = chances.get("initiator", 0.0), chances.get("target", 0.0)
        fillers.append(filler)
    return fillers


def make_filler(analysis: Analysis, trigger: Trigger, phrase: Phrase, features: list[str]) -> Filler:
    """A candidate not weighed yet."""
    side = "before" if phrase.i < trigger.i else "after"
    site = f"{side},{analysis.doc.tokens[phrase.i].sent - trigger.sent}"
    return Filler(phrase, analysis.named(phrase), features=tuple(features), site=site)


def candidates(analysis: Analysis, trigger: Trigger) -> list[tuple[Phrase, list[str]]]:
    """The mentions that may fill a role of ``trigger``, each with its features; of a name told twice the nearest."""
    near = _nearest_of_each_name(analysis, trigger, analysis.mentions_between(*_window(analysis, trigger)))
    heads = _heads(near)
    opposed = sides(analysis.doc, trigger.i, near)
    ranks = {"actor": _ranks(near, trigger, "actor", heads), "place": _ranks(near, trigger, "place", heads)}
    rows = []
    for phrase in near:
        rank = ranks[phrase.kind][id(phrase)]
        if abs(rank) <= _REACH:
            features = _features(analysis, trigger, phrase, heads[id(phrase)], rank)
            if opposed and phrase.kind == "actor":
                features.append(f"between={opposed.get(id(phrase), 0)},{trigger.type}")
            rows.append((phrase, features))
    return rows


def _heads(near: list[Phrase]) -> dict[int, Phrase]:
    """For each mention the first of those it is coordinated with: «X وY» stand where X stands."""
    first: dict[tuple[str, int], Phrase] = {}
    heads = {}
    for phrase in near:
        heads[id(phrase)] = first.setdefault((phrase.kind, phrase.group), phrase) if phrase.group >= 0 else phrase
    return heads


def _nearest_of_each_name(analysis: Analysis, trigger: Trigger, near: list[Phrase]) -> list[Phrase]:
    """Of the mentions of one name, the one nearest to the trigger, its own sentence before all."""
    best: dict[tuple[str, frozenset[str]], tuple[tuple[bool, int], Phrase]] = {}
    for phrase in near:
        away = phrase.i - trigger.j if phrase.i >= trigger.j else trigger.i - phrase.j
        cost = (analysis.doc.tokens[phrase.i].sent != trigger.sent, away)
        name = (phrase.kind, content(analysis.named(phrase).core.text))
        if name not in best or cost < best[name][0]:
            best[name] = (cost, phrase)
    return sorted((phrase for _, phrase in best.values()), key=lambda p: p.i)


def _window(analysis: Analysis, trigger: Trigger) -> tuple[int, int]:
    """The tokens of the trigger's sentence and of the one before."""
    return _sentence(analysis, trigger.sent - 1)[0], _sentence(analysis, trigger.sent)[1]


def _sentence(analysis: Analysis, n: int) -> tuple[int, int]:
    sentences = analysis.doc.sentences
    return sentences[max(0, min(n, len(sentences) - 1))]


def _ranks(near: list[Phrase], trigger: Trigger, kind: str, heads: dict[int, Phrase]) -> dict[int, int]:
    """Mentions of one kind by nearness: 1 the first after the trigger, -1 the last before it; a list counts once."""
    ranks: dict[int, int] = {}
    of_head: dict[int, int] = {}
    after = [p for p in near if p.kind == kind and p.i >= trigger.i]
    before = [p for p in near if p.kind == kind and p.i < trigger.i]
    for phrase in after:
        ranks[id(phrase)] = of_head.setdefault(id(heads[id(phrase)]), len(of_head) + 1)
    of_head.clear()
    for phrase in reversed(before):
        ranks[id(phrase)] = of_head.setdefault(id(heads[id(phrase)]), -len(of_head) - 1)
    return ranks


def _features(analysis: Analysis, trigger: Trigger, phrase: Phrase, head: Phrase, rank: int) -> list[str]:
    where = relation(analysis, trigger, head.i, head.j)
    order = f"{where.side[0]}{capped(abs(rank), 4)}"
    prep, manner = head.prep or "-", f"{trigger.shape},{trigger.voice}"
    rows = [
        *_of_order(order, where.clauses, where.sentences, where.triggers, manner, trigger.type),
        *_of_preposition(prep, trigger.type, manner, where.side, where.sentences, where.triggers),
        *_of_class(phrase.cls, trigger.type, where.side, where.sentences, prep, phrase.named),
        *_of_lemma(trigger.lemma, prep, where.side, order, where.sentences),
        f"dist={where.side},{where.distance}",
        f"order+prep={order},{prep},t{where.triggers}",
    ]
    if head is not phrase:
        rows.append(f"joined={prep},{where.side},s{where.sentences}")
    return rows + _standing(analysis, trigger, phrase, where)


# The same few combinations come again and again: their features are made once.


@lru_cache(maxsize=_COMBINATIONS)
def _of_order(order: str, clauses: str, sentences: str, triggers: str, manner: str, kind: str) -> tuple[str, ...]:
    side = "after" if order[0] == "a" else "before" if order[0] == "b" else "inside"
    site = f"{side},s{sentences}"
    return (
        f"site={site},c{clauses},t{triggers}",
        f"order={order},s{sentences}",
        f"order+between={order},t{triggers},c{clauses}",
        f"order+shape={order},{manner},c{clauses}",
        f"type+order={kind},{order},s{sentences},t{triggers}",
        f"type+site={kind},{site}",
    )


@lru_cache(maxsize=_COMBINATIONS)
def _of_preposition(prep: str, kind: str, manner: str, side: str, sentences: str, triggers: str) -> tuple[str, ...]:
    site = f"{side},s{sentences}"
    return (f"prep={prep},{site}", f"prep+type={prep},{kind},{site}", f"prep+shape={prep},{manner},{site},t{triggers}")


@lru_cache(maxsize=_COMBINATIONS)
def _of_class(cls: str, kind: str, side: str, sentences: str, prep: str, named: bool) -> tuple[str, ...]:
    site = f"{side},s{sentences}"
    return (
        f"class={cls},{kind}",
        f"class+site={cls},{site}",
        f"class+prep={cls},{prep},{side}",
        f"named={named},{site}",
    )


@lru_cache(maxsize=_COMBINATIONS)
def _of_lemma(lemma: str, prep: str, side: str, order: str, sentences: str) -> tuple[str, ...]:
    return (f"lemma={lemma},{prep},{side}", f"lemma+order={lemma},{order},s{sentences}")


def _standing(analysis: Analysis, trigger: Trigger, phrase: Phrase, where: Relation) -> list[str]:
    """What else is known of the mention: source, counted group, container, opener of its sentence."""
    doc = analysis.doc
    rows = []
    prev = doc.form(phrase.i - 1)
    rows.append(f"prev={prev},{where.side}")
    first = analysis.doc.sentences[doc.tokens[phrase.i].sent][0]
    if phrase.i - first <= 3:
        rows.append(f"opens={where.side},s{where.sentences},{phrase.kind}")
    if getattr(phrase, "inner", False):
        rows.append(f"container={where.side},s{where.sentences}")
    if id(phrase) in analysis.speakers:
        rows.append(f"is_source={where.sentences}")
    counted = analysis.counted.get(id(phrase))
    if counted:
        rows.append(f"counted={counted},{trigger.type}")
        rows.append(f"counted={counted},{phrase.cls}")
    return rows
