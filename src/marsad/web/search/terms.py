"""What is indexed of a report or an incident: a set of terms, the same whichever database keeps it.

A term is a form of a word (see ``forms``) as it is, or behind a sign: of the title, as written, or with the word before
it. Terms hold letters, digits and signs beyond ASCII alone, so that no database takes any of them for its own syntax;
no positions are kept, since PostgreSQL keeps them for 255 occurrences of a word only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import Final

from django.utils import translation

from marsad.ledger.actors.provisional import PREFIX
from marsad.model import Place, Report
from marsad.model.incident import Incident
from marsad.text.memory import Memory
from marsad.web.browse.registers import registers
from marsad.web.search.forms import forms_of
from marsad.web.site import words

TITLE: Final = "¶"
WRITTEN: Final = "≡"
NEXT: Final = "⁀"
# Bytes of all terms of one text; PostgreSQL keeps up to 1 MiB. What comes after is not found: some 20,000 words.
_MOST: Final = 900_000
_WIDEST: Final = 4  # bytes of a character
_AROUND: Final = 4  # bytes besides a term


def of_report(report: Report) -> set[str]:
    """The terms of a report."""
    return _within(terms(report.title, TITLE) + terms(report.text, ""))


def of_incident(incident: Incident) -> set[str]:
    """The terms of an incident: the names of its types, its place and what holds it, and the parties that the register
    knows, in both languages. They all count as its title.
    """
    return _within(chain.from_iterable(_NAMES[name] for name in names_of(incident)))


def pair(left: str, right: str) -> str:
    """The term of two words that follow each other."""
    return f"{left}{NEXT}{right}"


def terms(text: str, sign: str) -> list[str]:
    """The terms of the words of a text; with a sign, those behind it as well."""
    found: list[str] = []
    pairs: list[str] = []
    before: tuple[str, ...] = ()
    for _, forms, written in forms_of(text):
        said = [*forms, WRITTEN + written]
        found += said
        if sign:
            found += [sign + one for one in said]
        # The first word of a phrase may have a proclitic before it, the others are as they are typed.
        core = NEXT + forms[0]
        pairs += [form + core for form in before]
        before = forms
    return found + pairs


def _within(all_terms: Iterable[str]) -> set[str]:
    """The terms, as many as may be kept."""
    found = dict.fromkeys(all_terms)
    if sum(map(len, found)) * _WIDEST + _AROUND * len(found) <= _MOST:
        return set(found)
    sizes = accumulate(len(term.encode()) + _AROUND for term in found)
    return {term for term, size in zip(found, sizes, strict=True) if size <= _MOST}


def names_of(incident: Incident) -> tuple[str, ...]:
    """What an incident is found by, each once."""
    return tuple(dict.fromkeys(_names(incident)))


def _names(incident: Incident) -> Iterator[str]:
    for kind in dict.fromkeys((str(incident.type), *(version.value for version in incident.types))):
        yield from _TYPES[kind]
    site = incident.site
    if site:
        yield site.name
        for place in dict.fromkeys((site.place, site.governorate)):
            yield from _PLACES[place] if place else ()
    for version in (*incident.initiators, *incident.targets):
        if not version.value.startswith(PREFIX):  # may be a private person
            actor = registers().actors.get(version.value)
            yield from (*actor.ar, *actor.en)


def _type_names(kind: str) -> tuple[str, ...]:
    found = []
    for language in ("ar", "en"):
        with translation.override(language):
            found.append(str(words.TYPES[kind]))
    return tuple(found)


def _place_names(place: str) -> tuple[str, ...]:
    """The names of a place and of its country."""
    gazetteer = registers().gazetteer
    found = gazetteer.get(place)
    if found is None:
        return ()
    chain = gazetteer.chain(found)
    return (*_all(found), *(name for holder in chain[1:] for name in _all(holder)))


def _all(place: Place) -> tuple[str, ...]:
    return tuple(name.text for name in place.names)


def _name_terms(name: str) -> tuple[str, ...]:
    return tuple(terms(name, TITLE))


_NAMES: Final = Memory(_name_terms)
_TYPES: Final = Memory(_type_names)
_PLACES: Final = Memory(_place_names)
