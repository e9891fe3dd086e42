"""Who suffered: the body named behind a count («5 من عناصر قوات النظام»), as a mention.

A mention found by the mention stage is taken where one begins at the place; else a short phrase is built: the
word, and what agrees with it or stands behind it in the construct state.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from marsad.coder.casualty_words import reading_at, word_list
from marsad.coder.document import Document
from marsad.coder.ranges import Phrase
from marsad.model import Mention
from marsad.text.numbers import is_number_start

MentionsAt = Mapping[int, Phrase]
LONGEST: Final = 5  # words of a phrase built here
QUOTES: Final = frozenset("\"'“”«»‘’()[]/")
_OPENING: Final = frozenset("\"'“«‘([/")
STOPS: Final = word_list("stops")
PEOPLE_CLASSES: Final = frozenset({"civilians", "people", "protesters"})
_DESCRIBED: Final = PEOPLE_CLASSES | {"fighters", "gunmen", "nationals", "officials"}


def names_body(phrase: Phrase) -> bool:
    """Whether the phrase says who: not «القوات» or «التنظيم», which the report level resolves."""
    return phrase.named or phrase.cls in _DESCRIBED or phrase.j - phrase.i > 1


def group_at(doc: Document, k: int, mentions: MentionsAt) -> tuple[Mention | None, int, str] | None:
    """The body named from token ``k`` on: its mention, the token after it, and its class where known."""
    while doc.form(k) in _OPENING and doc.form(k + 1):
        k += 1
    phrase = mentions.get(k)
    if phrase is not None and phrase.kind == "actor":
        return phrase.core if names_body(phrase) else None, phrase.j, phrase.cls
    if not _can_open(doc, k):
        return None
    j = _phrase_end(doc, k)
    skip = _proclitic_length(doc, k)
    return doc.mention(k, j, "casualties:group", skip), j, ""


def _can_open(doc: Document, k: int) -> bool:
    if k >= len(doc.tokens) or doc.tokens[k].kind != "word":
        return False
    form = doc.tokens[k].form
    kinds = doc.kinds[k]
    if form in STOPS or len(form) < 3 or "measure" in kinds:
        return False
    return not is_number_start(doc.tokens, k)


def _phrase_end(doc: Document, k: int) -> int:
    """The first word, then definite words, then a quoted name."""
    j = k + 1
    first_definite = doc.form(k).startswith("ال")
    while j < len(doc.tokens) and j - k < LONGEST:
        token = doc.tokens[j]
        if token.form in _OPENING and doc.form(j + 1):
            close = _quoted(doc, j)
            return close if close else j
        if token.kind != "word" or token.form in STOPS or reading_at(doc, j, "casualty"):
            break
        if not token.form.startswith("ال") and (first_definite or j - k > 1):
            break
        if is_number_start(doc.tokens, j):  # «قتلى الهجوم العديد من …»
            break
        if doc.text[doc.tokens[j - 1].end : token.start].strip():
            break
        if token.form[0] in "وبلف" and not token.form.startswith("ال") and doc.kinds[j] and _clitic(doc, j):
            break
        j += 1
    return j


def _clitic(doc: Document, j: int) -> bool:
    return all(reading.pro for reading in doc.kinds[j].values())


def _quoted(doc: Document, j: int) -> int:
    """The token after a quotation of up to four words that opens at ``j``, or 0."""
    for k in range(j + 1, min(j + 6, len(doc.tokens))):
        if doc.tokens[k].form in QUOTES:
            return k + 1
        if doc.tokens[k].kind != "word":
            return 0
    return 0


def _proclitic_length(doc: Document, k: int) -> int:
    """How many characters of the first word are a conjunction or preposition: «للواء» keeps its article."""
    for reading in doc.kinds[k].values():
        if reading.pro and reading.pro != "ال" and not reading.pro.endswith("لل"):
            return len(reading.pro.removesuffix("ال"))
    return 0
