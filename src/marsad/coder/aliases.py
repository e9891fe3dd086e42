"""Second mentions by part of the name: a person by the surname, a group by the name once given in quotation marks."""

from __future__ import annotations

from typing import Final

from marsad.coder.document import Document
from marsad.coder.nominal import CLOSING, OPENING, Stretch, ordinary_words
from marsad.coder.ranges import Phrase

_LETTERS: Final = ("", "و", "ب", "ل", "ف")  # what may be written onto an alias
_SHORTEST: Final = 4
_NO_SURNAMES: Final = frozenset(("الله", "الدين", "الرحمن"))  # second halves of a first name («بيت الله»)


Aliases = dict[str, tuple[str, tuple[str, ...], str]]  # first form with a proclitic: (proclitic, forms, class)


def known_aliases(doc: Document, actors: list[Phrase]) -> Aliases:
    """The aliases that the actor phrases of the report give."""
    found: Aliases = {}
    common = ordinary_words()
    for phrase in actors:
        if phrase.cls == "person" and phrase.j - phrase.i > 1:
            last = doc.form(phrase.j - 1)
            if (
                len(last) >= _SHORTEST
                and last not in common
                and last not in _NO_SURNAMES
                and "place_name" not in doc.kinds[phrase.j - 1]
            ):
                _add(found, (last,), "person")
        elif phrase.named and phrase.cls in ("armed_group", "militia", "state_force"):
            inner = _quotation(doc, phrase)
            if inner:
                _add(found, inner, phrase.cls)
    return found


def _add(found: Aliases, forms: tuple[str, ...], cls: str) -> None:
    for letter in _LETTERS:
        if letter != "ل" or forms[0].startswith("ال"):  # «لصالح», "in favour of", is not "for Saleh"
            found.setdefault(letter + forms[0], (letter, forms, cls))


def _quotation(doc: Document, phrase: Phrase) -> tuple[str, ...]:
    forms: list[str] = []
    inside = False
    for k in range(phrase.i, phrase.j):
        form, punct = doc.form(k), doc.tokens[k].kind == "punct"
        if punct and not inside and form in OPENING:
            inside = True
        elif punct and inside and form in CLOSING:
            break
        elif inside:
            forms.append(form)
    return tuple(forms)


def read_alias(doc: Document, i: int, aliases: Aliases) -> Stretch | None:
    """The alias that begins at token ``i``, with at most one proclitic letter on it."""
    hit = aliases.get(doc.tokens[i].form)
    if hit is None:
        return None
    letter, forms, cls = hit
    if any(doc.form(i + k) != forms[k] for k in range(1, len(forms))):
        return None
    lemma = "person" if cls == "person" else ""
    return Stretch(i, i + len(forms), i, len(letter), cls, lemma, "aliases:name", True, pro=letter)
