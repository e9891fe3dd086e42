"""Who holds what: «البلدة الخاضعة لسيطرة الجيش», «تسيطر الحركة على المدينة», and the places that claims say were taken.

The words of control are data (kind ``control``). Where the place has no name of its own («مناطق سيطرة المعارضة في
ريف إدلب»), the named place behind it is the one that is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from marsad.coder.analysis import Analysis
from marsad.coder.names import content, same_name
from marsad.coder.neighbours import Neighbours, hits_of
from marsad.coder.ranges import Phrase
from marsad.lexicon import Hit, Reading
from marsad.model import Claim, ClaimType, Control, Factuality, Mention

_LINKS: Final = "control_link"
_UNTRUE: Final = (Factuality.PLANNED, Factuality.DENIED)
_ON: Final = "علي"  # «على» ("on"), folded
_ON_IT: Final = {"عليها": "f", "عليه": "m", "عليهما": "d", "عليهم": "p"}
_IN: Final = frozenset(["في", "ب", "داخل", "من", "وسط"])
_ADJECTIVES: Final = frozenset(["descriptor", "control_link"])
_WIDE: Final = frozenset(["direction", "country", "position"])
_OF_ONE: Final = frozenset(["الخاضع", "الواقع"])  # "subject to", "lying", said of one place even behind several
_OBJECT: Final = ("ها", "ه", "هما")
_BEFORE: Final = 12  # tokens before a word of control in which its place or holder is looked for
_BEHIND: Final = 14  # tokens behind it


class Held(NamedTuple):
    """Places and their holders as mentions of the report, with the lemma of the word of control."""

    places: list[Phrase]
    holders: list[Phrase]
    rule: str


def find_control(analysis: Analysis, claims: Sequence[Claim]) -> list[Control]:
    """Every place with who holds it, by the report's words and by its claims of gained territory, in text order."""
    near = Neighbours.of(analysis)
    return sorted(_distinct([*_gained(near, claims), *_stated(near)]), key=lambda c: c.place.start)


def _gained(near: Neighbours, claims: Iterable[Claim]) -> Iterator[Control]:
    """The places that were taken, without those that are only to be taken and those without a name of their own."""
    for claim in claims:
        if claim.type != ClaimType.TERRITORY_GAIN or claim.factuality in _UNTRUE or not claim.initiators:
            continue
        if _only_meant(near, near.token_at(claim.trigger.start)):
            continue
        for place in claim.places:
            phrase = near.starts.get(("place", near.token_at(place.start)))
            if phrase is None or not (_is_area(near, phrase) and _nameless(near, phrase)):
                yield Control(place, claim.initiators, "control:gained")


def _only_meant(near: Neighbours, i: int) -> bool:
    """«يحاول السيطرة على», «خطة لتحرير»: the gain at token ``i`` is tried or aimed at; «أدى لسيطرة» is one."""
    doc = near.analysis.doc
    reading = doc.kinds[i].get("trigger")
    aimed = bool(reading and reading.pro == "ل" and reading.sense.pos == "noun")
    return _is(near, i, "attempt", 4) or (aimed and not _is(near, i, "result", 2))


def _distinct(found: Iterable[Control]) -> list[Control]:
    """Each place and holder once: the first naming of them counts."""
    kept: list[tuple[frozenset[str], Control]] = []
    for control in found:
        name = content(control.place.text)
        if not any(same_name(name, other) and _shared(control.holders, twin.holders) for other, twin in kept):
            kept.append((name, control))
    return [control for _, control in kept]


def _shared(a: tuple[Mention, ...], b: tuple[Mention, ...]) -> bool:
    return any(same_name(content(m.text), content(n.text)) for m in a for n in b)


def _stated(near: Neighbours) -> Iterator[Control]:
    named = near.analysis.named
    for hit in hits_of(near.analysis.doc, "control"):
        held = _READERS[hit.reading.sense.cls](near, hit)
        if held is None:
            continue
        holders = _once(named(p).core for p in held.holders)
        for place in _once(named(p).core for p in held.places):
            yield Control(place, holders, f"control:{held.rule}")


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mentions))


# Words of control, one reader a class


