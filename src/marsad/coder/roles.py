"""Who did it, to whom, where: which mention fills which role of a trigger.

Candidates are the mentions of the trigger's sentence and of the one before. The features are those a rule would
test: side and distance, the preposition, the class of the head word, what stands between; weights decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.between import sides
from marsad.coder.carriers import Carriers, carriers
from marsad.coder.facts import Fact, Family, once, yes
from marsad.coder.names import content, label
from marsad.coder.ranges import Phrase
from marsad.coder.relations import Relation, bucket, capped, relation

ROLES: Final = ("none", "initiator", "target")
_LED_BY: Final = 8  # tokens in front of a trigger in which another may govern it
_HELD_BEFORE: Final = 6  # tokens before a mention in which what belongs to it is looked for
# Where a sentence names so many, hardly one of the sentence before (1 and 4 of a hundred) belongs to its triggers.
_ENOUGH: Final = {"place": 2, "actor": 4}
_REACH: Final = 7  # candidates of one kind on either side of a trigger that are looked at


@dataclass(slots=True, init=False)
class Filler:
    """A mention weighed for a trigger's roles."""

    phrase: Phrase  # as it stands
    named: Phrase  # the phrase it stands for
    initiator: float
    target: float
    place: float
    facts: Sequence[Fact]
    site: str  # the side of the trigger it stands on and how many sentences off
    order: str  # the how-manieth of its kind it is on that side, and how many triggers stand between
    half: str  # of «بين … و…» ("between ... and ..."): 1 or 2, else 0

    # Written out: the one a dataclass makes is not compiled, and a report makes hundreds.
    def __init__(
        self, phrase: Phrase, named: Phrase, facts: Sequence[Fact], site: str, order: str, half: str = "0"
    ) -> None:
        self.phrase = phrase
        self.named = named
        self.initiator = self.target = self.place = 0.0
        self.facts = facts
        self.site = site
        self.order = order
        self.half = half


def weigh_roles(analysis: Analysis, trigger: Trigger, keep: bool = False) -> list[Filler]:
    """Every candidate mention of ``trigger`` with the probability of each role, and its facts if they are kept."""
    actor_role, is_place = analysis.models.role, analysis.models.place
    initiator, target = actor_role.number("initiator"), actor_role.number("target")
    fillers = []
    for phrase, facts in candidates(analysis, trigger):
        filler = make_filler(analysis, trigger, phrase, facts)
        if phrase.kind == "place":
            filler.place = is_place.probability(facts)
        else:
            chances = actor_role.probabilities(facts)
            filler.initiator, filler.target = chances[initiator], chances[target]
        if not keep:
            filler.facts = ()
        fillers.append(filler)
    return fillers


def make_filler(analysis: Analysis, trigger: Trigger, phrase: Phrase, facts: list[Fact]) -> Filler:
    """A candidate not weighed yet."""
    side = "before" if phrase.i < trigger.i else "after"
    site = once(f"{side},{analysis.doc.tokens[phrase.i].sent - trigger.sent}")
    _, order, *_, triggers, _, _ = facts[0]  # its order comes first
    half = "0"
    for fact in facts:
        if fact[0] is _BETWEEN:
            half = fact[1]
    return Filler(phrase, analysis.named(phrase), facts, site, once(f"{order}{triggers}"), half)


def candidates(analysis: Analysis, trigger: Trigger) -> list[tuple[Phrase, list[Fact]]]:
    """The mentions that may fill a role of ``trigger``, each with its facts; of a name told twice the nearest."""
    near = _nearest_of_each_name(analysis, trigger, analysis.mentions_between(*_window(analysis, trigger)))
    near = _wanted(analysis, trigger, near)
    heads = _heads(near)
    opposed = sides(analysis.doc, trigger.i, near)
    ranks = _ranks(near, trigger, heads)
    bare = _ranks([p for p in near if not p.prep], trigger, heads)
    view = _View(analysis, trigger, carriers(analysis, trigger), opposed, _company(analysis, trigger, near, heads))
    rows = []
    for phrase in near:
        rank = ranks[id(phrase)]
        if -_REACH <= rank <= _REACH:
            facts = view.facts(phrase, heads[id(phrase)], rank, bare.get(id(phrase), 0))
            rows.append((phrase, facts))
    return rows


