"""What speaks for and against a telling going back to one before it: how the two compare, and beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, once, templates, yes
from marsad.coder.names import same_name
from marsad.coder.relations import bucket, capped
from marsad.coder.tellings import LIKELY, Telling

_OF_WORDS: Final = templates("""
    article later kind lemma, before, before cls, behind, between kind, between kind gap, clauses kind,
    first second, first second later, first_lemma kind gap, first_lemma next, first_lemma second_lemma,
    gap prior, kin, kind lemma first second_lemma, kind lemma first_lemma linked, kind second_lemma,
    later kind, later opener between, lemma later gap, opener gap, owned kind gap, second_lemma kind gap,
    second_lemma later, second_lemma lemma kind person, shapes clauses, tokens kind,
    tokens between linked person, tokens between linked beside
""")
_KNOWN: Final = (
    "first second first_lemma second_lemma article later lemma gap kind before behind opener tokens clauses between"
    " shapes owned forms linked cls other beside prior next person sentence kin"
)
_WORDS: Final = Family("words", _KNOWN, *_OF_WORDS)
_MARK: Final = Family("mark", "mark kind", "mark kind")
_MIDDLE: Final = Family("middle", "word kind", "word kind")
_OF_FIELDS: Final = templates("""
    connective beside, connective other, counts kind, counts paragraph first_lemma other,
    crossed later before between, doer, fit, lead kind told, opening article beside sentence,
    opening forms sentence, own place kind, place, placed first_lemma sentence, placed kind, spots kind gap,
    spots lead kind, target, times gap, told lemma second first, tolls kind, weapons kind,
    place paragraph done, cls spread many, article place done, linked cls tokens opening,
    tokens between linked paragraph, second_lemma clauses opening
""")
_FIELDS: Final = Family(
    "fields",
    _KNOWN + " place doer target counts times own lead spread told connective fit many spots crossed weapons"
    " tolls paragraph opening placed done",
    *_OF_FIELDS,
)


class Comparison:
    """A telling beside those before it that it may go back to, the nearest last."""

    def __init__(self, analysis: Analysis, earlier: Sequence[Telling], later: Telling) -> None:
        self.analysis, self.earlier, self.later = analysis, earlier, later
        self._words: list[tuple[str, ...] | None] = [None] * len(earlier)
        self._kin = _kin(earlier, later.trigger)
        self._placed = _beside([t.places for t in earlier], later.places)
        self._done = _beside([t.initiators for t in earlier], later.initiators)

    def facts(self, n: int) -> list[Fact]:
        """What speaks for and against the later one telling again what the ``n``-th before it told."""
        return self.words(n) + self.fields(n)

    def words(self, n: int) -> list[Fact]:
        """How the two triggers and the words around them compare; cheap, and enough to rule most pairs out."""
        analysis, s, t = self.analysis, self.earlier[n].trigger, self.later.trigger
        kind = _same(s.type, t.type)
        facts: list[Fact] = [(_WORDS, *self._known(n))]
        facts += [(_MARK, mark, kind) for mark in analysis.marks_of(t)]
        if t.sent == s.sent:
            middle = [analysis.doc.form(k) for k in range(s.j, min(t.i, s.j + 6))]
            facts += [(_MIDDLE, word, kind) for word in dict.fromkeys(middle)]
        return facts

    def fields(self, n: int) -> list[Fact]:
        """How the fields of the two tellings agree, and what sets two happenings of a type apart."""
        return [(_FIELDS, *self._known(n), *self._agreement(n))]

    def _known(self, n: int) -> tuple[str, ...]:
        known = self._words[n]
        if known is None:
            known = self._words[n] = (*self._of_words(self.earlier[n].trigger), self._kin[n])
        return known

    def _of_words(self, s: Trigger) -> tuple[str, ...]:
        doc, t = self.analysis.doc, self.later.trigger
        forms = linked = beside = cls = other = "-"
        if t.sent == s.sent:
            cls, other, beside = s.cls, t.cls, yes(t.i == s.j)
            forms, linked = once(f"{s.shape} {t.shape}"), yes(t.hit.reading.pro.startswith("و"))
        return (
            s.type,
            t.type,
            s.lemma,
            t.lemma,
            s.article,
            t.article,
            _same(s.lemma, t.lemma),
            capped(t.sent - s.sent, 4),
            _same(s.type, t.type),
            doc.form(t.i - 1),
            doc.form(t.j),
            doc.form(doc.sentences[t.sent][0]),
            bucket(t.i - s.j),
            capped(t.clause - s.clause, 4),
            capped(t.n - s.n - 1, 4),
            once(f"{s.hit.reading.sense.pos}+{t.hit.reading.sense.pos}"),
            yes(bool(t.hit.reading.enc)),
            forms,
            linked,
            cls,
            other,
            beside,
            doc.form(s.i - 1),
            doc.form(s.j),
            t.person,
            capped(s.sent, 2),
        )

    def _agreement(self, n: int) -> tuple[str, ...]:
        analysis, a, b = self.analysis, self.earlier[n], self.later
        s, t = a.trigger, b.trigger
        paragraph = capped(analysis.paragraph_of(t.i) - analysis.paragraph_of(s.i), 3)
        return (
            _agreement(a.places, b.places),
            _agreement(a.initiators, b.initiators),
            _agreement(a.targets, b.targets),
            _counts(analysis, s, t),
            _times(analysis, s, t),
            once(f"{yes(not b.phrases <= a.phrases)} {yes(not a.phrases <= b.phrases)}"),
            "lead" if s.sent <= 1 else "body",
            analysis.spread,
            capped(_told_between(analysis, s, t), 3),
            analysis.doc.form(analysis.clauses[t.clause][0]),
            _fit(a.places, b.places),
            once(f"{_own(a)} {_own(b)}"),
            _overlap(analysis.spots_of(s.sent), analysis.spots_of(t.sent)),
            yes(_shared(a.initiators, b.targets) or _shared(a.targets, b.initiators)),
            _overlap(analysis.weapons_of(s.sent), analysis.weapons_of(t.sent)),
            _tolls(analysis.count_keys(s.sent), analysis.count_keys(t.sent)),
            paragraph,
            analysis.doc.form(analysis.opening_of(t.i)) if paragraph != "0" else "-",
            self._placed[n],
            self._done[n],
        )


def _same(a: str, b: str) -> str:
    return "same" if a == b else "other"


def _kin(earlier: Sequence[Telling], later: Trigger) -> list[str]:
    """Whether each has the later one's word or type, is the nearest that has it, and whether another has the word."""
    words = [telling.trigger.lemma == later.lemma for telling in earlier]
    types = [telling.trigger.type == later.type for telling in earlier]
    told = sum(words)
    kin, word, typed = [], False, False
    for n in range(len(earlier) - 1, -1, -1):
        what = "word" if words[n] else "type" if types[n] else "none"
        nearest = not (word if words[n] else typed) if what != "none" else False
        kin.append(once(f"{what} {yes(nearest)} {yes(told > words[n])}"))
        word, typed = word or words[n], typed or types[n]
    kin.reverse()
    return kin


