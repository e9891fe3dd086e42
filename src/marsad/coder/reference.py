"""Definite descriptions to the phrases they stand for: «المدينة» to the last named town, «التنظيم» to the last group."""

from __future__ import annotations

from marsad.coder.document import Document
from marsad.coder.ranges import Phrase

# Descriptions whose antecedent may be of another class: lemma to the classes it may stand for.
_MAY_BE = {
    "منطقة": frozenset(("town", "village", "district", "region", "area", "quarter", "place", "feature")),
    "مدينة": frozenset(("town", "place")),
    "بلدة": frozenset(("town", "village", "place")),
    "قرية": frozenset(("village", "place", "town")),
    "حي": frozenset(("quarter",)),
    "عاصمة": frozenset(("town",)),
}
_REACH = 400  # tokens back


def resolve(doc: Document, phrases: list[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """Pairs of an unnamed phrase and its antecedent: the last named one of its own head word, else of its class."""
    out: list[tuple[Phrase, Phrase]] = []
    by_lemma: dict[tuple[str, str], Phrase] = {}
    by_class: dict[tuple[str, str], Phrase] = {}
    for phrase in phrases:
        key = (phrase.kind, phrase.lemma)
        if phrase.named:
            by_lemma[key] = phrase
            by_class[phrase.kind, phrase.cls] = phrase
            continue
        antecedent = by_lemma.get(key) or _by_class(phrase, by_class)
        if antecedent and phrase.i - antecedent.j <= _REACH:
            out.append((phrase, antecedent))
    return out


def _by_class(phrase: Phrase, by_class: dict[tuple[str, str], Phrase]) -> Phrase | None:
    allowed = _MAY_BE.get(phrase.lemma, frozenset((phrase.cls,))) if phrase.kind == "place" else frozenset()
    candidates = [found for cls in allowed if (found := by_class.get((phrase.kind, cls)))]
    return max(candidates, key=lambda p: p.i, default=None)
