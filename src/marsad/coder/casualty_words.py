"""Look-up of the words that casualty counts are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from marsad.coder.document import Document
from marsad.lexicon import Hit, Lexicon, Reading
from marsad.text.fold import fold
from marsad.text.numbers import may_start_number

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def word_list(name: str) -> frozenset[str]:
    """The folded words of one list of ``casualty_words.toml``."""
    return frozenset(fold(word) for word in _LISTS[name]["words"].split())


KINDS = frozenset({"person", "casualty", "toll", "no_toll", "measure", "amid", "toll_cause"})
_PEOPLE = frozenset({"person", "casualty"})  # the only words that take pronouns
HARM, TOLL, PEOPLE, NUMBER = 1, 2, 4, 8
_DENIALS = frozenset({"negator", "zero"})
_ALSO = word_list("between") | word_list("number_of")
_ARTICLES = ("ال", "وال", "بال", "فال", "لل", "ولل")
_NOT_ALONE = frozenset({"exact", "other"})
_GLUED = word_list("glued")
_SHORTEST_STEM = 4  # letters
_ONE_OF = word_list("one_of")
_ONE_PREFIXES = ("", "و", "ل", "ب", "ول", "وب", "ف")


@lru_cache(maxsize=100_000)
def words_of(lexicon: Lexicon, form: str) -> Mapping[str, Reading]:
    """The readings of a folded form in the kinds used here.

    An article is split off even a word that other tables know whole.
    """
    readings = lexicon.kinds(form)
    found = {kind: readings[kind] for kind in KINDS & readings.keys() if kind in _PEOPLE or not readings[kind].enc}
    pro = next((pro for pro in _ARTICLES if form.startswith(pro)), "")
    for sense in lexicon.words.get(form[len(pro) :], ()) if pro else ():
        if sense.kind in KINDS and sense.pos != "verb":
            found.setdefault(sense.kind, Reading(sense, pro, ""))
    return found if found or readings else _unglued(lexicon, form)


def _unglued(lexicon: Lexicon, form: str) -> Mapping[str, Reading]:
    """What a word nobody knows can be with a function word written onto its end («جنديخلال»)."""
    for tail in _GLUED:
        if form.endswith(tail) and len(form) >= len(tail) + _SHORTEST_STEM:
            found = words_of(lexicon, form[: -len(tail)])
            if not _PEOPLE.isdisjoint(found):
                return found
    return {}


@lru_cache(maxsize=100_000)
def opening(lexicon: Lexicon, form: str) -> int:
    """What a word of this form can begin: any of ``HARM``, ``TOLL``, ``PEOPLE`` and ``NUMBER``, or 0."""
    can = _opened_by(words_of(lexicon, form).values())
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
    """Nationalities are adjectives first, short words something else first: alone they count nobody."""
    return reading.sense.pos != "adj" and _NOT_ALONE.isdisjoint(reading.sense.feats)


def opening_phrases(doc: Document) -> dict[int, int]:
    """The tokens at which a phrase of several words begins that could open a count, with what it can begin."""
    found = {i: _opened_by(hit.reading for hit in hits) for i, hits in doc.phrases.items()}
    return {i: can for i, can in found.items() if can}


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
    tokens = doc.tokens
    if not 0 <= k < len(tokens) or tokens[k].kind != "word":
        return None
    for hit in doc.phrases.get(k, ()):
        if hit.reading.sense.kind == kind:
            return hit
    reading = words_of(doc.lexicon, tokens[k].form).get(kind)
    return Hit(k, k + 1, reading) if reading else None
