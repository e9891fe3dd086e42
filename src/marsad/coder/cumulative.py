"""Running totals: counts over a long time («منذ بداية الحرب», since the war began) are not the toll of one happening.

A stretch of two weeks and more counts over what stands behind it in its sentence, up to a time of a day or two, and
over what stands right before it. It counts nothing where it only says how long a state lasts («المدينة المحاصرة منذ
2018») or what is the worst since («الأعنف منذ شهر»).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from marsad.coder.casualty_words import word_list
from marsad.coder.document import Document
from marsad.coder.ranges import CountPhrase, TimePhrase
from marsad.model import CasualtyKind

CUMULATIVE: Final = "casualties:cumulative"
_LONG, _SHORT = 14, 3  # days from which a stretch is long, days under which a time tells of one happening
_BEFORE: Final = 14  # tokens a count may stand before the stretch that it is counted over
_BEHIND: Final = 8  # tokens behind a count in which the time of its own happening may stand
_REMARK: Final = 6  # tokens before a stretch in which a superlative makes it a comparison
_STRETCHES: Final = frozenset(("times:since", "times:span", "times:range", "times:from"))
_CALENDAR: Final = frozenset(("times:year", "times:month"))
_DURING: Final = word_list("during")
_SUPERLATIVES: Final = word_list("superlatives")
_STATES: Final = word_list("states")
_GOES_ON: Final = word_list("goes_on")
_LEADS_ON: Final = word_list("leads_on")
# More than any single happening of these wars has killed or injured.
_BEYOND: Final = {CasualtyKind.KILLED: 3_000, CasualtyKind.INJURED: 5_000}


def mark_cumulative(doc: Document, counts: Sequence[CountPhrase], times: Sequence[TimePhrase]) -> None:
    """Give the running totals among ``counts`` the rule that tells them; both are in text order."""
    if not counts:
        return
    starts = [count.i for count in counts]
    short = [time.i for time in times if _days(time) < _SHORT]
    for i, j in sorted({*_long_times(doc, times), *_long_phrases(doc, times)}):
        if doc.form(i - 1) in _STATES or _compares(doc, i):
            continue
        begin, end = doc.sentences[doc.tokens[i].sent]
        around = counts[bisect_left(starts, begin) : bisect_left(starts, end)]
        _mark([c for c in around if c.i >= j and not _between(short, j, min(c.j + _BEHIND, end))])
        _mark([c for c in around if i - _BEFORE <= c.j <= i and _adjoins(doc, c, i)])
    _mark([c for c in counts if (c.low or c.high or 0) > _BEYOND.get(c.kind, c.high or c.low or 0)])


def _mark(counts: Iterable[CountPhrase]) -> None:
    for count in counts:
        if not count.part:
            count.rule = CUMULATIVE


def _days(time: TimePhrase) -> int:
    return (date.fromisoformat(time.last) - date.fromisoformat(time.first)).days


def _long_times(doc: Document, times: Sequence[TimePhrase]) -> Iterable[tuple[int, int]]:
    """Stretches of time, and months and years that something lasted through («خلال شهر تموز»)."""
    for time in times:
        through = time.rule in _CALENDAR and {doc.form(time.i), doc.form(time.i - 1)} & _DURING
        if (through or time.rule in _STRETCHES) and _days(time) >= _LONG:
            yield time.i, time.j


def _long_phrases(doc: Document, times: Sequence[TimePhrase]) -> Iterable[tuple[int, int]]:
    """«منذ بدء العدوان», since the aggression began: where the report gives no day for it."""
    dated = {k for time in times for k in range(time.i, time.j)}
    hits = doc.hits("toll").values()
    return ((hit.i, hit.j) for hit in hits if hit.reading.sense.cls == "since" and hit.i not in dated)


def _compares(doc: Document, i: int) -> bool:
    return any(doc.form(k) in _SUPERLATIVES for k in range(max(0, i - _REMARK), i))


def _between(short: list[int], i: int, j: int) -> bool:
    """Whether a time of a day or two begins in ``[i:j]``."""
    k = bisect_left(short, i)
    return k < len(short) and short[k] < j


def _adjoins(doc: Document, count: CountPhrase, i: int) -> bool:
    """Whether nothing between a count and the stretch at ``i`` opens a clause of its own or another toll."""
    return doc.form(i - 1) not in _GOES_ON and not any(doc.form(k) in _LEADS_ON for k in range(count.j, i))
