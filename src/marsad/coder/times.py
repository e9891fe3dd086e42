"""Time expressions of a report, found and resolved to ISO dates against the day the report speaks from.

That day is ``published``, unless the report itself says otherwise: «أمس الأربعاء» "yesterday, Wednesday" in a report
collected on a Wednesday was written on the Thursday. Without ``published`` a dateline in the first lines stands in for
it; without either only full dates resolve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final

from marsad.coder.document import Document
from marsad.coder.ranges import TimePhrase
from marsad.coder.timegrammar import Grammar
from marsad.coder.timemonths import Found
from marsad.coder.timewords import TimeWords
from marsad.text import dates

_DATELINE: Final = 40  # tokens from the beginning in which a full date is the report's own
_LATE, _EARLY = 20, 10  # days by which a report may be older or younger than ``published``
_SAID_REACH: Final = 14  # tokens between a verb of reporting and a time that belongs to it
_OPENS_REACH: Final = 7  # tokens between such a time and the «أن» that opens what was said
_OPENERS: Final = frozenset((":", "«", '"', "“"))
_STOPS: Final = frozenset((".", "؟", "!", "؛"))

_Read = Callable[[Grammar, int], Found | None]
_READERS: Final[dict[str, tuple[_Read, ...]]] = {
    "since": (Grammar.since,),
    "from": (Grammar.starting,),
    "between": (Grammar.between,),
    "ago": (Grammar.ago,),
    "later": (Grammar.later,),
    "morrow": (Grammar.morrow,),
    "during": (Grammar.span,),
    "approx": (Grammar.span,),
    "edge": (Grammar.month, Grammar.year, Grammar.week, Grammar.span),
    "this": (Grammar.month, Grammar.year, Grammar.week),
    "unit": (Grammar.run, Grammar.day, Grammar.month, Grammar.year, Grammar.week, Grammar.span),
    "season": (Grammar.season,),
    "month": (Grammar.month,),
    "hijri": (Grammar.month,),
    "cardinal": (Grammar.day, Grammar.span),
    "ordinal": (Grammar.day,),
    "teen": (Grammar.day, Grammar.span),
    "anaphor": (Grammar.anaphor,),
    "deictic": (Grammar.day, Grammar.two_days, Grammar.numbered_day),
    **dict.fromkeys(("weekday", "part", "lead", "mark"), (Grammar.day, Grammar.two_days)),
}
_APART: Final = frozenset(("ال", "لل"))  # articles written apart from figures
_FROM: Final = frozenset(("من", "ومن"))
_OPENING: Final = _APART | _FROM
_FIGURE: Final = (Grammar.day, Grammar.year, Grammar.span, Grammar.two_dates)


def find_times(doc: Document) -> list[TimePhrase]:
    """Every time expression of the report that resolves, in order, none overlapping another."""
    words = TimeWords(doc)
    grammar = Grammar(doc, words, _today(doc, words))
    phrases: list[TimePhrase] = []
    end = 0
    for i in _openings(doc, words):
        if i < end:
            continue
        found = _read(grammar, i)
        if found is None:
            end = _after(words, i)
            continue
        end = found.j
        if not _named_after(grammar, i, found):
            grammar.memory, grammar.told = found.days, i
            phrases.append(_phrase(doc, i, found))
    return phrases


def _openings(doc: Document, words: TimeWords) -> list[int]:
    """The tokens at which a time expression may begin."""
    figures = [token.i for token in doc.others if token.kind == "number"]
    openers = [token.i for token in doc.tokens if token.form in _OPENING]
    return sorted({*words.words, *figures, *openers})


def _after(words: TimeWords, i: int) -> int:
    """Where to read on when nothing begins at ``i``: behind the whole of a name such as «المصري اليوم»."""
    name = words.of(i, "not_time") if i in words.doc.phrases else None
    return name.j if name and not words.of(name.j, "weekday") else i + 1


def _read(grammar: Grammar, i: int) -> Found | None:
    doc, words = grammar.doc, grammar.words
    token = doc.tokens[i]
    if token.kind == "number" or token.form in _APART:
        readers: tuple[_Read, ...] = _FIGURE
    elif token.form in _FROM:
        readers = (Grammar.starting,)
    else:
        word = words.word(i)
        readers = _READERS.get(word.cls, ()) if word else ()
    best: Found | None = None
    for read in readers:
        found = read(grammar, i)
        if found and (best is None or found.j > best.j):
            best = found
    return best


def _named_after(grammar: Grammar, i: int, found: Found) -> bool:
    """Whether a noun in front makes the date a name: «قوى 14 آذار», «صحيفة اليوم»."""
    owner = grammar.words.of(i - 1, "owner")
    if owner is None or owner.definite:
        return False
    first = grammar.words.word(i)
    if first and first.cls == "deictic":
        return "media" in owner.flags and found.j == i + 1
    return found.rule in ("day", "month") and not (first and first.cls in ("weekday", "part", "unit", "lead"))


def _phrase(doc: Document, i: int, found: Found) -> TimePhrase:
    start, end = doc.tokens[i].start, doc.tokens[found.j - 1].end
    first, last = found.days
    return TimePhrase(
        i, found.j, doc.text[start:end], start, end, first.isoformat(), last.isoformat(), f"times:{found.rule}"
    )


def _today(doc: Document, words: TimeWords) -> date | None:
    """The day the report speaks from."""
    published = dates.parse_iso(doc.report.published)
    if published is None:
        return _dateline(doc, words)
    votes = Counter(_observed(doc, words, published))
    if not votes:
        return published
    most = max(votes.values())
    off = min((days for days, count in votes.items() if count == most), key=abs)
    return dates.shift(published, off) or published


def _dateline(doc: Document, words: TimeWords) -> date | None:
    grammar = Grammar(doc, words, None)
    for i in range(min(_DATELINE, len(doc.tokens))):
        if doc.tokens[i].kind == "number" or words.word(i):
            found = grammar.day(i)
            if found:
                return found.days.first
    return None


def _observed(doc: Document, words: TimeWords, published: date) -> list[int]:
    """By how many days «اليوم الأربعاء» and the like differ from ``published``, one entry for each."""
    grammar = Grammar(doc, words, published)
    offsets: list[int] = []
    for i, word in words.words.items():
        if word.cls != "deictic" or not -2 <= word.n <= 0:
            continue
        parts, _ = grammar.read_day(i)
        if parts.deictic != word.n or "span" in word.flags:
            continue
        if parts.dated:
            found = grammar.day(i)
            off = (found.days.first - published).days - word.n if found else None
            if off is not None and -_LATE <= off <= _EARLY:
                offsets.append(off)
        elif parts.weekday is not None:
            off = (parts.weekday - word.n - published.weekday()) % 7
            offsets.append(off if off <= 2 else off - 7)
    return offsets


def reporting_time(doc: Document, time: TimePhrase) -> bool:
    """Whether the expression tells when something was said rather than when it happened.

    «أعلن الجيش أمس أن…»: a verb of reporting in front, «أن» or a colon behind.
    «في بيان أمس»: a noun of speech right in front. «وأمس أعلنت»: the verb right behind.
    """
    before = _hint(doc, time.i - 1)
    if before in ("noun", "verb") and (before == "noun" or _opens(doc, time.j)):
        return True
    return _opens(doc, time.j) and _said_before(doc, time.i)


def _hint(doc: Document, i: int) -> str:
    if not 0 <= i < len(doc.tokens):
        return ""
    reading = doc.kinds[i].get("say_hint")
    return reading.sense.cls if reading and "ال" not in reading.pro else ""


def _opens(doc: Document, j: int) -> bool:
    """Whether what was said begins within a few words: «أن», a colon, a quotation mark."""
    for k in range(j, min(j + _OPENS_REACH, len(doc.tokens))):
        if _hint(doc, k) == "that" or doc.form(k) in _OPENERS:
            return True
        if doc.tokens[k].kind == "break" or doc.form(k) in _STOPS or _hint(doc, k) == "verb":
            return False
    return False


def _said_before(doc: Document, i: int) -> bool:
    for k in range(i - 1, max(i - 1 - _SAID_REACH, -1), -1):
        hint = _hint(doc, k)
        if hint == "verb":
            return True
        if hint == "that" or doc.tokens[k].kind == "break" or doc.form(k) in (".", ":"):
            return False
    return False
