"""What speaks for and against two triggers telling one happening."""

from __future__ import annotations

from typing import Final

from marsad.coder.analysis import Analysis, Trigger
from marsad.coder.facts import Fact, Family, once, yes
from marsad.coder.names import same_name
from marsad.coder.relations import bucket, capped
from marsad.coder.tellings import LIKELY, Telling

_TYPES: Final = Family(
    "types",
    "first second article later lemma gap kind",
    *("first second", "first second gap", "first second later", "kind gap", "lemma later gap", "lemma second gap"),
    *("later kind", "article later kind lemma"),
)
_LEMMAS: Final = Family(
    "lemmas",
    "first second article kind gap",
    *("second article", "second kind gap", "first kind gap", "first second"),
    common=False,
)
_WORDS: Final = Family(
    "words",
    "before behind opener kind gap",
    *("behind", "behind kind", "before", "before kind", "opener gap"),
    common=False,
)
_APART: Final = Family(
    "apart",
    "tokens clauses between kind shapes owned gap",
    *("tokens kind", "clauses kind", "between kind", "between kind gap", "shapes clauses", "shapes kind gap"),
    "owned kind gap",
)
_MARK: Final = Family("mark", "mark kind gap", "mark kind", "mark kind gap")
_FIRST_MARK: Final = Family("first_mark", "mark kind", "mark kind")
_SAME_SENTENCE: Final = Family(
    "same_sentence",
    "path kind shapes first second linked cls other beside",
    *("path", "path kind", "path shapes", "path first second", "linked cls other", "beside cls other"),
    common=False,
)
_MIDDLE: Final = Family("middle", "word kind", "word kind", common=False)
_ROLES: Final = Family(
    "roles",
    "place doer target lent kind gap article",
    *("place", "place kind gap", "place kind article", "doer", "doer kind", "target", "target kind"),
    *("place doer kind", "place doer target kind", "lent kind", "lent place doer kind"),
)
_AGREEING: Final = Family(
    "agreeing",
    "place doer counts times kind gap lemma own",
    *("place doer gap lemma", "counts kind", "counts place kind", "times kind", "times place kind", "own kind gap"),
    "own place kind",
)
_REPORT: Final = Family(
    "report",
    "lead spread kind article gap titled times between",
    *("lead kind article gap", "lead kind between", "spread kind article", "spread kind gap", "times gap"),
    *("titled kind spread", "between kind gap"),
)
_CONNECTIVE: Final = Family("connective", "word kind", "word kind", common=False)
_WHERE: Final = Family(
    "where",
    "fit own spots kind gap article lead",
    *(
        "fit",
        "fit kind",
        "fit kind gap",
        "fit kind lead",
        "spots kind",
        "spots kind gap",
        "own kind fit",
        "fit spots kind",
    ),
    *("fit kind article", "spots lead kind"),
)
_AGAINST: Final = Family(
    "against",
    "crossed weapons tolls kind gap paragraph lead article",
    *("crossed kind", "weapons kind", "weapons kind gap", "tolls kind", "tolls kind gap", "tolls kind lead"),
    *("paragraph kind gap", "paragraph kind lead", "paragraph article kind"),
)
_OPENING: Final = Family("paragraph_opens", "first second kind", "first kind", "first second kind", common=False)


def pair_facts(analysis: Analysis, a: Telling, b: Telling) -> list[Fact]:
    """What speaks for and against ``b`` telling again what ``a`` (before it) told."""
    return words_of_pair(analysis, a.trigger, b.trigger) + fields_of_pair(analysis, a, b)