def _over(near: Neighbours, hit: Hit) -> Held | None:
    """A verb with «على» ("over"): the place behind it, or before it where «عليها» points back to it."""
    doc = near.analysis.doc
    sense = hit.reading.sense
    if hit.reading.enc:  # «سيطرتهم» is the noun
        return _hold(near, hit)
    back = next((k for k in range(hit.j, min(hit.j + 3, len(doc.tokens))) if doc.form(k) in _ON_IT), None)
    if back is not None:
        return _relative(near, hit, back + 1, _ON_IT[doc.form(back)])
    on = _on(near, hit.j)
    if on is None or _untrue(near, hit.i, 4) or _is(near, hit.i, "past", 3):
        return None
    holder = _between(near, hit.j, on) or _subject(near, hit.i, "3mp" in sense.feats)
    return _held(near, holder, _places_behind(near, on + 1), sense.lemma)


def _occupy(near: Neighbours, hit: Hit) -> Held | None:
    """A verb with the place as its object: coded where a pronoun on it points back («التي تحتلها»)."""
    if hit.reading.enc in _OBJECT and "imperfect" in hit.reading.sense.feats:
        return _relative(near, hit, hit.j, "f" if hit.reading.enc == "ها" else "m")
    return None


def _relative(near: Neighbours, hit: Hit, j: int, gender: str) -> Held | None:
    """«البلدة التي يسيطر عليها الجيش»: the place before, the holder behind, or between the place and the verb."""
    if _untrue(near, hit.i, 3) or _is(near, hit.i, "past", 1):
        return None
    holder = near.behind(j, "actor", "affiliation_link")
    places = _places_before(near, hit.i, gender)
    if holder is None and places:
        holder = _between(near, places[-1].j, hit.i)
    places = _named_places(near, places, holder.j if holder else j)
    return _held(near, holder, places or _told_before(near, hit.i), hit.reading.sense.lemma)


def _hold(near: Neighbours, hit: Hit) -> Held | None:
    """The verbal noun: «تحت سيطرة», «الخاضعة لسيطرة», «مناطق سيطرة», «سيطرة … على»."""
    doc = near.analysis.doc
    under = doc.form(hit.i - 1) == "تحت" or hit.reading.pro.endswith("ل")
    holder, j = _holder_of_noun(near, hit)
    if holder is None:
        return None
    if _is(near, hit.i, "area", 1):
        return _held(near, holder, _behind_in(near, j), "مناطق سيطرة")
    on = _on(near, j, 4)
    if on is not None and not (under and doc.form(hit.i - 1) == "تحت"):
        if _is(near, hit.i, "attempt", 6):
            return None
        return _held(near, holder, _places_behind(near, on + 1), "سيطرة على")
    if under:
        if _is(near, hit.i - 1, "past", 2) or _is(near, hit.i, "attempt", 3):
            return None
        places = _places_before(near, hit.i, "")
        if doc.form(hit.i - 1) in _OF_ONE:
            places = places[-1:]
        if places and _is(near, places[0].i, "past", 1):
            return None
        return _held(near, holder, _named_places(near, places, j), "تحت سيطرة")
    return None


def _hand(near: Neighbours, hit: Hit, tried: bool = False) -> Held | None:
    """«المدينة بيد الجيش» ("in the hands of the army"); ``tried``: only what somebody tries to change is so."""
    holder = near.behind(hit.j, "actor", "affiliation_link")
    if _is(near, hit.i, "past", 3) or _is(near, hit.i, "attempt", 12 if tried else 6) != tried:
        return None
    return _held(near, holder, _named_places(near, _places_before(near, hit.i, ""), hit.j), hit.reading.sense.lemma)


def _from(near: Neighbours, hit: Hit) -> Held | None:
    """«محاولة تحرير المدينة من قبضة الحركة»: while it is only tried, the one behind «من» ("from") holds the place."""
    return _hand(near, hit, tried=True)


def _stronghold(near: Neighbours, hit: Hit) -> Held | None:
    """«معقل الحركة في المدينة»."""
    holder = near.behind(hit.j, "actor", "affiliation_link", 2)
    return _held(near, holder, _behind_in(near, holder.j), hit.reading.sense.lemma) if holder else None


def _wrest(near: Neighbours, hit: Hit) -> Held | None:
    """«انتزاع السيطرة على الميناء من الجيش»: while it is only tried, the one behind «من» ("from") holds the place."""
    doc = near.analysis.doc
    on = _on(near, hit.j, 3)
    if on is None or not (_is(near, hit.i, "attempt", 4) or doc.form(hit.i).startswith("ل")):
        return None
    places = _places_behind(near, on + 1)
    for k in range(places[-1].j if places else on, min(on + _BEHIND, len(doc.tokens))):
        if doc.form(k) == "من":
            holder = near.behind(k + 1, "actor", "affiliation_link", 4)
            if holder:
                return _held(near, holder, places, hit.reading.sense.lemma)
    return None