def _wanted(analysis: Analysis, trigger: Trigger, near: list[Phrase]) -> list[Phrase]:
    """Without those of the sentence before, where the trigger's own names enough of their kind."""
    tokens = analysis.doc.tokens
    own = [phrase.kind for phrase in near if tokens[phrase.i].sent == trigger.sent]
    enough = {kind for kind, many in _ENOUGH.items() if own.count(kind) >= many}
    return [p for p in near if p.kind not in enough or tokens[p.i].sent == trigger.sent] if enough else near


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


def _ranks(near: list[Phrase], trigger: Trigger, heads: dict[int, Phrase]) -> dict[int, int]:
    """Mentions among those of their kind by nearness: 1 the first after the trigger, -1 the last before it; a list
    counts once.
    """
    ranks: dict[int, int] = {}
    for kind in ("actor", "place"):
        after = [p for p in near if p.kind == kind and p.i >= trigger.i]
        before = [p for p in near if p.kind == kind and p.i < trigger.i]
        before.reverse()
        for side, step in ((after, 1), (before, -1)):
            of_head: dict[int, int] = {}
            for phrase in side:
                head = id(heads[id(phrase)])
                rank = of_head.get(head)
                if rank is None:
                    rank = of_head[head] = step * (len(of_head) + 1)
                ranks[id(phrase)] = rank
    return ranks


def _company(
    analysis: Analysis, trigger: Trigger, near: list[Phrase], heads: dict[int, Phrase]
) -> dict[str, tuple[str, str]]:
    """For each kind how many mentions its sentence has after and before the trigger; a list counts once."""
    tokens = analysis.doc.tokens
    here = {"actor": 0, "place": 0}
    there = {"actor": 0, "place": 0}
    for phrase in near:
        if heads[id(phrase)] is phrase and tokens[phrase.i].sent == trigger.sent:
            if phrase.i >= trigger.i:
                here[phrase.kind] += 1
            else:
                there[phrase.kind] += 1
    return {kind: (capped(here[kind], 3), capped(there[kind], 3)) for kind in here}


# Families of few values each: the fewer they are, the oftener the same fact comes again.
_ORDER: Final = Family(
    "order",
    "order side clauses sentences triggers frame manner",
    *("side sentences clauses triggers", "order sentences", "order triggers clauses", "order sentences manner clauses"),
    "order sentences frame triggers",
)
_TYPED: Final = Family(
    "typed_order",
    "order bare side sentences triggers manner type",
    *("type order sentences triggers", "type side sentences", "type manner order sentences triggers"),
    "type manner bare sentences triggers",
)
_BARE: Final = Family(
    "bare", "bare manner frame sentences triggers", "bare manner sentences triggers", "bare frame sentences triggers"
)
_PREPOSITION: Final = Family(
    "prep",
    "prep type manner site triggers frame",
    *(
        "prep site",
        "prep type site",
        "prep type site triggers",
        "prep manner site triggers",
        "prep frame site triggers",
    ),
)
_CLASS: Final = Family(
    "class",
    "class type site side prep",
    *("class type", "class site", "class type site", "class prep site", "class type prep side"),
)
_CLASS_ORDER: Final = Family("class_order", "class type order bare", "class order", "class type bare")
_NAMED: Final = Family(
    "named", "named rule type site", "named site", "named type site", "named rule", "rule site", "rule type"
)
_LEMMA: Final = Family(
    "lemma",
    "lemma prep site order bare manner",
    *("lemma prep site", "lemma order site", "lemma manner bare site"),
    common=False,
)
_PATH: Final = Family(
    "path",
    "path side manner prep type frame lemma",
    *("path side", "path side manner", "path side type", "path side frame prep", "path side prep type"),
    "path side lemma",
    common=False,
)
_HEAD: Final = Family("head", "head type site prep", "head type", "head site", "head prep", common=False)
_DISTANCE: Final = Family("dist", "side distance sentences type", "side distance", "side distance sentences type")
_RIVAL: Final = Family(
    "rival",
    "site gap shape path types manner lemma across",
    *("site gap", "site gap shape", "site gap shape manner", "site path shape", "site types"),
    *("site lemma", "site lemma shape", "site across", "site across manner"),
    common=False,
)
_JOINED: Final = Family("joined", "prep site", "prep site")
_BETWEEN: Final = Family("between", "half type class", "half", "half type", "half class")
_COMPANY: Final = Family(
    "company",
    "order plain after before manner type",
    *("order after before", "order after before manner", "order after before type", "plain after before manner"),
)
_LED: Final = Family("led", "lemma order site manner", "lemma order", "lemma site", "lemma order manner", common=False)
_WHO: Final = Family("who", "name type site", "name", "name type", "name site", common=False)
_HOLDING: Final = Family(
    "holding",
    "what gap side prep type manner",
    *("what side", "what gap side", "what side prep", "what side type", "what side manner"),
)
_CHAIN: Final = Family(
    "chain",
    "class words before wider behind next type",
    *("class words", "words type", "class words behind next", "class words before wider"),
    *("words before wider behind next", "behind next type", "before wider type"),
)
_WORD_BEFORE: Final = Family("prev", "word site type", "word site", "word type", common=False)
_OPENS: Final = Family("opens", "site kind class manner", "site kind", "site class", "site kind manner")
_CONTAINER: Final = Family("container", "site type class", "site", "type", "class site")
_STANDS_FOR: Final = Family("stands_for", "site class type", "class site", "class type")
_SOURCE: Final = Family("is_source", "sentences class site", "sentences", "class", "site")
_COUNTED: Final = Family("counted", "as type class lemma", "as type", "as class", "as type class", "lemma")
_PRONOUN: Final = Family("enc", "site type class manner", "site type", "site class", "site manner")


