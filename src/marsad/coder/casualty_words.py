"""Look-up of the words that casualty counts are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from marsad.coder.document import Document
from marsad.lexicon import Hit, Lexicon, Reading
from marsad.lexicon.lexicon import make_hit
from marsad.text.fold import fold
from marsad.text.memory import Memory
from marsad.text.number_words import may_start_number

_LISTS: Final = tomllib.loads(Path(__file__).with_name("casualty_words.toml").read_text(encoding="utf-8"))


def word_list(name: str) -> frozenset[str]:
    """The folded words of one list of ``casualty_words.toml``."""
    return frozenset(fold(word) for word in _LISTS[name]["words"].split())


KINDS: Final = frozenset({"person", "casualty", "toll", "no_toll", "measure", "amid", "toll_cause"})
_PEOPLE: Final = frozenset({"person", "casualty"})  # the only words that take pronouns
HARM, TOLL, PEOPLE, NUMBER = 1, 2, 4, 8
_OPENERS: Final = frozenset({"casualty", "person", "toll", "no_toll"})
_LEXICONS: Final = 8
_DENIALS: Final = frozenset({"negator", "zero"})
_ALSO: Final = word_list("between") | word_list("number_of")
_ARTICLES: Final = ("ال", "وال", "بال", "فال", "لل", "ولل")
_SEVERAL: Final = frozenset({"du", "pl"})
_NOT_ALONE: Final = frozenset({"exact", "other", "governed"})
_GLUED: Final = word_list("glued")
_SHORTEST_PART: Final = 4  # letters
_LONGEST_GLUED: Final = 40  # letters; the work grows with them, and nobody runs longer words together
_ONE_OF: Final = word_list("one_of")
_ONE_PREFIXES: Final = ("", "و", "ل", "ب", "ول", "وب", "ف")


_NOTHING: Final[Mapping[str, Reading]] = {}


_Known = tuple[Memory[Mapping[str, Reading]], Memory[int]]


class _ByLexicon(dict[Lexicon, _Known]):
    """Of a few lexicons the readings of each form in the kinds used here, and what it can begin. A look-up without a
    call: a report asks hundreds of times.
    """

    def __missing__(self, lexicon: Lexicon) -> _Known:
        if len(self) >= _LEXICONS:
            self.clear()
        found = self[lexicon] = Memory(partial(_words_of, lexicon)), Memory(partial(_opening, lexicon))
        return found


_OF: Final = _ByLexicon()


def _words(lexicon: Lexicon) -> Memory[Mapping[str, Reading]]:
    return _OF[lexicon][0]


def _words_of(lexicon: Lexicon, form: str) -> Mapping[str, Reading]:
    """An article is split off even a word that other tables know whole."""
    readings = lexicon.kinds(form)
    found = {kind: readings[kind] for kind in KINDS.intersection(readings) if kind in _PEOPLE or not readings[kind].enc}
    pro = next((pro for pro in _ARTICLES if form.startswith(pro)), "")
    for sense in lexicon.words.get(form[len(pro) :], ()) if pro else ():
        if sense.kind in KINDS and sense.pos != "verb" and "construct" not in sense.feats:
            found.setdefault(sense.kind, Reading(sense, pro, ""))
    if found:
        return found
    return _NOTHING if readings or len(form) > _LONGEST_GLUED else _unglued(lexicon, form)


def _unglued(lexicon: Lexicon, form: str) -> Mapping[str, Reading]:
    """What a word nobody knows can be when two words lost the space between them («جنديخلال», «الجيشبمقتل»)."""
    for tail in _GLUED:
        if form.endswith(tail) and len(form) >= len(tail) + _SHORTEST_PART:
            found = _words_of(lexicon, form[: -len(tail)])
            people = {kind: Reading(r.sense, r.pro, tail) for kind, r in found.items() if kind in _PEOPLE and not r.enc}
            if people:
                return people
    for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1):
        reading = lexicon.kinds(form[cut:]).get("casualty")
        if reading and not reading.enc and "event" in reading.sense.feats and lexicon.readings(form[:cut]):
            return {"casualty": reading}
    return _NOTHING


def openings(doc: Document) -> list[int]:
    """For each token what can begin there: any of ``HARM``, ``TOLL``, ``PEOPLE`` and ``NUMBER``, or 0."""
    words = _OF[doc.lexicon][1]
    found = [words[token.form] for token in doc.tokens]
    for i, hits in doc.phrases.items():
        for hit in hits:
            if hit.reading.sense.kind in _OPENERS:
                found[i] |= _opened_by((hit.reading,))
    return found


def _opening(lexicon: Lexicon, form: str) -> int:
    if not form or not form[0].isalpha():
        return NUMBER if form[:1].isdigit() else 0
    can = _opened_by(_words(lexicon)[form].values())
    if form in _ALSO:
        can |= TOLL
    if one_of(form) is not None:
        can |= PEOPLE
    return can | (NUMBER if may_start_number(form) else 0)


def _opened_by(readings: Iterable[Reading]) -> int:
    can = 0
    for reading in readings:
        sense = reading.sense
        if sense.kind == "casualty":
            can |= PEOPLE if "counted" in sense.feats else HARM
        elif sense.kind == "person":
            can |= PEOPLE if stands_alone(reading) else 0
        elif sense.kind == "toll" or (sense.kind == "no_toll" and sense.cls in _DENIALS):
            can |= TOLL
    return can


def stands_alone(reading: Reading) -> bool:
    """Nationalities are adjectives first, short words something else first: alone they count nobody.

    But «فلسطينيين» without article is of people as a rule.
    """
    feats = reading.sense.feats
    if reading.sense.pos == "adj":
        return reading.pro in ("", "و") and not _SEVERAL.isdisjoint(feats) and "f" not in feats and not reading.enc
    return _NOT_ALONE.isdisjoint(feats)


def one_of(form: str) -> str | None:
    """The proclitics on «أحد», one of; ``None`` for any other word."""
    return _ONES[form]


def _one_of(form: str) -> str | None:
    for pro in _ONE_PREFIXES:
        if form.startswith(pro) and form[len(pro) :] in _ONE_OF:
            return pro
    return None


_ONES: Final = Memory(_one_of)


def reading_at(doc: Document, k: int, kind: str) -> Reading | None:
    """The reading of token ``k`` as a word of ``kind``."""
    if not doc.is_word(k):
        return None
    return _words(doc.lexicon)[doc.form(k)].get(kind)


def hit_at(doc: Document, k: int, kind: str) -> Hit | None:
    """The longest phrase of ``kind`` at token ``k``, else the word's own reading."""
    if not doc.is_word(k):
        return None
    if k in doc.phrases:
        for hit in doc.phrases[k]:
            if hit.reading.sense.kind == kind:
                return hit
    reading = _words(doc.lexicon)[doc.form(k)].get(kind)
    return make_hit(k, k + 1, reading) if reading else None


def is_one_of(doc: Document, k: int, kinds: frozenset[str]) -> bool:
    """Whether ``hit_at`` may find something of one of ``kinds``: a quick test, no more."""
    return k in doc.phrases or not kinds.isdisjoint(_words(doc.lexicon)[doc.form(k)])
