"""What a trigger sees of a mention that may fill one of its roles.

The values are those a rule would test: side and distance, the preposition, the class of the head word, what stands
between, what else the mention is. One fact holds all that is known of an actor, one all that is known of a place.
"""

from __future__ import annotations

from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.carriers import carriers
from marsad.coder.facts import Fact, Family, once, templates, yes
from marsad.coder.names import label
from marsad.coder.ranges import Phrase
from marsad.coder.relations import bucket, capped, relation

_HELD_BEFORE: Final = 6  # tokens before a mention in which what belongs to it is looked for
_NONE: Final = "-"

_KNOWN: Final = (
    "order triggers bare side sentences clauses distance site manner type lemma prep class head named rule"
    " carrier_before carried beyond rival across after before joined word_before word_after stands_for source person"
    " clitic ahead behind"
)
_OF_ACTORS: Final = templates("""
    bare ahead, carried counted, carrier_after carried bare, carrier_before carried bare,
    class lemma holding source, class named counted name, class site, class type, class type site,
    clauses joined counted held, counted type, frame class, frame joined counted name, frame type class shape,
    head named stands_for site, head prep, head source, head stands_for source counted, head type,
    lemma head source, name, name site, name type, named type site, named word_after stands_for half,
    order after before, order bare counted half, order sentences, path side, person clitic name,
    prep type site, rule type, sentences distance counted, side frame across half,
    side sentences clauses triggers, site across, site beyond shape, site counted behind half,
    site manner clitic ahead, site rival type, stands_for name, word_before half, word_before site,
    word_before stands_for half, word_before type, prep named joined word_before, frame word_after source,
    side head named ahead, across word_before, type across counted holding, joined counted name
""")
_ACTOR: Final = Family("actor", _KNOWN + " frame path carrier_after shape counted holding held name half", *_OF_ACTORS)
_OF_PLACES: Final = templates("""
    beyond after, class site inner, class word_before, class words, class words chain_before wider,
    clauses chain_behind, clauses class sentence chain_behind, clauses clitic chain_before wider,
    clauses words chain_behind, distance carried clitic, head named stands_for sentence,
    head named word_after chain_before, head rule wider, head site, head stands_for words chain_next,
    head type, inner wider, lemma manner bare site, lemma order site, opens chain_before wider,
    order after before, order after before manner, order ahead, order carrier_before word_before inner,
    order distance carrier_before clitic, order named wider site, order sentences, order type behind,
    order word_after, prep joined opens wider, prep manner site triggers, prep rival source clitic, prep site,
    prep type site triggers, rule beyond after opens, rule wider joined prep, side chain_before wider,
    side distance, site across, site rival type, triggers head rule words, triggers head sentence,
    triggers named word_after stands_for, type after words wider, type side sentences, word_before site,
    word_before words wider, words chain_before wider chain_behind chain_next, words type, lemma class person,
    type named across
""")
_PLACE: Final = Family(
    "place", _KNOWN + " opens inner sentence words chain_before wider chain_behind chain_next", *_OF_PLACES
)


def place_of(facts: list[Fact]) -> str:
    """Which of its kind the mention of these facts is on its side, and how many triggers stand between."""
    known = facts[0]
    return once(f"{known[1]}{known[2]}")  # «order» and «triggers»


def half_of(facts: list[Fact]) -> str:
    """The side of «بين … و…» ("between ... and ...") that the mention stands on: 1 or 2, else 0."""
    return str(facts[0][-1]) if facts[0][0] is _ACTOR else "0"


