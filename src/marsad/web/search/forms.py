"""The forms under which a word is indexed and looked up.

A word is indexed under its core (folded, without the article and what is written before an article: «للجيش», to the
army, under «جيش») and, where it may begin with a proclitic, under the core of what follows («بحلب», in Aleppo, under
«بحلب» and «حلب»). It is looked up under its core alone, so that whoever types more letters finds less.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marsad.lexicon.lexicon import lexicon
from marsad.places.keys import latin
from marsad.text.memory import Memory
from marsad.text.tokens import Token, tokenize

LONGEST: Final = 60  # characters of a form: what is longer is no word, and PostgreSQL keeps no endless one
_LEAST: Final = 3  # letters that a proclitic must leave, else it is the word's own first letter
_ARTICLE: Final = "ال"
# The article with what is written before it; «لل» is ل and the article without its alif.
_WITH_ARTICLE: Final = re.compile(r"(?:ال(?=..)|(?:[وف]?[بك]|[وف])ال(?=...)|[وف]?لل(?=...))")
# What begins in ال and has no article, folded: God, now, who (relatives), not, to, thousand.
_NO_ARTICLE: Final = frozenset(
    {
        "الله",
        "الان",
        "التي",
        "الذي",
        "الذين",
        "اللذان",
        "اللذين",
        "اللتان",
        "اللتين",
        "الا",
        "الي",
        "الف",
        "الاف",
        "البانيا",
        "المانيا",
    }
)
_CONJUNCTIONS: Final = ("و", "ف")
_PREPOSITIONS: Final = ("ب", "ل", "ك")
_FUTURE: Final = re.compile(r"س(?=[يتنا]...)")
_ARABIC: Final = re.compile("[ء-ي]")
_GROUPS: Final = re.compile(r"[,٬](?=\d{3})")
_UNTYPED: Final = re.compile("[ـ\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff \u00a0]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text, ``text[start:end]``. ``core`` is what it is looked up under, ``forms`` what it is
    indexed under (the core first), ``written`` itself as it stands, for the exact mode.
    """

    start: int
    end: int
    core: str
    forms: tuple[str, ...]
    written: str


def words_of(text: str) -> Iterator[Word]:
    """The words and numbers of a text in their order, with their offsets in it."""
    return (Word(token.start, token.end, forms[0], forms, written) for token, forms, written in forms_of(text))


def forms_of(text: str) -> Iterator[tuple[Token, tuple[str, ...], str]]:
    """The same as tokens, each with the forms of the word and itself as it stands: to go through a text sooner."""
    for token in tokenize(text):
        if token.kind == "word" and token.form:
            yield token, FORMS[token.form], WRITTEN[token.text]
        elif token.kind == "number":
            form = _number(token.form)
            yield token, (form,), form


def core(form: str) -> str:
    """A folded word without the article and what stands before it."""
    if form in _NO_ARTICLE:
        return form
    found = _WITH_ARTICLE.match(form)
    return form[found.end() :] if found else form


def _forms(form: str) -> tuple[str, ...]:
    if not _ARABIC.search(form):
        return ((latin(form) or form)[:LONGEST],)
    found = (core(rest)[:LONGEST] for rest in (form, *_rests(form)))
    return tuple(dict.fromkeys(found))


def _rests(form: str) -> Iterator[str]:
    """What a folded word may be behind a conjunction, a preposition or the sign of the future.

    A word that the lexicon knows whole is not cut: «لبنان» (Lebanon) is no ل and «بنان».
    """
    rest = form
    if _is_whole(form) or _WITH_ARTICLE.match(form):
        return
    if rest.startswith(_CONJUNCTIONS) and len(rest) > _LEAST and not _is_bare_article(rest[1:]):
        rest = rest[1:]
        yield rest
        if _is_whole(rest):
            return
    if rest.startswith(_PREPOSITIONS) and len(rest) > _LEAST and not _is_bare_article(rest[1:]):
        yield rest[1:]
    elif found := _FUTURE.match(rest):
        yield rest[found.end() :]


def _is_whole(form: str) -> bool:
    return any(not reading.pro for reading in lexicon().readings(form))


def _is_bare_article(rest: str) -> bool:
    """Whether ``rest`` is ال without enough behind it to be an article: «والي» (a governor) is no و and «الي»."""
    return rest.startswith(_ARTICLE) and core(rest) == rest


def _written(text: str) -> str:
    """A word as it is typed: tatweel and what has no width left out, marks in one order, Latin letters lower-cased."""
    return unicodedata.normalize("NFC", _UNTYPED.sub("", text)).lower()[:LONGEST]


def _number(form: str) -> str:
    """A number without signs that a database takes for its own."""
    return re.sub(r"\W", "٫", _GROUPS.sub("", form))[:LONGEST]


FORMS: Final = Memory(_forms)
WRITTEN: Final = Memory(_written)