def _nothing(near: Neighbours, hit: Hit) -> None:
    """«خارج سيطرة» ("outside the control of") names no holder."""


_READERS: Final = {
    "over": _over,
    "occupy": _occupy,
    "hold": _hold,
    "hand": _hand,
    "taken": _hand,
    "from": _from,
    "stronghold": _stronghold,
    "wrest": _wrest,
    "outside": _nothing,
}


def _held(near: Neighbours, holder: Phrase | None, places: list[Phrase], rule: str) -> Held | None:
    places = [p for p in places if p.cls != "country"]
    if holder is None or not places:
        return None
    holders = [holder]
    for other in near.coordinated(holder):
        if 0 <= other.i - holders[-1].j <= 1:
            holders.append(other)
    return Held(places, holders, rule)


# Holders


def _holder_of_noun(near: Neighbours, hit: Hit) -> tuple[Phrase | None, int]:
    """The holder in the genitive or in the pronoun of the verbal noun, and where it ends."""
    doc = near.analysis.doc
    form = doc.form(hit.i)
    for tail, gender in (("تهما", "d"), ("تها", "f"), ("تهم", "p"), ("ته", "m")):
        if form.endswith(tail):
            owners = near.owners(hit.i, gender)
            return (owners[0], hit.j) if owners else (None, hit.j)
    holder = near.behind(hit.j, "actor", "control_link", 4)
    return holder, holder.j if holder else hit.j


def _between(near: Neighbours, i: int, j: int) -> Phrase | None:
    """The first actor inside the tokens ``[i:j]``."""
    return next((p for p in near.analysis.mentions_between(i, j) if p.kind == "actor" and p.j <= j), None)


def _subject(near: Neighbours, i: int, people: bool) -> Phrase | None:
    """The actor nearest before the verb in its sentence; no state where the verb is of people («يسيطرون»)."""
    first = near.analysis.doc.sentences[near.analysis.doc.tokens[i].sent][0]
    before = near.analysis.mentions_between(max(first, i - _BEFORE), i)
    return next(
        (p for p in reversed(before) if p.kind == "actor" and p.j <= i and not (people and p.cls == "state")), None
    )


# Places


def _on(near: Neighbours, j: int, reach: int = _BEHIND) -> int | None:
    """The first «على» ("on") behind token ``j`` in the sentence."""
    doc = near.analysis.doc
    for k in range(j, min(j + reach, len(doc.tokens))):
        if doc.form(k) == _ON:
            return k
        if doc.form(k) in ".؛" or doc.tokens[k].kind == "break":
            return None
    return None


def _places_behind(near: Neighbours, j: int) -> list[Phrase]:
    """The places behind «على»; for one without a name («مناطق واسعة في ريف إدلب») the named one it lies in."""
    place = near.behind(j, "place", _LINKS)
    if place is None:
        return _behind_in(near, j)
    return _named_places(near, near.coordinated(place), place.j)


def _named_places(near: Neighbours, places: list[Phrase], j: int) -> list[Phrase]:
    """The places themselves; nameless ones give way to the names they stand for or to those behind token ``j``."""
    named = [p for p in places if not _nameless(near, near.analysis.named(p))]
    return _nearest_kind(named) or _behind_in(near, j)


def _nameless(near: Neighbours, place: Phrase) -> bool:
    """«مناطق واسعة», «القريتين»: a word for an area with nothing but adjectives; «الأحياء الشرقية» is a name."""
    kinds = near.analysis.doc.kinds
    head = kinds[place.i].get(_LINKS)
    if head is None or head.sense.cls != "area":
        return not place.named
    return all(_describes(word) for word in kinds[place.i + 1 : place.j])


def _describes(word: Mapping[str, Reading]) -> bool:
    """Whether a word only tells of the area before it; «مدينة القريتين» has another area's word for its name."""
    link = word.get(_LINKS)
    adjective = "descriptor" in word or (link is not None and link.sense.cls != "area")
    return adjective and "place_adjective" not in word


def _is_area(near: Neighbours, place: Phrase) -> bool:
    head = near.analysis.doc.kinds[place.i].get(_LINKS)
    return head is not None and head.sense.cls == "area"


def _nearest_kind(places: list[Phrase]) -> list[Phrase]:
    """A coordination of places without the wider ones set beside them («المدينة، شمال شرقي البلاد»)."""
    narrow = [p for p in places if p.cls not in _WIDE]
    return narrow or places