class View:
    """What a trigger sees of the mentions around it."""

    def __init__(
        self, analysis: Analysis, trigger: Trigger, opposed: dict[int, int], company: dict[str, tuple[str, str]]
    ) -> None:
        self.analysis, self.trigger, self.opposed, self.company = analysis, trigger, opposed, company
        self.carried = carriers(analysis, trigger)
        reading = trigger.hit.reading
        flags = reading.sense.feats
        behind = "who" if "of_doer" in flags else "whom" if "of_struck" in flags else _NONE
        self.manner = once(f"{trigger.shape},{trigger.voice}")
        self.frame = once(f"{behind},{'direct' if 'direct' in flags else '-'},{self.manner}")
        self.setting = (trigger.person, reading.pro, analysis.doc.form(trigger.i - 1), analysis.doc.form(trigger.j))

    def facts(self, phrase: Phrase, head: Phrase, rank: int, bare: int) -> list[Fact]:
        """What holds of ``phrase``, which stands where ``head`` does; ``rank`` and ``bare`` tell the how-manieth it is
        on its side, of all and of those without a preposition: 1 the first after the trigger, -1 the last before it,
        0 none.
        """
        analysis, trigger = self.analysis, self.trigger
        where = relation(analysis, trigger, head.i, head.j)
        order, plain = _rank(rank), _rank(bare)
        after, before = self.company[phrase.kind]
        shape, path, kind, across = self._rival(head, where.side)
        known = (
            order,
            where.triggers,
            plain,
            where.side,
            where.sentences,
            where.clauses,
            where.distance,
            where.site,
            self.manner,
            trigger.type,
            trigger.lemma,
            head.prep or _NONE,
            phrase.cls,
            phrase.lemma,
            yes(phrase.named),
            phrase.rule,
            self.carried.kinds[0],
            self.carried.place_of(head),
            path,
            kind,
            across,
            after,
            before,
            yes(head is not phrase),
            analysis.doc.form(phrase.i - 1),
            analysis.doc.form(phrase.j),
            yes(analysis.named(phrase) is not phrase),
            yes(id(phrase) in analysis.speakers),
            *self.setting,
        )
        if phrase.kind == "place":
            return [(_PLACE, *known, *self._standing(phrase), *analysis.chains[id(phrase)])]
        return [(_ACTOR, *known, self.frame, self._path(head), self.carried.kinds[1], shape, *self._who(phrase, head))]

    def _standing(self, place: Phrase) -> tuple[str, str, str]:
        """Whether it opens its sentence, whether a more specific place stands beside it, how far on this is told."""
        first = self.analysis.doc.sentences[place.sent][0]
        return yes(place.i - first <= 3), yes(place.inner), capped(self.trigger.sent, 2)

    def _who(self, actor: Phrase, head: Phrase) -> tuple[str, str, str, str, str]:
        """Whether it is counted, what in front of it belongs to it, its name, and its side of a clash."""
        counted = self.analysis.counted.get(id(actor), _NONE)
        name = label(self.analysis.named(actor).core.text)
        return counted, *self._holding(head), name, str(self.opposed.get(id(actor), 0))

    def _path(self, head: Phrase) -> str:
        paths, trigger = self.analysis.paths, self.trigger
        return paths.between(trigger.j, head.i) if head.i >= trigger.i else paths.between(head.j, trigger.i)

    def _holding(self, head: Phrase) -> tuple[str, str]:
        """What in front of the mention belongs to it: «مواقع يتحصن فيها التنظيم», "positions the group holds"."""
        begin = max(head.i - _HELD_BEFORE, self.trigger.j if head.i >= self.trigger.j else 0)
        held = self.analysis.doc.hits_between("holding", begin, head.i)
        if not held or self.analysis.doc.tokens[held[-1].i].sent != head.sent:
            return _NONE, _NONE
        hit = held[-1]
        return hit.reading.sense.cls, bucket(head.i - hit.j)

    def _rival(self, head: Phrase, side: str) -> tuple[str, str, str, str]:
        """The other triggers beside the mention, which may have it as well as this one: the one beyond it (its shape,
        the path to it, its type), and the one across which this trigger sees it.
        """
        triggers, trigger = self.analysis.triggers, self.trigger
        near, step = trigger.n, 1 if side == "after" else -1
        while 0 <= near + step < len(triggers) and _stands_before(triggers[near + step], head, step):
            near += step
        inner = triggers[near]
        across = _NONE if inner is trigger else once(f"{inner.lemma},{inner.voice}")
        far = near + step
        other = triggers[far] if 0 <= far < len(triggers) else None
        if other is None or other.sent != head.sent:
            return _NONE, _NONE, _NONE, across
        i, j = (head.j, other.i) if step > 0 else (other.j, head.i)
        return once(f"{other.shape},{other.voice}"), self.analysis.paths.between(i, j)[:3], other.cls, across


def _stands_before(trigger: Trigger, head: Phrase, step: int) -> bool:
    """Whether the trigger is met before the mention, going on from another trigger (1) or back (-1)."""
    return trigger.i < head.i if step > 0 else trigger.i >= head.j


def _rank(rank: int) -> str:
    return _NONE if not rank else once(f"{'a' if rank > 0 else 'b'}{capped(abs(rank), 4)}")