def words_of_pair(analysis: Analysis, s: Trigger, t: Trigger) -> list[Fact]:
    """How the two triggers and the words around them compare; cheap, and enough to rule most pairs out."""
    form = analysis.doc.form
    gap = capped(t.sent - s.sent, 4)
    kind = "same" if s.type == t.type else "other"
    clauses = capped(t.clause - s.clause, 4)
    lemma = "same" if s.lemma == t.lemma else "other"
    shapes = once(f"{s.hit.reading.sense.pos}+{t.hit.reading.sense.pos}")
    facts: list[Fact] = [
        (_TYPES, s.type, t.type, s.article, t.article, lemma, gap, kind),
        (_LEMMAS, s.lemma, t.lemma, t.article, kind, gap),
        (_WORDS, form(t.i - 1), form(t.j), form(analysis.doc.sentences[t.sent][0]), kind, gap),
        (_APART, bucket(t.i - s.j), clauses, capped(t.n - s.n - 1, 4), kind, shapes, yes(bool(t.hit.reading.enc)), gap),
        *((_MARK, mark, kind, gap) for mark in analysis.marks_of(t)),
        *((_FIRST_MARK, mark, kind) for mark in analysis.marks_of(s)),
    ]
    if t.sent == s.sent:
        path = analysis.paths.between(s.j, t.i)
        linked, shapes = yes(t.hit.reading.pro.startswith("و")), once(f"{s.shape} {t.shape}")
        facts.append((_SAME_SENTENCE, path, kind, shapes, s.type, t.type, linked, s.cls, t.cls, yes(t.i == s.j)))
        facts += [(_MIDDLE, word, kind) for word in dict.fromkeys(map(form, range(s.j, min(t.i, s.j + 6))))]
    return facts


def fields_of_pair(analysis: Analysis, a: Telling, b: Telling) -> list[Fact]:
    """How the fields of the two tellings agree."""
    s, t = a.trigger, b.trigger
    gap = capped(t.sent - s.sent, 4)
    kind = "same" if s.type == t.type else "other"
    place = _agreement(a.places, b.places)
    doer = _agreement(a.initiators, b.initiators)
    struck = _agreement(a.targets, b.targets)
    lemma = "same" if s.lemma == t.lemma else "other"
    lent = capped(len(a.phrases & b.phrases), 3)  # the very same mentions: the one leans on the other
    own = once(f"{yes(not b.phrases <= a.phrases)} {yes(not a.phrases <= b.phrases)}")
    counts, times = _counts(analysis, s, t), _times(analysis, s, t)
    return [
        (_ROLES, place, doer, struck, lent, kind, gap, t.article),
        (_AGREEING, place, doer, counts, times, kind, gap, lemma, own),
        *_report_facts(analysis, s, t, kind, times),
        *_contrasts(analysis, a, b, kind, gap),
    ]


def _contrasts(analysis: Analysis, a: Telling, b: Telling, kind: str, gap: str) -> list[Fact]:
    """What sets two happenings of a type apart: other spots, other means, other tolls, sides exchanged."""
    s, t = a.trigger, b.trigger
    lead = "lead" if s.sent <= 1 else "body"
    spots = _overlap(analysis.spots_of(s.sent), analysis.spots_of(t.sent))
    where = (_WHERE, _fit(a.places, b.places), once(f"{_own(a)} {_own(b)}"), spots, kind, gap, t.article, lead)
    crossed = yes(_shared(a.initiators, b.targets) or _shared(a.targets, b.initiators))
    weapons = _overlap(analysis.weapons_of(s.sent), analysis.weapons_of(t.sent))
    tolls = _tolls(analysis.count_keys(s.sent), analysis.count_keys(t.sent))
    breaks = capped(analysis.paragraph_of(t.i) - analysis.paragraph_of(s.i), 3)
    facts: list[Fact] = [where, (_AGAINST, crossed, weapons, tolls, kind, gap, breaks, lead, t.article)]
    if breaks != "0":
        first = analysis.opening_of(t.i)
        form = analysis.doc.form
        facts.append((_OPENING, form(first), form(first + 1), kind))
    return facts


_FITS: Final = ("apart", "akin", "coarser", "finer", "equal")  # the closer the later


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


def _report_facts(analysis: Analysis, s: Trigger, t: Trigger, kind: str, times: str) -> list[Fact]:
    """The shape of the report: a digest tells many happenings of a type, a story tells one over and over."""
    title = analysis.title_lemmas
    titled = once(f"{yes(s.lemma in title)} {yes(t.lemma in title)}")
    lead = "lead" if s.sent <= 1 else "body"
    gap = capped(t.sent - s.sent, 3)
    same_type = capped(_told_between(analysis, s, t), 3)
    connective = analysis.doc.form(analysis.clauses[t.clause][0])
    return [
        (_REPORT, lead, analysis.spread, kind, t.article, gap, titled, times, same_type),
        (_CONNECTIVE, connective, kind),
    ]


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
