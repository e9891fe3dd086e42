"""Every actor and place phrase of a report, in text order."""

from __future__ import annotations

from itertools import chain
from typing import Final

from marsad.coder.actors import read_actor
from marsad.coder.aliases import known_aliases, read_alias
from marsad.coder.coordination import coordinate, nest
from marsad.coder.document import Document
from marsad.coder.nominal import CLOSING, DASHES, OPENING, Stretch, raw_skip, split_pro
from marsad.coder.place_lists import listed, read_listed, read_places
from marsad.coder.place_positions import read_unknown
from marsad.coder.prepositions import NONE, Preposition, preposition, prepositions
from marsad.coder.ranges import Phrase

_ACTOR_KINDS: Final = (
    "actor_head",
    "actor_name",
    "attachment",
    "descriptor",
    "given_name",
    "nationality",
    "person_title",
)
_PLACE_KINDS: Final = ("place_class", "place_name")
# Prepositions behind which a country or capital is a mere place.
_AT: Final = frozenset(
    ("في", "ب", "داخل", "قرب", "شمال", "جنوب", "شرق", "غرب", "وسط", "إلى", "نحو", "عبر", "لدى", "خارج")
)
_COMMAS: Final = frozenset(("،", ",", "و"))
# Classes of prepositions behind which an unknown name may be a place.
_LOCAL: Final = frozenset(("near", "toward", "in", "to", "from"))
# Sites that are called after persons: hospital, school, mosque, shrine, street, university, college, institute, square.
_CALLED_AFTER_PERSONS: Final = frozenset(
    (
        *("مستشفي", "مشفي", "مدرسه", "مسجد", "جامع", "مقام", "شارع", "جامعه", "كليه", "معهد", "ساحه", "ميدان"),
        *("ثانويه", "مطار", "جسر", "حسينيه", "مرقد", "ضريح", "مجمع"),
    )
)
# in front of, opposite, near, the surroundings, yard and gate of: behind them a body is its building
_FACING: Final = frozenset(("امام", "قباله", "مقابل", "قرب", "محيط", "باحه", "بوابه", "بوابات"))
_WHERE: Final = frozenset(("في", "قرب", "عند"))  # in, near, at: what stands behind them is no person
_STATES: Final = frozenset(("country",))
_OPEN_TO_PLACES: Final = frozenset(("dwellers", "member"))


def find_mentions(doc: Document) -> list[Phrase]:
    """Actor and place phrases sorted by position; those of one kind do not overlap.

    Definite descriptions («المدينة», «التنظيم») are among them with ``named`` False; ``reference.resolve`` says what
    they stand for.
    """
    pros: dict[int, str] = {}
    after = prepositions(doc)
    starts = _starts(doc)
    actors, closed = _actors(doc, pros, after, starts[0])
    actors += _second_mentions(doc, actors, pros, after)
    places = _places(doc, pros, closed, after, starts[1])
    states = _states(doc, places, actors, pros)
    phrases = sorted([*actors, *places, *states], key=lambda p: (p.i, p.j, p.kind))
    coordinate(doc, phrases, pros)
    nest(doc, phrases)
    return phrases


def _starts(doc: Document) -> tuple[set[int], set[int]]:
    """The tokens an actor phrase and a place phrase may begin at, by the tables they are found in."""
    actors = set(chain.from_iterable(map(doc.starts, _ACTOR_KINDS)))
    places = set(chain.from_iterable(map(doc.starts, _PLACE_KINDS)))
    return actors, places


def _actors(
    doc: Document, pros: dict[int, str], after: list[Preposition], starts: set[int]
) -> tuple[list[Phrase], list[bool]]:
    """The actor phrases, and for each token whether a place read there would be part of an actor's name."""
    found: list[Phrase] = []
    closed = [False] * len(doc.tokens)
    end = 0
    for i in sorted(starts):
        if i < end:
            continue
        stretch = read_actor(doc, i)
        if stretch is None or stretch.j <= i or _is_place(doc, stretch, after):
            continue
        found.append(_phrase(doc, "actor", stretch, pros, after))
        if not (_open_to_places(doc, stretch) or stretch.cls == "police"):
            stop = max(stretch.tied.core if stretch.tied else stretch.j, stretch.i + 1)
            begin = stretch.i + _base(doc, stretch)  # «كتيبة طولكرم» may be its base, and is not the town
            closed[begin:stop] = [True] * (stop - begin)
        end = stretch.j
    return found, closed


def _open_to_places(doc: Document, stretch: Stretch) -> bool:
    """Whether a place in the actor's name stays a place: «أهالي القرية», «مقاتلو مصراتة», but not «جيش اليرموك»."""
    if not _OPEN_TO_PLACES.isdisjoint(stretch.flags):
        return True
    place = doc.hit(stretch.i + 1, "place_name") if "construct" in stretch.flags else None
    return place is not None and place.j == stretch.j and doc.hit(stretch.i + 1, "actor_name") is None