def _behind_in(near: Neighbours, j: int) -> list[Phrase]:
    """The places named right behind token ``j`` in its sentence, or given as examples a little farther on."""
    doc = near.analysis.doc
    end = min(j + _BEHIND, doc.sentences[doc.tokens[min(j, len(doc.tokens) - 1)].sent][1])
    first: list[Phrase] = []
    open_road = True  # nothing but prepositions and adjectives so far
    clause = near.analysis.clause_of[j - 1]
    for k in range(j, end):
        if near.analysis.clause_of[k] != clause and k > j + 1:
            if not _is(near, k + 1, "example", 3):
                break
            clause = near.analysis.clause_of[k]  # «..., منها سراقب»: examples may stand behind a comma
        place = near.starts.get(("place", k))
        if place is None or _nameless(near, place) or place.cls == "country" or not _is_place(near, place):
            open_road = open_road and (doc.form(k) in _IN or not _ADJECTIVES.isdisjoint(doc.kinds[k]))
        elif _is(near, k, "example", 1):
            return _nearest_kind(near.coordinated(place))
        elif open_road and (place.prep in _IN or place.core.start == doc.tokens[k].start):
            first, open_road = _nearest_kind(near.coordinated(place)), False
    return first


def _told_before(near: Neighbours, i: int) -> list[Phrase]:
    """«قرية يسيطر عليها الجيش» ("a village that the army controls"): the village named shortly before."""
    doc = near.analysis.doc
    if not _is(near, i, "area", 1):
        return []
    before = near.analysis.mentions_between(max(0, i - 60), i - 1)
    return [p for p in before if p.kind == "place" and p.named and doc.form(i - 1) == doc.form(p.i)][-1:]


def _places_before(near: Neighbours, i: int, gender: str) -> list[Phrase]:
    """The places before token ``i``: of a place and those it lies in, the one that agrees, else the innermost.

    None where the word right before is a nameless area («المناطق التي …»): a farther place is not the one meant.
    """
    first = near.analysis.doc.sentences[near.analysis.doc.tokens[i].sent][0]
    i = _before_bridge(near, i, first)
    place = near.ends.get(("place", i))
    if _is(near, i, "area", 1) and (place is None or _nameless(near, place)):
        return [place] if place else []
    before = [p for p in near.analysis.mentions_between(max(first, i - _BEFORE), i) if _is_place(near, p) and p.j <= i]
    before = _nearest_kind(before)
    if not before:
        return []
    chain = [before.pop()]
    while before and _lies_in(near, before[-1], chain[-1]):
        chain.append(before.pop())
    agreeing = [p for p in chain if gender in ("", "d", "p") or near.gender(p) == gender]
    return [p for p in near.coordinated((agreeing or chain)[-1]) if p.j <= i]


def _before_bridge(near: Neighbours, i: int, first: int) -> int:
    """The token after the last word before ``i`` that is not «الواقعة», «التي لا تزال» or a bracketed aside."""
    doc = near.analysis.doc
    while i > first:
        if doc.form(i - 1) == ")":
            opening = next((k for k in range(i - 2, max(first, i - 12) - 1, -1) if doc.form(k) == "("), None)
            if opening is None:
                return i
            i = opening
        elif doc.form(i - 1) in ("،", ",") or _is(near, i, "bridge", 1):
            i -= 1
        else:
            return i
    return i


def _is_place(near: Neighbours, phrase: Phrase) -> bool:
    return phrase.kind == "place" and "control" not in near.analysis.doc.kinds[phrase.i]


def _lies_in(near: Neighbours, inner: Phrase, outer: Phrase) -> bool:
    """«البلدة في الريف»: the second place right behind the first, with a preposition."""
    gap = outer.i - inner.j
    return (gap == 0 and bool(outer.prep)) or (gap == 1 and near.analysis.doc.form(inner.j) in ("في", "من"))


def _untrue(near: Neighbours, i: int, reach: int) -> bool:
    """Whether the verb at token ``i`` tells what is only tried, planned or denied."""
    return _is(near, i, "attempt", reach) or _is(near, i, "mood", 1)


def _is(near: Neighbours, i: int, cls: str, reach: int) -> bool:
    """Whether one of the ``reach`` words before token ``i`` is of the class ``cls`` of the words around control."""
    kinds = near.analysis.doc.kinds
    for k in range(max(0, i - reach), min(i, len(kinds))):
        reading = kinds[k].get(_LINKS)
        if reading and reading.sense.cls == cls:
            return True
    return False