def _beside(earlier: list[list[frozenset[str]]], later: list[frozenset[str]]) -> list[str]:
    """Whether each shares a name with the later one, and how many others do."""
    if not later:
        return ["-"] * len(earlier)
    shared = [_shared(names, later) for names in earlier]
    told = sum(shared)
    return [once(f"{yes(own)} {capped(told - own, 2)}") for own in shared]


_FITS: Final = ["apart", "akin", "coarser", "finer", "equal"]  # the closer the later


def _own(telling: Telling) -> str:
    """How many places a telling has."""
    return capped(len(telling.places), 2)


def _fit(a: list[frozenset[str]], b: list[frozenset[str]]) -> str:
    """How the places of the second telling fit into the first's: the same, finer, coarser, akin by a word, apart."""
    if not a or not b:
        return _agreement(a, b)
    best = 0
    for x in a:
        for y in b:
            best = max(best, 4 if x == y else 3 if x < y else 2 if y < x else 0 if x.isdisjoint(y) else 1)
    if best == len(_FITS) - 1 and len(a) != len(b):
        return "listed"
    return _FITS[best]


def _overlap(a: frozenset[str], b: frozenset[str]) -> str:
    """How two sets of words overlap."""
    if not a or not b:
        return "none" if not a and not b else "first" if a else "second"
    return "same" if a == b else "other" if a.isdisjoint(b) else "part"


def _shared(a: list[frozenset[str]], b: list[frozenset[str]]) -> bool:
    for x in a:
        for y in b:
            if same_name(x, y):
                return True
    return False


def _tolls(a: set[tuple[str, int | None, int | None]], b: set[tuple[str, int | None, int | None]]) -> str:
    """Whether two sentences count the same, other numbers of a kind, other kinds, or only one of them counts."""
    if not a or not b:
        return "none" if not a and not b else "first" if a else "second"
    if not a.isdisjoint(b):
        return "equal"
    return "differ" if {k for k, _, _ in a} & {k for k, _, _ in b} else "other"


def _told_between(analysis: Analysis, s: Trigger, t: Trigger) -> int:
    """How many happenings of the second trigger's type are told between the two."""
    count, triggers = 0, analysis.triggers
    for n in range(s.n + 1, t.n):
        if triggers[n].happening >= LIKELY and triggers[n].type == t.type:
            count += 1
    return count


def _times(analysis: Analysis, s: Trigger, t: Trigger) -> str:
    """Whether the sentences of both triggers give the same time, another, or none."""
    ours, theirs = analysis.time_keys(s.sent), analysis.time_keys(t.sent)
    if not ours or not theirs:
        return "none" if not ours and not theirs else "first" if ours else "second"
    return "other" if ours.isdisjoint(theirs) else "same"


def _agreement(a: list[frozenset[str]], b: list[frozenset[str]]) -> str:
    """How two lists of names agree: both empty, one empty, some shared, or none."""
    if not a or not b:
        return "none" if not a and not b else "first_only" if a else "second_only"
    return "shared" if _shared(a, b) else "apart"


def _counts(analysis: Analysis, s: Trigger, t: Trigger) -> str:
    """Whether the clauses of both triggers count the same dead or others."""
    ours, theirs = analysis.count_keys(s.sent), analysis.count_keys(t.sent)
    if not ours or not theirs:
        return "missing"
    return "differ" if ours.isdisjoint(theirs) else "equal"
