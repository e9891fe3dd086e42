"""Look-up of words and phrases, with proclitics and enclitics split off only where the rest is known.

Arabic writes conjunction, preposition, future marker and article onto the word (و ف ب ل ك س ال) and object and
possessive pronouns after it. A split is a reading only when what remains is in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from marsad.text.tokens import Token


class Sense(NamedTuple):
    """What one folded form can mean."""

    kind: str  # the table: trigger, actor_head, actor_name, place_class, place_name, say, ...
    lemma: str  # the entry's lemma as the data file writes it
    cls: str  # the class inside the kind, e.g. a claim type
    pos: str  # verb, noun, participle, adj, name, particle
    feats: frozenset[str]  # perfect, imperfect, active, passive, sg, du, pl, m, f, and the entry's flags


class Reading(NamedTuple):
    """A sense with the clitics around it: ``pro`` such as «وبال», ``enc`` such as «هم»."""

    sense: Sense
    pro: str
    enc: str


class Hit(NamedTuple):
    """A reading of the tokens ``[i:j]``."""

    i: int
    j: int
    reading: Reading


_CONJ = ("", "و", "ف")
_PREP = ("", "ب", "ل", "ك")
# Proclitics in the order of their length, longest first; «لل» is ل + ال.
PROCLITICS = sorted(
    {c + p + a for c in _CONJ for p in _PREP for a in ("", "ال") if c + p + a}
    | {c + "لل" for c in _CONJ}
    | {c + "س" for c in _CONJ},
    key=len,
    reverse=True,
)
ENCLITICS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
Phrases = dict[str, list[tuple[tuple[str, ...], Sense]]]


class Lexicon:
    """All forms of all tables. ``words`` maps a folded form to its senses, ``phrases`` a first form to phrases."""

    def __init__(self, words: dict[str, tuple[Sense, ...]], phrases: Phrases) -> None:
        self.words = words
        self.phrases = phrases
        self._readings: dict[str, tuple[Reading, ...]] = {}
        self._kinds: dict[str, dict[str, Reading]] = {}

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Every reading of one folded form: the whole word first, then splits, longest remainder first."""
        found = self._readings.get(form)
        if found is None:
            found = tuple(self._split(form))
            if len(self._readings) > 200_000:
                self._readings.clear()
            self._readings[form] = found
        return found

    def kinds(self, form: str) -> dict[str, Reading]:
        """The first reading of ``form`` in each table it is found in."""
        found = self._kinds.get(form)
        if found is None:
            found = {}
            for reading in self.readings(form):
                found.setdefault(reading.sense.kind, reading)
            if len(self._kinds) > 200_000:
                self._kinds.clear()
            self._kinds[form] = found
        return found

    def _split(self, form: str) -> Iterable[Reading]:
        words = self.words
        for sense in words.get(form, ()):
            yield Reading(sense, "", "")
        for pro, rest in _heads(form):
            for sense in words.get(rest, ()):
                if fits(pro, sense):
                    yield Reading(sense, pro, "")
        for enc in ENCLITICS:
            if len(form) > len(enc) + 1 and form.endswith(enc):
                yield from self._with_enclitic(form[: -len(enc)], enc)

    def _with_enclitic(self, stem: str, enc: str) -> Iterable[Reading]:
        # A ta marbuta (folded ه) is written ت before a pronoun; the alif of a plural verb («قصفوا») falls away.
        for pro, rest in (("", stem), *_heads(stem)):
            shapes = [rest]
            if rest.endswith("ت"):
                shapes.append(rest[:-1] + "ه")
            if rest.endswith("و"):
                shapes.append(rest + "ا")
            if rest.endswith("ا"):
                shapes.append(rest[:-1] + "ي")
            for shape in shapes:
                for sense in self.words.get(shape, ()):
                    if "ال" not in pro and "لل" not in pro and sense.pos != "name" and fits(pro, sense):
                        yield Reading(sense, pro, enc)

    def match(self, tokens: list[Token], i: int) -> Iterable[Hit]:
        """Multi-word phrases that begin at token ``i``, longest first; clitics may stand on the first word."""
        form = tokens[i].form
        found: list[Hit] = []
        for pro, first in (("", form), *_heads(form)):
            for forms, sense in self.phrases.get(first, ()):
                j = i + len(forms)
                if j <= len(tokens) and all(tokens[i + k].form == forms[k] for k in range(1, len(forms))):
                    if fits(pro, sense):
                        found.append(Hit(i, j, Reading(sense, pro, "")))
        found.sort(key=lambda hit: -hit.j)
        return found


def fits(pro: str, sense: Sense) -> bool:
    """Whether the proclitics can stand on the word: no article or preposition on a verb, no «س» on a noun."""
    if not pro:
        return True
    last = pro[-1]
    if sense.pos == "verb":
        return pro in ("و", "ف") or (last == "س" and "imperfect" in sense.feats) or (last == "ل" and "imperfect" in sense.feats)
    return last != "س"


@cache
def _proclitics_from(letter: str) -> tuple[str, ...]:
    return tuple(pro for pro in PROCLITICS if pro[0] == letter)


def _heads(form: str) -> list[tuple[str, str]]:
    """The (proclitics, rest) splits of a form that leave at least two letters, shortest clitic first."""
    out = []
    for pro in reversed(_proclitics_from(form[0])) if form else ():
        if form.startswith(pro) and len(form) - len(pro) >= 2:
            out.append((pro, form[len(pro) :]))
    return out


@cache
def lexicon() -> Lexicon:
    """The project's lexicon, from the compiled cache where it is fresh."""
    from marsad.lexicon.compile import load

    return load()