class _View:
    """What a trigger sees of the mentions around it."""

    def __init__(
        self,
        analysis: Analysis,
        trigger: Trigger,
        carried: Carriers,
        opposed: dict[int, int],
        company: dict[str, tuple[str, str]],
    ) -> None:
        self.analysis, self.trigger, self.carried, self.opposed = analysis, trigger, carried, opposed
        self.company = company
        reading = trigger.hit.reading
        flags = reading.sense.feats
        behind = "who" if "of_doer" in flags else "whom" if "of_struck" in flags else "-"
        self.manner = once(f"{trigger.shape},{trigger.voice}")
        self.frame = once(f"{behind},{'direct' if 'direct' in flags else '-'},{self.manner}")
        self.owned = bool(reading.enc)
        self.led = _leading(analysis, trigger)

    def facts(self, phrase: Phrase, head: Phrase, rank: int, bare: int) -> list[Fact]:
        """What holds of ``phrase``, which stands where ``head`` does; ranks as in ``_ranks``, 0 for none."""
        trigger, kind = self.trigger, self.trigger.type
        where = relation(self.analysis, trigger, head.i, head.j)
        side, sentences = where.side, where.sentences
        order, plain = _rank(rank), _rank(bare)
        prep = head.prep or "-"
        path = self._path(head)
        site = where.site
        facts: list[Fact] = [
            (_ORDER, order, side, where.clauses, sentences, where.triggers, self.frame, self.manner),
            (_TYPED, order, plain, side, sentences, where.triggers, self.manner, kind),
            (_BARE, plain, self.manner, self.frame, sentences, where.triggers),
            (_PREPOSITION, prep, kind, self.manner, site, where.triggers, self.frame),
            (_CLASS, phrase.cls, kind, site, side, prep),
            (_CLASS_ORDER, phrase.cls, kind, order, plain),
            (_NAMED, yes(phrase.named), phrase.rule, kind, site),
            (_LEMMA, trigger.lemma, prep, site, order, plain, self.manner),
            (_PATH, path, side, self.manner, prep, kind, self.frame, trigger.lemma),
            (_HEAD, phrase.lemma, kind, site, prep),
            (_DISTANCE, side, where.distance, sentences, kind),
            self.carried.fact(head, plain, prep),
            self._rival(head, side, site),
            (_COMPANY, order, plain, *self.company[phrase.kind], self.manner, kind),
        ]
        if phrase.kind == "place":
            facts.append((_CHAIN, phrase.cls, *self.analysis.chains[id(phrase)], kind))
        else:
            facts.append(self._holding(head, side, prep))
            if self.led:
                facts.append((_LED, self.led, order, site, self.manner))
            facts.append((_WHO, label(self.analysis.named(phrase).core.text), kind, site))
        if head is not phrase:
            facts.append((_JOINED, prep, site))
        if self.opposed and phrase.kind == "actor":
            facts.append((_BETWEEN, str(self.opposed.get(id(phrase), 0)), kind, phrase.cls))
        return facts + self._standing(phrase, where, site)

    def _path(self, head: Phrase) -> str:
        paths, trigger = self.analysis.paths, self.trigger
        return paths.between(trigger.j, head.i) if head.i >= trigger.i else paths.between(head.j, trigger.i)

    def _holding(self, head: Phrase, side: str, prep: str) -> Fact:
        """What in front of the mention belongs to it: «مواقع يتحصن فيها التنظيم», "positions the group holds"."""
        trigger = self.trigger
        begin = max(head.i - _HELD_BEFORE, trigger.j if side == "after" else 0)
        held = self.analysis.doc.hits_between("holding", begin, head.i)
        if not held or self.analysis.doc.tokens[held[-1].i].sent != self.analysis.doc.tokens[head.i].sent:
            return (_HOLDING, "-", "-", side, prep, trigger.type, self.manner)
        hit = held[-1]
        return (_HOLDING, hit.reading.sense.cls, bucket(head.i - hit.j), side, prep, trigger.type, self.manner)

    def _rival(self, head: Phrase, side: str, site: str) -> Fact:
        """The other triggers beside the mention, which may have it as well as this one: the one beyond it (its gap,
        shape and lemma), and the one across which this trigger sees it.
        """
        triggers, trigger = self.analysis.triggers, self.trigger
        near, step = trigger.n, 1 if side == "after" else -1
        while 0 <= near + step < len(triggers) and _stands_before(triggers[near + step], head, step):
            near += step
        inner = triggers[near]
        across = "-" if inner is trigger else once(f"{inner.lemma},{inner.voice}")
        far = near + step
        other = triggers[far] if 0 <= far < len(triggers) else None
        tokens, paths = self.analysis.doc.tokens, self.analysis.paths
        if other is None or tokens[other.i].sent != tokens[head.i].sent:
            return (_RIVAL, site, "-", "-", "-", trigger.type, self.manner, "-", across)
        i, j = (head.j, other.i) if step > 0 else (other.j, head.i)
        shape = once(f"{other.shape},{other.voice}")
        types = once(f"{trigger.type} {other.cls}")
        return (_RIVAL, site, bucket(j - i), shape, paths.between(i, j)[:3], types, self.manner, other.lemma, across)

    def _standing(self, phrase: Phrase, where: Relation, site: str) -> list[Fact]:
        """What else is known of the mention: source, counted group, container, opener of its sentence."""
        doc, kind = self.analysis.doc, self.trigger.type
        first = doc.sentences[doc.tokens[phrase.i].sent][0]
        facts: list[Fact] = [(_WORD_BEFORE, doc.form(phrase.i - 1), site, kind)]
        if phrase.i - first <= 3:
            facts.append((_OPENS, site, phrase.kind, phrase.cls, self.manner))
        if phrase.inner:
            facts.append((_CONTAINER, site, kind, phrase.cls))
        if self.analysis.named(phrase) is not phrase:
            facts.append((_STANDS_FOR, site, phrase.cls, kind))
        if id(phrase) in self.analysis.speakers:
            facts.append((_SOURCE, where.sentences, phrase.cls, site))
        counted = self.analysis.counted.get(id(phrase))
        if counted:
            facts.append((_COUNTED, counted, kind, phrase.cls, self.trigger.lemma))
        if self.owned:
            facts.append((_PRONOUN, site, kind, phrase.cls, self.manner))
        return facts


def _stands_before(trigger: Trigger, head: Phrase, step: int) -> bool:
    """Whether the trigger is met before the mention, going on from another trigger (1) or back (-1)."""
    return trigger.i < head.i if step > 0 else trigger.i >= head.j


def _leading(analysis: Analysis, trigger: Trigger) -> str:
    """The trigger right before this one, which may turn its roles round: «صد الجيش محاولة تسلل», "repelled a try"."""
    if not trigger.n:
        return ""
    before = analysis.triggers[trigger.n - 1]
    if before.sent != trigger.sent or trigger.i - before.j > _LED_BY:
        return ""
    return before.lemma


def _rank(rank: int) -> str:
    return "-" if not rank else once(f"{'a' if rank > 0 else 'b'}{capped(abs(rank), 4)}")
