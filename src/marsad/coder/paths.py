"""What stands between two tokens, a letter for each word that tells: the path from a trigger to a mention.

A path such as «G,N» (a place, a comma, another trigger) says in a few letters how a phrase hangs on its trigger, where
no parser is at hand. Words that tell nothing leave no letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from marsad.coder.document import Document
from marsad.lexicon import Hit
from marsad.text.tokens import Token

_LONGEST: Final = 8  # letters; of a longer path both ends are kept
_PREPOSITIONS = {"في": "f", "على": "a", "من": "m", "إلى": "i", "مع": "w", "ضد": "d", "بين": "y", "عن": "n"}
_PREPOSITIONS |= {"بمشاركة": "w"}
_PREPOSITIONS |= {"من قبل": "b", "على يد": "b", "قرب": "q", "باتجاه": "q", "نحو": "q", "ب": "f", "ل": "l"}
_CONNECTIVES = {"contrast": "c", "condition": "c", "exception": "c", "addition": "k", "cause": "z", "result": "r"}
_CONNECTIVES |= {"time": "t", "relative": "R"}
_MARKS = {"،": ",", ",": ",", "؛": ",", ";": ",", ":": ":", "(": "(", ")": ")", "-": "-", "–": "-", "—": "-"}
_MARKS |= dict.fromkeys('"«»“”', '"')
_TABLES: Final = (("say", "S"), ("light_verb", "L"), ("weapon", "W"))
# that, that he / it / she / they
_THAT: Final = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"))


class Paths:
    """The letters of one document. ``phrases`` are ``(i, j, letter)`` of mentions, triggers, times and weapons."""

    def __init__(self, doc: Document, phrases: Iterable[tuple[int, int, str]]) -> None:
        letters = _letters(doc, phrases)
        self._text = "".join(letters)
        self._at = [0]
        total = 0
        for letter in letters:
            total += len(letter)
            self._at.append(total)

    def between(self, i: int, j: int) -> str:
        """The letters of the tokens ``[i:j]``."""
        at = self._at
        path = self._text[at[i] : at[j]] if i < j else ""
        return path if len(path) <= _LONGEST else f"{path[:4]}~{path[-3:]}"


def _letters(doc: Document, phrases: Iterable[tuple[int, int, str]]) -> list[str]:
    letters = _of_words(doc)
    for i, j, letter in phrases:
        letters[i:j] = [letter] + [""] * (j - i - 1)
        if doc.tokens[i].form[0] == "و" and any(r.pro.startswith("و") for r in doc.kinds[i].values()):
            letters[i] = f"&{letter}"
    for begin, _ in doc.sentences[1:]:
        letters[begin] = f".{letters[begin]}"
    return letters


def _of_words(doc: Document) -> list[str]:
    """The letters of single words and marks: what a token is and in no phrase."""
    letters = [_of_token(token) for token in doc.tokens]
    for kind, letter in _TABLES:
        for i in doc.hits(kind):
            letters[i] = letter
    for i, hit in doc.hits("connective").items():
        letters[i] = _CONNECTIVES.get(hit.reading.sense.cls, "")
    for i, hit in doc.hits("preposition").items():
        if hit.j - i > 1 or not letters[i]:
            letters[i] = _preposition(hit)
    return letters


def _of_token(token: Token) -> str:
    if token.kind == "number":
        return "#"
    return _MARKS.get(token.form, "O" if token.form in _THAT else "&" if token.form == "و" else "")


def _preposition(hit: Hit) -> str:
    sense = hit.reading.sense
    return _PREPOSITIONS.get(sense.lemma) or ("q" if sense.cls in ("near", "toward") else "p")
