"""The months, weeks, seasons and years of time expressions.

``today`` is the day the report speaks from. Where it is ``None`` only what names its own year resolves.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from marsad.coder.document import Document
from marsad.coder.timewords import TimeWords
from marsad.text import dates
from marsad.text.dates import Days

DASHES: Final = frozenset("-–—/")
BRACKETS: Final = {"(": ")", "[": "]"}
COMMAS: Final = frozenset("،,")
_OF: Final = COMMAS | {"من", "ل"}  # what may stand before the year of a month
AND: Final = "و"
_SATURDAY: Final = 5  # as ``date.weekday`` counts
_SUNDAY: Final = 6


class Found(NamedTuple):
    """A time expression that ends before token ``j``."""

    j: int
    days: Days
    rule: str


class Month(NamedTuple):
    """A named month, and what follows it."""

    j: int
    n: int
    hijri: bool
    rel: str
    year: int | None
    cued: bool


class Months:
    """Reads months, weeks, seasons and years. ``memory`` is the last time read, for «الشهر نفسه» "the same month"."""

    def __init__(self, doc: Document, words: TimeWords, today: date | None) -> None:
        self.doc = doc
        self.words = words
        self.today = today
        self.memory: Days | None = None
        self.told = -1  # the token at which ``memory`` was read

    def named_month(self, i: int) -> Month | None:
        """«تموز», «شهر تموز الماضي», «تشرين الأول/أكتوبر 2014», «تموز (يوليو) من العام الماضي»."""
        at = i
        unit = self.words.of(i, "unit")
        if unit and {"month", "sg"} <= unit.flags and not unit.definite:
            at = unit.j
        word = self.words.of(at, "month", "hijri")
        if word is None or word.definite:
            return None
        j = self._twin(word.j, word.n)
        cued = at > i or j > word.j or "ambiguous" not in word.flags
        after, rel, year = self._tail(j, word.cls == "hijri")
        return Month(after, word.n, word.cls == "hijri", rel, year, cued or after > j)

    def _twin(self, j: int, n: int) -> int:
        form = self.doc.form(j)
        between = form in DASHES or form in BRACKETS
        twin = self.words.of(j + 1 if between else j, "month")
        if twin is None or twin.pro or not (between or twin.n == n):
            return j
        return twin.j + 1 if form in BRACKETS and self.doc.form(twin.j) == BRACKETS[form] else twin.j

    def _tail(self, j: int, hijri: bool) -> tuple[int, str, int | None]:
        """What follows a month: «الماضي», a year, «من العام الجاري»."""
        rel = ""
        word = self.words.of(j, "rel")
        if word and "same" not in word.flags:
            rel, j = next(iter(word.flags & {"past", "present", "future"}), ""), word.j
        fits = dates.is_hijri_year if hijri else dates.is_year
        at = j + 1 if self.doc.form(j) in _OF else j
        value = self.words.figure(j if self.doc.form(j) == "من" else at)
        if value is not None and fits(value):
            return at + 1, rel, value
        year = self._year_unit(at)
        if year and self.doc.form(j) not in COMMAS:
            return year[0], rel, year[1]
        return j, rel, None

    def _year_unit(self, i: int) -> tuple[int, int] | None:
        """«عام 2014», «العام الماضي», «هذا العام», «العام الحالي 2024»."""
        this = self.words.of(i, "this")
        unit = self.words.of(this.j if this else i, "unit")
        if unit is None or not {"year", "sg"} <= unit.flags:
            return None
        value = self.words.figure(unit.j)
        if value is not None and dates.is_year(value) and not this:
            return unit.j + 1, value
        rel = self.words.of(unit.j, "rel")
        step = rel.n if rel else 0
        j = rel.j if rel else unit.j
        value = self.words.figure(j) if rel else None
        if value is not None and dates.is_year(value):
            return j + 1, value
        if (rel or this) and unit.definite | bool(this) and self.today:
            base = self.memory.last if rel and "same" in rel.flags and self.memory else self.today
            return j, base.year + step
        return None

    def month(self, i: int) -> Found | None:
        """A month or an early, middle or late part of one."""
        pair = self._two_months(i)
        if pair:
            return pair
        edge = self._edge(i)
        at = self.words.skip(i, "edge") if edge else i
        relative = self._relative_month(at, bool(edge))
        if relative:
            return Found(relative[0], self._part(relative[1], edge), "month")
        named = self.named_month(at)
        if named is None or not (named.cued or edge or self._after_preposition(i)):
            return None
        days = self._month_days(named, edge)
        return Found(named.j, days, "month") if days else None

    def _two_months(self, i: int) -> Found | None:
        """«شهري حزيران وتموز»."""
        unit = self.words.of(i, "unit")
        one = self.named_month(unit.j) if unit and {"month", "du"} <= unit.flags else None
        after = self.words.word(one.j) if one else None
        two = self.named_month(one.j) if one and after and after.pro == AND else None
        if one is None or two is None:
            return None
        last = self._month_days(two, "")
        first = self._month_days(one._replace(rel=two.rel, year=two.year if one.year is None else one.year), "")
        return self._stretch(two.j, first.first, last.last, "month") if first and last else None

    def _stretch(self, j: int, first: date | None, last: date | None, rule: str) -> Found | None:
        return Found(j, Days(first, last), rule) if first and last and first <= last else None

    def _edge(self, i: int) -> str:
        word = self.words.of(i, "edge")
        return next(iter(word.flags.intersection(dates.MONTH_PARTS)), "") if word and not word.definite else ""

    def _after_preposition(self, i: int) -> bool:
        before, word = self.words.word(i - 1), self.words.word(i)
        if before and before.cls in ("in", "since", "until", "during"):
            return True
        # «وباب الحديد» is a gate, not "and in August".
        return bool(word and word.pro.endswith("ب") and "ambiguous" not in word.flags)

    def _part(self, days: Days, edge: str) -> Days:
        if edge:
            return dates.month_days(days.first.year, days.first.month, edge) or days
        return days

    def _relative_month(self, i: int, edged: bool = False) -> tuple[int, Days] | None:
        """«الشهر الماضي», «هذا الشهر», «الشهر نفسه»; after a number or «مطلع» «الشهر» and «الجاري» do alone."""
        if self.today is None:
            return None
        this = self.words.of(i, "this")
        unit = self.words.of(this.j if this else i, "unit")
        month = unit is not None and {"month", "sg"} <= unit.flags and unit.definite
        at = unit.j if unit and month else i
        rel = self.words.of(at, "rel")
        if rel is None:
            if not month or unit is None or not (this or edged):
                return None
            return unit.j, self._months_off(0, edged)
        bare = not month and "present" in rel.flags and self.words.number(i - 1) is not None
        if not month and not bare:
            return None
        if "same" in rel.flags:
            base = self.memory.last if self.memory else self.today
            days = dates.month_days(base.year, base.month)
            return (rel.j, days) if days else None
        return rel.j, self._months_off(rel.n, edged or bare)

    def _months_off(self, step: int, whole: bool) -> Days:
        assert self.today is not None
        base = dates.add_months(self.today, step) or self.today
        days = dates.month_days(base.year, base.month)
        assert days is not None
        return Days(days.first, self.today) if step == 0 and not whole else days

    def _month_days(self, month: Month, edge: str) -> Days | None:
        span = dates.hijri_month_days if month.hijri else dates.month_days
        if month.year is not None:
            return span(month.year, month.n, edge)
        if self.today is None:
            return None
        if month.hijri:
            now = dates.hijri_year(self.today)
            found = [
                d for y in ((now, now - 1) if now else ()) if (d := span(y, month.n, edge)) and d.first <= self.today
            ]
            return found[0] if found else None
        year = dates.year_of_month(self.today, month.n)
        if month.rel == "past" and (year, month.n) == (self.today.year, self.today.month):
            part = span(year, month.n, edge)
            year -= 0 if edge and part and part.last < self.today else 1
        elif month.rel == "future" and month.n <= self.today.month:
            year = self.today.year + 1
        elif month.rel in ("present", "future"):
            year = self.today.year
        return span(year, month.n, edge)

    def year(self, i: int) -> Found | None:
        """«عام 2013», «مطلع العام الجاري», «في 2013»."""
        edge = self._edge(i)
        at = self.words.skip(i, "edge") if edge else i
        unit = self._year_unit(at)
        word = self.words.of(at, "unit")
        if unit is None and edge and word and {"year", "sg"} <= word.flags and word.definite and self.today:
            unit = word.j, self.today.year
        value = self.words.figure(at)
        if unit is None and value is not None and dates.is_year(value) and (edge or self._after_preposition(at)):
            unit = None if self.words.of(at + 1, "unit") else (at + 1, value)
        days = dates.year_days(unit[1], edge) if unit else None
        if unit is None or days is None:
            return None
        if not edge and self.today and days.first <= self.today < days.last:
            days = Days(days.first, self.today)
        return Found(unit[0], days, "year")

    def season(self, i: int) -> Found | None:
        """«صيف 2014», «شتاء العام الماضي»; without a year it is no time («الربيع العربي»)."""
        word = self.words.of(i, "season")
        if word is None or word.definite:
            return None
        name = next(iter(word.flags.intersection(dates.SEASONS)))
        value = self.words.figure(word.j)
        year = (word.j + 1, value) if value is not None and dates.is_year(value) else self._year_unit(word.j)
        days = dates.season_days(year[1], name) if year else None
        return Found(year[0], days, "season") if year and days else None

    def week(self, i: int) -> Found | None:
        """«الأسبوع الماضي», «هذا الأسبوع»; «نهاية الأسبوع» is Saturday and Sunday, «مطلع الأسبوع» Sunday and Monday."""
        edge = self._edge(i)
        at = self.words.skip(i, "edge")
        this = self.words.of(at, "this")
        unit = self.words.of(this.j if this else at, "unit")
        if unit is None or not {"week", "sg"} <= unit.flags or not unit.definite or self.today is None:
            return None
        rel = self.words.of(unit.j, "rel")
        if rel is None and not this and edge not in ("late", "early"):
            return None
        step = rel.n if rel else 0
        days = dates.week_days(self.today, step)
        if days and step == 0:
            days = Days(days.first, self.today)
        if edge == "late":
            days = self._two_days_from(dates.weekday_before(self.today, _SATURDAY, strictly=True))
        elif edge == "early":
            sunday = dates.weekday_before(self.today, _SUNDAY)
            days = self._two_days_from(dates.shift(sunday, 7 * min(step, 0)) if sunday else None)
        return Found(rel.j if rel else unit.j, days, "week") if days else None

    def _two_days_from(self, day: date | None) -> Days | None:
        """``day`` and the next, which is not ahead of today."""
        after = dates.shift(day, 1) if day else None
        return Days(day, max(day, min(after, self.today))) if day and after and self.today else None
