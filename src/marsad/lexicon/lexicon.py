"""Look-up of words and phrases, with proclitics and enclitics split off only where the rest is known.

Arabic writes conjunction, preposition, future marker and article onto the word (و ف ب ل ك س ال) and object and
possessive pronouns after it. A split is a reading only when what remains is in the lexicon.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from marsad.garbage import set_apart
from marsad.lexicon.parted import Parted, Starts, find, gather, part
from marsad.text.memory import Memory
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


def make_hit(i: int, j: int, reading: Reading) -> Hit:
    """``Hit(i, j, reading)``, without the named tuple's own slower constructor: a report has hundreds."""
    return tuple.__new__(Hit, (i, j, reading))


def make_reading(sense: Sense, pro: str, enc: str) -> Reading:
    """``Reading(sense, pro, enc)``, as ``make_hit``."""
    return tuple.__new__(Reading, (sense, pro, enc))


_CONJ: Final = ("", "و", "ف")
_PREP: Final = ("", "ب", "ل", "ك")
_BEFORE_VERB: Final = frozenset({"و", "ف", "س", "وس", "فس", "ل", "ول", "فل"})
# Proclitics, shortest first; «لل» is ل + ال.
PROCLITICS: Final = sorted(
    {c + p + a for c in _CONJ for p in _PREP for a in ("", "ال") if c + p + a and not (p == "ل" and a)}
    | {c + "لل" for c in _CONJ}
    | {c + "س" for c in _CONJ},
    key=lambda pro: (len(pro), pro),
)
# Pronouns written onto a word. The first person singular is left out: it cannot be told from the ending of
# relation («قتالي», "of fighting"); so is the rare second person dual.
ENCLITICS: Final = ("هما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك")
_SURE_REST: Final = 4  # letters
_SURE_ENCLITICS: Final = ("هما", "هم", "ها")  # a word seldom ends in these by itself
Phrases = dict[str, list[tuple[tuple[str, ...], Sense]]]
_NOTHING: Final[dict[str, Reading]] = {}
_SELDOM: Final = frozenset({"1s", "2ms", "2fs", "2d", "2mp", "2fp", "construct", "geonames"})
_PERSONS: Final = frozenset({"3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1p"})
_Phrase = tuple[tuple[str, ...], Sense]
_Seconds = dict[str, list[_Phrase]]  # the phrases that begin with one word, by their second
_Starts = tuple[tuple[str, _Seconds], ...]  # proclitics, and the phrases of the word without them
_Parted = tuple[Starts[Reading], ...]
_Known = tuple[dict[str, Reading], _Starts, _Parted]
_UNKNOWN: Final[_Known] = ({}, (), ())


