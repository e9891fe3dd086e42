"""Every actor and place phrase of a report, in text order."""

from __future__ import annotations

from marsad.coder.actors import read_actor
from marsad.coder.coordination import Preposition, coordinate, nest, preposition, prepositions
from marsad.coder.document import Document
from marsad.coder.nominal import Stretch, raw_skip, split_pro
from marsad.coder.places import read_places, read_unknown
from marsad.coder.ranges import Phrase

_ACTOR_KINDS = frozenset(("actor_head", "actor_name", "nationality", "descriptor", "given_name", "person_title"))
_PLACE_KINDS = frozenset(("place_class", "place_name"))
_CAPITALS = "عواصم"  # the entry of foreign capitals, which stand for their governments
_COMMAS = frozenset(("،", ",", "و"))
_STATES = frozenset(("country",))
_OPEN_TO_PLACES = frozenset(("dwellers", "member"))


def find_mentions(doc: Document) -> list[Phrase]:
    """Actor and place phrases sorted by position; those of one kind do not overlap.

    Definite descriptions («المدينة», «التنظيم») are among them with ``named`` False; ``reference.resolve`` says what
    they stand for.
    """
    pros: dict[int, str] = {}
    after = prepositions(doc)
    actors, closed = _actors(doc, pros, after)
    places = _places(doc, pros, closed, after)
    states = _states(doc, places, actors, pros)
    phrases = sorted([*actors, *places, *states], key=lambda p: (p.i, p.j, p.kind))
    coordinate(doc, phrases, pros)
    nest(doc, phrases)
    return phrases


def _actors(doc: Document, pros: dict[int, str], after: list[Preposition]) -> tuple[list[Phrase], list[bool]]:
    """The actor phrases, and for each token whether a place read there would be part of an actor's name."""
    found: list[Phrase] = []
    closed = [False] * len(doc.tokens)
    i, end = 0, len(doc.tokens)
    while i < end:
        if doc.tokens[i].kind != "word" or (doc.kinds[i].keys().isdisjoint(_ACTOR_KINDS) and i not in doc.phrases):
            i += 1
            continue
        stretch = read_actor(doc, i)
        if stretch is None or stretch.j <= i or _is_place(doc, stretch):
            i += 1
            continue
        found.append(_phrase(doc, "actor", stretch, pros, after))
        if _OPEN_TO_PLACES.isdisjoint(stretch.flags) and stretch.cls != "police":
            stop = stretch.tied.core if stretch.tied else stretch.j
            closed[stretch.i : max(stop, stretch.i + 1)] = [True] * (max(stop, stretch.i + 1) - stretch.i)
        i = stretch.j
    return found, closed


def _is_place(doc: Document, stretch: Stretch) -> bool:
    """Whether the words are a place here: «جبهة», the front line, or a known place of several words («صلاح الدين»)."""
    if stretch.rule == "actors:head" and "front" in stretch.flags and "place_class" in doc.kinds[stretch.i]:
        return True
    if stretch.rule == "actors:name" or stretch.i not in doc.phrases:
        return False
    place = doc.hit(stretch.i, "place_name")
    return place is not None and place.j - place.i > 1 and place.j >= stretch.j


def _places(doc: Document, pros: dict[int, str], closed: list[bool], after: list[Preposition]) -> list[Phrase]:
    found: list[Phrase] = []
    i, end, last = 0, len(doc.tokens), -1
    kinds, phrases, tokens = doc.kinds, doc.phrases, doc.tokens
    while i < end:
        if tokens[i].kind != "word" or closed[i]:
            i += 1
            continue
        stretches: list[Stretch] = []
        joined = last == i or (last == i - 1 and last > 0 and tokens[last].form in _COMMAS)
        if i in phrases or not kinds[i].keys().isdisjoint(_PLACE_KINDS):
            _, cls = preposition(doc, i, "", after)
            stretches = read_places(doc, i, cls or ("in" if joined else ""))
        if not stretches and (joined or after[i][1] in ("near", "toward", "in")):
            unknown = read_unknown(doc, i, after[i][1], joined)
            stretches = [unknown] if unknown else []
        if not stretches:
            i += 1
            continue
        found += [_phrase(doc, "place", stretch, pros, after) for stretch in stretches]
        i = last = max(stretches[-1].j, i + 1)
    return found


def _states(doc: Document, places: list[Phrase], actors: list[Phrase], pros: dict[int, str]) -> list[Phrase]:
    """Countries and foreign capitals where they may act: not behind a preposition of place."""
    taken = {k for actor in actors for k in range(actor.i, actor.j)}
    out = []
    for place in places:
        capital = place.cls == "town" and place.lemma == _CAPITALS
        if (place.cls not in _STATES and not capital) or place.rule != "places:name" or place.i in taken:
            continue
        if place.prep in ("في", "ب", "داخل", "قرب", "شمال", "جنوب"):
            continue
        twin = Phrase("actor", place.i, place.j, place.core, "state", "actors:state", prep=place.prep, lemma=place.lemma)
        pros[id(twin)] = pros.get(id(place), "")
        out.append(twin)
    return out


def _letters(doc: Document, stretch: Stretch) -> int:
    """How many letters the core leaves out; the ل of «للحوثيين» stays where it hides the article of the name."""
    form = doc.tokens[stretch.core].form
    conj = len(split_pro(stretch.pro)[0]) if stretch.core == stretch.i else 0
    rest = form[conj:]
    if rest.startswith("لل") and stretch.skip == conj + 1 and rest[1:] not in doc.lexicon.words:
        return conj
    return stretch.skip


def _phrase(
    doc: Document, kind: str, stretch: Stretch, pros: dict[int, str], after: list[Preposition]
) -> Phrase:
    prep, _ = preposition(doc, stretch.i, stretch.pro, after)
    skip = raw_skip(doc.tokens[stretch.core], _letters(doc, stretch))
    phrase = Phrase(
        kind=kind,
        i=stretch.i,
        j=stretch.j,
        core=doc.mention(stretch.core, stretch.j, stretch.rule, skip),
        cls=stretch.cls,
        rule=stretch.rule,
        named=stretch.named,
        prep=prep,
        lemma=stretch.lemma,
        tie=stretch.tie,
    )
    if stretch.tied:
        phrase.of = _phrase(doc, kind, stretch.tied, pros, after)
    pros[id(phrase)] = stretch.pro
    return phrase