def _base(doc: Document, stretch: Stretch) -> bool:
    """Whether the actor's first word is a unit that may stand for its base («الفوج 46»)."""
    reading = doc.kinds[stretch.i].get("place_class")
    return reading is not None and "force" in reading.sense.feats


def _second_mentions(
    doc: Document, actors: list[Phrase], pros: dict[int, str], after: list[Preposition]
) -> list[Phrase]:
    """Later mentions by surname or short name, where no other actor phrase stands."""
    aliases = known_aliases(doc, actors)
    if not aliases:
        return []
    read_again = [t.i for t in doc.tokens if t.form in aliases and t.kind == "word"]
    if not read_again:
        return []
    taken = bytearray(len(doc.tokens))
    for actor in actors:
        taken[actor.i : actor.j] = b"\1" * (actor.j - actor.i)
    found: list[Phrase] = []
    for i in read_again:
        if not taken[i]:
            stretch = read_alias(doc, i, aliases)
            if stretch and not any(taken[stretch.i : stretch.j]) and not _of_site(doc, stretch):
                found.append(_phrase(doc, "actor", stretch, pros, after))
                taken[stretch.i : stretch.j] = b"\1" * (stretch.j - stretch.i)
    return found


def _is_place(doc: Document, stretch: Stretch, after: list[Preposition]) -> bool:
    """Whether the words are a place here: «جبهة», the front line, or a known place of several words («صلاح الدين»)."""
    if stretch.rule == "actors:head" and "front" in stretch.flags and "place_class" in doc.kinds[stretch.i]:
        return True
    if _of_site(doc, stretch):
        return True
    if stretch.cls == "person" and stretch.i - 1 in doc.phrases:
        around = doc.hit(stretch.i - 1, "place_name")
        if around and around.j > stretch.i:  # «خان يونس», a town, ends in a first name
            return True
    if _called_like_a_person(doc, stretch, after) or _building(doc, stretch):
        return True
    if stretch.rule == "actors:name" and stretch.cls == "person" and stretch.j - stretch.i == 1:
        # «في البغدادي», a town: nothing happens "in" a person
        return "place_name" in doc.kinds[stretch.i] and preposition(doc, stretch.i, stretch.pro, after)[0] in _WHERE
    if stretch.rule == "actors:name" or stretch.i not in doc.phrases:
        return False
    place = doc.hit(stretch.i, "place_name")
    return place is not None and place.j - place.i > 1 and place.j >= stretch.j


def _called_like_a_person(doc: Document, stretch: Stretch, after: list[Preposition]) -> bool:
    """Whether a name with «أبو» or «أم» is a town's: known as such, or where a town stands («في أم الطيور», "in")."""
    given = doc.kinds[stretch.i].get("given_name")
    if stretch.rule != "persons:given" or given is None or given.sense.cls != "kunya":
        return False
    known = doc.hit(stretch.i, "place_name")
    if known and known.j - known.i > 1 and (known.j >= stretch.j or doc.form(known.j).startswith("و")):
        return True  # «في أم درمان وبحري»
    prep, cls = preposition(doc, stretch.i, stretch.pro, after)
    if stretch.j - stretch.i > 2 or "given_name" in doc.kinds[stretch.i + 1]:
        return False
    if stretch.pro == "و":  # «في ميناء كذا وأبو صرة»
        return "place_name" in doc.kinds[stretch.i - 1] or "place_class" in doc.kinds[stretch.i - 2]
    return prep in _WHERE or cls in ("near", "toward")


def _building(doc: Document, stretch: Stretch) -> bool:
    """Whether a body is its building: «اعتصموا أمام المجلس البلدي», "in front of the municipal council"."""
    area = doc.hit(stretch.i, "place_class")
    if area is None or "office" not in area.reading.sense.feats:
        return False
    return doc.form(stretch.i - 1) in _FACING and not area.reading.enc


def _of_site(doc: Document, stretch: Stretch) -> bool:
    """Whether a person's name is that of a site («مدرسة محمد الفاتح»)."""
    if stretch.cls != "person":
        return False
    k = stretch.i - 1
    k -= doc.form(k) in OPENING
    return doc.form(k).lstrip("وفبل") in _CALLED_AFTER_PERSONS


