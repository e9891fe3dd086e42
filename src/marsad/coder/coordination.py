"""What joins mentions into a list, and which place contains another."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from marsad.coder.document import Document
from marsad.coder.nominal import CLOSING, OPENING, split_pro
from marsad.coder.prepositions import QUANTIFIERS
from marsad.coder.ranges import Phrase

# From the smallest to the largest: what contains what.
_RANK: Final = {
    "site": 1,
    "road": 1,
    "front": 1,
    "quarter": 1,
    "camp": 1,
    "place": 2,
    "village": 2,
    "feature": 2,
    "area": 2,
    "town": 3,
    "district": 4,
    "direction": 4,
    "region": 5,
    "border": 5,
    "country": 6,
}
_GAP: Final = 4  # tokens between two phrases that are joined
_JOINERS: Final = frozenset(("و", "او", "،", ",", "ثم", "وكذلك", "كذلك", "وايضا", "وحتي"))
# Words between two places of which the second does not say where the first is.
_APART: Final = frozenset(("و", "الي", "نحو", "باتجاه", "من", ".", ":"))
_COMMAS: Final = frozenset(("،", ","))
_LOCAL: Final = frozenset(("في", "ب", "قرب"))
_AT: Final = frozenset(("في", "علي", "الي", "قرب", "داخل", "نحو", "باتجاه", "من", "ل"))
# in addition to, besides, as well as, all the way to: what follows is one more of the list
_BESIDES: Final = (
    *(("اضافه", "الي"), ("اضافه",), ("بالاضافه", "الي"), ("بالاضافه",), ("فضلا", "عن"), ("علاوه", "علي")),
    *(("الي", "جانب"), ("ناهيك", "عن"), ("وصولا", "الي"), ("وصولا",), ("كذلك",), ("ايضا",)),
)
# others, areas, positions, points, surroundings, outskirts, centre, villages, fronts, also
_OTHERS: Final = frozenset(
    (
        *("اخري", "اخر", "مناطق", "منطقه", "مواقع", "موقع", "نقاط", "اماكن", "محيط", "بمحيط", "اطراف", "وسط", "مركز"),
        *("قري", "بلدات", "احياء", "محاور", "محور", "تخوم", "مشارف", "ايضا", "كذلك"),
    )
)
# supported, reinforced by; who helps in other words («بمشاركة») is found by the preposition: see ``filling``
_SUPPORTED: Final = frozenset(("مدعومه", "المدعومه", "مدعوما", "المدعوم", "مدعومين", "المدعومين", "مسنوده", "معززه"))
_BRIDGE: Final = 6  # tokens that may lead from one place of a list to the next
_CLAUSE: Final = 16  # tokens that may tell of one before its preposition is said again


class _Member(NamedTuple):
    """The last member of a list, the token where what belongs to it ends, and the place that says where it lies."""

    phrase: Phrase
    end: int
    aside: Phrase | None = None


def coordinate(doc: Document, phrases: list[Phrase], pros: dict[int, str]) -> None:
    """Give phrases of one kind that are joined one group number, and hand the preposition of the first to the rest.

    What only says more of a member (the place that contains it, its other name in brackets, the force it belongs to)
    does not end the list.
    """
    number = 0
    last: dict[str, _Member] = {}
    earlier: dict[str, Phrase] = {}  # the last of the list before
    for phrase in phrases:
        before, pro = last.get(phrase.kind), pros.get(id(phrase), "")
        if before and doc.tokens[before.phrase.i].sent == doc.tokens[phrase.i].sent and phrase.i >= before.end:
            one = _list_of(doc, before, earlier.get(phrase.kind), phrase, pro)
            if one:
                _join(one, phrase)
                last[phrase.kind] = _Member(phrase, phrase.j)
                continue
            if _is_aside(doc, before, phrase):
                last[phrase.kind] = _Member(before.phrase, phrase.j, phrase)
                phrase.group, number = number, number + 1
                continue
            earlier[phrase.kind] = before.phrase
        else:
            earlier.pop(phrase.kind, None)
        last[phrase.kind] = _Member(phrase, phrase.j)
        phrase.group, number = number, number + 1


def _list_of(doc: Document, before: _Member, earlier: Phrase | None, phrase: Phrase, pro: str) -> Phrase | None:
    """The phrase whose list this one goes on, if any."""
    one, aside = before.phrase, before.aside
    if aside and _joined(doc, aside, phrase, pro) and _with_aside(one, aside, phrase):
        return aside
    if (phrase.i - one.j <= _GAP and _joined(doc, one, phrase, pro)) or _goes_on(doc, before, phrase, pro):
        return one
    return earlier if earlier and _resumes(doc, earlier, one, phrase) else None


def _with_aside(one: Phrase, aside: Phrase, more: Phrase) -> bool:
    """«قواعد في العراق وسوريا», «الطريق بين X وY»: the second goes with what says where the first lies."""
    if aside.prep == "بين":
        return True
    return aside.rule != "places:direction" and _rank(aside) == _rank(more) != _rank(one)


def _join(first: Phrase, more: Phrase) -> None:
    more.group = first.group
    if not more.prep:
        more.prep = first.prep


def _joined(doc: Document, a: Phrase, b: Phrase, pro: str) -> bool:
    if doc.tokens[a.i].sent != doc.tokens[b.i].sent:
        return False
    words = [word for word in [doc.form(k) for k in range(a.j, b.i)] if word not in CLOSING and word not in OPENING]
    conj, letter, _ = split_pro(pro)
    if conj == "و" or (words and words[-1] == "و"):
        return all(word in _JOINERS for word in words)
    if letter or not words or b.rule == "places:direction":  # «قرية X، بريف Y»: what contains it, not one more
        return b.rule == "places:list"
    if all(word in _JOINERS for word in words):
        return True
    if words[0] in ("اضافه", "بالاضافه") or words[:2] == ["الي", "جانب"]:
        return True
    return (words[0].startswith("و") or words[0] in _JOINERS) and all(_linking(word) for word in words)


def _goes_on(doc: Document, before: _Member, place: Phrase, pro: str) -> bool:
    """Whether a mention farther off is one more of the list: «في X بريف Y، وفي Z», «بلدة X ومناطق أخرى في بلدة Y»,
    «X غربي Y، إضافة إلى Z», «X بالهاون وY» ("with mortars"); of actors «X التابعة لـY وZ», «X المدعومة بـZ».
    """
    words = [doc.form(k) for k in range(before.end, place.i)]
    while words and (words[0] in CLOSING or words[0] in _COMMAS):
        words.pop(0)
    conj, letter, _ = split_pro(pro)
    if place.kind == "actor":
        return _helps(words, letter) if words else conj == "و" and not letter and before.end > before.phrase.j
    same_way = place.prep == before.phrase.prep or {place.prep, before.phrase.prep} <= _LOCAL
    if conj == "و" and (not letter or same_way):  # «X بريف Y وZ»
        return not words or (len(words) <= _BRIDGE and _means(doc, before.end, place.i))
    if not words or len(words) > _BRIDGE:
        return False
    for besides in _BESIDES:
        if words[: len(besides)] == [*besides] and _leads(words[len(besides) :]):
            return True
    if words[0][:1] != "و":
        return False
    leading = [word for word in (words[0][1:], *words[1:]) if word]
    return _leads(leading) and (same_way or not _OTHERS.isdisjoint(leading))


def _helps(words: list[str], letter: str) -> bool:
    """Whether the words say that who follows supports them: «المدعومة بـ»."""
    return letter == "ب" and len(words) == 1 and words[0].removeprefix("و") in _SUPPORTED


def _leads(words: list[str]) -> bool:
    """Whether the words only lead on to a place: prepositions, «others», «areas»."""
    return all(word in _OTHERS or word in QUANTIFIERS or word in _AT or word in OPENING for word in words)


def _means(doc: Document, i: int, j: int) -> bool:
    """Whether the tokens tell what with: «بالهاون», «بقذائف المدفعية»."""
    hit = doc.hit(i, "weapon")
    return hit is not None and split_pro(hit.reading.pro)[1] == "ب" and hit.j >= j - 1


def _resumes(doc: Document, first: Phrase, aside: Phrase, place: Phrase) -> bool:
    """Whether a preposition said again takes a list up: «على X التي … في ريف Y، وعلى Z»."""
    if place.kind != "place" or place.i - first.j > _CLAUSE or doc.tokens[first.i].sent != doc.tokens[place.i].sent:
        return False
    word = doc.form(place.i - 1)
    again = word[:1] == "و" and word[1:] in _AT and doc.form(place.i - 2) in _COMMAS
    return again and place.prep == first.prep != aside.prep


def _is_aside(doc: Document, before: _Member, other: Phrase) -> bool:
    """Whether ``other`` only says more of a member: where it lies, its name once more, what it belongs to."""
    gap = [doc.form(k) for k in range(before.end, other.i)]
    if len(gap) > 2:
        return False
    if other.kind == "actor":
        return bool(gap) and "attachment" in doc.kinds[before.end]
    if gap and gap[-1] in OPENING:
        return doc.form(other.j) in CLOSING
    wider = other.rule == "places:direction" or _rank(other) > _rank(before.phrase)
    return wider and _APART.isdisjoint(gap)


def _linking(word: str) -> bool:
    return word in _JOINERS or word in QUANTIFIERS or word in ("من", "الي") or word[1:] in QUANTIFIERS


def nest(doc: Document, phrases: list[Phrase]) -> None:
    """Mark each place beside which a more specific one stands («قرية X بريف Y», «بلدة X شرقي Y») as ``inner``."""
    places = [p for p in phrases if p.kind == "place"]
    for a, b in pairwise(places):
        if a.group == b.group or b.i - a.j > 2 or doc.tokens[a.i].sent != doc.tokens[b.i].sent:
            continue
        if _APART.isdisjoint([doc.form(k) for k in range(a.j, b.i)]):
            b.inner = a.inner or _holds(a, b)


def _holds(a: Phrase, b: Phrase) -> bool:
    """Whether the place ``b``, which stands beside ``a``, is what contains it or lies beside it."""
    inside = b.prep in _LOCAL and _rank(b) == _rank(a)
    return _rank(b) > _rank(a) or b.rule == "places:direction" or inside


def _rank(place: Phrase) -> int:
    return _RANK.get(place.cls, 2)