class Lexicon:
    """All forms of all tables. ``words`` maps a folded form to its senses, ``phrases`` a first form to phrases."""

    def __init__(self, words: dict[str, tuple[Sense, ...]], phrases: Phrases) -> None:
        self.words = words
        self.phrases = phrases
        self._readings = Memory(self._split)
        self._kinds = Memory(self._first_of_kind)
        self._seconds = Memory(self._by_second)
        self._known = Memory(self._kinds_and_phrases)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Every reading of one folded form: the whole word first, then splits, longest remainder first.

        A word known whole is not split again («وصل» is no و + صل), but for the article, the surest pronouns and a
        remainder long enough to be no accident, or where what it is known as is seldom meant (see ``seldom``).
        """
        return self._readings[form]

    def kinds(self, form: str) -> dict[str, Reading]:
        """The first reading of ``form`` in each table it is found in."""
        return self._kinds[form]

    def _first_of_kind(self, form: str) -> dict[str, Reading]:
        readings = self._readings[form]
        if not readings:
            return _NOTHING
        found: dict[str, Reading] = {}
        for reading in readings:
            found.setdefault(reading.sense.kind, reading)
        return found

    def _split(self, form: str) -> tuple[Reading, ...]:
        words = self.words
        whole = words.get(form, ())
        found = [make_reading(sense, "", "") for sense in whole]
        known = False
        for sense in whole:
            if sense.pos != "particle" and not seldom(sense.feats):
                known = True
        shortest = _SURE_REST if known else 3 if whole else 2
        for pro, rest in _heads(form):
            if len(rest) < shortest and not pro.endswith(("ال", "لل")):
                continue
            for sense in words.get(rest, ()):
                if fits(pro, sense, rest):
                    found.append(make_reading(sense, pro, ""))
        sure = (*_SURE_ENCLITICS, "ه") if form.endswith("ته") and len(form) > _SURE_REST else _SURE_ENCLITICS
        for enc in sure if known else ENCLITICS:
            if form.endswith(enc) and len(form) - len(enc) >= (2 if enc in _SURE_ENCLITICS or enc == "ه" else 4):
                self._add_with_enclitic(found, form[: -len(enc)], enc)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def _add_with_enclitic(self, found: list[Reading], stem: str, enc: str) -> None:
        for pro, rest in (("", stem), *_heads(stem)):
            if pro.endswith(("ال", "لل")):
                continue
            for shape in _bare_shapes(rest):
                for sense in self.words.get(shape, ()):
                    if _takes_pronoun(sense, enc) and fits(pro, sense, shape):
                        found.append(make_reading(sense, pro, enc))

    def match(self, tokens: list[Token], i: int) -> list[Hit]:
        """Multi-word phrases that begin at token ``i``, longest first; clitics may stand on the first word.

        Of a parted phrase the hit is its first part.
        """
        _, starts, parted = self._known[tokens[i].form]
        found = _standing(tokens, i, starts) if i + 1 < len(tokens) else []
        return found + [head for head, _ in self._parted_at(tokens, i, parted)]

    def read(self, tokens: list[Token]) -> tuple[list[dict[str, Reading]], dict[int, list[Hit]]]:
        """For each token what ``kinds`` gives (nothing for numbers and marks), and where ``match`` finds what."""
        kinds: list[dict[str, Reading]] = []
        phrases: dict[int, list[Hit]] = {}
        known, last = self._known, len(tokens) - 1
        for i, token in enumerate(tokens):
            if token.kind != "word":
                kinds.append(_NOTHING)
                continue
            found, starts, parted = known[token.form]
            kinds.append(found)
            if starts and i < last:
                hits = _standing(tokens, i, starts)
                if hits:
                    phrases.setdefault(i, []).extend(hits)
            if parted:
                for head, tail in self._parted_at(tokens, i, parted):
                    phrases.setdefault(i, []).append(head)
                    if tail:
                        phrases.setdefault(tail.i, []).append(tail)
        return kinds, phrases

    def _parted_at(self, tokens: list[Token], i: int, candidates: _Parted) -> list[tuple[Hit, Hit | None]]:
        """The parted phrases that stand at token ``i``: the hit, and what lies beyond its gap.

        That is no word of its own; it is given as an idiom, which takes it from the triggers.
        """
        found: list[tuple[Hit, Hit | None]] = []
        for starts in candidates:
            phrase = find(tokens, i, starts, self._opens_clause)
            if phrase:
                tail, reading, gap = phrase
                beyond = Reading(reading.sense._replace(kind="idiom", pos="particle"), "", "")
                hit = make_hit(i, i + len(starts.head), reading)
                found.append((hit, make_hit(tail.start, tail.stop, beyond) if gap else None))
        return found

    def _opens_clause(self, token: Token) -> bool:
        """Whether the word is a verb with «and» on it («وأطلقت», "and it fired"): what follows is said of that verb."""
        if token.kind != "word" or token.form[:1] not in ("و", "ف"):
            return False
        return any(pro in ("و", "ف") and sense.pos == "verb" for sense, pro, _ in self._kinds[token.form].values())

    def _kinds_and_phrases(self, form: str) -> _Known:
        heads = [(pro, first) for pro, first in (("", form), *_heads(form)) if first in self.phrases]
        kinds = self._kinds[form]
        if not heads:
            return (kinds, (), ()) if kinds else _UNKNOWN
        starts = [(pro, self._seconds[first]) for pro, first in heads]
        return kinds, tuple([start for start in starts if start[1]]), self._parted_from(heads)

    def _by_second(self, first: str) -> _Seconds:
        """The whole phrases that begin with ``first``, longest first."""
        seconds: _Seconds = {}
        for phrase in self.phrases[first]:
            if not part(phrase[0]):
                seconds.setdefault(phrase[0][1], []).append(phrase)
        for found in seconds.values():
            found.sort(key=_shortness)
        return seconds

    def _parted_from(self, heads: list[tuple[str, str]]) -> _Parted:
        """The parted phrases that may begin with a word of these splits."""
        parted: list[tuple[Parted, Reading]] = []
        for pro, first in heads:
            for forms, sense in self.phrases[first]:
                phrase = part(forms)
                if phrase and fits(pro, sense, first):
                    parted.append((phrase, Reading(sense, pro, "")))
        return tuple(gather(parted)) if parted else ()


def _shortness(phrase: _Phrase) -> int:
    return -len(phrase[0])


def _standing(tokens: list[Token], i: int, starts: _Starts) -> list[Hit]:
    """The phrases that stand at token ``i``, which is not the last, longest first."""
    second = tokens[i + 1].form
    found: list[Hit] = []
    for pro, seconds in starts:
        for forms, sense in seconds.get(second, ()):
            length = len(forms)
            if (length == 2 or _goes_on(tokens, i, forms)) and fits(pro, sense, forms[0]):
                found.append(make_hit(i, i + length, make_reading(sense, pro, "")))
    if len(found) > 1 and len(starts) > 1:
        found.sort(key=_end, reverse=True)
    return found


def _end(hit: Hit) -> int:
    return hit.j


def _goes_on(tokens: list[Token], i: int, forms: tuple[str, ...]) -> bool:
    end = i + len(forms)
    return end <= len(tokens) and [token.form for token in tokens[i + 2 : end]] == [*forms[2:]]


def seldom(feats: frozenset[str]) -> bool:
    """Whether a shape is seldom meant in news: first and second persons, bare jussives, towns nobody listed by hand."""
    return (not _SELDOM.isdisjoint(feats) and _PERSONS.isdisjoint(feats)) or "jussive" in feats


def fits(pro: str, sense: Sense, rest: str) -> bool:
    """Whether the proclitics can stand on the word: no article or preposition on a verb, no «س» on a noun."""
    if not pro:
        return True
    if sense.pos == "verb":
        return pro in ("و", "ف") or (pro in _BEFORE_VERB and "imperfect" in sense.feats and len(rest) > 2)
    if pro.endswith("س"):
        return False
    if pro.endswith("ك"):  # «like» is rare, and short remainders would be torn from whole words («كمين»)
        return len(rest) > 3
    return not (sense.pos == "name" and pro.endswith(("ال", "لل")))


def _takes_pronoun(sense: Sense, enc: str) -> bool:
    if sense.pos == "verb":
        return True
    return sense.pos in ("noun", "participle", "particle") and enc != "ني"


def _bare_shapes(rest: str) -> tuple[str, ...]:
    """What a word may be without its pronoun: ة is written ت before it, ى as ا, final hamza on ي or و («أعضائه»)."""
    last = rest[-1]
    if last == "ت":
        return (rest, rest[:-1] + "ه")
    if last == "و":
        return (rest, rest + "ا", *((rest[:-1] + "ء",) if rest[-2:-1] == "ا" else ()))
    if last == "ا":
        return (rest, rest[:-1] + "ي")
    if rest.endswith("اي"):
        return (rest, rest[:-1] + "ء")
    return (rest,)


@cache
def proclitics_from(letter: str) -> tuple[str, ...]:
    """The proclitics that begin with a letter, shortest first."""
    return tuple(pro for pro in PROCLITICS if pro[0] == letter)


def _heads(form: str) -> list[tuple[str, str]]:
    """The (proclitics, rest) splits of a form that leave at least two letters, shortest clitic first.

    «للرقة» is split both as لل + رقة and as ل + الرقة, since names are listed with their article.
    """
    out = []
    for pro in proclitics_from(form[0]) if form else ():
        if form.startswith(pro) and len(form) - len(pro) >= 2:
            rest = form[len(pro) :]
            out.append((pro, rest))
            if pro.endswith("لل"):
                out.append((pro[:-1], "ال" + rest))
    return out


@cache
def lexicon() -> Lexicon:
    """The project's lexicon, from the compiled cache where it is fresh."""
    from marsad.lexicon.compile import load

    words = load()
    set_apart()
    return words
