"""Look-up of the words that casualty counts are made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from marsad.coder.document import Document
from marsad.lexicon import Hit, Lexicon, Reading
from marsad.text.numbers import is_number_form

KINDS = frozenset({"person", "casualty", "toll", "no_toll", "measure", "amid", "toll_cause"})
_OPENERS = frozenset({"person", "casualty", "toll", "no_toll"})
_ARTICLES = ("ال", "وال", "بال", "فال", "لل", "ولل")
_ONE_OF = frozenset({"احد", "احدي"})
_ONE_PREFIXES = ("", "و", "ل", "ب", "ول", "وب", "ف")


@lru_cache(maxsize=100_000)
def words_of(lexicon: Lexicon, form: str) -> Mapping[str, Reading]:
    """The readings of a folded form in the kinds used here; an article is split off even a word known whole elsewhere."""
    found = {kind: reading for kind, reading in lexicon.kinds(form).items() if kind in KINDS}
    pro = next((pro for pro in _ARTICLES if form.startswith(pro)), "")
    for sense in lexicon.words.get(form[len(pro) :], ()) if pro else ():
        if sense.kind in KINDS and sense.pos != "verb":
            found.setdefault(sense.kind, Reading(sense, pro, ""))
    return found


@lru_cache(maxsize=100_000)
def opens(lexicon: Lexicon, form: str) -> bool:
    """Whether a word of this form can begin a count, a word of harm or a number."""
    return not _OPENERS.isdisjoint(words_of(lexicon, form)) or is_number_form(form) or one_of(form) is not None


@lru_cache(maxsize=10_000)
def one_of(form: str) -> str | None:
    """The proclitics on «أحد», one of; ``None`` for any other word."""
    return next((pro for pro in _ONE_PREFIXES if form.startswith(pro) and form[len(pro) :] in _ONE_OF), None)


def reading_at(doc: Document, k: int, kind: str) -> Reading | None:
    """The reading of token ``k`` as a word of ``kind``."""
    if not 0 <= k < len(doc.tokens) or doc.tokens[k].kind != "word":
        return None
    return words_of(doc.lexicon, doc.tokens[k].form).get(kind)


def hit_at(doc: Document, k: int, kind: str) -> Hit | None:
    """The longest phrase of ``kind`` at token ``k``, else the word's own reading."""
    if k in doc.phrases:
        for hit in doc.phrases[k]:
            if hit.reading.sense.kind == kind:
                return hit
    reading = reading_at(doc, k, kind)
    return Hit(k, k + 1, reading) if reading else None
