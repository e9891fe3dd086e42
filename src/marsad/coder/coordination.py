"""What stands between mentions: the preposition in front, coordination, and the place that contains another."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import CLOSING, DASHES, OPENING, split_pro
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
_QUANTIFIERS: Final = frozenset(
    ("احد", "عدد", "عناصر", "عنصر", "مجموعه", "بعض", "كل", "جميع", "عشرات", "كافه", "معظم", "مييات")
)
_GAP: Final = 4  # tokens between two phrases that are joined
_JOINERS: Final = frozenset(("و", "او", "،", ",", "ثم", "وكذلك", "كذلك", "وايضا", "وحتي"))


Preposition = tuple[str, str]  # lemma and class
NONE: Preposition = ("", "")


def prepositions(doc: Document) -> list[Preposition]:
    """For every token the preposition that ends right before it, an opening mark apart; ("", "") where none does."""
    after = [NONE] * (len(doc.tokens) + 1)
    for i, hit in doc.hits("preposition").items():
        if hit.reading.enc or split_pro(hit.reading.pro)[1]:
            continue
        if hit.j - i > 1 or after[hit.j] == NONE:
            after[hit.j] = (hit.reading.sense.lemma, hit.reading.sense.cls)
            if doc.form(hit.j) in OPENING and after[hit.j + 1] == NONE:
                after[hit.j + 1] = after[hit.j]  # «في "حوليت"»: the same before the word inside the mark
    return after


def preposition(doc: Document, i: int, pro: str, after: list[Preposition]) -> Preposition:
    """The preposition in front of token ``i`` with its class, counts, quantifiers and opening marks skipped."""
    own = split_pro(pro)[1]
    if own:
        return own, "in" if own == "ب" else "other"
    for k in range(i, max(i - 5, 0), -1):
        before = doc.form(k - 1)
        if after[k] != NONE and not (before == "من" and doc.form(k - 2) in _QUANTIFIERS):
            return after[k]
        if doc.tokens[k - 1].kind == "number" or before in OPENING or before in DASHES:
            continue
        if not _quantity(doc, k - 1, before):
            return NONE
        for reading in doc.kinds[k - 1].values():
            letter = split_pro(reading.pro)[1]
            if letter:
                return letter, ""
    return NONE


def _quantity(doc: Document, k: int, form: str) -> bool:
    return form in _QUANTIFIERS or "number" in doc.kinds[k] or (form == "من" and doc.form(k - 1) in _QUANTIFIERS)


def coordinate(doc: Document, phrases: list[Phrase], pros: dict[int, str]) -> None:
    """Give phrases of one kind that are joined one group number, and hand the preposition of the first to the rest."""
    number = 0
    last: dict[str, Phrase] = {}
    for phrase in phrases:
        before = last.get(phrase.kind)
        if (
            before is not None
            and 0 <= phrase.i - before.j <= _GAP
            and _joined(doc, before, phrase, pros.get(id(phrase), ""))
        ):
            phrase.group = before.group
            if not phrase.prep:
                phrase.prep = before.prep
        else:
            phrase.group = number
            number += 1
        last[phrase.kind] = phrase


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


def _linking(word: str) -> bool:
    return word in _JOINERS or word in _QUANTIFIERS or word in ("من", "الي") or word[1:] in _QUANTIFIERS


def nest(doc: Document, phrases: list[Phrase]) -> None:
    """Mark each place beside which a more specific one stands («قرية X بريف Y», «بلدة X شرقي Y») as ``inner``."""
    places = [p for p in phrases if p.kind == "place"]
    for a, b in pairwise(places):
        if a.group == b.group or b.i - a.j > 2 or doc.tokens[a.i].sent != doc.tokens[b.i].sent:
            continue
        gap = [doc.form(k) for k in range(a.j, b.i)]
        if any(g in ("و", "الي", "نحو", "باتجاه", "من", ".", ":") for g in gap):
            continue
        rank_a, rank_b = _RANK.get(a.cls, 2), _RANK.get(b.cls, 2)
        beside = b.rule == "places:direction" or (rank_b == rank_a and b.prep in ("قرب", "في", "ب"))
        b.inner = a.inner or rank_b > rank_a or beside