def _places(
    doc: Document, pros: dict[int, str], closed: list[bool], after: list[Preposition], starts: set[int]
) -> list[Phrase]:
    found: list[Phrase] = []
    tokens = doc.tokens
    last = -1
    lists = listed(doc)
    may_begin = _openings(after, starts | lists.keys())
    i = may_begin.find(1)
    while 0 <= i < len(tokens):
        if tokens[i].kind != "word" or closed[i] or _names_a_weapon(doc, i):
            i = may_begin.find(1, i + 1)
            continue
        stretches: list[Stretch] = read_listed(doc, i, lists[i]) if i in lists else []
        joined = last == i or (last == i - 1 and last > 0 and tokens[last].form in _COMMAS)
        if i in starts and not stretches:
            _, cls = preposition(doc, i, "", after)
            stretches = read_places(doc, i, cls or ("in" if joined else ""))
        if not stretches and (joined or after[i][1] in _LOCAL):
            unknown = read_unknown(doc, i, after[i][1], joined)
            stretches = [unknown] if unknown else []
        if not stretches:
            i = may_begin.find(1, i + 1)
            continue
        found += [_phrase(doc, "place", stretch, pros, after) for stretch in stretches]
        i = last = max(stretches[-1].j, i + 1)
        may_begin[last : last + 2] = b"\1\1"
    return found


def _names_a_weapon(doc: Document, i: int) -> bool:
    """Whether a name in quotation marks is that of a rocket or a drone: «بصاروخ "عياش 250"», after a man."""
    return i > 1 and doc.form(i - 1) in OPENING and "weapon" in doc.kinds[i - 2]


def _openings(after: list[Preposition], starts: set[int]) -> bytearray:
    """A 1 for each token at which a place may begin: by its tables, or behind a preposition of place."""
    may_begin = bytearray(len(after))
    for i in starts:
        may_begin[i] = 1
    for i, before in enumerate(after):
        if before != NONE and before[1] in _LOCAL:
            may_begin[i] = 1
    return may_begin


def _states(doc: Document, places: list[Phrase], actors: list[Phrase], pros: dict[int, str]) -> list[Phrase]:
    """Countries and foreign capitals where they may act: not behind a preposition of place."""
    taken = {k for actor in actors for k in range(actor.i, actor.j)}
    out = []
    for place in places:
        capital = doc.hit(place.i, "government") is not None
        if (place.cls not in _STATES and not capital) or place.rule != "places:name" or place.i in taken:
            continue
        if place.prep in _AT or _dateline(doc, place):
            continue
        twin = Phrase(
            "actor", place.i, place.j, place.core, "state", "actors:state", prep=place.prep, lemma=place.lemma
        )
        pros[id(twin)] = pros.get(id(place), "")
        out.append(twin)
    return out


def _dateline(doc: Document, place: Phrase) -> bool:
    """Whether the place opens the report as the town it was sent from: «كابول، أفغانستان --», «لندن (رويترز)»."""
    return place.i == 0 and (doc.form(place.j) in ("،", ",", "/", "(", ":") or doc.form(place.j) in DASHES)


def _opened_before(doc: Document, stretch: Stretch) -> bool:
    """Whether a quotation mark that closes inside the core opens right before it («"جيش" الاحتلال»)."""
    k = stretch.core
    if doc.form(k - 1) not in OPENING or doc.tokens[k - 1].end != doc.tokens[k].start:
        return False
    marks = [doc.tokens[m].form for m in range(k, stretch.j) if doc.tokens[m].kind == "punct"]
    return len([m for m in marks if m in CLOSING or m in OPENING]) % 2 == 1


def _letters(doc: Document, stretch: Stretch) -> int:
    """How many letters the core leaves out; the ل of «للحوثيين» stays where it hides the article of the name."""
    if not stretch.skip:
        return 0
    form = doc.tokens[stretch.core].form
    conj = len(split_pro(stretch.pro)[0]) if stretch.core == stretch.i else 0
    rest = form[conj:]
    if rest.startswith("لل") and stretch.skip == conj + 1 and rest[1:] not in doc.lexicon.words:
        return conj
    return stretch.skip


def _phrase(doc: Document, kind: str, stretch: Stretch, pros: dict[int, str], after: list[Preposition]) -> Phrase:
    prep, _ = preposition(doc, stretch.i, stretch.pro, after)
    token = doc.tokens[stretch.core]
    skip = raw_skip(token, _letters(doc, stretch)) if stretch.skip or token.text != token.form else 0
    core = stretch.core - int(not skip and _opened_before(doc, stretch))
    mention = doc.mention(core, stretch.j, stretch.rule, skip)
    phrase = Phrase(kind, stretch.i, stretch.j, mention, stretch.cls, stretch.rule, stretch.named)
    phrase.prep, phrase.lemma, phrase.tie = prep, stretch.lemma, stretch.tie
    if stretch.tied:
        phrase.of = _phrase(doc, kind, stretch.tied, pros, after)
    pros[id(phrase)] = stretch.pro
    return phrase
