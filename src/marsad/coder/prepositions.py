"""The preposition in front of a mention, written apart or onto its first word."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import DASHES, OPENING, split_pro

QUANTIFIERS: Final = frozenset(
    ("احد", "عدد", "عناصر", "عنصر", "مجموعه", "بعض", "كل", "جميع", "عشرات", "كافه", "معظم", "مييات")
)
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
        if after[k] != NONE and not (before == "من" and doc.form(k - 2) in QUANTIFIERS):
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
    return form in QUANTIFIERS or "number" in doc.kinds[k] or (form == "من" and doc.form(k - 1) in QUANTIFIERS)
